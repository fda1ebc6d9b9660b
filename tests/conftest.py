"""One real Neo4j for the whole run, started when the first test asks for it.

It has a home and ports of its own, so it never meets the user's data; only the
jar files come from the user's cache. Tests that need other servers, or none, make
their own below `tmp_path`.

Tests that ask the real data come first and share one load of it; those that come
after them empty the database.
"""

import socket
from collections.abc import Iterator

import pytest

from graph.database import Database
from graph.local import LocalServer, ports
from graph.store import Store
from graph.target import Target
from loaders.load import load
from ontology.vocabulary import vocabulary


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that ask the real data first, all others after them as they were."""
    items.sort(key=lambda item: "loaded" not in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def guide_socket() -> Iterator[socket.socket]:
    """Where the Browser of the run's Neo4j fetches its guide; a test may serve there."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


@pytest.fixture(scope="session")
def guide_url(guide_socket: socket.socket) -> str:
    """The guide's address; the socket may be closed later."""
    return f"http://127.0.0.1:{guide_socket.getsockname()[1]}/browser/guide.html"


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory, guide_url: str) -> Iterator[LocalServer]:
    """The run's Neo4j, started; it is stopped at the end even where tests fail."""
    home = tmp_path_factory.mktemp("neo4j")
    local = LocalServer(home, heap="1g", guide_url=guide_url, usual_ports=(0, 0))
    try:
        local.start()
        yield local
    finally:
        local.stop()


@pytest.fixture(scope="session")
def target(server: LocalServer) -> Target:
    """How to log in to the run's Neo4j."""
    return server.start()


@pytest.fixture(scope="session")
def loaded(target: Target) -> Iterator[Database]:
    """The run's Neo4j with `datasets/` in it; whoever changes the data puts it back."""
    with Database(target) as database:
        # Whether the files are valid has tests of its own.
        load([], Store(database, vocabulary()), validate=False)
        yield database


@pytest.fixture
def free_port() -> int:
    """A loopback port at which nobody answers."""
    return ports.choose(())[0]
