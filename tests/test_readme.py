"""The README's commands do what it says, and its test command is the one that CI runs."""

import os
import re
import sys
from pathlib import Path

import pytest

from graph.database.config.target import Target
from graph.database.driver import Database
from tests.terminal import on_a_terminal

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
# Commands with their output; those that show none are only named.
SHOWN = re.findall(
    r"^\$ (coopgraph (?:query|search) [^\n]*)\n((?:(?!\$ |```)[^\n]*\n)+)", README, re.MULTILINE
)


@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_a_command_prints_what_the_readme_shows(
    command: str, output: str, loaded: Database, target: Target
) -> None:
    login = {"URI": target.uri, "USER": target.user, "PASSWORD": target.password}
    environment = os.environ | {f"COOPGRAPH_NEO4J_{name}": v for name, v in login.items()}
    places = os.pathsep.join([str(Path(sys.executable).parent), environment["PATH"]])
    shown = on_a_terminal("sh", "-c", command, environment=environment | {"PATH": places})
    # A table is padded to the terminal's width.
    assert [line.rstrip() for line in shown.splitlines()] == output.splitlines()


def test_there_are_commands_to_compare() -> None:
    assert len(SHOWN) >= 5


def test_ci_runs_the_readme_s_test_command() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert "$ make test\n" in README
    assert re.search(r"^check: .*\btest\b", makefile, re.MULTILINE)
    assert re.search(r"^make check$", (ROOT / ".ci" / "run").read_text("utf-8"), re.MULTILINE)


def test_every_page_that_is_linked_is_there() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]
    for page in pages:
        for link in re.findall(r"\]\((?!https?:)([^)#]+)\)", page.read_text("utf-8")):
            assert (page.parent / link).exists(), f"{page.name}: {link}"
