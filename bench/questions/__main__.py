"""Measure every question on made graphs and write the results: `make bench-questions`."""

import argparse
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Final

from neo4j import GraphDatabase, Session

from bench.api.served import COMMAND, apart, place, serving
from bench.made import maker
from bench.measuring.server import HEAP
from bench.questions.asked import Case, cases
from bench.questions.measure import TIMES, Measure
from bench.questions.results import Cell, Results
from bench.questions.subjects import subjects
from bench.questions.yardsticks import yardstick, yardsticks
from graph.database.config.target import Target
from graph.database.local import LocalServer

RESULTS: Final = Path(__file__).with_name("results.json")
SIZES: Final = {"10k": 10_000, "100k": 100_000, "1m": 1_000_000, "10m": 10_000_000}


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for; what was measured is written, whatever happens."""
    asked = _parser().parse_args(arguments)
    results = Results.begin("", {"heap": HEAP, "times": TIMES})
    try:
        for size in asked.sizes:
            with tempfile.TemporaryDirectory(prefix="coopgraph-bench-") as folder:
                measured(Path(folder), SIZES[size], results, asked.questions)
    finally:
        results.write(asked.output)


def measured(folder: Path, statements: int, results: Results, only: Sequence[str] = ()) -> None:
    """Make a graph, load it, and ask every question; a start comes before the first answers."""
    server = LocalServer(folder / "neo4j", heap=HEAP, usual_ports=(0, 0))
    environment = apart(folder)
    file = folder / "made.nq"
    maker.write(statements, file)
    load = [str(COMMAND), "load", "--no-validate", str(file)]
    subprocess.run(load, env=environment, check=True, stdout=subprocess.DEVNULL)
    file.unlink()
    with server.session() as target, _session(target) as session:
        results.versions["server"] = str(session.run("RETURN 1").consume().server.agent)
        things = subjects(session)
    results.subjects += [{"statements": statements, **asdict(one)} for one in things]
    chosen = [case for case in cases(things) if not only or case.question in only]
    # The server has ended with the session; it starts anew, with nothing in its caches.
    with server.session() as target, serving(environment) as (api, _), _session(target) as session:
        measure = Measure(api, place(server, target), session)
        found = [(case, _first(measure, case, statements)) for case in chosen]
        results.yardsticks += [measure.yardstick(statements, one) for one in yardsticks(things)]
        for case, cell in found:
            measure.warm(case, cell)
            results.cells.append(cell)


def _first(measure: Measure, case: Case, statements: int) -> Cell:
    cell = Cell(statements, case.question, case.about, case.by, case.rolled_up, yardstick(case))
    cell.first = measure.first(case)
    return cell


@contextmanager
def _session(target: Target) -> Iterator[Session]:
    login = (target.user, target.password)
    with (
        GraphDatabase.driver(target.uri, auth=login, notifications_min_severity="OFF") as driver,
        driver.session() as session,
    ):
        yield session


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.questions", description=__doc__)
    parser.add_argument("--sizes", nargs="*", choices=list(SIZES), default=["100k", "1m", "10m"])
    parser.add_argument("--questions", nargs="*", default=[], help="which; all where none is named")
    parser.add_argument("--output", type=Path, default=RESULTS, help="where to write the results")
    return parser


if __name__ == "__main__":
    main()
