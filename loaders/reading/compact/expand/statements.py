"""Collecting the statements that a source file makes, with the line of each."""

from collections.abc import Iterable
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from loaders.reading.compact.form.terms import Property
from loaders.reading.compact.form.values import Said
from loaders.reading.syntax.source_positions import Lines
from ontology.namespaces import BASE, COOP, DCTERMS, RDF, SKOS, XSD
from ontology.vocabulary import Kind

# The datatype of a date by how long it is written.
DATES: Final = {4: "gYear", 7: "gYearMonth", 10: "date"}
DATATYPES: Final = {Kind.INTEGER: "integer", Kind.DECIMAL: "decimal", Kind.BOOLEAN: "boolean"}
TYPE: Final = RDF + "type"

Term = NamedNode | Literal


def node(path: str) -> NamedNode:
    """Return what a short address such as `basis/stated` stands for."""
    return NamedNode(path if path.startswith("http") else BASE + path)


def code(scheme: str, value: str) -> NamedNode:
    """Return the concept of a code; an address stands for itself."""
    return node(value if "/" in value else f"{scheme}/{value}")


def date(value: str) -> Literal:
    """Return a date in the precision in which it is written."""
    return Literal(value, datatype=NamedNode(XSD + DATES[len(value)]))


def text(one: Said) -> Literal:
    """Return a text with its language."""
    return Literal(one[0], language=one[1])


def literal(value: str, kind: Kind) -> Literal:
    """Return a value of a kind that is no text."""
    if kind is Kind.DATE:
        return date(value)
    if kind is Kind.IRI:
        return Literal(value, datatype=NamedNode(XSD + "anyURI"))
    datatype = DATATYPES.get(kind)
    return Literal(value, datatype=NamedNode(XSD + datatype)) if datatype else Literal(value)


class Statements:
    """What a file states.

    Attributes:
        quads: each statement once.
        lines: where each subject and predicate stands in the YAML.
    """

    def __init__(self) -> None:
        self.quads: dict[Quad, None] = {}
        self.lines = Lines()

    def begin(self, subject: str, type_: str, line: int) -> None:
        """State a thing's class."""
        self.lines.subjects.setdefault(subject, line)
        namespace, name = (COOP, type_) if ":" not in type_ else ("", type_)
        self.say(subject, TYPE, NamedNode(namespace + name), line)

    def say(self, subject: str, predicate: str, value: Term, line: int) -> None:
        """State one thing."""
        self.lines.predicates.setdefault((subject, predicate), line)
        self.quads[Quad(NamedNode(subject), NamedNode(predicate), value)] = None

    def says(self, subject: str, predicate: str, value: Term) -> bool:
        """Say whether something is stated."""
        return Quad(NamedNode(subject), NamedNode(predicate), value) in self.quads

    def texts(self, subject: str, predicate: str, some: Iterable[Said], line: int) -> None:
        """State texts."""
        for one in some:
            self.say(subject, predicate, text(one), line)

    def rest_on(self, subject: str, evidence: Iterable[str], line: int) -> None:
        """State the evidence of a thing."""
        for one in evidence:
            self.say(subject, COOP + "hasEvidence", NamedNode(one), line)

    def values(self, subject: str, one: Property, values: list[str], line: int) -> None:
        """State the values of a property that are no texts and no things."""
        for value in values:
            if one.scheme:
                self.say(subject, one.iri, code(one.scheme, value), line)
            elif one.kind:
                self.say(subject, one.iri, literal(value, one.kind), line)

    def not_stated(self, subject: str, aspects: Iterable[str], line: int) -> None:
        """State what the source leaves unsaid."""
        for aspect in aspects:
            self.say(subject, COOP + "notStated", code("aspect", aspect), line)


PREF_LABEL: Final = SKOS + "prefLabel"
TITLE: Final = DCTERMS + "title"
