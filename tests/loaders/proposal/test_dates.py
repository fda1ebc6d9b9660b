"""Times are found in eight languages and resolved by stated rules; what is open stays open."""

from datetime import date

import pytest

from loaders.proposal.times.dates import Base, resolve
from loaders.proposal.times.expressions import expressions

# A Thursday.
BASE = Base(date(2026, 3, 5), is_dateline=False)


def resolved(text: str, language: str, *, ahead: bool = False) -> list[str | None]:
    """Return the dates that a text says."""
    some = [resolve(one, BASE, ahead=ahead) for one in expressions(text, language)]
    return [one.value if one else None for one in some]


@pytest.mark.parametrize(
    ("language", "text", "dates"),
    [
        ("en", "on March 3, 2026 and 4 March", ["2026-03-03", "2026-03-04"]),
        ("en", "on Monday, 2 March 2026", ["2026-03-02"]),
        ("en", "They may march in May 2025 or in June.", ["2025-05", "2025-06"]),
        ("en", "3/4/2025 or 25/4/2025 or 4/25/2025", ["2025-04-25", "2025-04-25"]),
        ("en", "from 28 to 30 January", ["2026-01-28"]),
        (
            "en",
            "yesterday, last month, in 2024, next week",
            ["2026-03-04", "2026-02", "2024", None],
        ),
        ("en", "1500 people, 12 cars, room 2026", []),
        ("fr", "le 1er février, et puis mardi, ou hier, en août 2025", None),
        ("es", "el 15 de mayo de 2024 y el miércoles", ["2024-05-15", "2026-03-04"]),
        ("pt", "em 4 de março de 2026 ou já na segunda-feira", ["2026-03-04", "2026-03-02"]),
        (
            "zh",
            "2026年2月1日、3日、上月、去年5月",
            ["2026-02-01", "2026-03-03", "2026-02", "2025-05"],
        ),
        (
            "vi",
            "ngày 12 tháng 2 năm 2026, rồi vào hôm thứ Ba, lần thứ hai",
            ["2026-02-12", "2026-03-03"],
        ),
        ("vi", "ngày 3/2/2026, tháng 10/2025", ["2026-02-03", "2025-10"]),
        ("ar", "11 فبراير 2026 و ٣ شباط، يوم الاثنين", ["2026-02-11", "2026-02-03", "2026-03-02"]),
        ("ru", "3 марта 2026 года, во вторник, в октябре 2025 года", None),
    ],
)
def test_times_are_resolved(language: str, text: str, dates: list[str | None] | None) -> None:
    others: dict[str, list[str | None]] = {
        "fr": ["2026-02-01", "2026-03-03", "2026-03-04", "2025-08"],
        "ru": ["2026-03-03", "2026-03-03", "2025-10"],
    }
    assert resolved(text, language) == (others[language] if dates is None else dates)


@pytest.mark.parametrize(
    ("text", "past", "future"),
    [
        ("Friday", "2026-02-27", "2026-03-06"),
        ("Thursday", "2026-03-05", "2026-03-05"),
        ("10 January", "2026-01-10", "2027-01-10"),
        ("30 December", "2025-12-30", "2026-12-30"),
        ("29 February", None, None),
    ],
)
def test_what_is_to_come_is_after_the_report(
    text: str, past: str | None, future: str | None
) -> None:
    assert resolved(text, "en") == [past]
    assert resolved(text, "en", ahead=True) == [future]


def test_each_date_that_is_not_stated_has_its_rule() -> None:
    for text in ("Monday", "yesterday", "next month", "3 March", "last year"):
        (one,) = expressions(text, "en")
        found = resolve(one, BASE, ahead=False)
        assert found
        assert found.rule.endswith(".")
        assert found.basis != "stated"
    (whole,) = expressions("3 March 2026", "en")
    stated = resolve(whole, None, ahead=False)
    assert stated
    assert (stated.basis, stated.rule) == ("stated", "")


def test_without_a_day_of_the_report_only_whole_dates_are_resolved() -> None:
    text = "Monday, or else on 3 March, or in May 2025"
    some = [resolve(one, None, ahead=False) for one in expressions(text, "en")]
    assert [one.value if one else None for one in some] == [None, None, "2025-05"]


@pytest.mark.parametrize("text", ["31 February 2026", "99 March 2026", "2026-13-40", "0 May 2025"])
def test_what_is_not_in_the_calendar_is_no_date(text: str) -> None:
    some = [resolve(one, BASE, ahead=False) for one in expressions(text, "en")]
    assert not [one for one in some if one and len(one.value) == len("2026-01-01")]
