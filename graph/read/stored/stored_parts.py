"""Reading what is said with a subject of very many statements, a stretch at a time."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from graph.database.transaction import Work, batches
from graph.mapping.node import FoundNode
from graph.mapping.view import TYPE, NodeView, view
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


def starts(work: Work, key: Key) -> dict[str, list[tuple[Start, str]]]:
    """Return by dataset where the parts of its record begin, and the server's id for each."""
    found: dict[str, list[tuple[Start, str]]] = {}
    for row in work.run(STARTS, {"key": key}):
        found.setdefault(row["dataset"], []).append((row["start"], row["id"]))
    return {dataset: sorted(some) for dataset, some in found.items()}


def texts(work: Work, key: Key, ids: Sequence[str]) -> Iterator[tuple[str, Statements, bool]]:
    """Yield the texts of parts in the order of their ids, and whether they are as written.

    Of those that were edited it is what is legible.
    """
    for some in batches(ids, TOGETHER):
        found = {row["id"]: row for row in work.run(TEXTS, {"rows": some})}
        for one in some:
            text, digest = found[one]["statements"], found[one]["digest"]
            whole = records.intact(key, text, digest)
            yield one, text if whole else records.legible(key, text), whole


def is_shown(line: str, vocabulary: Vocabulary) -> bool:
    """Whether a statement may be shown by a label or a property."""
    predicate = line.split(" ", 2)[1]
    return predicate == TYPE or predicate[1:-1] in vocabulary.attributes


def node(work: Work, key: Key) -> FoundNode:
    """Return a node as it is, without links and records."""
    (row,) = work.run(NODE, {"key": key})
    return FoundNode(key, frozenset(row["labels"]), row["properties"])


def shown(work: Work, key: Key, vocabulary: Vocabulary) -> NodeView:
    """Return the labels and properties that a node should have, without links."""
    asked = [f"{TYPE} ", *(f"<{one}> " for one in vocabulary.attributes)]
    said: dict[str, Statements] = {}
    for dataset, parts in starts(work, key).items():
        found = texts(work, key, _with(asked, parts))
        lines = (line for _, text, _ in found for line in lines_of(text))
        said[dataset_name(dataset)] = joined(one for one in lines if is_shown(one, vocabulary))
    whole = view(key, said, vocabulary)
    return NodeView(whole.labels, whole.properties, {})


def _with(asked: Collection[str], parts: Sequence[tuple[Start, str]]) -> list[str]:
    """Return the ids of parts that may have statements that begin with one of some texts."""
    # What begins a record is told by no part before it.
    edges = pairwise(["", *(start for start, _ in parts[1:]), LAST])
    return [
        one
        for (_, one), (begin, end) in zip(parts, edges, strict=True)
        if any(begin <= text + LAST and text <= end for text in asked)
    ]


def joined(lines: Iterable[str]) -> Statements:
    """Return lines as the text of a record."""
    return "".join(f"{line}\n" for line in lines)
