"""What is measured: Neo4j with the project's data, and `coopgraph serve` as users start it."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import httpx2

from bench.measuring.place import Place
from bench.measuring.server import HEAP
from graph.database.config.target import Target
from graph.database.local import LocalServer
from graph.database.local.ports import choose

COMMAND: Final = Path(sys.executable).with_name("coopgraph")
# Seconds until it must answer.
START: Final = 300
# Nothing that is set for the user's own graph counts here.
OURS: Final = "COOPGRAPH_"


@dataclass(frozen=True)
class Served:
    """A running API, and its Neo4j.

    Attributes:
        api: the API's address.
        place: where Neo4j is.
        pids: of both, by name.
    """

    api: str
    place: Place
    pids: Mapping[str, int]


@contextmanager
def served(folder: Path, options: Mapping[str, str]) -> Iterator[Served]:
    """Load the project's data into a Neo4j of the benchmark's own, and serve it.

    Args:
        folder: for its data.
        options: settings of `coopgraph serve`, by their names in the environment.
    """
    server = LocalServer(folder / "neo4j", heap=HEAP, usual_ports=(0, 0))
    environment = {**apart(folder), **options}
    # Watched, because what is asked of it may end it.
    with server.session(watched=True) as target:
        subprocess.run([COMMAND, "load"], env=environment, check=True, stdout=subprocess.DEVNULL)
        with serving(environment) as (api, pid):
            pids = {"API": pid, "Neo4j": server.status().pid or 0}
            yield Served(api, place(server, target), pids)


def apart(folder: Path) -> dict[str, str]:
    """Return an environment in which coopgraph keeps its data in a folder of its own."""
    kept = {
        name: one
        for name, one in os.environ.items()
        if not name.startswith(OURS) or name == "COOPGRAPH_CACHE_DIR"
    }
    return {**kept, "COOPGRAPH_DATA_DIR": str(folder)}


def place(server: LocalServer, target: Target) -> Place:
    """Return where a running server is."""
    status = server.status()
    http = f"http://{urlsplit(status.browser or '').netloc}"
    return Place(target.uri, http, target.user, target.password, str(status.home))


@contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    """Serve in a process of its own; give the address and the process id."""
    (port,) = choose(())
    address = f"http://127.0.0.1:{port}"
    command = [str(COMMAND), "serve", "--port", str(port)]
    with subprocess.Popen(command, env=dict(environment), stderr=subprocess.DEVNULL) as process:
        try:
            until_ready(address)
            yield address, process.pid
        finally:
            process.terminate()


def until_ready(address: str) -> None:
    """Wait until an API and its Neo4j answer."""
    began = time.monotonic()
    while True:
        try:
            httpx2.get(f"{address}/health/ready").raise_for_status()
        except httpx2.HTTPError:
            if time.monotonic() - began > START:
                raise
            time.sleep(0.1)  # it tells other processes by answering only
        else:
            return
