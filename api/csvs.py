"""Rows as CSV for people: lists are joined, and a source is written as one would cite it."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

MEDIA_TYPE: Final = "text/csv"
JOINED_BY: Final = "; "
# How a source is cited; its IRI is for programs, which take JSON.
CITED: Final = ("title", "publisher", "date")


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
    writer.writerows([cell(row[column]) for column in columns] for row in rows)
    return text.getvalue()
