"""Rebuilding the whole view from the records."""

from collections.abc import Callable
from functools import partial
from typing import Final, TypeVar

from graph.database.driver import Database
from graph.database.transaction import Transaction
from graph.diff.changes import SubjectChange
from graph.maintenance import large_nodes, orphans, stray_links
from graph.mapping.node import FoundNode
from graph.mapping.node_diff import repair
from graph.mapping.view import view
from graph.rdf import records
from graph.rdf.records import Key, Record
from graph.read.stored import stored_direct_links, stored_merges, stored_nodes
from graph.state import catalog, version_gate
from graph.state.lease import leased
from graph.state.write_lock import check_owner, lock
from graph.write import cypher, merging, removal
from ontology.vocabulary import Vocabulary

T = TypeVar("T")

DATASETS: Final = "MATCH (d:Dataset) WHERE d.iri > '' RETURN d.iri AS iri"
# Until the view is signed again, readers and loads are told that it is being made.
BEGIN: Final = "MATCH (c:Coopgraph {id: 1}) REMOVE c.digest"


def rebuild(database: Database, vocabulary: Vocabulary) -> int:
    """Make the whole view anew, so many nodes a transaction; a kill leaves the rest to do.

    A record that was edited goes, since nobody knows what it said; the next load of its dataset
    puts it right.

    Returns:
        How many nodes were not as they should be.

    Raises:
        Busy: a large load was at work for too long.
        TakenOver: this process stood still, and another one went on in its place.
    """
    with leased(database, [row["iri"] for row in database.read(DATASETS)]) as owner:
        vocabulary = stored_merges.merged(database, vocabulary)
        alone = partial(_write_exclusively, database, owner)
        alone(lambda tx: tx.run(BEGIN))
        wrong = 0
        for mend in orphans.MENDS:
            while some := alone(mend):
                wrong += some
        after: Key | None = ""
        while after is not None:
            some, after = alone(partial(_next, after=after, vocabulary=vocabulary))
            wrong += some
        for key in alone(partial(stored_nodes.all_large, vocabulary=vocabulary)):
            task = partial(large_nodes.mend, key=key, vocabulary=vocabulary)
            times = sum(1 for _ in iter(partial(alone, task), 0))
            wrong += times > 0
        # Last, because only now does every participation point where it should.
        while some := alone(partial(stray_links.mend, vocabulary=vocabulary)):
            wrong += some
        alone(lambda tx: merging.settle(tx, vocabulary, vocabulary.merges))
        alone(partial(_end, vocabulary=vocabulary))
    return wrong


def _write_exclusively(database: Database, owner: str, task: Callable[[Transaction], T]) -> T:
    """Do something in a transaction, with nobody else writing."""

    def locked(tx: Transaction) -> T:
        check_owner(lock(tx).owner, owner)
        return task(tx)

    return database.write(locked)


def _end(tx: Transaction, vocabulary: Vocabulary) -> None:
    """Let readers in; a writer that is gone may have left them out."""
    catalog.mark_view(tx, vocabulary)
    tx.run(version_gate.END_ABANDONED)


def _next(tx: Transaction, after: Key, vocabulary: Vocabulary) -> tuple[int, Key | None]:
    """Rebuild the nodes that follow a key; return how many were wrong, and the last key."""
    there, last = stored_nodes.following(tx, after, vocabulary)
    views = [(node, view(node.key, node.records_by_name, vocabulary)) for node in there]
    found = stored_direct_links.complete(tx, views, vocabulary)
    compared = (repair(node, shown) for node, (_, shown) in zip(found, views, strict=True))
    needed = [one for one in compared if one]
    cypher.repairs(tx, needed)
    edited = [_cleaned(node) for node in there if node.edited]
    cypher.forget(tx, edited)
    cypher.records(tx, edited)
    loosened = {link.target for one in needed for link in one.removed_links.values()}
    loose = {node.key for node in there if not node.records and not node.linked}
    removal.sweep(tx, loose | loosened)
    wrong = loose | {one.key for one in needed} | {one.key for one in edited}
    return len(wrong), last


def _cleaned(node: FoundNode) -> SubjectChange:
    """Return the records of a node that were edited: those that are intact are written anew."""
    wanted: dict[str, Record] = {
        dataset: records.record(text, text.count("\n"))
        for dataset, text in node.records.items()
        if dataset in node.edited
    }
    return SubjectChange(node.key, wanted, node.edited, stored=True)
