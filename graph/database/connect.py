"""Connecting to the Neo4j that the settings ask for: one that is named, or the local one."""

from collections.abc import Iterator
from contextlib import contextmanager

from graph.database.config import settings
from graph.database.config.target import Target
from graph.database.local import LocalServer
from ontology.errors import InvalidConfiguration


@contextmanager
def connect(local: LocalServer | None = None, *, watched: bool = False) -> Iterator[Target]:
    """A Neo4j for as long as the `with` block lasts.

    With `COOPGRAPH_NEO4J_URI` set it is that server and nothing is installed
    or started. Else it is the local one: started where it does not run, and
    stopped at the end when nobody else uses it (see `LocalServer.session`).

    Args:
        local: the local one; by default as the settings say.
        watched: whether the local one is started again where it ends by itself meanwhile.
    """
    if uri := settings.neo4j_uri():
        yield _remote(uri)
    else:
        with (local or LocalServer()).session(watched=watched) as target:
            yield target


def _remote(uri: str) -> Target:
    user, password = settings.neo4j_login()
    if not user or not password:
        raise InvalidConfiguration(
            f"COOPGRAPH_NEO4J_URI names {uri}, but how to log in is missing: set both "
            "COOPGRAPH_NEO4J_USER and COOPGRAPH_NEO4J_PASSWORD."
        )
    return Target(uri, user, password, settings.neo4j_database())
