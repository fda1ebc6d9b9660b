"""Where loading over Bolt spends processor time: in the client, in the server, or waiting.

Files are loaded into one server in turn, round after round, and dropped in between. The first
round is that of a fresh server, the others are warm.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, Self

import psutil

from bench.measuring.server import local
from graph.database.driver import Database
from graph.limits import STANDARD
from graph.spill.staging import Staging
from graph.store import Store
from loaders.reading.files import read
from ontology.vocabulary import vocabulary

HEADINGS = ("file", "round", "reading, s", "writing, s", "client", "server", "waiting")
# Never in bulk, which stops the server.
OVER_BOLT = replace(STANDARD, bulk_from=2**63)


class Moment(NamedTuple):
    """Seconds so far: on the clock, of processors in this process and its children, in Java."""

    clock: float
    client: float
    server: float

    @classmethod
    def now(cls, java: psutil.Process) -> Self:
        """Return those of this moment."""
        ours = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        theirs = java.cpu_times()
        client = sum(one.ru_utime + one.ru_stime for one in ours)
        return cls(time.perf_counter(), client, theirs.user + theirs.system)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for some files."""
    parser = argparse.ArgumentParser(prog="python -m bench.processor_time", description=__doc__)
    parser.add_argument("files", help="RDF files", nargs="+", type=Path)
    parser.add_argument("--rounds", help="how often", type=int, default=3)
    asked = parser.parse_args(arguments)
    print(f"| {' | '.join(HEADINGS)} |")
    print(f"| {' | '.join(['---', *['--:'] * (len(HEADINGS) - 1)])} |")
    with tempfile.TemporaryDirectory(prefix="coopgraph-bench-") as folder:
        server = local(Path(folder), None)
        with server.session() as target, Database(target, limits=OVER_BOLT) as database:
            java = psutil.Process(server.status().pid)
            store = Store(database, vocabulary())
            store.prepare()
            for number in range(1, asked.rounds + 1):
                for file in asked.files:
                    print(f"| {file.name} | {number} | {_row(store, file, java)} |", flush=True)


def _row(store: Store, file: Path, java: psutil.Process) -> str:
    """Load a file and drop it; return what loading took, in shares of all processors' time."""
    with Staging(store.database.limits) as staging:
        before = Moment.now(java)
        read([file], staging)
        staged = Moment.now(java)
        store.load(staging)
        after = Moment.now(java)
        datasets = staging.datasets
    for dataset in datasets:
        store.drop(dataset)
    writing = after.clock - staged.clock
    there = writing * (psutil.cpu_count() or 1)
    client, server = (after.client - staged.client) / there, (after.server - staged.server) / there
    shares = (f"{share:.0%}" for share in (client, server, max(0, 1 - client - server)))
    return " | ".join([f"{staged.clock - before.clock:.1f}", f"{writing:.1f}", *shares])


if __name__ == "__main__":
    main()
