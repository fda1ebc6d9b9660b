"""Streams as callers leave them: full, closed, gone, of few letters; and arguments of any bytes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

COOPGRAPH = Path(sys.executable).with_name("coopgraph")


def shell(command: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run what a user types where no Neo4j is needed: `c` is `coopgraph`."""
    return subprocess.run(
        ["sh", "-c", f'c() {{ "{COOPGRAPH}" "$@"; }}; {command}'],
        env=os.environ | {"COOPGRAPH_NEO4J_URI": "bolt://127.0.0.1:1"} | environment,
        capture_output=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("command", "status", "words"),
    [
        ("c query --list >/dev/full", 1, b"stdout: No space left on device"),
        ("c query --list --json >/dev/full", 1, b"stdout: No space left on device"),
        ("c query --list -o /dev/full", 1, b"/dev/full: No space left on device"),
        ("c --help >/dev/full", 1, b"No space left on device"),
        ("c query --list >&-", 1, b"stdout: Bad file descriptor"),
        ("c nonsense >&-", 2, b"No such command"),
        ("c query --list <&- >/dev/null", 0, b""),
        ("c nonsense 2>&-", 2, b""),
        ("c nonsense 2>/dev/full", 2, b""),
        ("c query --list | head -n 0", 0, b""),
        ("c query partners --actor \"$(printf '\\377')\"", 2, b"is no UTF-8"),
        ("c drop \"$(printf '\\377')\"", 2, b"is no UTF-8"),
        ("c export --dataset \"$(printf '\\377')\"", 2, b"is no UTF-8"),
        ("c load --dataset \"$(printf '\\377')\"", 2, b"is no UTF-8"),
        ("c \"$(printf '\\377')\"", 2, b"No such command"),
        ("c validate \"$(printf '\\377.ttl')\"", 2, b"does not exist"),
    ],
)
def test_one_sentence_and_no_traceback(command: str, status: int, words: bytes) -> None:
    done = shell(command)
    assert (done.returncode, done.stdout) == (status, b"")
    assert words in done.stderr
    assert b"Traceback" not in done.stderr
    assert b"Exception ignored" not in done.stderr


def test_a_closed_stdout_is_not_mistaken_for_a_file_of_ours(tmp_path: Path) -> None:
    done = shell(f"c query --list -o '{tmp_path}/list' >&- 2>&-")
    assert done.returncode == 0
    assert (tmp_path / "list").read_text("utf-8").startswith("question\tasks\nactor\t")


INTERRUPTED_AT = """
import os, signal, sys

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == "MODULE":
            os.kill(os.getpid(), signal.SIGINT)

sys.meta_path.insert(0, Finder())
sys.argv = ["coopgraph", "query", "--list"]
from api.entry import main
main()
"""


@pytest.mark.parametrize("module", ["click", "api.commands.query", "pyoxigraph", "neo4j"])
def test_ctrl_c_ends_it_quietly_from_the_first_moment_on(module: str) -> None:
    program = INTERRUPTED_AT.replace("MODULE", module)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr.strip()) == (130, b"", b"")


def test_an_encoding_of_few_letters_is_no_error() -> None:
    few = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert json.loads(shell("c query --list --json", **few).stdout)
    assert b"evidence" in shell("c query evidence --help", **few).stdout
    done = shell("c query partners --actor Léa", **few)
    assert (done.returncode, b"no UTF-8" in done.stderr) == (1, False)
    assert b"Traceback" not in done.stderr
