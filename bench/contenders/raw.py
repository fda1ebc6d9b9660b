"""The driver by hand, doing the least that could work: no datasets, no language, no datatypes.

Nodes first, by sets of labels, then relationships by the ids that the nodes got; one thread
parses while two write. With `MERGE` a second load adds nothing; else nothing is looked for.
"""

from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from neo4j import GraphDatabase
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, parse

from bench.contenders.shortnames import IRI, ShortNames
from bench.contenders.writers import Rows, Writers
from bench.measuring.place import Place
from graph.database.schema import quoted
from ontology.namespaces import RDF, XSD

BATCH: Final = 5_000
TYPE: Final = NamedNode(RDF + "type")
CONSTRAINT: Final = (
    "CREATE CONSTRAINT raw_iri IF NOT EXISTS FOR (n:Resource) REQUIRE n.iri IS UNIQUE"
)
NODES: Final = {
    "CREATE": "UNWIND $rows AS row CREATE (n:Resource{}) SET n = row RETURN id(n)",
    "MERGE": "UNWIND $rows AS row MERGE (n:Resource {{iri: row.iri}}) SET n:Resource{}, n += row "
    "RETURN id(n)",
}
# What a file says of a subject after it spoke of others.
MORE: Final = """
UNWIND $rows AS row MATCH (n:Resource {iri: row.values.iri})
SET n:$(row.labels)
WITH n, row UNWIND [key IN keys(row.values) WHERE key <> 'iri'] AS key
WITH n, key, coalesce([] + n[key], []) AS old, [] + row.values[key] AS new
SET n[key] = old + [value IN new WHERE NOT value IN old]
"""
LINKS: Final = (
    "UNWIND $rows AS row MATCH (a) WHERE id(a) = row[0] MATCH (b) WHERE id(b) = row[1] "
    "{} (a)-[:{}]->(b)"
)
NUMBERS: Final = {
    **dict.fromkeys((XSD + "integer", XSD + "int", XSD + "long"), int),
    **dict.fromkeys((XSD + "double", XSD + "float", XSD + "decimal"), float),
}


def prepare(place: Place, path: Path) -> None:
    """Make the constraint that keys are unique."""
    with GraphDatabase.driver(place.uri, auth=place.login) as driver:
        driver.execute_query(CONSTRAINT)


def load(place: Place, path: Path, by: str) -> None:
    """Load a file; `by` is `CREATE`, or `MERGE` for a load that can be repeated."""
    with GraphDatabase.driver(
        place.uri, auth=place.login, notifications_min_severity="OFF"
    ) as driver:
        loader = Loader(Writers(driver), by)
        loader.nodes(path)
        loader.links()
        driver.execute_query(ShortNames.SAVE, loader.names.columns())


class Loader:
    """One load; what it knows of the graph is the id of each node.

    Args:
        writers: where batches go.
        by: `CREATE` or `MERGE`.
    """

    def __init__(self, writers: Writers, by: str) -> None:
        self.names = ShortNames()
        self._writers = writers
        self._by = by
        self._subjects: set[str] = set()
        self._ids: dict[str, int] = {}
        self._nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._more: list[dict[str, Any]] = []
        self._links: dict[str, list[tuple[str, str]]] = defaultdict(list)

    def nodes(self, path: Path) -> None:
        """Write all nodes."""
        for subject, quads in groupby(parse(path=path), key=lambda quad: quad.subject):
            self._node(_key(subject), quads)
        objects = {target for pairs in self._links.values() for _, target in pairs}
        for key in objects - self._subjects:
            self._enter("", {IRI: key})
        for labels in list(self._nodes):
            self._flush(labels)
        self._writers.wait()
        for rows in _batches(self._more):
            self._writers.submit(MORE, rows)
        self._writers.wait()

    def links(self) -> None:
        """Write all relationships."""
        for name, pairs in self._links.items():
            query = LINKS.format(self._by, quoted(name))
            for some in _batches(pairs):
                rows = [[self._ids[one], self._ids[other]] for one, other in some]
                self._writers.submit(query, rows)
        self._writers.wait()

    def _node(self, key: str, quads: Iterable[Quad]) -> None:
        labels, row = [], {IRI: key}
        for quad in quads:
            value, name = quad.object, self.names.of(quad.predicate.value)
            if isinstance(value, Literal):
                _add(row, name, _native(value))
            elif quad.predicate == TYPE:
                labels.append(self.names.of(_key(value)))
            else:
                self._links[name].append((key, _key(value)))
        if key in self._subjects:
            self._more.append({"labels": labels, "values": row})
        else:
            self._subjects.add(key)
            self._enter("".join(f":{quoted(label)}" for label in sorted(labels)), row)

    def _enter(self, labels: str, row: dict[str, Any]) -> None:
        self._nodes[labels].append(row)
        if len(self._nodes[labels]) == BATCH:
            self._flush(labels)

    def _flush(self, labels: str) -> None:
        self._writers.submit(NODES[self._by].format(labels), self._nodes.pop(labels), self._note)

    def _note(self, rows: Rows, ids: list[int]) -> None:
        self._ids.update(zip((row[IRI] for row in rows), ids, strict=True))


def _key(term: Any) -> str:
    return str(term) if isinstance(term, BlankNode) else str(term.value)


def _native(literal: Literal) -> Any:
    number = NUMBERS.get(literal.datatype.value)
    return number(literal.value) if number else literal.value


def _add(row: dict[str, Any], name: str, value: Any) -> None:
    """Add a value; several make a list, which Neo4j wants of one type."""
    old = row.get(name)
    if old is None:
        row[name] = value
        return
    values = [*old, value] if isinstance(old, list) else [old, value]
    alike = len({type(one) for one in values}) == 1
    row[name] = values if alike else [str(one) for one in values]


def _batches(rows: list[Any]) -> Iterable[list[Any]]:
    return (rows[at : at + BATCH] for at in range(0, len(rows), BATCH))
