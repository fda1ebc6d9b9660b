"""Measure questions over HTTP and write the results: `make bench-api`."""

import argparse
import signal
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from bench.api.asked import ASKED
from bench.api.clients.fetching import chromium
from bench.api.clients.workers import Clients
from bench.api.results import FETCH, WAYS, Results
from bench.api.rounds import Measuring, Plan
from bench.api.served import Served, served
from bench.measuring.server import HEAP
from graph.database.config.target import Target
from graph.database.driver import Database

RESULTS: Final = Path(__file__).with_name("results.json")
NO_BROWSER: Final = "A browser's fetch was not measured: there is no Chromium on this machine."


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for; with `--strict` nothing may have failed."""
    asked = _parser().parse_args(arguments)
    # So that what was started is stopped then too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    options = dict(one.split("=", 1) for one in asked.set)
    with (
        tempfile.TemporaryDirectory(prefix="coopgraph-bench-") as folder,
        served(Path(folder), options) as running,
    ):
        results = measured(running, _plan(asked), options, asked.output)
    if asked.strict and any(cell.failures for cell in results.cells):
        sys.exit(1)


def measured(running: Served, plan: Plan, options: dict[str, str], output: Path) -> Results:
    """Measure what a plan says of a running API; what was measured is written, whatever happens."""
    place = running.place
    with Database(Target(place.uri, place.user, place.password)) as database:
        version = database.server()
    settings = {
        "heap": HEAP,
        "requests": plan.requests,
        "exports": plan.exports,
        "seconds": plan.seconds,
    }
    results = Results.begin(version, {**settings, "rounds": plan.rounds, **options})
    if FETCH not in plan.ways:
        results.notes.append(NO_BROWSER)
    with Clients(browser=FETCH in plan.ways) as clients:
        try:
            Measuring(running, clients, plan, results).all()
        finally:
            results.write(output)
    return results


def _plan(asked: argparse.Namespace) -> Plan:
    ways = [way for way in WAYS if way != FETCH or chromium()]
    numbers = (asked.requests, asked.exports, asked.seconds, asked.rounds)
    return Plan(asked.questions, asked.clients, *numbers, ways)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.api", description=__doc__)

    def option(name: str, text: str, **more: Any) -> None:
        parser.add_argument(name, help=text, **more)

    option("--questions", "which", nargs="*", choices=list(ASKED), default=list(ASKED))
    option("--clients", "how many at once", nargs="*", type=int, default=[1, 8, 64, 256])
    option("--requests", "answers of a question in a round, at least", type=int, default=600)
    option("--exports", "exports in a round, at least", type=int, default=40)
    option("--seconds", "after which no more are asked for", type=float, default=4)
    option("--rounds", "how often", type=int, default=2)
    option("--set", "a setting of the API, NAME=VALUE", nargs="*", default=[])
    option("--strict", "end with 1 where anything failed", action="store_true")
    option("--output", "where to write the results", type=Path, default=RESULTS)
    return parser


if __name__ == "__main__":
    main()
