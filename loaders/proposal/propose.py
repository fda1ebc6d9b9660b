"""Proposing a source file: from the file of a report to YAML that a person confirms."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from loaders.proposal.document.article import Article, Given
from loaders.proposal.document.files import Opening, missing, read_text
from loaders.proposal.document.language import language_of
from loaders.proposal.document.structure import structured
from loaders.proposal.finding.agreements import find
from loaders.proposal.finding.known import finder, known_names
from loaders.proposal.finding.names import KnownNames
from loaders.proposal.finding.unknown import unknown_names
from loaders.proposal.writing.file import Basis, name_of, proposal_text
from loaders.reading.compact.expand.names import Names
from loaders.reading.compact.form.values import address, partial_date
from ontology.errors import UsageError


@dataclass(frozen=True)
class ProposalOptions:
    """What a caller says of a report.

    Attributes:
        given: what is known of it; that counts more than what its file says.
        opening: its format and encoding.
        beside: further files and folders whose names are known.
    """

    given: Given = field(default_factory=Given)
    opening: Opening = field(default_factory=Opening)
    beside: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A proposed source file: what it may be called, its text, and what else there is to say."""

    name: str
    text: str
    notes: tuple[str, ...] = ()


def propose(path: Path, today: date, options: ProposalOptions | None = None) -> Proposal:
    """Return a source file for a report; nothing is fetched, loaded or written.

    Raises:
        UsageError: a file or an option cannot be meant.
        InvalidData: the file has no text, or is in no language that can be read.
        LimitExceeded: it is too large.
    """
    options = options or ProposalOptions()
    article = read_article(path, options)
    names = known_names(options.beside)
    basis = examined(path.name, article, names, known_finder(names), today)
    return Proposal(name_of(basis), proposal_text(basis), article.notes)


def read_article(path: Path, options: ProposalOptions) -> Article:
    """Return the report of a file, with its parts told from each other."""
    given = _checked(options.given)
    raw = read_text(path, options.opening)
    sources = [raw.given.language[:2].lower()] if raw.given.language else []
    language = language_of(" ".join(raw.blocks), given.language, sources)
    return structured(raw, given, language)


def known_finder(names: Names) -> KnownNames:
    """Return what finds known names in text.

    Raises:
        UsageError: the libraries for it are not installed.
    """
    try:
        return finder(names)
    except ImportError as error:
        raise missing("Reports", error) from error


def examined(file: str, article: Article, names: Names, known: KnownNames, today: date) -> Basis:
    """Return all that is found in a report."""
    found = find(article, known)
    unknown = unknown_names(article, found)
    return Basis(file, _published(article, known), found, names, unknown, today)


def _published(article: Article, known: KnownNames) -> Article:
    """Return a report with the agency of its dateline as publisher, where no other is known."""
    if article.given.publisher or not article.dateline:
        return article
    agencies = [one for one in known.find(article.dateline.text) if one.is_a("Organization")]
    if not agencies:
        return article
    return replace(article, given=replace(article.given, publisher=agencies[0].text))


def _checked(given: Given) -> Given:
    """Return what a caller says, where it can be meant."""
    for name, value, check in (("date", given.date, partial_date), ("url", given.url, address)):
        try:
            if value:
                check(value)
        except ValueError as error:
            raise UsageError(f"--{name}: {error}.") from error
    return given
