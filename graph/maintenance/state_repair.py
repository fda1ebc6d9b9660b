"""Verifying and repairing the ledger and the database's own state, edited by hand.

Readers and writers take what is no longer legible for not there (see `stored_types`), so these
edits stop nobody; who checks is told of them, and who rebuilds gets rid of them.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from graph.database.transaction import Row, Transaction
from graph.state import write_lock
from graph.state.ledger import LOAD, Difference, load_of
from graph.state.stored_types import fitting, is_of, texts
from ontology.namespaces import dataset_name

# Handled in one transaction.
SOME: Final = 1_000
# What the nodes of the state may have; each has some of it.
STATE: Final[Mapping[str, Any]] = {
    "id": int,
    "changes": int,
    "seen": datetime,
    "digest": str,
    "built": datetime,
    "claimed": Sequence[str],
    "holder": str,
    "loading": Sequence[str],
    "turn": int,
}
IDS: Final = range(2 + write_lock.WRITER_SLOTS)

# What else they are called; something that has an IRI is no line and no state.
LABELS: Final = """
MATCH (n) WHERE (n:Load OR n:Coopgraph) AND size(labels(n)) > 1
WITH n LIMIT 1000
WITH n, [one IN labels(n) WHERE coalesce(n.iri > '', false) = (one IN ['Load', 'Coopgraph'])] AS few
REMOVE n:$(few) RETURN count(n) AS wrong
"""
LINES: Final = f"""
MATCH (l:Load)
WHERE labels(l) <> ['Load'] OR size(keys(l)) <> {len(LOAD)} OR NOT l.dataset CONTAINS ':'
  OR NOT ({" AND ".join(is_of(f"l.{name}", kind) for name, kind in LOAD.items())})
WITH l LIMIT $some
RETURN elementId(l) AS id, properties(l) AS properties
"""
NODES: Final = """
MATCH (c:Coopgraph)
RETURN elementId(c) AS id, properties(c) AS properties, labels(c) AS labels ORDER BY c.id
"""
# Nobody can load or drop these.
UNKNOWN: Final = f"""
MATCH (c:Coopgraph {{id: 1}}) UNWIND {texts("c.loading")} AS iri
WITH iri WHERE NOT EXISTS {{ (:Dataset {{iri: iri}}) }}
RETURN iri ORDER BY iri
"""
SET: Final = """
UNWIND $rows AS row MATCH (n:Load|Coopgraph) WHERE elementId(n) = row.id SET n = row.properties
"""
DELETE: Final = """
MATCH (n:Load|Coopgraph) WHERE elementId(n) IN $ids DETACH DELETE n
"""


def differences(tx: Transaction) -> Iterator[Difference]:
    """Yield what is wrong with the ledger and the state."""
    for row in tx.stream(LINES, {"some": SOME}):
        line = load_of(row["properties"])
        name = f" of {dataset_name(line.dataset)}" if line else ""
        yield Difference("", f"A line of the ledger{name} was edited.")
    for row in tx.run(NODES):
        if row["labels"] != ["Coopgraph"] or _state(row) != row["properties"]:
            yield Difference("", f"A node of the database's state ({row['id']}) was edited.")
    for row in tx.run(UNKNOWN):
        name = dataset_name(row["iri"])
        yield Difference("", f"{name} is marked as half loaded, and is not there.")


def mend_labels(tx: Transaction) -> int:
    """Take labels off that make one thing two; return of how many nodes."""
    return int(tx.run(LABELS)[0]["wrong"])


def mend_ledger(tx: Transaction) -> int:
    """Mend lines of the ledger; those go of which nobody knows when or of which dataset."""
    rows = tx.run(LINES, {"some": SOME})
    return _mend(tx, [(row["id"], _line(row["properties"])) for row in rows])


def mend_state(tx: Transaction) -> int:
    """Mend the state, by whoever holds the lock."""
    found = [(row["id"], _state(row), row["properties"]) for row in tx.run(NODES)]
    wrong = _mend(tx, [(node, proper) for node, proper, was in found if proper != was])
    if unknown := [row["iri"] for row in tx.run(UNKNOWN)]:
        tx.run(write_lock.UNMARK_LOADING, {"datasets": unknown})
    return wrong + len(unknown)


def _mend(tx: Transaction, nodes: list[tuple[str, Row | None]]) -> int:
    kept = [{"id": node, "properties": proper} for node, proper in nodes if proper]
    tx.run(SET, {"rows": kept})
    tx.run(DELETE, {"ids": [node for node, proper in nodes if not proper]})
    return len(nodes)


def _line(found: Mapping[str, Any]) -> Row | None:
    line = load_of(found)
    return vars(line) | {"changed": list(line.changed)} if line else None


def _state(row: Row) -> Row | None:
    """Return what a node of the state should have; None where it should not be there."""
    proper = fitting(row["properties"], STATE)
    return proper if proper.get("id") in IDS else None
