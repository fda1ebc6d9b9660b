"""Orphans: records that are on no node of theirs, because somebody edited the graph by hand.

A record names its subject and carries its digest. One that is intact moves to the node that it
names, and all else goes: then its dataset says less than it did, which `check` tells until it is
loaded again. Each function mends some and returns how many; call it until none are left.
"""

from collections.abc import Callable, Collection
from contextlib import suppress
from functools import partial
from typing import Final

from pyoxigraph import NamedNode

from graph.database.transaction import Row, Transaction
from graph.maintenance import state_repair
from graph.rdf import records, weight
from graph.rdf.records import key_of_token
from graph.state.ledger import dataset_of
from ontology.namespaces import dataset_iri, dataset_name

# Handled in one transaction.
SOME: Final = 1_000

# A dataset's node without its label: it has what no other node has.
UNLABELLED: Final = """
MATCH ()-[:DESCRIBED_IN]->(d)
WHERE NOT d:Dataset AND NOT d:Resource AND d.iri > '' AND d.digest > ''
  AND NOT EXISTS { (:Dataset {iri: d.iri}) }
WITH DISTINCT d LIMIT 1
SET d:Dataset RETURN count(d) AS wrong
"""
DATASETS: Final = """
MATCH (d:Dataset)
RETURN elementId(d) AS id, labels(d) AS labels, properties(d) AS properties,
  EXISTS { (d)-->() } AS pointing
"""
NO_DATASET: Final = "MATCH (d:Dataset) WHERE elementId(d) IN $ids REMOVE d:Dataset"
DATASET: Final = """
UNWIND $rows AS row MATCH (d:Dataset) WHERE elementId(d) = row.id
SET d = row.properties REMOVE d:$(row.labels)
WITH d MATCH (d)-[r]->() DELETE r
"""
# A node without its label that our links still point at; they will point at another one.
SHELLS: Final = """
MATCH (m) WHERE NOT m:Resource AND NOT m:Dataset AND m.iri > ''
  AND EXISTS { (:Resource)-[r]->(m) WHERE r.datasets IS NOT NULL }
  AND NOT EXISTS { (m)-[:DESCRIBED_IN]->() }
WITH m LIMIT 1000
DETACH DELETE m RETURN count(m) AS wrong
"""
RECORDS: Final = """
MATCH (n)-[r:DESCRIBED_IN]->(d)
WITH n, r, coalesce(d:Dataset AND d.iri > '', false) AS described,
  CASE WHEN n.iri STARTS WITH '_:' THEN n.iri ELSE '<' + toStringOrNull(n.iri) + '>' END + ' '
    AS subject
WHERE NOT described OR NOT coalesce(n:Resource AND n.iri > '', false)
  OR NOT coalesce(r.statements STARTS WITH subject, false)
WITH * LIMIT $some
RETURN elementId(r) AS id, elementId(n) AS node, described,
  coalesce(size(toStringOrNull(r.statements)), 0) AS size, toStringOrNull(r.start) AS start
"""
TEXTS: Final = """
UNWIND $ids AS id MATCH ()-[r]->() WHERE elementId(r) = id
RETURN id, r.statements AS statements, r.digest AS digest
"""
MOVE: Final = """
UNWIND $rows AS row MATCH (n)-[r]->(d) WHERE elementId(r) = row.id
MERGE (m:Resource {iri: row.key})
MERGE (m)-[moved:DESCRIBED_IN]->(d)
ON CREATE SET moved.statements = row.statements, moved.digest = row.digest
"""
MOVE_PART: Final = """
UNWIND $rows AS row MATCH (n)-[r]->(d) WHERE elementId(r) = row.id
MERGE (m:Resource {iri: row.key})
MERGE (m)-[moved:DESCRIBED_IN {start: row.start}]->(d)
ON CREATE SET moved.statements = row.statements, moved.digest = row.digest
"""
# What a node without its label leaves behind.
LEFT: Final = """
UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.node
  AND NOT n:Resource AND n.iri = row.key AND NOT EXISTS { (n)-[:DESCRIBED_IN]->() }
DETACH DELETE n
"""
DELETE: Final = "UNWIND $ids AS id MATCH ()-[r]->() WHERE elementId(r) = id DELETE r"
NAMELESS: Final = """
MATCH (n) WHERE (n:Resource OR n:Dataset) AND NOT coalesce(n.iri > '', false)
WITH n LIMIT 1000
DETACH DELETE n RETURN count(n) AS wrong
"""


