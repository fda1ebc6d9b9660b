"""Reading the record of a subject of very many statements, part by part."""

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import Final

from graph.database.transaction import Transaction, batches
from graph.mapping import large_view
from graph.mapping.links import TELLING, LinkKey
from graph.mapping.node import FoundNode
from graph.mapping.view import TYPE, NodeView
from graph.rdf import records
from graph.rdf.record_parts import LAST, Start
from graph.rdf.records import Key, Statements, lines_of
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

STARTS: Final = """
MATCH (:Resource {iri: $key})-[r:DESCRIBED_IN]->(d:Dataset)
RETURN elementId(r) AS id, d.iri AS dataset, coalesce(toStringOrNull(r.start), '') AS start
ORDER BY dataset, start
"""
TEXTS: Final = """
UNWIND $rows AS id MATCH ()-[r]->() WHERE elementId(r) = id
RETURN id, toStringOrNull(r.statements) AS statements, r.digest AS digest
"""
NODE: Final = """
MATCH (n:Resource {iri: $key}) RETURN labels(n) AS labels, properties(n) AS properties
"""
# Parts whose texts are read in one query.
TOGETHER: Final = 16


def starts(tx: Transaction, key: Key) -> dict[str, list[tuple[Start, str]]]:
    """Return by dataset where the parts of its record begin, and the server's id for each."""
    found: dict[str, list[tuple[Start, str]]] = {}
    for row in tx.run(STARTS, {"key": key}):
        found.setdefault(row["dataset"], []).append((row["start"], row["id"]))
    return {dataset: sorted(some) for dataset, some in found.items()}


def texts(tx: Transaction, key: Key, ids: Sequence[str]) -> Iterator[tuple[str, Statements, bool]]:
    """Yield the texts of parts in the order of their ids, and whether they are as written.

    Of those that were edited nobody knows what they said.
    """
    for some in batches(ids, TOGETHER):
        found = {row["id"]: row for row in tx.run(TEXTS, {"rows": some})}
        for one in some:
            text, digest = found[one]["statements"], found[one]["digest"]
            whole = records.intact(key, text, digest)
            yield one, text if whole else "", whole


def node(tx: Transaction, key: Key) -> FoundNode:
    """Return a node as it is, without links and records."""
    (row,) = tx.run(NODE, {"key": key})
    return FoundNode(key, frozenset(row["labels"]), row["properties"])


def shown(tx: Transaction, key: Key, vocabulary: Vocabulary) -> NodeView:
    """Return the labels and properties that a node should have, without links."""
    asked = [f"{TYPE} ", *(f"<{one}> " for one in vocabulary.attributes)]
    said = {
        dataset_name(dataset): lines(tx, key, _with(asked, parts))
        for dataset, parts in starts(tx, key).items()
    }
    return large_view.node(key, said, vocabulary)


def direct_links(
    tx: Transaction, key: Key, vocabulary: Vocabulary
) -> dict[LinkKey, tuple[str, ...]]:
    """Return the direct links that the records of a node tell."""
    asked = [f"<{one}> " for one in TELLING]
    said = {
        dataset_name(dataset): filter(large_view.tells, lines(tx, key, _with(asked, parts)))
        for dataset, parts in starts(tx, key).items()
    }
    found = large_view.links(key, said, vocabulary)
    return {link: datasets for link, datasets in found if link.source is not None}


def lines(tx: Transaction, key: Key, ids: Sequence[str]) -> Iterator[str]:
    """Yield the statements of parts in the order of their ids."""
    for _, text, _ in texts(tx, key, ids):
        yield from lines_of(text)


def _with(asked: Collection[str], parts: Sequence[tuple[Start, str]]) -> list[str]:
    """Return the ids of parts that may have statements that begin with one of some texts."""
    # What begins a record is told by no part before it.
    edges = pairwise(["", *(start for start, _ in parts[1:]), LAST])
    return [
        one
        for (_, one), (begin, end) in zip(parts, edges, strict=True)
        if any(begin <= text + LAST and text <= end for text in asked)
    ]
