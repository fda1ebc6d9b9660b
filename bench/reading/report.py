"""The table of docs/reading.md: `python -m bench.reading.report`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.reading.__main__ import RESULTS
from bench.reading.score import Count, Score
from bench.report import NONE, Row, table

PAGE: Final = Path(__file__).resolve().parents[2] / "docs" / "reading.md"
BEGIN: Final = "<!-- figures: made by make bench-reading -->\n"
END: Final = "<!-- end of figures -->\n"
# The groups, in this order.
GROUPS: Final = (
    *("made last", "made later, at first", "made later", "made first"),
    *("articles, without their own names", "articles, all names"),
)


def page(text: str, scores: dict[str, Score]) -> str:
    """Return the page's text with the scores in place of those that it has."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + "".join(_table(scores)) + END + rest.split(END)[1]


def read() -> dict[str, Score]:
    """Return the scores that were measured."""
    said = json.loads(RESULTS.read_text("utf-8"))
    return {group: Score.from_dict(one) for group, one in said.items()}


def _table(scores: dict[str, Score]) -> Iterator[str]:
    fields = list(next(iter(scores.values())).counts)
    yield table(
        ["texts", "", *(one.replace("as_of", "date of status") for one in fields)],
        [row for group in GROUPS for row in _rows(group, scores[group], fields)],
    )


def _rows(group: str, score: Score, fields: list[str]) -> Iterator[Row]:
    counts = [score.counts.get(name, Count()) for name in fields]
    yield [f"{group} ({score.texts})", "precision", *(_part(c.precision, c.found) for c in counts)]
    yield ["", "recall", *(_part(c.recall, c.wanted) for c in counts)]


def _part(part: float | None, of: int) -> str:
    """Return a part in per cent, and of how many values it is."""
    return NONE if part is None else f"{100 * part:.0f} % of {of}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text("utf-8"), read()), "utf-8")
