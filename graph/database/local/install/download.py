"""Downloading one of Neo4j's jar files. Imported where one is missing: it takes long."""

import re
from pathlib import Path

import pooch
import requests

from graph.database.config import settings
from graph.database.config.address import without_login
from ontology.errors import CoopgraphError, DatabaseUnavailable, InvalidConfiguration, InvalidData

RETRIES = 2
# Seconds to connect, and seconds without a byte.
TIMEOUT = (10, 60)


def fetch(jar: str, sha256: str, folder: Path) -> None:
    """Have one file in the folder, verified; `jar` is its path below the repository's address."""
    # pooch says what it does in a log of its own; people see our one progress bar.
    pooch.get_logger().setLevel("WARNING")
    source = pooch.create(
        path=folder,
        base_url=settings.maven_repository(),
        registry={jar: f"sha256:{sha256}"},
        retry_if_failed=RETRIES,
    )
    try:
        source.fetch(jar, downloader=pooch.HTTPDownloader(timeout=TIMEOUT, chunk_size=1 << 16))
    except (ValueError, requests.RequestException) as error:
        raise explain(jar, sha256, error) from error


def explain(jar: str, sha256: str, error: Exception) -> CoopgraphError:
    """What a person should know and do when one file did not come."""
    name = jar.rpartition("/")[2]
    if isinstance(error, requests.HTTPError) and error.response is not None:
        # pooch leaves the unread answer open.
        error.response.close()
        return InvalidConfiguration(
            f"The repository answered {error.response.status_code} for "
            f"{without_login(error.response.url)}. Check COOPGRAPH_MAVEN_REPOSITORY, or "
            "set COOPGRAPH_NEO4J_URI to use another Neo4j."
        )
    if isinstance(error, requests.RequestException):
        return DatabaseUnavailable(
            f"{name}, a part of Neo4j, could not be fetched ({type(error).__name__}). Check "
            "the network and run again (what is there is kept), or set COOPGRAPH_NEO4J_URI to "
            "use another Neo4j."
        )
    found = re.search(r"but got (\w+)", str(error))
    return InvalidData(
        f"{name} came with the wrong checksum: expected {sha256}, found "
        f"{found[1] if found else without_login(str(error))}. It was not kept. Run again; if it "
        "comes again, check COOPGRAPH_MAVEN_REPOSITORY."
    )
