"""Proposing a source file: from the file of a report to YAML that a person confirms."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from loaders.proposal.document.article import Article, Given
from loaders.proposal.document.files import Opening, read_text
from loaders.proposal.document.language import language_of
from loaders.proposal.document.structure import structured
from loaders.proposal.finding.agreements import find
from loaders.proposal.finding.known import finder, known_names
from loaders.proposal.finding.names import KnownNames
from loaders.proposal.finding.unknown import unknown_names
from loaders.proposal.model.checks import kept
from loaders.proposal.model.client import ask
from loaders.proposal.model.endpoint import Endpoint, endpoint
from loaders.proposal.model.prompt import messages
from loaders.proposal.model.sections import left_out, sections
from loaders.proposal.writing.file import Basis, Made, name_of, proposal_text
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
        model: whether the model that the settings name is asked, if they name one.
    """

    given: Given = field(default_factory=Given)
    opening: Opening = field(default_factory=Opening)
    beside: tuple[Path, ...] = ()
    model: bool = False


@dataclass(frozen=True)
class Proposal:
    """A proposed source file: what it may be called, its text, and what else there is to say."""

    name: str
    text: str
    notes: tuple[str, ...] = ()


def propose(path: Path, today: date, options: ProposalOptions | None = None) -> Proposal:
    """Return a source file for a report; nothing is loaded or written, nor fetched but an answer.

    Raises:
        UsageError: a file or an option cannot be meant.
        InvalidData: the file has no text, or is in no language that can be read.
        LimitExceeded: it is too large.
        InvalidConfiguration: the settings of the model cannot be meant.
        ServiceFailed: the model does not answer.
    """
    options = options or ProposalOptions()
    asked = endpoint() if options.model else None
    article = read_article(path, options)
    names = known_names(options.beside)
    known = known_finder(names)
    basis = examined(path.name, article, names, known, today)
    if asked is None:
        return Proposal(name_of(basis), proposal_text(basis), article.notes)
    return _with_model(asked, basis, known)


def _with_model(asked: Endpoint, basis: Basis, known: KnownNames) -> Proposal:
    """Return a proposal of which a model has stated what the text says, too."""
    article = basis.article
    answer = ask(asked, messages(article, basis.found))
    checked = kept(answer, article, basis.names, known)
    comments = tuple(left_out(checked))
    if checked.agreements:
        year = (article.given.date or str(article.day or ""))[:4]
        how = f", with the model {asked.model}, whose words were looked for in the text"
        made = Made(sections(checked, article, year), comments, how)
        agreements = tuple(found for found, _ in checked.agreements)
        basis = replace(basis, found=replace(basis.found, agreements=agreements))
    else:
        made = Made("", comments, f": nothing was kept of the answer of the model {asked.model}")
    notes = tuple(f"Left out of the model's answer: {one}" for one in checked.left_out)
    return Proposal(name_of(basis), proposal_text(basis, made), article.notes + notes)


def read_article(path: Path, options: ProposalOptions) -> Article:
    """Return the report of a file, with its parts told from each other."""
    given = _checked(options.given)
    raw = read_text(path, options.opening)
    sources = [raw.given.language[:2].lower()] if raw.given.language else []
    language = language_of(" ".join(raw.blocks), given.language, sources)
    return structured(raw, given, language)


@lru_cache(maxsize=2)
def known_finder(names: Names) -> KnownNames:
    """Return what finds known names in text; that of the last names is remembered."""
    return finder(names)


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