def _datasets(tx: Transaction) -> int:
    """Give the datasets' own nodes back what was edited; what cannot be known is left out."""
    rows = tx.run(DATASETS)
    strangers = [row["id"] for row in rows if _is_resource(row)]
    tx.run(NO_DATASET, {"ids": strangers})
    taken = [row["properties"].get("iri") for row in rows]
    wrong = [
        {"id": row["id"], "properties": proper, "labels": sorted({*row["labels"]} - {"Dataset"})}
        for row in rows
        if row["id"] not in strangers
        and ((proper := _proper(row, taken)) != row["properties"] or _odd(row))
    ]
    tx.run(DATASET, {"rows": wrong})
    return len(wrong) + len(strangers)


def _is_resource(row: Row) -> bool:
    return "Resource" in row["labels"] and "digest" not in row["properties"]


def _odd(row: Row) -> bool:
    return bool(row["pointing"]) or row["labels"] != ["Dataset"]


def _proper(row: Row, taken: Collection[object]) -> Row:
    """Return the properties that a dataset's node should have."""
    found = row["properties"]
    iri, name = found.get("iri"), found.get("name")
    if not _is_iri(iri):
        iri = dataset_iri(name) if isinstance(name, str) and name else None
        if iri is None or iri in taken:
            return dict(found)
    known = {key: found[key] for key in ("source", "graph") if isinstance(found.get(key), str)}
    return known | dataset_of(iri, found) | {"name": dataset_name(iri)}


def _is_iri(found: object) -> bool:
    with suppress(ValueError):
        return isinstance(found, str) and bool(found.startswith("_:") or NamedNode(found))
    return False


def _records(tx: Transaction) -> int:
    """Move records that are intact to the nodes that they are of; delete all others."""
    rows = _misplaced(tx)
    moved = [row | {"key": key} for row in rows if (key := _subject(row))]
    tx.run(MOVE, {"rows": [row for row in moved if row["start"] is None]})
    tx.run(MOVE_PART, {"rows": [row for row in moved if row["start"] is not None]})
    tx.run(DELETE, {"ids": [row["id"] for row in rows]})
    tx.run(LEFT, {"rows": moved})
    return len(rows)


def _misplaced(tx: Transaction) -> list[Row]:
    """Return some records that are not where they belong, of so many characters together."""
    found = tx.run(RECORDS, {"some": SOME})
    some = next(weight.batches(found, tx.limits.characters, lambda row: int(row["size"]), SOME), [])
    texts = {row["id"]: row for row in tx.run(TEXTS, {"ids": [row["id"] for row in some]})}
    return [row | texts[row["id"]] for row in some]


def _subject(row: Row) -> str | None:
    """Return which node an intact record is of; None where it is not intact."""
    statements = row["statements"]
    if not (row["described"] and isinstance(statements, str) and " " in statements):
        return None
    key = key_of_token(statements[: statements.index(" ")] or "_")
    return key if records.intact(key, statements, row["digest"]) else None


def _counted(query: str, tx: Transaction) -> int:
    return int(tx.run(query)[0]["wrong"])


# In this order: a record is placed once it is known what is a dataset and what a resource.
MENDS: Final[tuple[Callable[[Transaction], int], ...]] = (
    state_repair.mend_labels,
    partial(_counted, UNLABELLED),
    _datasets,
    _records,
    partial(_counted, SHELLS),
    partial(_counted, NAMELESS),
    state_repair.mend_ledger,
    state_repair.mend_state,
)
