"""What the vocabulary's linter reads, and what it says."""

import re
from dataclasses import dataclass, field
from importlib.resources import files
from typing import NamedTuple

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from ontology.vocabulary import ALIGNMENTS, BORROWED, CONCEPTS, DEPRECATED, SHAPES, TERMS, graph

PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
KINDS = (OWL.Class, *PROPERTIES)
LANGUAGES = ("en", "fr")


class Finding(NamedTuple):
    """What is wrong with a term, a shape, a concept or a file, and what to do."""

    about: str
    message: str


@dataclass(frozen=True)
class Sources:
    """The ontology's files as graphs, and its examples' text by file name."""

    terms: Graph
    shapes: Graph
    concepts: Graph
    alignments: Graph
    examples: dict[str, str]
    deprecated: Graph = field(default_factory=Graph)


def installed() -> Sources:
    """Return the ontology that is installed."""
    folder = files("ontology").joinpath("examples")
    examples = {file.name: file.read_text(encoding="utf-8") for file in folder.iterdir()}
    terms = graph(TERMS, BORROWED)
    shapes, concepts, alignments, old = map(graph, (SHAPES, CONCEPTS, ALIGNMENTS, DEPRECATED))
    return Sources(terms, shapes, concepts, alignments, examples, old)


def declared(ontology: Graph, kind: URIRef) -> list[URIRef]:
    """Return the terms that the ontology declares to be of a kind (`owl:Class`, …), by IRI."""
    return sorted(s for s in ontology.subjects(RDF.type, kind) if isinstance(s, URIRef))


def all_terms(terms: Graph) -> list[URIRef]:
    """Return the declared classes and properties."""
    return [term for kind in KINDS for term in declared(terms, kind)]


def local(iri: object) -> str:
    """Return an IRI's last segment."""
    return re.split(r"[#/]", str(iri))[-1]
