"""Writing the whole of a proposed source file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from loaders.proposal.document.article import Article
from loaders.proposal.finding.found import Found
from loaders.proposal.writing.agreements import CONFIRM, agreement_lines
from loaders.proposal.writing.findings import finding_lines
from loaders.proposal.writing.names import listed_names
from loaders.reading.compact.expand.addresses import slug
from loaders.reading.compact.expand.names import Names, UnknownName
from loaders.reading.compact.reduce.yaml_text import flow

HEAD: Final = """\
# yaml-language-server: $schema=source.schema.json
# Proposed from {file}{how}. Nothing here is confirmed, and nothing is loaded by itself.
# Read the text beside it: write each `says`, correct what is wrong, take away each `confirm`,
# then: coopgraph validate datasets/{name}.yaml
"""
MISSING: Final = "none was found; write it, or leave it out, which says that it is not stated"
ENGLISH: Final = "en"
INSTITUTIONS: Final = "institutions:"


@dataclass(frozen=True)
class Basis:
    """What a proposal is made of.

    Attributes:
        file: what its text is called.
        article: the report.
        found: what was found in it.
        names: all known names.
        unknown: names that no data has, with their paragraphs.
        today: the day of the proposal.
    """

    file: str
    article: Article
    found: Found
    names: Names
    unknown: dict[str, list[str]]
    today: date


@dataclass(frozen=True)
class Made:
    """What a model has made of a report: sections of the file, comments, and how.

    Without sections, those are written that were found.
    """

    sections: str = ""
    comments: tuple[str, ...] = ()
    how: str = ", without a model"


def name_of(basis: Basis) -> str:
    """Return what the file may be called, without its ending."""
    given = basis.article.given
    day = given.date or (basis.article.day.isoformat() if basis.article.day else "")
    return "-".join(filter(None, [day or str(basis.today.year), slug(_title(basis), 6)]))


def proposal_text(basis: Basis, made: Made | None = None) -> str:
    """Return a proposed source file.

    Args:
        basis: what it is made of.
        made: what stands in place of the agreements that were found.
    """
    made = made or Made()
    year = (basis.article.given.date or str(basis.article.day or ""))[:4]
    found = "\n".join(agreement_lines(basis.found.agreements, basis.names, year))
    findings = finding_lines(basis.article, basis.found, basis.unknown)
    lines = [
        HEAD.format(file=one_line(basis.file), name=name_of(basis), how=made.how).rstrip(),
        f"title: {flow(_title(basis))}{CONFIRM}: what the dataset is called, in English",
        f"checked: {basis.today}{CONFIRM}: the day on which you read the text against this file",
        "",
        *_source(basis),
        "",
        _with_publisher(basis, made.sections.rstrip() or found),
        "",
        *map(one_line, (*made.comments, *findings)),
    ]
    return "\n".join(lines) + "\n"


def one_line(text: str) -> str:
    """Return a comment that cannot go on to a line of its own."""
    mark, rest = ("#   ", text[4:]) if text.startswith("#   ") else ("", text)
    return mark + " ".join(rest.split())


def _title(basis: Basis) -> str:
    given = basis.article.given
    if given.title and given.language == ENGLISH:
        return given.title
    first = basis.found.agreements[:1]
    if first and first[0].parties:
        return f"Report on {listed_names(first[0].parties)}"
    return f"Report of {given.date or basis.article.day or basis.today.year}"


def _source(basis: Basis) -> Iterator[str]:
    given, day = basis.article.given, basis.article.day
    yield "source:"
    for key, value in (("title", given.title), ("publisher", given.publisher), ("url", given.url)):
        yield f"  {key}: {flow(value)}{CONFIRM}" if value else f"  # {key}: {MISSING}"
    yield f"  date: {given.date}{CONFIRM}" if given.date else f"  # date: {MISSING}"
    yield f"  language: {given.language}"
    if day and day.isoformat() != given.date:
        yield f"  as_of: {day}{CONFIRM}: the day of the dateline"


def _with_publisher(basis: Basis, sections: str) -> str:
    """Return sections with the publisher as an institution, where no data has it."""
    publisher = basis.article.given.publisher
    if not publisher:
        return sections
    try:
        basis.names.find(publisher, "Thing")
    except UnknownName:
        lines = [
            f"  - name: {flow(publisher)}{CONFIRM}: or a company, or the alias of one",
            "    at:  # where the text names it",
            "    says:  # what it says there, in your own words",
        ]
        first, _, others = sections.partition(f"{INSTITUTIONS}\n")
        joined = [INSTITUTIONS, *lines, others] if others else [INSTITUTIONS, *lines, "", first]
        return "\n".join([first.rstrip(), "", *joined] if others and first else joined)
    return sections
