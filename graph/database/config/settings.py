"""The settings of `graph`: environment variables, each read when it is needed.

Functions and not constants, so that a test or a long process that changes one
setting need not import anything anew. An empty variable counts as not set.
"""

import os
from pathlib import Path

import platformdirs

from graph.database.config.address import checked

# The folder's name in the user's cache and data directories.
APP = "coopgraph"


def read(name: str) -> str | None:
    """The environment variable `COOPGRAPH_<name>`, None where it is not set."""
    return os.environ.get(f"COOPGRAPH_{name}") or None


# COOPGRAPH_NEO4J_URI: use this Neo4j (neo4j://, neo4j+s://, bolt://, …) and install nothing.
def neo4j_uri() -> str | None:
    """The address of a Neo4j to use in place of the local one; it holds no password.

    Raises:
        InvalidConfiguration: it is no address, or has a user or password inside.
    """
    uri = read("NEO4J_URI")
    return checked(uri) if uri else None


# COOPGRAPH_NEO4J_USER, COOPGRAPH_NEO4J_PASSWORD: the login there; needed with the address.
def neo4j_login() -> tuple[str | None, str | None]:
    """User and password for `neo4j_uri`."""
    return read("NEO4J_USER"), read("NEO4J_PASSWORD")


# COOPGRAPH_NEO4J_DATABASE: which database there; else the server's default one.
def neo4j_database() -> str | None:
    """The database to use at `neo4j_uri`."""
    return read("NEO4J_DATABASE")


# COOPGRAPH_CACHE_DIR: where Neo4j's jar files are kept; by default `coopgraph` in the
# user's folder for caches. Deleting it costs a download.
def cache_dir() -> Path:
    """The folder for files that can be fetched again, shared by all clones."""
    return Path(read("CACHE_DIR") or platformdirs.user_cache_path(APP)).absolute()


# COOPGRAPH_DATA_DIR: where the local Neo4j keeps its data; by default `coopgraph` in the user's
# folder for data. One server runs per folder.
def data_dir() -> Path:
    """The folder for data that cannot be fetched again."""
    return Path(read("DATA_DIR") or platformdirs.user_data_path(APP)).absolute()


# COOPGRAPH_MAVEN_REPOSITORY: where jar files come from, for instance a mirror of one's own; by
# default Maven Central.
def maven_repository() -> str:
    """The address of the Maven repository; Maven Central, as jgo knows it, by default."""
    chosen = read("MAVEN_REPOSITORY")
    if chosen is None:
        # Late, because it costs a sixth of a second and only a download needs it.
        from jgo.constants import MAVEN_CENTRAL_URL  # noqa: PLC0415

        chosen = MAVEN_CENTRAL_URL
    return chosen


# COOPGRAPH_NEO4J_VERSION: which release the local Neo4j is, of those in
# `graph/database/local/install/releases.py`; by default the newest 5.26. A newer one converts the
# data that it finds, and an older one cannot read that again.
def neo4j_version() -> str | None:
    """The version of the local Neo4j, None for the default one."""
    return read("NEO4J_VERSION")


# COOPGRAPH_HEAP: Java's heap for the local Neo4j, such as `512m` or `4g`; by default `1g`.
def heap() -> str:
    """The largest heap of the local Neo4j."""
    return read("HEAP") or "1g"


# COOPGRAPH_GUIDE_URL: the page that the Neo4j Browser plays when it connects, `none` for none; by
# default the guide of an API on this machine and port 8000.
def guide_url() -> str | None:
    """The guide's address, served by the API."""
    url = read("GUIDE_URL") or "http://127.0.0.1:8000/browser/guide.html"
    return None if url == "none" else url
