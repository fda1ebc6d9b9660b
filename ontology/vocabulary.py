"""The small model that is read from the ontology's own Turtle files.

It says what the property graph calls each declared class, link, attribute and role,
and of which type an attribute is. Everything that must know a term's name
(constraints, view, catalogue, documentation) asks this model.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, XSD

from ontology.errors import InvalidVocabulary
from ontology.namespaces import BASE, COOP

TERMS = "coopgraph.ttl"
BORROWED = "borrowed.ttl"
CONCEPTS = "concepts.ttl"
SHAPES = "shapes.ttl"
ALIGNMENTS = "alignments.ttl"
DEPRECATED = "deprecated.ttl"

VIEW_NAME = URIRef(COOP + "viewName")
INDEXED = URIRef(COOP + "indexed")
DIRECT_LINK = URIRef(COOP + "directLink")

# What a participation says: who takes part, in what, and as what.
PARTICIPANT = COOP + "participant"
IN_ACT = COOP + "inAct"
ROLE = COOP + "role"


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
    RDF.langString: Kind.TEXT,
    XSD.string: Kind.STRING,
    XSD.integer: Kind.INTEGER,
    XSD.nonNegativeInteger: Kind.INTEGER,
    XSD.decimal: Kind.DECIMAL,
    XSD.boolean: Kind.BOOLEAN,
    XSD.anyURI: Kind.IRI,
    XSD.date: Kind.DATE,
    URIRef(COOP + "PartialDate"): Kind.DATE,
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
class Vocabulary:
    """All declared terms by IRI, and a digest that changes when any of them does."""

    classes: dict[str, NodeClass]
    links: dict[str, Link]
    attributes: dict[str, Attribute]
    roles: dict[str, Role]
    digest: str

    @property
    def direct_types(self) -> list[str]:
        """The relationship types of direct links."""
        return sorted(role.type for role in self.roles.values())

    def link_type(self, iri: str) -> str:
        """Return the relationship type of a link; an empty text where it is not declared."""
        return self.links[iri].type if iri in self.links else ""


def graph(*names: str) -> Graph:
    """Return the named Turtle files of the ontology as one rdflib graph."""
    merged = Graph()
    for name in names:
        merged += _parsed(name)
    return merged


@cache
def _parsed(name: str) -> Graph:
    """Parse a file once in a process; who asks for it gets a copy, which is much cheaper."""
    return Graph().parse(data=text(name), format="turtle")


def text(name: str) -> str:
    """Return the text of one of the ontology's files."""
    return files("ontology").joinpath(name).read_text(encoding="utf-8")


@cache
def vocabulary() -> Vocabulary:
    """Return the model of the ontology that is installed."""
    return read(graph(TERMS, BORROWED, SHAPES, CONCEPTS))


def read(ontology: Graph) -> Vocabulary:
    """Read a model from terms, shapes and concepts.

    Raises:
        InvalidVocabulary: a datatype property has no range, or one that has no type in Neo4j.
    """
    classes = {str(c): _node_class(ontology, c) for c in declared(ontology, OWL.Class)}
    links = {
        str(p): Link(str(p), view_name(ontology, p).upper())
        for p in declared(ontology, OWL.ObjectProperty)
    }
    attributes = {str(p): _attribute(ontology, p) for p in declared(ontology, OWL.DatatypeProperty)}
    roles = {str(s): Role(str(s), str(name)) for s, name in ontology.subject_objects(DIRECT_LINK)}
    terms: list[NodeClass | Link | Attribute | Role] = [
        *classes.values(),
        *links.values(),
        *attributes.values(),
        *roles.values(),
    ]
    made_of = "\n".join(sorted(_line(term) for term in terms)) + BASE
    digest = hashlib.sha256(made_of.encode()).hexdigest()
    return Vocabulary(classes, links, attributes, roles, digest)


def declared(ontology: Graph, kind: URIRef) -> Iterator[URIRef]:
    """Yield the terms that the ontology declares to be of a kind (`owl:Class`, …), by IRI."""
    yield from sorted(s for s in ontology.subjects(RDF.type, kind) if isinstance(s, URIRef))


def view_name(ontology: Graph, term: URIRef) -> str:
    """Return what the view calls a term: its `coop:viewName`, else made from its local name.

    A class keeps its name (`ActorGroup`); a property becomes snake case (`has_evidence`),
    which relationship types then write in capitals.
    """
    given = ontology.value(term, VIEW_NAME)
    if given is not None:
        return str(given)
    local = re.split(r"[#/]", str(term))[-1]
    if (term, RDF.type, OWL.Class) in ontology:
        return local
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", local).lower()


def _node_class(ontology: Graph, iri: URIRef) -> NodeClass:
    named = [c for c in ontology.transitive_objects(iri, RDFS.subClassOf) if isinstance(c, URIRef)]
    labels = frozenset(view_name(ontology, c) for c in named)
    return NodeClass(str(iri), view_name(ontology, iri), labels)


def _attribute(ontology: Graph, iri: URIRef) -> Attribute:
    kind = KINDS.get(URIRef(str(ontology.value(iri, RDFS.range))))
    if kind is None:
        raise InvalidVocabulary(
            f"{iri} needs one rdfs:range out of: {', '.join(sorted(KINDS))}. "
            "Give it one in the ontology."
        )
    single = _single(ontology, iri, kind)
    indexed = (iri, INDEXED, Literal(True)) in ontology
    return Attribute(str(iri), view_name(ontology, iri), kind, single, indexed)


def _single(ontology: Graph, iri: URIRef, kind: Kind) -> bool:
    """Say whether a shape allows one value at most (one per language for texts)."""
    shapes = list(ontology.subjects(SH.path, iri))
    if kind is Kind.TEXT:
        limits = [(s, SH.uniqueLang, None) in ontology for s in shapes]
    else:
        limits = [ontology.value(s, SH.maxCount) == Literal(1) for s in shapes]
    return any(limits)


def _line(term: NodeClass | Link | Attribute | Role) -> str:
    if isinstance(term, NodeClass):
        return f"{term.iri} {term.name} {sorted(term.labels)}"
    return repr(term)
