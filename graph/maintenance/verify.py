"""Verifying the view against the records, and the records against what was loaded."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from graph.database.driver import Database
from graph.database.transaction import Row, Transaction
from graph.maintenance import large_nodes, state_repair, stray_links
from graph.mapping.node import FoundNode
from graph.mapping.node_diff import repair
from graph.mapping.view import NodeView, view
from graph.rdf import records, weight
from graph.rdf.records import Key, Statements
from graph.read.stored import stored_direct_links, stored_merges, stored_nodes
from graph.state import catalog
from graph.state.ledger import DATASET, Difference
from graph.state.stored_types import fitting, texts
from ontology.errors import BeingLoaded
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

MOMENT: Final = """
MATCH (c:Coopgraph) RETURN c.id AS id, c.changes AS changes, c.seen AS seen ORDER BY id
"""
# No text is before the empty one, which is no IRI.
NAMELESS: Final = """
MATCH (n:Resource) WHERE NOT coalesce(n.iri > '', false) RETURN count(n) AS wrong
"""
ASTRAY: Final = """
MATCH (n)-[:DESCRIBED_IN]->(d)
WHERE NOT (n:Resource AND d:Dataset AND coalesce(n.iri > '' AND d.iri > '', false))
RETURN count(*) AS wrong
"""
DATASETS: Final = f"""
OPTIONAL MATCH (c:Coopgraph {{id: 1}})
WITH {texts("c.loading")} AS loading
MATCH (d:Dataset)
RETURN properties(d) AS properties, labels(d) AS labels, EXISTS {{ (d)-->() }} AS pointing,
  coalesce(d.iri IN loading, false) AS loading
ORDER BY d.iri
"""
LOST: Final = """
MATCH (l:Load) WHERE l.dataset CONTAINS ':' WITH l ORDER BY l.at
WITH l.dataset AS iri, collect(l.read)[-1] AS read
WHERE read > 0 AND NOT EXISTS { (:Dataset {iri: iri}) }
RETURN iri ORDER BY iri
"""
# Nodes that are compared together.
SOME: Final = 500
# Only those of large sources (see `fingerprints`).
FINGERPRINT: Final = {"source", "graph"}


def check(database: Database, vocabulary: Vocabulary) -> Iterator[Difference]:
    """Yield where view and records differ, by key; then what is wrong with datasets.

    It takes bounded memory on both sides: nodes come in the order of an index, some at a time.

    Raises:
        BeingLoaded: the graph was changed meanwhile, known only after the last difference.
    """
    with database.reading() as tx:
        before = tx.run(MOMENT)
        vocabulary = stored_merges.merged(tx, vocabulary)
        seen = _Seen()
        small = stored_nodes.all_small(tx, vocabulary)
        for some in weight.batches(small, tx.limits.characters, stored_nodes.size, SOME):
            yield from _compared(tx, some, vocabulary, seen)
        for key in stored_nodes.all_large(tx, vocabulary):
            for said in _wrong_in_large(tx, key, vocabulary, seen):
                yield Difference(key, f"{key} {said}.")
        yield from stray_links.differences(tx, vocabulary)
        yield from _astray(tx)
        for row in tx.run(DATASETS):
            yield from seen.compare(row)
        yield from _lost(tx)
        yield from state_repair.differences(tx)
        if tx.run(MOMENT) != before:
            raise BeingLoaded("The graph was changed while it was checked. Check it again.")
    if seen.anything and catalog.state(database) != catalog.digest(vocabulary):
        yield Difference("", "The view was made with another ontology, or not to its end.")


def _compared(
    tx: Transaction, nodes: Sequence[FoundNode], vocabulary: Vocabulary, seen: "_Seen"
) -> Iterator[Difference]:
    views = [(node, view(node.key, node.records_by_name, vocabulary)) for node in nodes]
    found = stored_direct_links.complete(tx, views, vocabulary)
    for node, (_, shown) in zip(found, views, strict=True):
        seen.add(node.texts)
        for said in _wrong(node, shown):
            yield Difference(node.key, f"{node.key} {said}.")


def _wrong(node: FoundNode, shown: NodeView) -> Iterator[str]:
    yield from repair(node, shown).messages()
    for dataset in sorted(node.edited):
        yield f"has another record of {dataset_name(dataset)} than was loaded"
    if not node.records and not node.linked:
        yield "is described by no dataset, and nothing points at it"


def _wrong_in_large(
    tx: Transaction, key: Key, vocabulary: Vocabulary, seen: "_Seen"
) -> Iterator[str]:
    wrong = set[str]()
    for dataset, text, whole in large_nodes.said(tx, key):
        seen.add([(dataset, text)])
        wrong.update(() if whole else (dataset,))
    for one in large_nodes.repairs(tx, key, vocabulary):
        yield from one.messages()
    for dataset in sorted(wrong):
        yield f"has another record of {dataset_name(dataset)} than was loaded"


def _astray(tx: Transaction) -> Iterator[Difference]:
    if nameless := tx.run(NAMELESS)[0]["wrong"]:
        yield Difference("", f"{nameless} nodes have the label Resource and no iri.")
    if astray := tx.run(ASTRAY)[0]["wrong"]:
        yield Difference("", f"{astray} records are not between a resource and a dataset.")


def _lost(tx: Transaction) -> Iterator[Difference]:
    for row in tx.run(LOST):
        name = dataset_name(row["iri"])
        yield Difference(row["iri"], f"{name} was loaded and is gone: load it again.")


def _is_proper(found: Row) -> bool:
    kinds = {**DATASET, **dict.fromkeys(FINGERPRINT & found.keys(), str)}
    return bool(found.keys() == kinds.keys() == fitting(found, kinds).keys())


class _Seen:
    """What the records of each dataset say in all."""

    def __init__(self) -> None:
        self._digests: Counter[str] = Counter()
        self._sizes: Counter[str] = Counter()
        self.anything = False

    def add(self, said: Iterable[tuple[str, Statements]]) -> None:
        self.anything = True
        for dataset, statements in said:
            self._digests[dataset] += int(records.digest(statements), 16)
            self._sizes[dataset] += statements.count("\n")

    def compare(self, row: Row) -> Iterator[Difference]:
        """Yield what is wrong with a dataset's own node, and with what it says in all."""
        self.anything = True
        found = row["properties"]
        iri = found.get("iri")
        if not iri or not isinstance(iri, str):
            yield Difference("", "A dataset has no iri.")
            return
        name = dataset_name(iri)
        odd = row["labels"] != ["Dataset"] or row["pointing"]
        if odd or found.get("name") != name or not _is_proper(found):
            yield Difference(iri, f"The node of the dataset {name} was edited.")
        said = (records.combined(self._digests[iri]), self._sizes[iri])
        if row["loading"]:
            yield Difference(iri, f"{name} is half loaded: load it again, or drop it.")
        elif said != (found.get("digest"), found.get("statements")):
            yield Difference(iri, f"Records of {name} were changed: load it again, or drop it.")
