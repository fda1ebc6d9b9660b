"""The examples of docs/mapping.md return what the page says they return."""

import re
from pathlib import Path
from typing import Any

import pytest

from graph.database.driver import Database

PAGE = Path(__file__).parents[1] / "docs" / "mapping.md"
EXAMPLE = re.compile(
    r"^(?P<title>[^\n]+):\n\n```cypher\n(?P<cypher>.*?)```\n\n(?P<table>(?:\|[^\n]*\n)+)",
    re.DOTALL | re.MULTILINE,
)
EXAMPLES = {found["title"]: found for found in EXAMPLE.finditer(PAGE.read_text("utf-8"))}


def test_there_are_ten_examples() -> None:
    assert len(EXAMPLES) == 10


@pytest.mark.parametrize("title", EXAMPLES)
def test_an_example_returns_what_the_page_says(title: str, loaded: Database) -> None:
    found = EXAMPLES[title]
    assert table(loaded.read(found["cypher"])) == found["table"]


def table(rows: list[dict[str, Any]]) -> str:
    """Return rows as the page writes them."""
    lines = [list(rows[0]), ["---"] * len(rows[0]), *([*map(cell, row.values())] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def cell(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
