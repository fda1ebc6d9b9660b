"""docs/settings.md: every setting that the code reads, and no other."""

import re
from pathlib import Path

from tools.settings_page import FILES, PAGE, ROOT, page, settings

READ = re.compile(r'\b(?:read|number|listed|flag)\("([A-Z0-9_]+)"\)|\bnumber\("([A-Z0-9_]+)", ')
NAMED = re.compile(r'"COOPGRAPH_([A-Z0-9_]+)"')
# What the shell's completion is asked by; click's own.
OTHERS = {"COMPLETE"}


def test_the_page_is_what_the_comments_say() -> None:
    assert PAGE.read_text("utf-8") == page(), "write it anew: python -m tools.settings_page"


def test_each_setting_that_the_code_reads_has_its_comment() -> None:
    code = "".join(
        path.read_text("utf-8")
        for package in ("api", "graph", "loaders", "ontology", "queries")
        for path in (ROOT / package).rglob("*.py")
    )
    found = {name for pair in READ.findall(code) for name in pair if name}
    found |= set(NAMED.findall(code))
    files = (Path(ROOT, name) for names in FILES.values() for name in names)
    told = {name for file in files for one in settings(file) for name in one.names}
    assert {f"COOPGRAPH_{name}" for name in found - OTHERS} == told
