"""What the cells of a workbook say: texts, numbers, dates in their precision."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final

from loaders.reading.inputs.sheets.rows import Value

# What of the pattern of a date is no part of it: texts, escapes, colours.
ASIDE: Final = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
# Numbers that a cell holds whole.
LARGEST: Final = 10**15


def value(content: Any, pattern: str) -> Value | None:
    """Return what a cell says; None where nothing.

    Args:
        content: what openpyxl reads.
        pattern: how the cell shows numbers.
    """
    if isinstance(content, bool):
        return Value("true" if content else "false", "boolean")
    if isinstance(content, int | float):
        return _number(content)
    if isinstance(content, datetime | date):
        return _date(content, pattern)
    if isinstance(content, time):
        return Value(content.isoformat(), "time")
    if isinstance(content, timedelta):
        return Value(f"PT{content.total_seconds():g}S", "duration")
    text = str(content).strip() if content is not None else ""
    return Value(text) if text else None


def _number(content: float) -> Value:
    if content == int(content) and abs(content) < LARGEST:
        return Value(str(int(content)), "integer")
    return Value(format(Decimal(repr(content)), "f"), "decimal")


def _date(content: date, pattern: str) -> Value:
    """Return a date as precise as it is shown: `Feb-25` is no first of February."""
    shown = ASIDE.sub("", pattern.split(";", maxsplit=1)[0]).lower()
    if "y" in shown and "d" not in shown:
        month = re.search(r"m", shown) is not None
        return Value(f"{content:%Y-%m}", "gYearMonth") if month else Value(f"{content:%Y}", "gYear")
    if isinstance(content, datetime):
        if content.time() != time():
            return Value(content.replace(microsecond=0).isoformat(), "dateTime")
        content = content.date()
    return Value(content.isoformat(), "date")
