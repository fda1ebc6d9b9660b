"""The local Neo4j as the rest of coopgraph sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from graph import settings
from graph.target import Target

USUAL_PORTS = (7687, 7474)


@dataclass(frozen=True)
class ServerStatus:
    """What there is to know of a local server; addresses only while it runs."""

    running: bool
    pid: int | None
    bolt: str | None
    browser: str | None
    user: str
    password_file: Path
    home: Path


class LocalServer:
    """The Neo4j of one data directory, shared by all processes of one user."""

    def __init__(
        self,
        home: Path | None = None,
        *,
        heap: str | None = None,
        guide_url: str | None = None,
        ports: tuple[int, int] = USUAL_PORTS,
    ) -> None:
        self.home = (home or settings.data_dir() / "neo4j").absolute()

    def install(self) -> None:
        """Find Java and fetch what is missing of Neo4j's jar files."""
        raise NotImplementedError

    def start(self) -> Target:
        """Start the server, or find the running one; it stays until `stop`."""
        raise NotImplementedError

    def stop(self) -> bool:
        """Stop the server for everyone; False where it was not running."""
        raise NotImplementedError

    def status(self) -> ServerStatus:
        """Whether it runs, where, and how to log in."""
        raise NotImplementedError

    @contextmanager
    def session(self) -> Iterator[Target]:
        """Use the server: start it if need be; the last user stops what no `start` asked for."""
        raise NotImplementedError
        yield
