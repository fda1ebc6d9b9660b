"""Reading nodes as they are in the database: what the view shows, and the records under it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph.records import Key, Statements
from graph.view import LinkKey
from graph.work import Row, Work
from ontology.namespaces import dataset_name

AS_IT_IS: Final = """
RETURN n.iri AS key, labels(n) AS labels, properties(n) AS properties,
  EXISTS { (n)<--() } AS linked,
  COLLECT {
    MATCH (n)-[r]->(m) WHERE type(r) <> 'DESCRIBED_IN'
    RETURN [elementId(r), type(r), CASE WHEN m:Resource THEN m.iri END, properties(r)]
  } AS links,
  COLLECT {
    MATCH (n)-[r:DESCRIBED_IN]->(d:Dataset) RETURN [d.iri, r.statements, r.digest]
  } AS records
"""
NAMED: Final = "UNWIND $keys AS key MATCH (n:Resource {iri: key})" + AS_IT_IS
# The unique index gives the order: nothing is sorted, and nothing is held in memory.
ALL: Final = "MATCH (n:Resource) WHERE n.iri IS NOT NULL WITH n ORDER BY n.iri" + AS_IT_IS
NEXT: Final = (
    "MATCH (n:Resource) WHERE n.iri > $after WITH n ORDER BY n.iri LIMIT $limit" + AS_IT_IS
)


@dataclass(frozen=True)
class FoundLink:
    """A relationship that leaves a node. `id` is the server's, good for this transaction."""

    id: str
    key: LinkKey
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class FoundNode:
    """A node in the database. `records` and `digests` are by dataset IRI.

    `linked` says whether anything points at it.
    """

    key: Key
    labels: frozenset[str] = frozenset()
    properties: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[FoundLink, ...] = ()
    records: Mapping[str, Statements] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    linked: bool = False

    @property
    def records_by_name(self) -> dict[str, Statements]:
        """The records under their datasets' short names, as the view shows them."""
        return {dataset_name(iri): text for iri, text in self.records.items()}


def named(work: Work, keys: Iterable[Key]) -> dict[Key, FoundNode]:
    """Return those nodes that are there."""
    return {node.key: node for node in map(found, work.stream(NAMED, {"keys": list(keys)}))}


def following(work: Work, after: Key, limit: int) -> list[FoundNode]:
    """Return the next nodes in the order of keys."""
    return [found(row) for row in work.stream(NEXT, {"after": after, "limit": limit})]


def found(row: Row) -> FoundNode:
    """Return a row of the queries above as a node."""
    return FoundNode(
        key=row["key"],
        labels=frozenset(row["labels"]),
        properties=row["properties"],
        links=tuple(_links(row["links"])),
        records={iri: statements for iri, statements, _ in row["records"]},
        digests={iri: digest for iri, _, digest in row["records"]},
        linked=row["linked"],
    )


def _links(rows: Iterable[tuple[str, str, Key | None, Row]]) -> Iterator[FoundLink]:
    for identity, kind, target, properties in rows:
        key = LinkKey(kind, properties.get("predicate"), target or "")
        yield FoundLink(identity, key, properties)
