"""What comparing a register takes of memory does not grow with the register."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.loaders.registers.made import dump, record

pytestmark = pytest.mark.long

PEAK = """
import resource, sys
from pathlib import Path
from loaders.registers.known import in_files
from loaders.registers.register import ROR, make

with open(sys.argv[3], "wb") as output:
    made = make(ROR, Path(sys.argv[1]), in_files([Path(sys.argv[2])], ""), output)
print(made.records, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_register(tmp_path: Path) -> None:
    (tmp_path / "known.nt").write_text("<e:a> <e:b> <e:c> .")
    peaks = list[int]()
    for number in (1_000, 100_000):
        path = dump(tmp_path / f"2025-04-0{len(peaks) + 1}.json", map(record, range(number)))
        run = subprocess.run(
            [sys.executable, "-c", PEAK, path, tmp_path / "known.nt", tmp_path / "ror.nt"],
            capture_output=True,
            text=True,
            check=True,
        )
        records, peak = map(int, run.stdout.split())
        assert records == number
        peaks.append(peak)
    assert peaks[1] < 1.1 * peaks[0]
