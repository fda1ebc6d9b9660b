"""Tables and workbooks on the command line."""

import os
import subprocess
import sys
from pathlib import Path

from loaders.reading.compact.workbook.template import template
from tests.curated import ROOT

EXAMPLE = ROOT / "examples" / "tables"


def coopgraph(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command that needs no database."""
    return subprocess.run(
        [Path(sys.executable).with_name("coopgraph"), *arguments],
        cwd=folder,
        env=os.environ,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_finding_names_the_row_of_the_table(tmp_path: Path) -> None:
    for one in EXAMPLE.iterdir():
        (tmp_path / one.name).write_bytes(one.read_bytes())
    table = tmp_path / "memoranda.csv"
    table.write_text(table.read_text().replace("2025-06", "next June"))
    done = coopgraph(tmp_path, "validate", "memoranda.csv")
    assert done.returncode == 1
    assert "memoranda.csv:3: violation: agreement/memoranda-m-002 coop:date" in done.stdout


def test_the_template_is_written_to_a_file(tmp_path: Path) -> None:
    assert coopgraph(tmp_path, "template", "-o", "coopgraph.xlsx").returncode == 0
    assert (tmp_path / "coopgraph.xlsx").read_bytes()[:2] == template()[:2] == b"PK"
    done = coopgraph(tmp_path, "validate", "-", "--from", "csv")
    assert done.returncode == 2
    assert "A table from standard input has no query beside it" in done.stderr
