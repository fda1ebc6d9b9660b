"""Finding what a text says of days, months and years, as it is written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from loaders.proposal.times.calendar import calendar
from loaders.proposal.words.lexicon import lexicon
from loaders.proposal.words.split import split

FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
YEAR_WORDS: Final = ("last_year", "this_year", "next_year")
MONTHS: Final = 12
DAYS: Final = 31
D: Final = r"(?P<d>\d{1,2})(?:er|st|nd|rd|th|o|a)?"
Y: Final = r"(?P<y>\d{4})"
# Words between the parts of a date.
OF: Final = r"(?:(?:of|the|de|del|do|năm|عام|سنه|من) )?"
RANGE: Final = r"(?:(?P<f>\d{1,2})(?:er|st|nd|rd|th)? (?:(?:au|to|and|et|al|y|a|e|по|đến|الي) )?)?"
ISO: Final = re.compile(r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})(?!\d)")
NUMERIC: Final = re.compile(
    r"(?<![\d/.-])(?P<d>\d{1,2})(?P<s>[/.-])(?P<m>\d{1,2})(?P=s)(?P<y>\d{4})(?![\d/-])"
)
MONTH_YEAR: Final = re.compile(r"(?<![\d/.-])(?P<m>\d{1,2})/(?P<y>\d{4})(?![\d/-])")
DAY_MONTH: Final = re.compile(r"(?<=ngày )(?P<d>\d{1,2})[/-](?P<m>\d{1,2})(?![\d/-])", re.I)
CHINESE: Final = (
    rf"{Y} 年 (?P<m>\d{{1,2}}) 月 (?P<d>\d{{1,2}}) [日号號]",
    r"(?P<m>\d{1,2}) 月 (?P<d>\d{1,2}) [日号號]",
    rf"{Y} 年 (?P<m>\d{{1,2}}) 月",
    r"(?P<m>\d{1,2}) 月",
    r"(?P<d>\d{1,2}) [日号號]",
    rf"{Y} 年",
)
# «Thứ hai» is also the second of anything; as a weekday it has a capital, or a word before it.
BEFORE_WEEKDAY: Final = {"vi": r"(?:hôm|ngày|sáng|chiều|tối|vào) "}


@dataclass(frozen=True)
class Expression:
    """What a text says of a time, and where it stands in it.

    Attributes:
        weekday: Monday is 0.
        word: what a word such as yesterday is called in the lexicons.
    """

    start: int
    end: int
    text: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    word: str = ""


def expressions(text: str, language: str) -> list[Expression]:
    """Return what a text says of times, in order; the longer of two that overlap."""
    found = [*_numeric(text, language), *_named(text, language), *_words(text, language)]
    kept: list[Expression] = []
    for one in sorted(found, key=lambda one: (one.start - one.end, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    in_order = sorted(kept, key=lambda one: one.start)
    return _without_weekdays(_with_year_words(in_order, text), text)


def _with_year_words(found: list[Expression], text: str) -> list[Expression]:
    """Return times in which a word for the year belongs to its month: in March this year."""
    joined: list[Expression] = []
    for one in found:
        last = joined[-1] if joined else None
        pair = [each for each in (last, one) if each and each.word in YEAR_WORDS]
        dated = [each for each in (last, one) if each and each.month and each.year is None]
        if last and pair and dated and len(text[last.end : one.start].split()) <= 1:
            written, word = text[last.start : one.end], pair[0].word
            joined[-1] = replace(dated[0], start=last.start, end=one.end, text=written, word=word)
        else:
            joined.append(one)
    return joined


def _without_weekdays(found: list[Expression], text: str) -> list[Expression]:
    """Return times without the weekdays that stand beside a day: Monday, 3 March."""
    days = [one for one in found if one.day is not None]
    return [
        one
        for one in found
        if one.weekday is None or not any(_adjoin(one, day, text) for day in days)
    ]


def _adjoin(one: Expression, other: Expression, text: str) -> bool:
    """Say whether two times stand side by side in a sentence."""
    between = text[min(one.end, other.end) : max(one.start, other.start)]
    return len(between.split()) <= 1 and "." not in between


def _numeric(text: str, language: str) -> Iterator[Expression]:
    """Yield days and months that are written in digits alone."""
    for pattern in (ISO, NUMERIC, MONTH_YEAR, DAY_MONTH):
        for found in pattern.finditer(text):
            parts = {key: int(value) for key, value in found.groupdict().items() if key != "s"}
            if language == "en" and pattern is NUMERIC:
                if parts["m"] > MONTHS:
                    parts["d"], parts["m"] = parts["m"], parts["d"]
                elif found["s"] == "/" and parts["d"] <= MONTHS and parts["d"] != parts["m"]:
                    continue  # 3/4/2025 is a day of March, or of April
            if made := _made(found.start(), found.end(), text, parts):
                yield made


def _named(text: str, language: str) -> Iterator[Expression]:
    """Yield days, months and years that are written with words."""
    marks = lexicon(language).marks
    names = calendar(language, marks=marks)
    words = split(text, marks=marks, stems=True)
    for pattern in _patterns(language):
        for found in pattern.finditer(words.text):
            start, end = words.place(found.start("all"), found.end("all"))
            said = found.groupdict()
            written = text[start:end]
            if language == "en" and said.get("month") and written == written.lower():
                continue  # may and march are verbs
            parts = {key: int(said[key]) for key in ("y", "m", "d") if said.get(key)}
            if said.get("f"):  # from the 28th to the 30th: what begins then
                parts["d"] = int(said["f"])
            if said.get("month"):
                parts["m"] = names.months[said["month"]]
            if said.get("weekday"):
                yield Expression(start, end, written, weekday=names.weekdays[said["weekday"]])
            elif made := _made(start, end, text, parts):
                yield made


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], ...]:
    words = lexicon(language)
    names = calendar(language, marks=words.marks)
    month, before = f"(?P<month>{names.month})", BEFORE_WEEKDAY.get(language, "")
    several = [
        f"{RANGE}{D} {OF}{month}(?: {OF}{Y})?",
        f"{month} {D}(?: {Y})?",
        f"{month} {OF}{Y}",
        f"{before}(?P<weekday>{names.weekday})",
    ]
    if language == "zh":
        several = [*CHINESE, several[-1]]
    found = [re.compile(f"(?<= )(?P<all>{one})(?= )") for one in several]
    ahead = words.lists["month_before"].pattern.removesuffix("(?= )")
    if words.lists["month_before"].pattern != "(?!)":
        found.append(re.compile(f"{ahead} (?P<all>{month})(?= )"))
        found.append(re.compile(rf"{ahead} (?P<all>(?P<y>(?:19|20)\d\d))(?= )"))
    return tuple(found)


def _words(text: str, language: str) -> Iterator[Expression]:
    """Yield words such as yesterday."""
    words = split(text, marks=lexicon(language).marks)
    for name, pattern in lexicon(language).days.items():
        if name in ("next", "last"):
            continue
        for found in pattern.finditer(words.text):
            start, end = words.place(*found.span())
            yield Expression(start, end, text[start:end], word=name)


def _made(start: int, end: int, text: str, parts: dict[str, int]) -> Expression | None:
    """Return a time of numbers, where they can be one."""
    year, month, day = parts.get("y"), parts.get("m"), parts.get("d")
    if year is not None and not FIRST_YEAR <= year < LAST_YEAR:
        return None
    if month is not None and not 1 <= month <= MONTHS:
        return None
    if day is not None and not 1 <= day <= DAYS:
        return None
    return Expression(start, end, text[start:end], year, month, day)
