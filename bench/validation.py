"""What validating costs: coopgraph's way, and pySHACL over everything.

Both get the same valid made graphs, in turn, and both have to find nothing.
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench.measuring import inputs
from graph.rdf.records import triples_of
from graph.spill.staging import Staging
from loaders.reading.files import read
from loaders.validation import engine
from loaders.validation.report import Report
from loaders.validation.validate import stated, validate


def main(arguments: Sequence[str] | None = None) -> None:
    """Print a table for graphs of some sizes."""
    parser = argparse.ArgumentParser(prog="python -m bench.validation", description=__doc__)
    parser.add_argument("--sizes", nargs="*", default=["10k", "30k", "100k"])
    asked = parser.parse_args(arguments)
    print("| made | coopgraph, s | pySHACL over everything, s | ÷ coopgraph |")
    print("| --- | --: | --: | --: |")
    with tempfile.TemporaryDirectory(prefix="coopgraph-bench-") as folder:
        for size in asked.sizes:
            ours, whole = _measured(inputs.made(size, Path(folder)).paths[".ttl"])
            print(f"| {size} | {ours:.2f} | {whole:.2f} | {whole / ours:.0f} |", flush=True)


def _measured(path: Path) -> tuple[float, float]:
    """Return seconds of both ways, from statements that are staged to findings."""
    with Staging() as staging:
        files = read([path], staging)
        triples = [triple for one in stated(staging) for triple in triples_of(one)]
        ours = _timed(lambda: _none(_faults(validate(files, staging))))
        subjects = {key for part in staging.partitions() for key in part}
        return ours, _timed(lambda: _none(engine.findings(triples, subjects)))


def _faults(report: Report) -> Iterable[object]:
    return [*report.violations, *report.warnings]


def _none(found: Iterable[object]) -> None:
    for one in found:
        raise RuntimeError(f"A made graph is not valid: {one}")


def _timed(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
