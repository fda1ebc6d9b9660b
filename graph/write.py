"""Writing: repaired nodes, records, and the sweep after them; a round trip per batch."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from graph.records import Key, Record
from graph.repair import Repair, link_properties
from graph.work import Row, Work

T = TypeVar("T")

ROWS: Final = 5_000

NODES: Final = """
UNWIND $rows AS row MERGE (n:Resource {iri: row.key})
SET n = row.properties, n:$(row.added) REMOVE n:$(row.removed)
"""
TARGETS: Final = "UNWIND $rows AS key MERGE (:Resource {iri: key})"
ADD_LINKS: Final = """
UNWIND $rows AS row
MATCH (n:Resource {iri: row.key}) MATCH (m:Resource {iri: row.target})
CREATE (n)-[r:$(row.type)]->(m) SET r = row.properties
"""
CHANGE_LINKS: Final = """
UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.id SET r = row.properties
"""
REMOVE_LINKS: Final = "UNWIND $rows AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r"
RECORDS: Final = """
MATCH (d:Dataset {iri: $dataset})
UNWIND $rows AS row MATCH (n:Resource {iri: row.key})
MERGE (n)-[r:DESCRIBED_IN]->(d) SET r.statements = row.statements, r.digest = row.digest
"""
FORGET: Final = """
UNWIND $rows AS key
MATCH (:Resource {iri: key})-[r:DESCRIBED_IN]->(:Dataset {iri: $dataset}) DELETE r
"""
LOOSE: Final = """
UNWIND $rows AS key MATCH (n:Resource {iri: key}) WHERE NOT EXISTS { (n)--() }
RETURN elementId(n) AS id
"""
DELETE: Final = "UNWIND $rows AS id MATCH (n) WHERE elementId(n) = id DELETE n"


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items, so many at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def repairs(work: Work, needed: Sequence[Repair]) -> None:
    """Make nodes and their outgoing links what they should be."""
    _in_batches(work, NODES, [_node(one) for one in needed if one.touches_node])
    targets = {link.target for one in needed for link in one.added_links}
    _in_batches(work, TARGETS, sorted(targets))
    _in_batches(work, REMOVE_LINKS, [link for one in needed for link in one.removed_links])
    _in_batches(work, CHANGE_LINKS, [row for one in needed for row in _changed(one)])
    _in_batches(work, ADD_LINKS, [row for one in needed for row in _added(one)])


def records(work: Work, dataset: str, written: Mapping[Key, Record]) -> None:
    """Write what a dataset says with these subjects, whose nodes are there."""
    rows = [
        {"key": key, "statements": one.statements, "digest": one.digest}
        for key, one in written.items()
    ]
    _in_batches(work, RECORDS, rows, dataset=dataset)


def forget(work: Work, dataset: str, keys: Sequence[Key]) -> None:
    """Take away what a dataset says with these subjects."""
    _in_batches(work, FORGET, keys, dataset=dataset)


def sweep(work: Work, suspects: Collection[Key]) -> None:
    """Delete those of these nodes that nobody describes and nothing points at."""
    # All are found before any is deleted: a look into an index goes through every deletion
    # that the transaction has made, so that mixing the two takes quadratic time.
    rows = _in_batches(work, LOOSE, sorted(suspects))
    _in_batches(work, DELETE, [row["id"] for row in rows])


def _in_batches(work: Work, query: str, rows: Sequence[Any], **parameters: Any) -> list[Row]:
    given = ({"rows": batch} | parameters for batch in batches(rows, ROWS))
    return [row for one in given for row in work.run(query, one)]


def _node(one: Repair) -> Row:
    return {
        "key": one.key,
        "properties": one.properties,
        "added": sorted(one.added_labels - {"Resource"}),
        "removed": sorted(one.removed_labels),
    }


def _added(one: Repair) -> Iterator[Row]:
    for link, datasets in one.added_links.items():
        yield {
            "key": one.key,
            "target": link.target,
            "type": link.type,
            "properties": link_properties(link, datasets),
        }


def _changed(one: Repair) -> Iterator[Row]:
    for identity, (link, datasets) in one.changed_links.items():
        yield {"id": identity, "properties": link_properties(link, datasets)}
