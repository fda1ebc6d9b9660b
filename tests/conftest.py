"""One real Neo4j for the whole run, started when the first test asks for it.

It has a home and ports of its own, so it never meets the user's data; only the
jar files come from the user's cache. Tests that need other servers, or none, make
their own below `tmp_path`.
"""

from collections.abc import Iterator

import pytest

from graph.local import LocalServer, ports
from graph.target import Target


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """The run's Neo4j, started; it is stopped at the end even where tests fail."""
    local = LocalServer(tmp_path_factory.mktemp("neo4j"), heap="512m", usual_ports=(0, 0))
    try:
        local.start()
        yield local
    finally:
        local.stop()


@pytest.fixture(scope="session")
def target(server: LocalServer) -> Target:
    """How to log in to the run's Neo4j."""
    return server.start()


@pytest.fixture
def free_port() -> int:
    """A loopback port at which nobody answers."""
    return ports.choose(())[0]
