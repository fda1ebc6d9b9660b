"""The sections and keys of the compact form, read from the ontology and its shapes."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib import Graph, URIRef
from rdflib.collection import Collection
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from loaders.reading.compact.form.plurals import plural
from ontology.namespaces import BASE, COOP, DCTERMS
from ontology.namespaces import SKOS as SKOS_IRI
from ontology.vocabulary import (
    BORROWED,
    CONCEPTS,
    SHAPES,
    TERMS,
    Kind,
    graph,
    view_name,
    vocabulary,
)

# What follows the base in the address of a thing of each class; its plural is the section.
PATHS: Final = {
    "State": "state",
    "Region": "region",
    "City": "city",
    "Organization": "unit",
    "Institution": "institution",
    "Company": "company",
    "Bloc": "bloc",
    "Centre": "centre",
    "Person": "person",
    "ActorGroup": "group",
    "Agreement": "agreement",
    "AgreementSet": "agreement-set",
    "Event": "event",
    "Programme": "programme",
    "Prospect": "prospect",
    "Claim": "claim",
    "Document": "document",
}
# Classes whose things have no name, and are addressed under the dataset's name.
NAMELESS: Final = ("Claim", "Aim", "Commitment", "Contribution")


@dataclass(frozen=True)
class Nested:
    """A thing inside another: its class, the property that points back, and its path."""

    type: str
    back: str
    path: str


# Things inside another by key.
NESTED: Final = {
    "status": Nested("StatusStatement", "statusOf", "status-statement"),
    "realisation_status": Nested("StatusStatement", "statusOf", "status-statement"),
    "aim": Nested("Aim", "aimOf", "aim"),
    "commitment": Nested("Commitment", "commitmentOf", "commitment"),
    "contribution": Nested("Contribution", "contributionTo", "contribution"),
    "post": Nested("PostHolding", "holder", "post"),
    "membership": Nested("Membership", "member", "membership"),
}
# What other keys say, or rules make: nobody writes these.
IMPLIED: Final = frozenset(
    [
        *(COOP + name for name in ("hasEvidence", "inAct", "participant", "role", "editorName")),
        *(COOP + one.back for one in NESTED.values()),
        *(SKOS_IRI + name for name in ("prefLabel", "definition", "notation", "inScheme")),
        SKOS_IRI + "broader",
        DCTERMS + "source",
        DCTERMS + "license",
    ]
)
# Whatever a class, a thing may have these.
ANY: Final = frozenset(
    [
        *(COOP + name for name in ("notStated", "openList", "possiblySameAs", "implements")),
        *(SKOS_IRI + name for name in ("altLabel", "exactMatch")),
        DCTERMS + "description",
    ]
)
# The classes of properties of which no shape says what has them.
OPEN: Final = {
    COOP + "endDate": frozenset({"Act", "PostHolding", "Membership"}),
    COOP + "asOf": frozenset({"StatusStatement", "PostHolding", "Aim", "Claim"}),
    DCTERMS + "title": frozenset({"Document"}),
}
# Shorter keys than the view's names.
SHORTER: Final = {COOP + "postTitle": "title", DCTERMS + "issued": "date"}
# A participation, whose act, role and participant are said by where it stands.
PARTICIPATION: Final = "Participation"


@dataclass(frozen=True)
class Property:
    """A key of the compact form.

    Attributes:
        key: what is written, such as `signed_at`.
        iri: the property.
        kind: what its values are; None for things.
        range: the class of the things that it leads to, `Concept` for codes, `Thing` for any.
        scheme: the scheme of the codes.
        single: whether it has one value at most (one in a language for texts).
        meaning: the ontology's definition.
    """

    key: str
    iri: str
    kind: Kind | None
    range: str
    scheme: str | None
    single: bool
    meaning: str


@cache
def sections() -> dict[str, str]:
    """Return the class of each section, such as `Company` of `companies`."""
    return {plural(path).replace("-", "_"): name for name, path in PATHS.items()}


@cache
def roles() -> dict[str, str]:
    """Return the meaning of each role by its code."""
    return codes("role")


@cache
def codes(scheme: str) -> dict[str, str]:
    """Return the meaning of each code of a scheme such as `role`."""
    concepts = graph(CONCEPTS)
    found = concepts.subjects(SKOS.inScheme, URIRef(f"{BASE}scheme/{scheme}"))
    return {
        str(concepts.value(one, SKOS.notation)): _english(concepts, one, SKOS.definition)
        for one in sorted(map(URIRef, map(str, found)))
    }


@cache
def definition(name: str) -> str:
    """Return what the ontology says of a class."""
    return _english(_terms(), URIRef(COOP + name), SKOS.definition)


@cache
def ancestors(name: str) -> frozenset[str]:
    """Return a class and all that it is a kind of, by local name; `Thing` is one of them."""
    ours = _terms()
    found = ours.transitive_objects(URIRef(COOP + name), RDFS.subClassOf)
    return frozenset({"Thing", *(_local(one) for one in found)})


@cache
def properties(name: str) -> dict[str, Property]:
    """Return the keys that a class has, but for roles and nested things, by key."""
    kinds = ancestors(name)
    mine = {
        iri
        for iri, classes in _domains().items()
        if iri not in IMPLIED and (classes & kinds or (iri in ANY and name != PARTICIPATION))
    }
    found = (_property(iri, name) for iri in sorted(mine))
    return {one.key: one for one in found}


@cache
def nested(name: str) -> dict[str, Nested]:
    """Return the things that a class may have inside, by key."""
    back_of = _domains_of_values()
    kinds = ancestors(name)
    return {key: inner for key, inner in NESTED.items() if back_of[key] & kinds}


@cache
def _terms() -> Graph:
    return graph(TERMS, BORROWED)


@cache
def _shapes() -> Graph:
    return graph(SHAPES)


@cache
def _domains() -> dict[str, frozenset[str]]:
    """Return the classes that have each property: its domain, or what its shapes demand."""
    ours, found = _terms(), dict[str, frozenset[str]]()
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for one in ours.subjects(RDF.type, kind):
            domain = _local(ours.value(one, RDFS.domain))
            classes = {domain} if domain != "Thing" else set(_demanded(URIRef(str(one))))
            found[str(one)] = frozenset(classes) | OPEN.get(str(one), frozenset())
    return found


def _demanded(one: URIRef) -> Iterator[str]:
    """Yield the classes of which a shape says that only they have a property."""
    shapes = _shapes()
    for shape in shapes.subjects(SH.targetSubjectsOf, one):
        yield from map(_local, shapes.objects(shape, SH["class"]))
        for listed in shapes.objects(shape, SH["or"]):
            for choice in Collection(shapes, listed):
                yield from map(_local, shapes.objects(choice, SH["class"]))


@cache
def _domains_of_values() -> dict[str, frozenset[str]]:
    """Return the classes that a nested thing of each key may be in."""
    shapes = _shapes()
    found = dict[str, frozenset[str]]()
    for key, inner in NESTED.items():
        demanded = {
            _local(one)
            for shape in shapes.subjects(SH.path, URIRef(COOP + inner.back))
            for one in _classes(shapes, shape)
        }
        if key in ("status", "realisation_status"):
            status = URIRef(COOP + ("status" if key == "status" else "realisationStatus"))
            demanded = {
                _local(one)
                for target in shapes.subjects(SH.targetSubjectsOf, status)
                for shape in shapes.objects(target, SH.property)
                if shapes.value(shape, SH.path) == URIRef(COOP + inner.back)
                for one in _classes(shapes, shape)
            }
        found[key] = frozenset(demanded)
    return found


def _classes(shapes: Graph, shape: object) -> Iterator[object]:
    node = URIRef(str(shape)) if isinstance(shape, URIRef) else shape
    yield from shapes.objects(node, SH["class"])  # type: ignore[arg-type]
    for listed in shapes.objects(node, SH["or"]):  # type: ignore[arg-type]
        for choice in Collection(shapes, listed):
            yield from shapes.objects(choice, SH["class"])


def _property(iri: str, owner: str) -> Property:
    ours, term = _terms(), URIRef(iri)
    attribute = vocabulary().attributes.get(iri)
    reach = _local(ours.value(term, RDFS.range))
    return Property(
        SHORTER.get(iri) or view_name(ours, term),
        iri,
        attribute.kind if attribute else None,
        reach,
        _scheme(iri, owner) if reach == "Concept" else None,
        attribute.single if attribute else _one_at_most(term),
        _english(ours, term, SKOS.definition),
    )


def _one_at_most(term: URIRef) -> bool:
    shapes = _shapes()
    return any(str(shapes.value(one, SH.maxCount)) == "1" for one in shapes.subjects(SH.path, term))


def _scheme(iri: str, owner: str) -> str | None:
    """Return the scheme of a property's codes, for a class where it depends on that."""
    shapes, kinds, any_one = _shapes(), ancestors(owner), None
    for shape in shapes.subjects(SH.path, URIRef(iri)):
        for scheme in shapes.objects(shape, SH.node / SH.property / SH.hasValue):
            any_one = str(scheme).rsplit("/", 1)[-1]
            for whole in shapes.subjects(SH.property, shape):
                if kinds & {_local(one) for one in shapes.objects(whole, SH.targetClass)}:
                    return any_one
    return any_one


def _english(said: Graph, subject: object, predicate: URIRef) -> str:
    texts = said.objects(URIRef(str(subject)), predicate)
    return next((str(one) for one in texts if getattr(one, "language", "") == "en"), "")


def _local(term: object) -> str:
    return re.split(r"[#/]", str(term))[-1]
