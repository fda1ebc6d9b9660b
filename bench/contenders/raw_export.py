"""Export by the driver alone: one row per subject, its relationships gathered in it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from neo4j import READ_ACCESS, GraphDatabase
from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize

from bench.contenders.shortnames import IRI, ShortNames
from bench.measuring.place import Place
from graph.rdf.formats import Format
from ontology.namespaces import PREFIXES, RDF

ROWS: Final = """
MATCH (n:Resource)
RETURN n.iri, labels(n), properties(n), [(n)-[r]->(m) | [type(r), m.iri]]
"""
FETCH: Final = 5_000
TYPE: Final = NamedNode(RDF + "type")


def export(place: Place, path: Path, form: str) -> None:
    """Write all nodes and relationships to a file."""
    with (
        GraphDatabase.driver(place.uri, auth=place.login) as driver,
        driver.session(default_access_mode=READ_ACCESS, fetch_size=FETCH) as session,
    ):
        columns = session.run(ShortNames.READ).single(strict=True)
        pairs = zip(columns["names"], columns["iris"], strict=True)
        terms = {name: NamedNode(iri) for name, iri in pairs}
        rows = (record.values() for record in session.run(ROWS))
        triples = (triple for row in rows for triple in _triples(terms, *row))
        serialize(triples, path, Format(form).rdf, prefixes=PREFIXES)


def _triples(
    terms: dict[str, NamedNode],
    key: str,
    labels: list[str],
    properties: dict[str, Any],
    links: list[list[str]],
) -> Iterator[Triple]:
    subject = _node(key)
    for label in labels:
        if label != "Resource":
            yield Triple(subject, TYPE, terms[label])
    for name, values in properties.items():
        if name != IRI:
            for value in values if isinstance(values, list) else [values]:
                yield Triple(subject, terms[name], Literal(value))
    for name, target in links:
        yield Triple(subject, terms[name], _node(target))


def _node(key: str) -> NamedNode | BlankNode:
    return BlankNode(key[2:]) if key.startswith("_:") else NamedNode(key)
