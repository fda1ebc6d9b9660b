"""A small vocabulary, and what tests of the graph compare: whole datasets, whole views."""

import contextlib
import itertools
import socket
import threading
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

import pytest
from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse

from graph.blank_nodes.node_labels import datasets
from graph.database.driver import Database
from graph.rdf.records import DatasetContent, Key, Record, record, term_of, triples_of
from graph.read.export import quads
from graph.spill.staging import Staging
from ontology.stated import Stated
from ontology.vocabulary import read

EX = "https://example.org/"
PREFIXES = f"""
@prefix : <{EX}> .
@prefix coop: <https://w3id.org/coopgraph/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
ONTOLOGY = """
:Actor a owl:Class .
:Organization a owl:Class ; rdfs:subClassOf :Actor .
:Company a owl:Class ; rdfs:subClassOf :Organization .
:Person a owl:Class ; rdfs:subClassOf :Actor .
:partOf a owl:ObjectProperty .
:knows a owl:ObjectProperty .
coop:participant a owl:ObjectProperty .
coop:inAct a owl:ObjectProperty .
coop:role a owl:ObjectProperty .
:party coop:directLink "PARTY_TO" .
:signatory coop:directLink "SIGNED" .
skos:prefLabel a owl:DatatypeProperty ; coop:viewName "name" ; rdfs:range rdf:langString .
skos:altLabel a owl:DatatypeProperty ; coop:viewName "aliases" ; rdfs:range rdf:langString .
:code a owl:DatatypeProperty ; rdfs:range xsd:string ; coop:indexed true .
:identifier a owl:DatatypeProperty ; rdfs:range xsd:string ; coop:indexed true .
:tag a owl:DatatypeProperty ; rdfs:range xsd:string .
:count a owl:DatatypeProperty ; rdfs:range xsd:integer .
:weight a owl:DatatypeProperty ; rdfs:range xsd:decimal .
:open a owl:DatatypeProperty ; rdfs:range xsd:boolean .
:page a owl:DatatypeProperty ; rdfs:range xsd:anyURI .
:date a owl:DatatypeProperty ; rdfs:range coop:PartialDate .
:seen a owl:DatatypeProperty ; rdfs:range coop:PartialDate .
[] sh:property [ sh:path skos:prefLabel ; sh:uniqueLang true ] ,
  [ sh:path :code ; sh:maxCount 1 ] , [ sh:path :count ; sh:maxCount 1 ] ,
  [ sh:path :open ; sh:maxCount 1 ] , [ sh:path :date ; sh:maxCount 1 ] .
"""
VOCABULARY = read(Stated.of(PREFIXES + ONTOLOGY))


def parsed(trig: str, name: str = "a") -> list[DatasetContent]:
    """Return a TriG file as datasets; what stands in no graph goes to the dataset `name`."""
    return datasets(parse(PREFIXES + trig, format=RdfFormat.TRIG, base_iri=EX), EX + name)


def content(turtle: str, name: str = "a") -> DatasetContent:
    """Return a Turtle file as the one dataset that it is."""
    return next(iter(parsed(turtle, name)), DatasetContent(EX + name, []))


def canonical(given: Iterable[Quad]) -> frozenset[Quad]:
    """Return what two sets of quads have in common if they are the same but for blank nodes."""
    whole = Dataset(given)
    whole.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    # Two datasets of equal quads are not always equal: pyoxigraph compares numbers of terms.
    return frozenset(whole)


def stated(given: DatasetContent) -> list[Quad]:
    """Return a dataset's content as quads."""
    return [_quad(triple, given.iri) for triple in given.triples]


def stored(database: Database) -> list[Quad]:
    """Return everything that the database's records say."""
    return [
        _quad(triple, said.dataset)
        for said in quads(database)
        for triple in triples_of(said.statements)
    ]


def staged(staging: Staging) -> list[Quad]:
    """Return everything that is staged."""
    return [
        _quad(triple, dataset)
        for part in staging.partitions()
        for said in part.values()
        for dataset, one in said.items()
        for triple in triples_of(one.statements)
    ]


def recorded(lines: Collection[str]) -> Record:
    """Return the record that is made of these distinct N-Triples lines."""
    return record("".join(f"{line}\n" for line in sorted(lines)), len(lines))


def records(triples: Iterable[Triple]) -> dict[Key, Record]:
    """Return statements of one dataset as records, by subject."""
    with Staging.of([DatasetContent(EX, list(triples))]) as staging:
        return {key: said[EX] for part in staging.partitions() for key, said in part.items()}


def _quad(triple: Triple, dataset: str) -> Quad:
    return Quad(triple.subject, triple.predicate, triple.object, term_of(dataset))


def snapshot(database: Database) -> tuple[list[Any], list[Any]]:
    """Return the graph without its bookkeeping: all nodes and all relationships, in full."""
    nodes = database.read(
        "MATCH (n) WHERE NOT n:Load AND NOT n:Coopgraph RETURN labels(n) AS labels, "
        "properties(n) AS properties"
    )
    links = database.read(
        "MATCH (a)-[r]->(b) RETURN a.iri AS a, type(r) AS type, properties(r) AS properties, "
        "b.iri AS b"
    )
    for node in nodes:
        node["labels"].sort()
        node["properties"].pop("loaded_at", None)
    return sorted(map(text, nodes)), sorted(map(text, links))


def empty(database: Database) -> None:
    """Delete everything, the bookkeeping too."""
    database.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))


def text(row: dict[str, Any]) -> str:
    """Return a node or a relationship of a snapshot as one text."""
    properties = sorted(row.pop("properties").items())
    return repr((sorted(row.items()), properties))


class Relay:
    """A way to a server that can be cut."""

    def __init__(self, host: str, port: int) -> None:
        self._server = (host, port)
        self._sockets: list[socket.socket] = []
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self._start(self._accept)

    def cut(self) -> None:
        """Close the listening socket and all connections."""
        for one in (self._listening, *self._sockets):
            close(one)

    def _start(self, tx: Any, *arguments: Any) -> None:
        threading.Thread(target=tx, args=arguments, daemon=True).start()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = self._listening.accept()
                ends = (client, socket.create_connection(self._server))
                self._sockets += ends
                for source, sink in itertools.permutations(ends):
                    self._start(self._forward, source, sink)

    def _forward(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65_536):
                sink.sendall(data)
        close(source)
        close(sink)


def close(one: socket.socket) -> None:
    """Close a socket so that whoever waits for it is told."""
    with contextlib.suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()


def limit(monkeypatch: pytest.MonkeyPatch, database: Database, **limits: int) -> None:
    """Set limits of the work over a connection, for one test."""
    monkeypatch.setattr(database, "limits", replace(database.limits, **limits))
