"""The small model that is read from the ontology's own Turtle files.

It says what the property graph calls each declared class, link, attribute and role,
and of which type an attribute is. Everything that must know a term's name
(constraints, view, catalogue, documentation) asks this model.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ontology.errors import InvalidVocabulary
from ontology.namespaces import BASE, COOP, OWL, RDF, RDFS, SH, XSD
from ontology.stated import Stated, is_blank

if TYPE_CHECKING:
    from rdflib import Graph

TERMS = "coopgraph.ttl"
BORROWED = "borrowed.ttl"
CONCEPTS = "concepts.ttl"
SHAPES = "shapes.ttl"
ALIGNMENTS = "alignments.ttl"
DEPRECATED = "deprecated.ttl"

VIEW_NAME = COOP + "viewName"
INDEXED = COOP + "indexed"
DIRECT_LINK = COOP + "directLink"

# What a participation says: who takes part, in what, and as what.
PARTICIPANT = COOP + "participant"
IN_ACT = COOP + "inAct"
ROLE = COOP + "role"

# What names a thing itself, and not the one that it leads to.
EXACT = frozenset({COOP + "firstThing", COOP + "secondThing", COOP + "possiblySameAs"})


class Kind(StrEnum):
    """What an attribute's values are, and with that their type in Neo4j."""

    TEXT = "text"  # a string with a language: STRING
    STRING = "string"
    INTEGER = "integer"
    DECIMAL = "decimal"  # FLOAT
    BOOLEAN = "boolean"
    DATE = "date"  # a day, month or year: STRING as written, and two DATEs
    IRI = "iri"  # xsd:anyURI: STRING


KINDS = {
    RDF + "langString": Kind.TEXT,
    XSD + "string": Kind.STRING,
    XSD + "integer": Kind.INTEGER,
    XSD + "nonNegativeInteger": Kind.INTEGER,
    XSD + "decimal": Kind.DECIMAL,
    XSD + "boolean": Kind.BOOLEAN,
    XSD + "anyURI": Kind.IRI,
    XSD + "date": Kind.DATE,
    COOP + "PartialDate": Kind.DATE,
}


@dataclass(frozen=True)
class NodeClass:
    """A declared class. `labels` are its own view name and those of all its superclasses."""

    iri: str
    name: str
    labels: frozenset[str]


@dataclass(frozen=True)
class Link:
    """A declared object property and its relationship type, such as `IN_ACT`."""

    iri: str
    type: str


@dataclass(frozen=True)
class Attribute:
    """A declared datatype property and its property key.

    `single` is true where a shape allows one value at most (one per language
    for texts); the key then holds a scalar, else always a sorted list.
    `indexed` (`coop:indexed true`) marks codes and identifiers that things are found by.
    """

    iri: str
    key: str
    kind: Kind
    single: bool
    indexed: bool


@dataclass(frozen=True)
class Role:
    """A concept for what a participant is, and the type of its direct link, such as `PARTY_TO`.

    A direct link leads from a participant straight to the act.
    """

    iri: str
    type: str


@dataclass(frozen=True)
class Merge:
    """To which thing another one leads, because datasets have the decision that they are one."""

    kept: str
    datasets: tuple[str, ...]


@dataclass(frozen=True)
class Vocabulary:
    """All declared terms by IRI, and a digest that changes when any of them does.

    `merges` are no terms, and no part of the digest: by IRI, what leads to another thing.
    """

    classes: dict[str, NodeClass]
    links: dict[str, Link]
    attributes: dict[str, Attribute]
    roles: dict[str, Role]
    digest: str
    merges: Mapping[str, Merge] = field(default_factory=dict)

    def kept(self, predicate: str, target: str) -> str:
        """Return the thing that a link shows: the one to which its target leads."""
        if target in self.merges and predicate not in EXACT:
            return self.merges[target].kept
        return target

    @property
    def direct_types(self) -> list[str]:
        """The relationship types of direct links."""
        return sorted(role.type for role in self.roles.values())

    def link_type(self, iri: str) -> str:
        """Return the relationship type of a link; an empty text where it is not declared."""
        return self.links[iri].type if iri in self.links else ""


