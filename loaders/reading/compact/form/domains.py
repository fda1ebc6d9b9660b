"""What the ontology and its shapes say of properties: domains, schemes of codes, definitions."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from ontology.namespaces import BASE, COOP, DCTERMS, OWL, RDF, RDFS, SH, SKOS
from ontology.stated import Stated
from ontology.vocabulary import BORROWED, CONCEPTS, SHAPES, TERMS, stated

ANY: Final = "Thing"
# The classes of properties of which no shape says what has them.
OPEN: Final = {
    COOP + "endDate": frozenset({"Act", "PostHolding", "Membership"}),
    COOP + "asOf": frozenset({"StatusStatement", "PostHolding", "Aim", "Claim"}),
    DCTERMS + "title": frozenset({"Document"}),
}


def local(iri: str) -> str:
    """Return the last part of an IRI: `Act` of `coop:Act`."""
    return iri.replace("#", "/").rsplit("/", 1)[-1]


@cache
def ancestors(name: str) -> frozenset[str]:
    """Return a class and all that it is a kind of, by local name; `Thing` is one of them."""
    found = [COOP + name]
    for one in found:
        found += [c for c in _terms().objects(one, RDFS + "subClassOf") if c not in found]
    return frozenset({ANY, *map(local, found)})


@cache
def domains() -> dict[str, frozenset[str]]:
    """Return the classes that have each property: its domain, or what its shapes demand."""
    found = dict[str, frozenset[str]]()
    for kind in ("ObjectProperty", "DatatypeProperty"):
        for one in sorted(_terms().subjects(RDF + "type", OWL + kind)):
            domain = local(_terms().value(one, RDFS + "domain") or ANY)
            classes = {domain} if domain != ANY else set(_demanded(one))
            found[one] = frozenset(classes) | OPEN.get(one, frozenset())
    return found


def range_of(iri: str) -> str:
    """Return the class of the values of a property, by local name."""
    return local(_terms().value(iri, RDFS + "range") or ANY)


def one_at_most(iri: str) -> bool:
    """Say whether a shape allows one value of a property only."""
    return any(_shapes().value(one, SH + "maxCount") == "1" for one in _at(iri))


def scheme(iri: str, owner: str) -> str | None:
    """Return the scheme of a property's codes, for a class where it depends on that."""
    kinds, found = ancestors(owner), None
    for shape in _at(iri):
        for inner in _shapes().objects(shape, SH + "node"):
            for part in _shapes().objects(inner, SH + "property"):
                for value in _shapes().objects(part, SH + "hasValue"):
                    found = local(value)
                    if kinds & set(_targets(shape)):
                        return found
    return found


def values_of(iri: str) -> frozenset[str]:
    """Return the classes of the things that shapes let a property lead to."""
    return frozenset(one for shape in _at(iri) for one in _classes(shape))


def values_beside(iri: str, status: str) -> frozenset[str]:
    """Return the classes that a property leads to where its subject has another one."""
    return frozenset(
        one
        for target in _shapes().subjects(SH + "targetSubjectsOf", status)
        for shape in _shapes().objects(target, SH + "property")
        if _shapes().value(shape, SH + "path") == iri
        for one in _classes(shape)
    )


def definition(iri: str) -> str:
    """Return what the ontology says of a term, in English."""
    return _terms().text(iri, SKOS + "definition", "en") or ""


@cache
def codes(name: str) -> dict[str, str]:
    """Return the meaning of each code of a scheme such as `role`."""
    concepts = stated(CONCEPTS)
    return {
        concepts.value(one, SKOS + "notation") or local(one): concepts.text(
            one, SKOS + "definition", "en"
        )
        or ""
        for one in sorted(concepts.subjects(SKOS + "inScheme", f"{BASE}scheme/{name}"))
    }


def _terms() -> Stated:
    return stated(TERMS, BORROWED)


def _shapes() -> Stated:
    return stated(SHAPES)


def _at(iri: str) -> list[str]:
    """Return the property shapes of a property."""
    return list(_shapes().subjects(SH + "path", iri))


def _targets(shape: str) -> Iterator[str]:
    """Yield the classes that are the target of the shape that a property shape belongs to."""
    for whole in _shapes().subjects(SH + "property", shape):
        yield from map(local, _shapes().objects(whole, SH + "targetClass"))


def _demanded(iri: str) -> Iterator[str]:
    """Yield the classes of which a shape says that only they have a property."""
    for shape in _shapes().subjects(SH + "targetSubjectsOf", iri):
        yield from _classes(shape)


def _classes(shape: str) -> Iterator[str]:
    """Yield the class that a shape demands, or the classes of which it demands one."""
    yield from map(local, _shapes().objects(shape, SH + "class"))
    for rest in _shapes().objects(shape, SH + "or"):
        for choice in _members(rest):
            yield from map(local, _shapes().objects(choice, SH + "class"))


def _members(rest: str) -> Iterator[str]:
    """Yield the members of a list."""
    while first := _shapes().value(rest, RDF + "first"):
        yield first
        rest = _shapes().value(rest, RDF + "rest") or ""
