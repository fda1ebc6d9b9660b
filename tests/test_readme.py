"""The README's commands do what it says, and its test command is the one that CI runs."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")


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
