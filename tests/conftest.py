"""One real Neo4j for the whole run, started when the first test asks for it.

It has a home and ports of its own, so it never meets the user's data; only the
jar files come from the user's cache. Tests that need other servers, or none, make
their own below `tmp_path`.

A run is the same each time: what is drawn at random is drawn from a fixed seed, but in the
long runs that `LONGER` names. What a run left out is told at its end.

Tests that ask the real data come first and share one load of it; those that come
after them empty the database. Where several processes share the tests, one of them takes all
that ask the real data, so that its Neo4j alone has to compile the questions.
"""

import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any, Final

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from graph.database.config.target import Target
from graph.database.driver import Database
from graph.database.local import LocalServer, ports
from graph.store import Store
from loaders.load import load
from ontology.vocabulary import vocabulary
from tests import curated

# Settings that make a run longer, and random, and what they add.
LONGER: Final = {
    "COOPGRAPH_EXAMPLES": "as many made datasets there and back (tests/loaders/test_any_rdf.py)",
    "EXAMPLES": "as many orders of changes (tests/graph/test_states.py); part of make soak",
    "KILLS": "as many killed loads (tests/graph/test_survival.py); part of make soak",
    "LOADS": "as many rounds of readers beside loads (tests/api/test_steady.py); part of make soak",
}
# Settings without which tests are left out.
MORE: Final = {
    "COOPGRAPH_RDF_TESTS": "the W3C's test suites, from a checkout of w3c/rdf-tests",
}

# Folders whose tests empty the database, or need none.
EMPTYING: Final = {"bench", "datasets", "graph", "loaders", "ontology", "queries"}

# Tests that know the data know five sources; those of tests/datasets look at all of them.
os.environ.setdefault("COOPGRAPH_DATASETS", str(Path(__file__).with_name("five")))

# What is asked on a busy machine may take longer than a user would wait.
os.environ.setdefault("COOPGRAPH_QUERY_SECONDS", "600")

# No machine is too slow: what is too slow is seen in benchmarks.
settings.register_profile("random", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("same", settings.get_profile("random"), derandomize=True)
settings.load_profile("random" if LONGER.keys() & os.environ.keys() else "same")


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """Tell what the run of the whole suite could have done more."""
    unset = {name: adds for name, adds in (MORE | LONGER).items() if not os.environ.get(name)}
    if config.option.markexpr == "not long":
        unset = {"make test-long": "kills, browsers, whole suites of others"} | unset
    if unset and config.args_source is not pytest.Config.ArgsSource.ARGS:
        terminalreporter.section("left out or kept short")
        for name, adds in unset.items():
            terminalreporter.write_line(f"{name}: {adds}")


@pytest.fixture(scope="session", autouse=True)
def interruptible() -> None:
    """Let Ctrl-C end processes that tests start, also where this run was started with it ignored.

    A script's background processes inherit that.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that ask the real data first, all others after them as they were."""
    items.sort(key=lambda item: "loaded" not in getattr(item, "fixturenames", ()))


class ByFile(LoadScopeScheduling):  # type: ignore[misc] # xdist has no types
    """Shares the tests by file, and gives one process all files that may ask the real data."""

    def _split_scope(self, nodeid: str) -> str:
        path = PurePosixPath(nodeid.partition("::")[0])
        return str(path) if EMPTYING & set(path.parts[:2]) else "loaded"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Return what shares the tests between processes."""
    return ByFile(config, log)


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
    """The run's Neo4j with five articles in it; whoever changes the data puts it back."""
    with Database(target) as database:
        # Whether the files are valid has tests of its own.
        load(curated.FILES, Store(database, vocabulary()), validate=False)
        yield database


@pytest.fixture
def free_port() -> int:
    """A loopback port at which nobody answers."""
    return ports.choose(())[0]
