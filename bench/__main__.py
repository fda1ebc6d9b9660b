"""Measure and write the results: `make bench`, or `python -m bench --help`."""

import argparse
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from bench.contenders.registry import LARGE, N10S, RDFLIB, RDFLIB_NEO4J, TOOLS, Tool, set_apart
from bench.measuring import inputs
from bench.measuring.inputs import Input
from bench.measuring.results import Results
from bench.measuring.rounds import WARM_UPS, Rounds
from bench.measuring.server import HEAP, PAGE_CACHE, BenchServer

RESULTS: Final = Path(__file__).with_name("results.json")
WARM_UP: Final = "100k"
BROKEN_OFF: Final = "It was broken off, so the last tools have no figures for the largest file."


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for; with `--strict` nothing may have failed."""
    asked = _parser().parse_args(arguments)
    # So that the server is stopped then too.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    jar: Path | None = asked.n10s_jar
    with tempfile.TemporaryDirectory(prefix="coopgraph-bench-", dir=asked.work) as name:
        folder = Path(name)
        server = BenchServer(folder / "neo4j", jar)
        try:
            results = _run(asked, server, jar, folder)
        finally:
            server.stop()
    if asked.strict and any(figure.failures for figure in results.figures):
        sys.exit(1)


def _run(asked: argparse.Namespace, server: BenchServer, jar: Path | None, folder: Path) -> Results:
    settings = {
        "rounds": asked.rounds,
        "heap": HEAP,
        "page_cache": PAGE_CACHE,
        "warm_up": f"{WARM_UPS} times everything with {asked.warm_up} statements",
    }
    server.renew()
    others = {RDFLIB: RDFLIB_NEO4J} | ({N10S: jar.stem} if jar else {})
    results = Results.begin(server.version(), settings, others)
    tools = list(_tools(asked.tools, jar, results))
    rounds = Rounds(server, tools, results, asked.output, folder)
    # The largest last: what was measured until then is kept, whatever happens.
    given = sorted(_inputs(asked, folder), key=lambda one: one.statements)
    results.files = [one.described() for one in given]
    times = {one.name: asked.rounds if one.statements <= LARGE else 1 for one in given}
    try:
        for one in given:
            for _ in range(times[one.name]):
                rounds.fresh(one)
        rounds.warm_up(inputs.made(asked.warm_up, folder))
        for one in given:
            for _ in range(times[one.name]):
                rounds.warm(one)
    except (KeyboardInterrupt, SystemExit):
        results.notes.append(BROKEN_OFF)
        raise
    finally:
        results.write(asked.output)
    return results


def _tools(wanted: list[str], jar: Path | None, results: Results) -> Iterator[Tool]:
    """Yield those that can be measured here, and note the others."""
    for tool in TOOLS:
        if wanted and tool.name not in wanted:
            continue
        if tool.name == N10S and jar is None:
            results.notes.append(f"{tool.name} was not measured: name its jar file, N10S_JAR=….")
            continue
        if tool.apart:
            try:
                set_apart()
            except (OSError, subprocess.CalledProcessError) as error:
                results.notes.append(f"{tool.name} could not be installed: {error}.")
                continue
        yield tool


def _inputs(asked: argparse.Namespace, folder: Path) -> Iterator[Input]:
    for text in asked.sizes:
        yield inputs.made(text, folder)
    for path in asked.file:
        yield inputs.named(path, folder)


def _file(text: str) -> Path:
    if not Path(text).is_file():
        raise argparse.ArgumentTypeError(f"{text} is no file")
    return Path(text).resolve()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)

    def option(name: str, text: str, **more: Any) -> None:
        parser.add_argument(name, help=text, **more)

    option("--sizes", "of made graphs, such as 10k or 1m", nargs="*", default=["10k", "100k", "1m"])
    option("--file", "any RDF file to measure too", nargs="*", type=_file, default=[])
    option("--rounds", "how often, up to a million statements", type=int, default=3)
    option("--warm-up", "size of the graph that warms up the server", default=WARM_UP)
    option("--n10s-jar", "the jar file of neosemantics", type=_file)
    option("--tools", "only these, by their names in the tables", nargs="*", default=[])
    option("--work", "where to keep temporary files", type=Path)
    option("--strict", "end with 1 where anything failed", action="store_true")
    option("--output", "where to write the results", type=Path, default=RESULTS)
    return parser


if __name__ == "__main__":
    main()
