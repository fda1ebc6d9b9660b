"""Cypher that writes nodes, links and records; a round trip per batch."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from graph.database.transaction import Parameters, Row, Transaction, batches
from graph.diff.changes import SubjectChange
from graph.mapping.links import LinkKey
from graph.mapping.node_diff import Repair, link_properties
from graph.mapping.view import RESOURCE, NodeView
from graph.rdf import weight
from graph.rdf.records import Key

T = TypeVar("T")

ROWS: Final = 5_000
# What the texts of one query weigh.
PORTION: Final = 8_000

NODES: Final = """
UNWIND $rows AS row MERGE (n:Resource {iri: row.key})
SET n = row.properties, n:$(row.added) REMOVE n:$(row.removed)
"""
TARGETS: Final = "UNWIND $rows AS key MERGE (:Resource {iri: key})"
ADD_LINKS: Final = """
UNWIND $rows AS row
MATCH (n:Resource {iri: row.source})
USING INDEX SEEK n:Resource(iri)
MATCH (m:Resource {iri: row.target})
USING INDEX SEEK m:Resource(iri)
CREATE (n)-[r:$(row.type)]->(m) SET r = row.properties
"""
CHANGE_LINKS: Final = """
UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.id SET r = row.properties
"""
REMOVE_LINKS: Final = "UNWIND $rows AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r"
RECORDS: Final = """
UNWIND $rows AS row
MATCH (d:Dataset {iri: row.dataset}) MATCH (n:Resource {iri: row.key})
USING INDEX SEEK n:Resource(iri)
MERGE (n)-[r:DESCRIBED_IN]->(d) SET r.statements = row.statements, r.digest = row.digest
"""
FORGET: Final = """
UNWIND $rows AS row
MATCH (n:Resource {iri: row.key})-[r:DESCRIBED_IN]->(:Dataset {iri: row.dataset})
USING INDEX SEEK n:Resource(iri)
DELETE r
"""
# Where nothing is said of subjects yet, at the greatest speed: nodes found by the numbers that
# the server gives them, which hold for one transaction, and nothing sent twice.
KEYS: Final = """
UNWIND $rows AS key MERGE (n:Resource {iri: key})
RETURN collect(key) AS keys, collect(id(n)) AS ids
"""
NEW_NODES: Final = """
UNWIND $rows AS row MATCH (n) WHERE id(n) = row[0] SET n += row[1], n:$(row[2])
"""
NEW_LINKS: Final = """
UNWIND $rows AS row
MATCH (n) WHERE id(n) = row[0] MATCH (m) WHERE id(m) = row[1]
WITH n, m, $kinds[row[2]] AS kind
CREATE (n)-[r:$(kind.type)]->(m) SET r = kind.properties
"""
# Each has a participation of its own; to look for one with every link would take a sixth longer.
NEW_DIRECT_LINKS: Final = """
UNWIND $rows AS row
MATCH (n) WHERE id(n) = row[0] MATCH (m) WHERE id(m) = row[1]
WITH n, m, row, $kinds[row[2]] AS kind
CREATE (n)-[r:$(kind.type)]->(m) SET r = kind.properties, r.participation = row[3]
"""
DATASETS: Final = "UNWIND $rows AS iri MATCH (d:Dataset {iri: iri}) RETURN iri, id(d) AS id"
NEW_RECORDS: Final = """
UNWIND $rows AS row
MATCH (n) WHERE id(n) = row[0] MATCH (d) WHERE id(d) = row[1]
CREATE (n)-[:DESCRIBED_IN {statements: row[2], digest: row[3]}]->(d)
"""


def repairs(tx: Transaction, needed: Sequence[Repair]) -> None:
    """Make nodes and their links what they should be."""
    in_batches(tx, NODES, [_node(one) for one in needed if one.touches_node])
    targets = {link.target for one in needed for link in one.added_links}
    in_batches(tx, TARGETS, sorted(targets))
    in_batches(tx, REMOVE_LINKS, [link for one in needed for link in one.removed_links])
    in_batches(tx, CHANGE_LINKS, [row for one in needed for row in _changed(one)])
    in_batches(tx, ADD_LINKS, [row for one in needed for row in _added(one)])


def fresh(tx: Transaction, views: Sequence[tuple[SubjectChange, NodeView]]) -> None:
    """Write subjects that nothing is said of yet; at most their bare nodes are there."""
    ids = _new_nodes(tx, views)
    _new_links(tx, views, ids)
    named = {dataset for one, _ in views for dataset in one.upserts}
    numbers = {row["iri"]: row["id"] for row in in_batches(tx, DATASETS, sorted(named))}
    rows = [
        (ids[one.key], numbers[dataset], text, digest)
        for one, _ in views
        for dataset, (text, _, digest) in one.upserts.items()
    ]
    _in_portions(tx, NEW_RECORDS, rows, lambda row: weight.of_text(row[2]))


def _new_nodes(tx: Transaction, views: Sequence[tuple[SubjectChange, NodeView]]) -> dict[Key, int]:
    """Write nodes and the targets of their links; return the server's numbers for them."""
    keys = {link.target for _, shown in views for link in shown.links}
    keys.update(one.key for one, _ in views)
    ids: dict[Key, int] = {}
    # All keys at once and in one order: so writers beside each other wait, and never for each
    # other in turn.
    for found in in_batches(tx, KEYS, sorted(keys)):
        ids.update(zip(found["keys"], found["ids"], strict=True))
    nodes = list[tuple[int, dict[str, Any], list[str]]]()
    for one, shown in views:
        labels = sorted(shown.labels - {RESOURCE})
        properties = {name: value for name, value in shown.properties.items() if name != "iri"}
        if labels or properties:
            nodes.append((ids[one.key], properties, labels))
    in_batches(tx, NEW_NODES, nodes)
    return ids


