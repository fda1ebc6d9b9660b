"""The organizations and places that the loaded graph or the curated folder names."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from graph.database.driver import Database
from graph.rdf.records import Statements, triples_of
from graph.read.export import quads
from graph.spill.staging import Staging
from loaders.reading.files import find, read_found
from loaders.settings import datasets_folder
from ontology.folding import fold
from ontology.namespaces import COOP, RDF, SKOS

ORGANIZATIONS: Final = {
    COOP + one for one in ("Organization", "Institution", "Company", "Bloc", "Centre")
}
PLACES: Final = {COOP + one for one in ("State", "Region", "City")}
TYPE: Final = RDF + "type"
NAMES: Final = (SKOS + "prefLabel", SKOS + "altLabel")
IN_DOCUMENT: Final = f"<{COOP}inDocument>"
# Where a thing is, or belongs; a place's own territory last.
UP: Final = tuple(COOP + one for one in ("country", "seat", "governs", "partOf"))
# Territories one in the other.
DEEPEST: Final = 5


@dataclass(frozen=True)
class Thing:
    """An organization or a place, with what is said of it by whoever speaks of it."""

    iri: str
    types: frozenset[str]
    names: tuple[tuple[str, str], ...]
    said: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name to show: the first English one, else any."""
        english = (text for text, language in self.names if language == "en")
        return next(english, self.names[0][0] if self.names else self.iri)

    def values(self, *properties: str) -> tuple[str, ...]:
        """Return what properties say of it, in their order."""
        return tuple(one for name in properties for one in self.said.get(name, ()))


class Known:
    """Organizations and places, and which states an organization belongs to."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self.organizations: dict[str, Thing] = {}
        self._places: dict[str, Thing] = {}
        self._codes: dict[str, str] = {}
        self._named = defaultdict[str, list[str]](list)
        for one in things:
            if one.types & ORGANIZATIONS:
                self.organizations[one.iri] = one
            if one.types & PLACES:
                self._add_place(one)

    def _add_place(self, one: Thing) -> None:
        self._places[one.iri] = one
        for code in one.values(COOP + "isoAlpha2", COOP + "isoSubdivision"):
            self._codes[code] = one.iri
        for name in {fold(text) for text, _ in one.names}:
            self._named[name].append(one.iri)

    def coded(self, code: str) -> str | None:
        """Return the state or region with a code of ISO 3166."""
        return self._codes.get(code)

    def place(self, name: str, kind: str, within: str) -> str | None:
        """Return the one place of a class with a name in a territory; none where several are."""
        found = [
            iri
            for iri in self._named.get(fold(name), ())
            if COOP + kind in self._places[iri].types and within in self._above(iri)
        ]
        return found[0] if len(found) == 1 else None

    def countries(self, iri: str) -> set[str]:
        """Return the codes of the states that an organization belongs to."""
        places = self.organizations[iri].values(*UP)
        above = {one for place in places for one in (place, *self._above(place))}
        states = (self._places[one] for one in above if one in self._places)
        return {code for one in states for code in one.values(COOP + "isoAlpha2")}

    def _above(self, iri: str) -> Iterator[str]:
        """Yield the territories in which a place lies."""
        around = {iri}
        for _ in range(DEEPEST):
            found = (self._places[one] for one in around if one in self._places)
            around = {above for one in found for above in one.values(COOP + "partOf")}
            yield from around


def in_graph(database: Database, but: str) -> Known:
    """Return what the loaded graph names, but for what one dataset says."""
    said = (one.statements for one in quads(database) if one.dataset != but)
    triples = (triple for one in said if _of_interest(one) for triple in triples_of(one))
    return Known(_things(groupby(triples, lambda one: one.subject)))


def in_files(paths: Sequence[Path], but: str) -> Known:
    """Return what files name, by default the curated folder, but for what one dataset says.

    Raises:
        InvalidData: a file cannot be read.
    """
    with Staging() as staging, find(paths or [datasets_folder()]) as found:
        read_found(found, staging)
        return Known(_things(_staged(staging, but)))


def _staged(staging: Staging, but: str) -> Iterator[tuple[object, list[Triple]]]:
    for part in staging.partitions():
        for key, said in part.items():
            records = [one.statements for dataset, one in said.items() if dataset != but]
            yield (
                key,
                [triple for one in records if _of_interest(one) for triple in triples_of(one)],
            )


def _of_interest(statements: Statements) -> bool:
    """Say whether a record may be of an organization or place: one of evidence is none."""
    return IN_DOCUMENT not in statements


def _things(found: Iterable[tuple[object, Iterable[Triple]]]) -> Iterator[Thing]:
    """Yield the organizations and places among statements that are grouped by subject."""
    for _, triples in found:
        every = [one for one in triples if isinstance(one.subject, NamedNode)]
        types = frozenset(_values(every, TYPE))
        if types & (ORGANIZATIONS | PLACES):
            yield _thing(every, types)


def _thing(triples: Sequence[Triple], types: frozenset[str]) -> Thing:
    names = [
        (one.object.value, one.object.language or "")
        for name in NAMES
        for one in triples
        if one.predicate.value == name and isinstance(one.object, Literal)
    ]
    said = defaultdict[str, list[str]](list)
    for one in triples:
        if isinstance(one.object, NamedNode | Literal) and one.predicate.value not in NAMES:
            said[one.predicate.value].append(one.object.value)
    subject = triples[0].subject
    assert isinstance(subject, NamedNode)  # noqa: S101 - others were left out
    return Thing(
        subject.value,
        types,
        tuple(dict.fromkeys(names)),
        {name: tuple(dict.fromkeys(values)) for name, values in said.items()},
    )


def _values(triples: Iterable[Triple], predicate: str) -> Iterator[str]:
    for one in triples:
        if one.predicate.value == predicate and isinstance(one.object, NamedNode):
            yield one.object.value
