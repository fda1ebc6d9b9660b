"""The one Neo4j that everything is measured on, in a folder of its own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import psutil
from neo4j import GraphDatabase, Session

from bench.measuring.place import Place
from graph.database.config.target import Target
from graph.database.local import LocalServer
from graph.database.schema import quoted

HEAP: Final = "4g"
PAGE_CACHE: Final = "2g"
N10S: Final = {
    "server.unmanaged_extension_classes": "n10s.endpoint=/rdf",
    "dbms.security.procedures.unrestricted": "n10s.*",
}
EMPTY: Final = (
    "MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 20000 ROWS",
    "MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 20000 ROWS",
)
MIB: Final = 1 << 20


def local(home: Path, n10s: Path | None) -> LocalServer:
    """Return the server of a folder, with the settings that are the same for all."""
    conf = {"server.memory.pagecache.size": PAGE_CACHE, **(N10S if n10s else {})}
    plugins = [n10s] if n10s else []
    return LocalServer(home, heap=HEAP, usual_ports=(0, 0), conf=conf, plugins=plugins)


class BenchServer:
    """A server that can be new, or emptied and warm.

    Args:
        home: its folder.
        n10s: the jar file of neosemantics, where it is to be measured.
    """

    def __init__(self, home: Path, n10s: Path | None) -> None:
        self._home = home
        self._n10s = n10s
        self._server = local(home, n10s)

    @property
    def place(self) -> Place:
        """Where it is now; starts it where it does not run."""
        target: Target = self._server.start()
        browser = urlsplit(self._server.status().browser or "")
        http = f"http://{browser.netloc}"
        return Place(
            target.uri, http, target.user, target.password, str(self._home), str(self._n10s or "")
        )

    def renew(self) -> None:
        """Put a new server in its place: no data, and a JVM that has compiled nothing."""
        self._server.stop()
        shutil.rmtree(self._home / "data", ignore_errors=True)
        self._server.start()

    def stop(self) -> None:
        """Stop it."""
        self._server.stop()

    def empty(self) -> None:
        """Take out all data, constraints and indexes; the server stays warm."""
        with self._session() as session:
            for kind, kinds in (("CONSTRAINT", "CONSTRAINTS"), ("INDEX", "INDEXES")):
                # A token look-up index is Neo4j's own.
                found = session.run(
                    f"SHOW {kinds} YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
                )
                for name in found.value():
                    session.run(f"DROP {kind} {quoted(name)} IF EXISTS").consume()
            for query in EMPTY:
                session.run(query).consume()

    def version(self) -> str:
        """Return what the server calls itself."""
        with self._session() as session:
            return str(session.run("RETURN 1").consume().server.agent)

    def memory_mib(self) -> float:
        """Return the resident memory of the server now, 0 while it does not run."""
        pid = self._server.status().pid
        try:
            return psutil.Process(pid).memory_info().rss / MIB if pid else 0.0
        except psutil.Error:
            return 0.0

    @contextmanager
    def _session(self) -> Iterator[Session]:
        place = self.place
        with GraphDatabase.driver(place.uri, auth=place.login) as driver, driver.session() as one:
            yield one
