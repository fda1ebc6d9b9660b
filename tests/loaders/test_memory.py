"""What reading a file takes of memory does not grow with the file, however long its texts are."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.curated import ROOT

pytestmark = pytest.mark.long

PEAK = """
import resource, sys
from pathlib import Path
from graph.spill.staging import Staging
from loaders.reading.files import read

with Staging() as staging:
    read([Path(sys.argv[1])], staging)
    statements = sum(one.size for part in staging.partitions() for said in part.values()
                     for one in said.values())
    print(statements, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
TEXT = "word " * 100_000
TABLES = ROOT / "examples" / "tables"
# Statements with a text of half a megabyte each, of its own or of a blank node that all share.
SHAPES = {
    "graphs": ("nq", '<e:{i}> <e:text> "{i} {text}" <e:g> .\n'),
    "blank": ("nt", '_:hub <e:to> _:n{i} .\n_:n{i} <e:text> "{i} {text}" .\n'),
}


def peak(path: Path, shape: str, number: int) -> float:
    """Return how much memory it takes to read a file of so many texts."""
    with path.open("w", encoding="utf-8") as file:
        for i in range(number):
            file.write(SHAPES[shape][1].format(i=i, text=TEXT))
    run = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True
    )
    statements, most = map(int, run.stdout.split())
    assert statements == number * SHAPES[shape][1].count("\n")
    return most


def table_peak(folder: Path, number: int) -> float:
    """Return how much memory it takes to read a table of so many rows."""
    folder.mkdir()
    path = folder / "memoranda.csv"
    (folder / "memoranda.rq").write_text((TABLES / "memoranda.rq").read_text())
    header, row, *_ = (TABLES / "memoranda.csv").read_text().splitlines()
    with path.open("w", encoding="utf-8") as file:
        file.write(f"{header}\n")
        for i in range(number):
            file.write(row.replace("M-001", f"M-{i}") + "\n")
    run = subprocess.run(
        [sys.executable, "-c", PEAK, str(path)], capture_output=True, text=True, check=True
    )
    statements, most = map(int, run.stdout.split())
    assert statements > 20 * number
    return most


def test_memory_does_not_grow_with_a_table(tmp_path: Path) -> None:
    # Of some size on, what is made of it lies on the disk.
    assert table_peak(tmp_path / "b", 40_000) < 1.25 * table_peak(tmp_path / "a", 20_000)


@pytest.mark.parametrize("shape", SHAPES)
def test_memory_does_not_grow_with_the_file(tmp_path: Path, shape: str) -> None:
    path = tmp_path / f"long.{SHAPES[shape][0]}"
    # Of some size on, what is read lies on the disk: 50 MB, and 100.
    assert peak(path, shape, 200) < 1.25 * peak(path, shape, 100)
