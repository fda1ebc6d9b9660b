"""Reading made reports in tests, without writing files for each."""

from datetime import date
from functools import cache
from pathlib import Path

from loaders.proposal.document.article import Article, Given, RawText
from loaders.proposal.document.plain import plain_text
from loaders.proposal.document.structure import structured
from loaders.proposal.finding.agreements import find
from loaders.proposal.finding.found import Found, FoundAgreement
from loaders.proposal.finding.known import finder, known_names
from loaders.proposal.finding.names import KnownNames
from loaders.reading.compact.expand.names import Names

TODAY = date(2026, 11, 28)
TEXTS = Path(__file__).parents[3] / "bench" / "reading" / "texts"


@cache
def names() -> Names:
    """Return the names of the curated data."""
    return known_names()


@cache
def known() -> KnownNames:
    """Return what finds the names of the curated data."""
    return finder(names())


def article(text: str, language: str, day: str = "2026-03-05") -> Article:
    """Return a report of a day."""
    raw: RawText = plain_text(text)
    return structured(raw, Given(date=day), language)


def found(text: str, language: str, day: str = "2026-03-05") -> Found:
    """Return what is found in a report of a day."""
    return find(article(text, language, day), known())


def told(one: FoundAgreement) -> tuple[str, str, str, list[str]]:
    """Return kind, status, date and parties of an agreement."""
    date_of = one.when.resolved.value if one.when else ""
    return one.kind, one.status, date_of, [party.names[0] for party in one.parties]
