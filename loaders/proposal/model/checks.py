"""Checking each statement of a model's answer by the words of the paragraph that it names."""

from dataclasses import dataclass, field
from typing import Final

from loaders.proposal.document.article import Article
from loaders.proposal.document.structure import base_of
from loaders.proposal.finding.found import GENERAL, LATER, FoundAgreement, When, Where
from loaders.proposal.finding.names import KnownNames
from loaders.proposal.model.answer import Element, Left, elements, label_of, supported
from loaders.proposal.model.evidence import Passage
from loaders.proposal.times.dates import Resolved
from loaders.proposal.times.expressions import Expression
from loaders.proposal.writing.agreements import Worded
from loaders.reading.compact.expand.addresses import slug
from loaders.reading.compact.expand.names import Named, Names, UnknownName
from loaders.reading.compact.form.terms import PATHS
from ontology.namespaces import BASE

# The class of what each section declares.
CLASSES: Final = {"institutions": "Institution", "companies": "Company", "people": "Person"}
ELSEWHERE: Final = "it does not stand in the paragraph that is named"
DATELINE: Final = "What a report tells without a date took place on its dateline's day."


@dataclass
class Kept:
    """What is kept of an answer.

    Attributes:
        agreements: the agreements, each with the model's own words.
        declared: actors whom no data has, by section.
        names: all names, with those that are declared.
        left_out: what is not kept, and why.
    """

    names: Names
    agreements: list[tuple[FoundAgreement, Worded]] = field(default_factory=list)
    declared: dict[str, list[Element]] = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


def kept(answer: str, article: Article, names: Names, known: KnownNames) -> Kept:
    """Return what of a model's answer the report says, too."""
    left = Left()
    found = elements(answer, left)
    whole = Passage("", article, known, base_of(article))
    checks = _Checks(Kept(Names(beside=names)), whole, left)
    for section in CLASSES:
        for one in found.get(section, []):
            checks.declare(section, one)
    for one in found.get("agreements", []):
        checks.agreement(one)
    checks.kept.left_out = left.told
    return checks.kept


class _Checks:
    def __init__(self, kept: Kept, whole: Passage, left: Left) -> None:
        self.kept = kept
        self._whole = whole
        self._left = left

    def declare(self, section: str, element: Element) -> None:
        """Take in an actor whose name stands in the report, and whom no data has."""
        label = label_of(section, element)
        said = supported(element, label, self._whole, self._left)
        name = element.get("name", "")
        if said is None or self._known(name, "Thing"):
            return  # told, or there already
        if not said.has(name):
            self._left.out(label, ELSEWHERE)
            return
        country = element.get("country", "")
        if country and not self._named(country, "State", said):
            self._left.out(f"{label}: country {country}", ELSEWHERE)
            element = {key: value for key, value in element.items() if key != "country"}
        element = {**element, "says": self._own_words(element, label, said)}
        iri = f"{BASE}{PATHS[CLASSES[section]]}/{slug(name)}"
        self.kept.names.add(Named(iri, CLASSES[section], (name,)))
        self.kept.declared.setdefault(section, []).append(element)

    def agreement(self, element: Element) -> None:
        """Take in an agreement, as far as the paragraph that it names says it."""
        label = label_of("agreements", element)
        said = supported(element, label, self._whole, self._left)
        if said is None:
            return
        status = element.get("status", "unknown")
        if not said.has_status(status):
            self._left.out(label, f"no words of that paragraph say that it is {status}")
            return
        parties = [self._party(one, label, said) for one in element.get("parties", [])]
        some = tuple(one for one in parties if one)
        if element.get("parties") and not some:
            self._left.out(label, "none of its parties is named in that paragraph")
            return
        when = self._when(element, label, said)
        found = FoundAgreement(
            (element["at"],),
            self._kind(element, label, said),
            status,
            some,
            None if status in LATER else when,
            when if status in LATER else None,
            self._where(element, label, said),
        )
        self.kept.agreements.append((found, self._worded(element, label, said)))

    def _known(self, name: str, wanted: str) -> Named | None:
        try:
            return self.kept.names.get(self.kept.names.find(name, wanted))
        except UnknownName:
            return None

    def _named(self, name: str, wanted: str, said: Passage) -> Named | None:
        """Return what a name means, if it is named in the paragraph."""
        thing = self._known(name, wanted)
        return (
            thing if thing and (said.names(thing) or any(map(said.has, thing.names[:1]))) else None
        )

    def _party(self, name: str, label: str, said: Passage) -> Named | None:
        thing = self._named(name, "Actor", said)
        if thing is None:
            self._left.out(f"{label}: party {name}", f"{ELSEWHERE}, or is not declared")
        return thing

    def _kind(self, element: Element, label: str, said: Passage) -> str:
        kind = str(element.get("kind", GENERAL))
        if kind == GENERAL or said.has_kind(kind):
            return kind
        self._left.out(f"{label}: kind {kind}", ELSEWHERE)
        return GENERAL

    def _when(self, element: Element, label: str, said: Passage) -> When | None:
        date = element.get("date", "")
        if not date:
            return None
        article = said.article
        found = said.when(date, element["at"])
        if not found and article.dateline and str(article.day) == date:
            expression = Expression(0, article.dateline.end, article.dateline.text)
            found = When("dateline", expression, Resolved(date, "dateline", DATELINE))
        if not found:
            self._left.out(f"{label}: date {date}", ELSEWHERE)
        return found

    def _where(self, element: Element, label: str, said: Passage) -> Where | None:
        place = element.get("place", "")
        thing = self._named(place, "Place", said) if place else None
        if place and not thing:
            self._left.out(f"{label}: place {place}", ELSEWHERE)
        return Where(element["at"], thing) if thing else None

    def _worded(self, element: Element, label: str, said: Passage) -> Worded:
        name, ours = element.get("name", ""), element.get("our_name", "")
        if name and not said.has(name):
            self._left.out(f"{label}: name", ELSEWHERE)
            name = ""
        if ours and not (said.has_numbers(ours) and said.names_all(ours)):
            self._left.out(f"{label}: our_name", f"a name or number in it: {ELSEWHERE}")
            ours = ""
        people = [one for one in element.get("signatories", []) if self._signs(one, label, said)]
        return Worded(name, ours, self._own_words(element, label, said), tuple(people))

    def _signs(self, name: str, label: str, said: Passage) -> bool:
        there = self._named(name, "Actor", said) is not None
        if not there:
            self._left.out(f"{label}: signatory {name}", f"{ELSEWHERE}, or is not declared")
        return there

    def _own_words(self, element: Element, label: str, said: Passage) -> str:
        """Return what a model says a paragraph says; nothing where that is copied, or is more."""
        says = str(element.get("says", ""))
        if not says:
            return ""
        if said.is_copied(says):
            self._left.out(f"{label}: says", "it copies the report")
        elif not said.has_numbers(says) or not said.names_all(says):
            self._left.out(f"{label}: says", f"a name or number in it: {ELSEWHERE}")
        else:
            return says
        return ""
