"""The names of months and weekdays in each language, from CLDR by Babel."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale

from loaders.proposal.words.split import split

WIDTHS: Final = (("format", "wide"), ("stand-alone", "wide"), ("format", "abbreviated"))
# Where one language has several sets of names of months.
REGIONS: Final = {"ar": ("ar", "ar_SY", "ar_DZ", "ar_MA")}
# Weekdays that are written in another way than CLDR has them.
FURTHER: Final = {
    "zh": {
        f"{week}{day}": number
        for week in ("星期", "周", "礼拜", "週")
        for number, day in enumerate("一二三四五六日")
    },
    "pt": {
        f"{day} feira": number
        for number, day in enumerate(("segunda", "terça", "quarta", "quinta", "sexta"))
    },
    "vi": {"chủ nhật": 6},
}


@dataclass(frozen=True)
class Calendar:
    """Months and weekdays by their names, as words are compared, and what finds them.

    Attributes:
        months: the number of each month by its names.
        weekdays: that of each weekday, Monday being 0.
    """

    months: dict[str, int]
    weekdays: dict[str, int]

    @property
    def month(self) -> str:
        """The pattern of any month."""
        return _any(self.months)

    @property
    def weekday(self) -> str:
        """The pattern of any weekday."""
        return _any(self.weekdays)


def _any(names: dict[str, int]) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})"


@cache
def calendar(language: str, *, marks: bool) -> Calendar:
    """Return the calendar of a language."""
    months, weekdays = dict[str, int](), dict[str, int]()
    for locale in (Locale.parse(one) for one in REGIONS.get(language, (language,))):
        for context, width in WIDTHS:
            for number, name in locale.months[context][width].items():
                months.setdefault(_key(name, marks=marks), number)
        for context, width in WIDTHS[:2]:
            for number, name in locale.days[context][width].items():
                weekdays.setdefault(_key(name, marks=marks), number)
    for name, number in FURTHER.get(language, {}).items():
        weekdays.setdefault(_key(name, marks=marks), number)
    return Calendar(months, weekdays)


def _key(name: str, *, marks: bool) -> str:
    return " ".join(split(name, marks=marks, stems=True).values)
