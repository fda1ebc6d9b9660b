"""Resolving what a text says of times against the day of the report, each by a stated rule."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from loaders.proposal.times.expressions import Expression

DAYS_OF_WORDS: Final = {"yesterday": -1, "today": 0, "tomorrow": 1}
MONTHS_OF_WORDS: Final = {"last_month": -1, "this_month": 0, "next_month": 1}
YEARS_OF_WORDS: Final = {"last_year": -1, "this_year": 0, "next_year": 1}
WEEK: Final = 7
MONTHS: Final = 12
# Days by which a report may look ahead where it does not say that it does.
AHEAD: Final = 31


@dataclass(frozen=True)
class Base:
    """The day from which a report counts: that of its dateline, else of its publication."""

    day: date
    is_dateline: bool

    @property
    def name(self) -> str:
        """What a rule calls it."""
        return "the dateline" if self.is_dateline else "the report"


@dataclass(frozen=True)
class Resolved:
    """A date, as precise as it is said, and how it was found.

    Attributes:
        value: such as `2025-02` or `2025-02-23`.
        basis: a code of the ontology's date bases.
        rule: the rule by which it follows, where it is not stated.
    """

    value: str
    basis: str
    rule: str = ""


def resolve(one: Expression, base: Base | None, *, ahead: bool) -> Resolved | None:
    """Return the date that is meant; None where the text leaves it open.

    Args:
        one: what is written.
        base: the day from which the report counts, if it is known.
        ahead: whether the sentence speaks of what is to come.
    """
    if one.year is not None:
        return Resolved(_written(one.year, one.month, one.day), "stated") if _real(one) else None
    if base is None:
        return None
    if one.weekday is not None:
        return _weekday(one.weekday, base, ahead=ahead)
    if one.word:
        return _word(one, base)
    if one.month is not None:
        return _yearless(one.month, one.day, base, ahead=ahead)
    return _day_only(one.day, base, ahead=ahead)


def _real(one: Expression) -> bool:
    return _calendar_day(one.year or 1, one.month or 1, one.day or 1) is not None


def _calendar_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _written(year: int, month: int | None = None, day: int | None = None) -> str:
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)]
    return "-".join(parts)


def _weekday(weekday: int, base: Base, *, ahead: bool) -> Resolved:
    back = (base.day.weekday() - weekday) % WEEK
    day = base.day + timedelta((WEEK - back) % WEEK if ahead else -back)
    which = "next one after" if ahead else "last one before"
    rule = f"A weekday without a date is the {which} {base.name}, or its own day."
    return Resolved(day.isoformat(), "weekday", rule)


def _word(one: Expression, base: Base) -> Resolved | None:
    word = one.word
    name, basis = word.replace("_", " "), "dateline" if base.is_dateline else "document_date"
    rule = f"The words {name} count from the day of {base.name}."
    if word in DAYS_OF_WORDS:
        rule = f"The word {name} counts from the day of {base.name}."
        day = base.day + timedelta(DAYS_OF_WORDS[word])
        return Resolved(day.isoformat(), basis, rule)
    if word in MONTHS_OF_WORDS:
        month = base.day.year * MONTHS + base.day.month - 1 + MONTHS_OF_WORDS[word]
        return Resolved(_written(month // MONTHS, month % MONTHS + 1), basis, rule)
    if word in YEARS_OF_WORDS:
        year = base.day.year + YEARS_OF_WORDS[word]
        return Resolved(_written(year, one.month, one.day), basis, rule)
    return None


def _yearless(month: int, day: int | None, base: Base, *, ahead: bool) -> Resolved | None:
    """Return a date whose year is not said: the last one, or the next one of what is to come."""
    for step in (0, 1) if ahead else (0, -1):
        year = base.day.year + step
        found = _calendar_day(year, month, day or 1)
        if found and _is_near(found, base.day, ahead=ahead):
            which = "next one after" if ahead else "last one before"
            rule = f"A date without a year is the {which} {base.name}, or of its own time."
            return Resolved(_written(year, month, day), "document_date", rule)
    return None


def _is_near(found: date, day: date, *, ahead: bool) -> bool:
    """Say whether a report of a day can mean a date without saying its year."""
    if ahead:
        return found.replace(day=1) >= day.replace(day=1)
    return found <= day + timedelta(AHEAD)


def _day_only(day: int | None, base: Base, *, ahead: bool) -> Resolved | None:
    """Return a day whose month is not said."""
    if day is None:
        return None
    month = base.day.year * MONTHS + base.day.month - 1
    for step in (0, 1) if ahead else (0, -1):
        found = _calendar_day((month + step) // MONTHS, (month + step) % MONTHS + 1, day)
        if found and (found >= base.day if ahead else found <= base.day):
            which = "next one after" if ahead else "last one before"
            rule = f"A day without a month is the {which} {base.name}, or its own day."
            return Resolved(found.isoformat(), "document_date", rule)
    return None
