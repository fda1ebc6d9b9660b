"""Does the view say what the records say? Found by `check`, mended by `rebuild`."""

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import Final

from graph import bookkeeping, nodes, records, write
from graph.database import Database
from graph.ledger import Difference
from graph.lock import lock
from graph.nodes import FoundNode
from graph.records import Key
from graph.repair import Repair, repair
from graph.view import view
from graph.work import Row, Work
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

NODES: Final = 2_000

TOTALS: Final = """
OPTIONAL MATCH (c:Coopgraph {id: 1})
MATCH (d:Dataset)
RETURN d.iri AS iri, d.digest AS digest, coalesce(d.iri IN c.loading, false) AS loading
ORDER BY iri
"""
# A record names its subject, so a node whose key or label was edited gets them back.
IDENTITIES: Final = """
MATCH (:Dataset)<-[r:DESCRIBED_IN]-(n)
WITH n, split(r.statements, ' ')[0] AS term
WITH n, CASE WHEN term STARTS WITH '<' THEN substring(term, 1, size(term) - 2) ELSE term END AS iri
WHERE NOT n:Resource OR n.iri IS NULL OR n.iri <> iri
SET n.iri = iri, n:Resource
RETURN count(DISTINCT n) AS wrong
"""
COUNT_NAMELESS: Final = "MATCH (n:Resource) WHERE n.iri IS NULL RETURN count(n) AS wrong"
NAMELESS: Final = """
MATCH (n:Resource) WHERE n.iri IS NULL DETACH DELETE n RETURN count(n) AS wrong
"""
DIGESTS: Final = """
UNWIND $rows AS row
MATCH (:Resource {iri: row.key})-[r:DESCRIBED_IN]->(:Dataset {iri: row.dataset})
SET r.digest = row.digest
"""
NAMES: Final = "UNWIND $rows AS row MATCH (d:Dataset {iri: row.iri}) SET d.name = row.name"


def check(database: Database, vocabulary: Vocabulary) -> Iterator[Difference]:
    """Yield where view and records differ, by key; then datasets that have lost records."""
    seen: Counter[str] = Counter()
    for row in database.stream(nodes.ALL):
        node = nodes.found(row)
        for dataset, digest in node.digests.items():
            seen[dataset] += int(digest, 16)
        for said in _wrong(node, vocabulary):
            yield Difference(node.key, f"{node.key} {said}.")
    if nameless := database.read(COUNT_NAMELESS)[0]["wrong"]:
        yield Difference("", f"{nameless} nodes have the label Resource and no iri.")
    for row in database.read(TOTALS):
        name = dataset_name(row["iri"])
        if row["loading"]:
            yield Difference(row["iri"], f"{name} is half loaded: load it again, or drop it.")
        elif records.combined(seen[row["iri"]]) != row["digest"]:
            yield Difference(row["iri"], f"Records of {name} were changed: load it again.")


def _wrong(node: FoundNode, vocabulary: Vocabulary) -> Iterator[str]:
    yield from _repair(node, vocabulary).messages()
    for dataset in _edited(node):
        yield f"has another record of {dataset_name(dataset)} than was loaded"
    if not node.records and not node.linked:
        yield "is described by no dataset, and nothing points at it"


def _repair(node: FoundNode, vocabulary: Vocabulary) -> Repair:
    return repair(node, view(node.key, node.records_by_name, vocabulary))


def _edited(node: FoundNode) -> list[str]:
    """Return the datasets whose record of this node was edited by hand, or moved to it."""
    subject = f"{records.term_of(node.key)} "
    return [
        dataset
        for dataset, statements in sorted(node.records.items())
        if node.digests[dataset] != records.digest(statements) or not statements.startswith(subject)
    ]


def rebuild(database: Database, vocabulary: Vocabulary) -> int:
    """Make the whole view anew, so many nodes a transaction; a kill leaves the rest to do.

    A record that was edited stays (nobody knows what it said) but gets the digest of what it
    says now, so that the next load of its dataset puts it right.

    Returns:
        How many nodes were not as they should be.
    """
    wrong = database.write(_identities)
    after: Key | None = ""
    while after is not None:
        some, after = database.write(partial(_rebuild_next, after=after, vocabulary=vocabulary))
        wrong += some
    database.write(partial(_finish, vocabulary=vocabulary))
    return wrong


def _identities(work: Work) -> int:
    lock(work)
    return sum(int(work.run(query)[0]["wrong"]) for query in (IDENTITIES, NAMELESS))


def _rebuild_next(work: Work, after: Key, vocabulary: Vocabulary) -> tuple[int, Key | None]:
    """Rebuild the nodes that follow a key; return how many were wrong, and the last key."""
    lock(work)
    there = nodes.following(work, after, NODES)
    needed = [one for one in (_repair(node, vocabulary) for node in there) if one]
    write.repairs(work, needed)
    work.run(DIGESTS, {"rows": [row for node in there for row in _digests(node)]})
    loosened = {link.target for one in needed for link in one.removed_links.values()}
    loose = {node.key for node in there if not node.records and not node.linked}
    write.sweep(work, loose | loosened)
    wrong = loose | {one.key for one in needed} | {node.key for node in there if _edited(node)}
    return len(wrong), there[-1].key if there else None


def _digests(node: FoundNode) -> Iterator[Row]:
    for dataset in _edited(node):
        digest = records.digest(node.records[dataset])
        yield {"key": node.key, "dataset": dataset, "digest": digest}


def _finish(work: Work, vocabulary: Vocabulary) -> None:
    """Name the datasets anew (the base may have changed), and sign."""
    lock(work)
    iris = [row["iri"] for row in work.run(TOTALS)]
    work.run(NAMES, {"rows": [{"iri": iri, "name": dataset_name(iri)} for iri in iris]})
    bookkeeping.sign(work, vocabulary)
