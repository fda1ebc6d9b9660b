"""What takes long is told, once; what does not is not."""

import os
import subprocess
import sys

import pytest

from graph.database.local.install import progress
from tests.terminal import on_a_terminal

WAIT = """
import time
from graph.database.local.install import progress
progress.PATIENCE = 0
with progress.waiting("Neo4j starts"):
    time.sleep(0.5)
"""


def test_a_line_is_printed_where_there_is_no_terminal() -> None:
    done = subprocess.run([sys.executable, "-c", WAIT], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("", "Neo4j starts …\n")


def test_a_spinner_turns_on_a_terminal_and_is_taken_away() -> None:
    shown = on_a_terminal(sys.executable, "-c", WAIT, environment=os.environ, term="xterm")
    assert "Neo4j starts" in shown
    assert "\x1b[2K" in shown  # the line is erased


def test_what_is_done_soon_is_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    with progress.waiting("nothing"):
        pass
    assert capsys.readouterr().err == ""