def _new_links(
    tx: Transaction, views: Sequence[tuple[SubjectChange, NodeView]], ids: Mapping[Key, int]
) -> None:
    links = ((one.key, *link) for one, shown in views for link in shown.links.items())
    for batch in batches(links, ROWS):
        numbers: dict[tuple[str, str | None, tuple[str, ...]], int] = {}
        own, direct = list[tuple[int, int, int]](), list[tuple[int, int, int, Key]]()
        for key, (kind, predicate, target, source), datasets in batch:
            number = numbers.setdefault((kind, predicate, datasets), len(numbers))
            if source is None:
                own.append((ids[key], ids[target], number))
            else:
                direct.append((ids[source], ids[target], number, key))
        kinds = [_kind(*one) for one in numbers]
        tx.run(NEW_LINKS, {"rows": own, "kinds": kinds})
        if direct:
            tx.run(NEW_DIRECT_LINKS, {"rows": direct, "kinds": kinds})


def _kind(kind: str, predicate: str | None, datasets: tuple[str, ...]) -> Row:
    properties = link_properties("", LinkKey(kind, predicate, ""), datasets)
    return {"type": kind, "properties": properties}


def records(tx: Transaction, touched: Iterable[SubjectChange]) -> None:
    """Write what datasets say with these subjects, whose nodes are there."""
    rows = [
        {"key": one.key, "dataset": dataset, "statements": text, "digest": digest}
        for one in touched
        for dataset, (text, _, digest) in one.upserts.items()
    ]
    _in_portions(tx, RECORDS, rows, lambda row: weight.of_text(row["statements"]))


def forget(tx: Transaction, touched: Iterable[SubjectChange]) -> None:
    """Take away what datasets no longer say with these subjects."""
    rows = [{"key": one.key, "dataset": dataset} for one in touched for dataset in one.deletions]
    in_batches(tx, FORGET, rows)


def added_link(key: Key, link: LinkKey, datasets: tuple[str, ...]) -> Row:
    """Return the row of a node's link that is to be added."""
    return {
        "source": link.source or key,
        "target": link.target,
        "type": link.type,
        "properties": link_properties(key, link, datasets),
    }


def in_batches(
    tx: Transaction, query: str, rows: Sequence[Any], given: Parameters | None = None
) -> list[Row]:
    """Run a query on so many of its `$rows` at a time; return all that it returns."""
    rest = given or {}
    return [row for some in batches(rows, ROWS) for row in tx.run(query, {**rest, "rows": some})]


def _in_portions(tx: Transaction, query: str, rows: Sequence[T], size: Callable[[T], int]) -> None:
    for batch in weight.batches(rows, PORTION, size, ROWS):
        tx.run(query, {"rows": batch})


def _node(one: Repair) -> Row:
    return {
        "key": one.key,
        "properties": one.properties,
        "added": sorted(one.added_labels - {RESOURCE}),
        "removed": sorted(one.removed_labels),
    }


def _added(one: Repair) -> Iterator[Row]:
    for link, datasets in one.added_links.items():
        yield added_link(one.key, link, datasets)


def _changed(one: Repair) -> Iterator[Row]:
    for identity, (link, datasets) in one.changed_links.items():
        yield {"id": identity, "properties": link_properties(one.key, link, datasets)}
