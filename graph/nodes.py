"""Reading nodes as they are in the database: what the view shows, and the records under it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graph.records import Key, Statements, intact, legible
from graph.view import RESOURCE, LinkKey
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
    MATCH (n)-[r:DESCRIBED_IN]->(d:Dataset)
    RETURN [d.iri, r.statements, r.digest, size(keys(r))]
  } AS records
"""
NAMED: Final = "UNWIND $keys AS key MATCH (n:Resource {iri: key})" + AS_IT_IS
# The unique index gives the order: nothing is sorted, and nothing is held in memory.
ALL: Final = "MATCH (n:Resource) WHERE n.iri > '' WITH n ORDER BY n.iri" + AS_IT_IS
NEXT: Final = """
MATCH (n:Resource) WHERE n.iri > $after WITH n ORDER BY n.iri LIMIT $limit
RETURN n.iri AS key, COUNT { (n)-->() } AS links, reduce(sum = 0, size IN COLLECT {
  MATCH (n)-[r:DESCRIBED_IN]->() RETURN coalesce(size(toStringOrNull(r.statements)), 0)
} | sum + size) AS size
"""
# Properties that a record has.
RECORD: Final = 2
# Characters that are read at once, and those that a link is about as large as.
MOST: Final = 16_000_000
LINK: Final = 200


@dataclass(frozen=True)
class FoundLink:
    """A relationship that leaves a node. `id` is the server's, good for this transaction."""

    id: str
    key: LinkKey
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class FoundNode:
    """A node in the database. `records` are by dataset IRI.

    `linked` says whether anything points at it. `edited` has the datasets whose records of it
    are not as they were written, or are there twice; of these, `records` has what is legible.
    """

    key: Key
    labels: frozenset[str] = frozenset()
    properties: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[FoundLink, ...] = ()
    records: Mapping[str, Statements] = field(default_factory=dict)
    linked: bool = False
    edited: frozenset[str] = frozenset()

    @property
    def bare(self) -> bool:
        """Whether it is no more than what a link points at, or not there."""
        return not (self.records or self.edited or self.links or self._shown)

    @property
    def _shown(self) -> bool:
        return not self.labels <= {RESOURCE} or not self.properties.keys() <= {"iri"}

    @property
    def records_by_name(self) -> dict[str, Statements]:
        """The records under their datasets' short names, as the view shows them."""
        return {dataset_name(iri): text for iri, text in self.records.items()}


def named(work: Work, keys: Iterable[Key]) -> dict[Key, FoundNode]:
    """Return those nodes that are there."""
    return {node.key: node for node in map(found, work.stream(NAMED, {"keys": list(keys)}))}


def following(work: Work, after: Key, limit: int) -> list[FoundNode]:
    """Return the next nodes in the order of keys: so many, or fewer where they are large."""
    keys: list[Key] = []
    size = 0
    for row in work.run(NEXT, {"after": after, "limit": limit}):
        keys.append(row["key"])
        size += row["size"] + LINK * row["links"]
        if size > MOST:
            break
    there = named(work, keys)
    return [there[key] for key in keys]


def found(row: Row) -> FoundNode:
    """Return a row of the queries above as a node."""
    key = row["key"]
    records: dict[str, Statements] = {}
    edited = set[str]()
    # Those that are intact first: of two records of one dataset it is theirs that counts.
    for wrong, dataset, text in sorted(_records(key, row["records"]), key=_wrong):
        if wrong or dataset in records:
            edited.add(dataset)
        if text and dataset not in records:
            records[dataset] = text
    return FoundNode(
        key=key,
        labels=frozenset(row["labels"]),
        properties=row["properties"],
        links=tuple(_links(row["links"])),
        records=records,
        linked=row["linked"],
        edited=frozenset(edited),
    )


def _wrong(record: tuple[bool, str, Statements]) -> bool:
    return record[0]


def _records(key: Key, rows: Iterable[list[Any]]) -> Iterator[tuple[bool, str, Statements]]:
    for dataset, statements, digest, properties in rows:
        if not isinstance(dataset, str):
            continue
        if properties == RECORD and intact(key, statements, digest):
            yield False, dataset, statements
        else:
            yield True, dataset, legible(key, statements)


def _links(rows: Iterable[tuple[str, str, Any, Row]]) -> Iterator[FoundLink]:
    for identity, kind, target, properties in rows:
        # Edited by hand, a property can have any type.
        predicate = properties.get("predicate")
        key = LinkKey(
            kind,
            predicate if predicate is None else str(predicate),
            target if isinstance(target, str) else "",
        )
        yield FoundLink(identity, key, properties)