def graph(*names: str) -> "Graph":
    """Return the named Turtle files of the ontology as one rdflib graph."""
    from rdflib import Graph  # noqa: PLC0415 - takes long, and few ask for a graph

    merged = Graph()
    for name in names:
        merged += _parsed(name)
    return merged


@cache
def _parsed(name: str) -> "Graph":
    """Parse a file once in a process; who asks for it gets a copy, which is much cheaper."""
    from rdflib import Graph  # noqa: PLC0415

    return Graph().parse(data=text(name), format="turtle")


def text(name: str) -> str:
    """Return the text of one of the ontology's files."""
    return files("ontology").joinpath(name).read_text(encoding="utf-8")


@cache
def stated(*names: str) -> Stated:
    """Return what the named Turtle files of the ontology state."""
    return Stated.of(*map(text, names))


@cache
def vocabulary() -> Vocabulary:
    """Return the model of the ontology that is installed."""
    return read(stated(TERMS, BORROWED, SHAPES, CONCEPTS))


def read(ontology: Stated) -> Vocabulary:
    """Read a model from terms, shapes and concepts.

    Raises:
        InvalidVocabulary: a datatype property has no range, or one that has no type in Neo4j.
    """
    classes = {c: _node_class(ontology, c) for c in _declared(ontology, OWL + "Class")}
    links = {
        p: Link(p, _view_name(ontology, p).upper())
        for p in _declared(ontology, OWL + "ObjectProperty")
    }
    attributes = {p: _attribute(ontology, p) for p in _declared(ontology, OWL + "DatatypeProperty")}
    roles = {s: Role(s, name) for s, name in ontology.pairs(DIRECT_LINK)}
    terms: list[NodeClass | Link | Attribute | Role] = [
        *classes.values(),
        *links.values(),
        *attributes.values(),
        *roles.values(),
    ]
    made_of = "\n".join(sorted(_line(term) for term in terms)) + BASE
    digest = hashlib.sha256(made_of.encode()).hexdigest()
    return Vocabulary(classes, links, attributes, roles, digest)


def _declared(ontology: Stated, kind: str) -> list[str]:
    """Return the terms that the ontology declares to be of a kind (`owl:Class`, …), by IRI."""
    return sorted(s for s in ontology.subjects(RDF + "type", kind) if not is_blank(s))


def _view_name(ontology: Stated, term: str) -> str:
    """Return what the view calls a term: its `coop:viewName`, else made from its local name.

    A class keeps its name (`ActorGroup`); a property becomes snake case (`has_evidence`),
    which relationship types then write in capitals.
    """
    given = ontology.value(term, VIEW_NAME)
    if given is not None:
        return given
    local = re.split(r"[#/]", term)[-1]
    if OWL + "Class" in ontology.objects(term, RDF + "type"):
        return local
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", local).lower()


def _node_class(ontology: Stated, iri: str) -> NodeClass:
    named = [iri]
    for one in named:  # the superclasses, and theirs
        above = ontology.objects(one, RDFS + "subClassOf")
        named += [c for c in above if c not in named]
    labels = frozenset(_view_name(ontology, c) for c in named if not is_blank(c))
    return NodeClass(iri, _view_name(ontology, iri), labels)


def _attribute(ontology: Stated, iri: str) -> Attribute:
    kind = KINDS.get(ontology.value(iri, RDFS + "range") or "")
    if kind is None:
        raise InvalidVocabulary(
            f"{iri} needs one rdfs:range out of: {', '.join(sorted(KINDS))}. "
            "Give it one in the ontology."
        )
    single = _single(ontology, iri, kind)
    indexed = ontology.value(iri, INDEXED) == "true"
    return Attribute(iri, _view_name(ontology, iri), kind, single, indexed)


def _single(ontology: Stated, iri: str, kind: Kind) -> bool:
    """Say whether a shape allows one value at most (one per language for texts)."""
    shapes = ontology.subjects(SH + "path", iri)
    if kind is Kind.TEXT:
        return any(ontology.objects(shape, SH + "uniqueLang") for shape in shapes)
    return any(ontology.value(shape, SH + "maxCount") == "1" for shape in shapes)


def _line(term: NodeClass | Link | Attribute | Role) -> str:
    if isinstance(term, NodeClass):
        return f"{term.iri} {term.name} {sorted(term.labels)}"
    return repr(term)
