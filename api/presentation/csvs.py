"""Rows as CSV for people: lists are joined, and a source is written as one would cite it.

Programs that need every character as it is take JSON.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from api.presentation.text import visible

MEDIA_TYPE: Final = "text/csv"
JOINED_BY: Final = "; "
# How a source is cited; its IRI is for programs, which take JSON.
CITED: Final = ("title", "publisher", "date", "url")
# What a spreadsheet takes for a formula; numbers begin so, too.
FORMULA: Final = re.compile(r"[=+@\t\n-]")
NUMBER: Final = re.compile(r"[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?")


def cell(value: Any) -> str:
    """Return a value as one cell of text."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case list() | tuple():
            return JOINED_BY.join(map(cell, value))
        case Mapping():
            keys = [key for key in CITED if key in value] or list(value)
            return ", ".join(cell(value[key]) for key in keys if value[key] is not None)
    return str(value)


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV with a header line."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(columns)
    writer.writerows([_safe(cell(row[column])) for column in columns] for row in rows)
    return text.getvalue()


def _safe(text: str) -> str:
    """Return a cell that steers neither a terminal nor a spreadsheet, which runs formulas."""
    shown = visible(text, keep="\n\t")
    return f"'{shown}" if FORMULA.match(shown) and not NUMBER.fullmatch(shown) else shown
