"""Reading the direct links of participations, each of which carries its participation's key.

They leave and reach other nodes, and are looked for between those that a participation points at,
and those at which it should: no index is needed, and of two hubs the smaller one is gone through,
once for all participations that are asked for together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final, NamedTuple

from graph.database.transaction import Transaction, batches
from graph.mapping.links import MOST, LinkKey
from graph.mapping.node import FoundLink, FoundNode
from graph.mapping.view import NodeView
from graph.rdf.records import Key
from ontology.vocabulary import IN_ACT, PARTICIPANT, Vocabulary

BETWEEN: Final = """
UNWIND $rows AS row
MATCH (a:Resource {iri: row.source})
USING INDEX SEEK a:Resource(iri)
MATCH (x:Resource {iri: row.target})
USING INDEX SEEK x:Resource(iri)
MATCH (a)-[r]->(x) WHERE type(r) IN $direct AND r.participation IN row.participations
RETURN collect([row.source, row.target, type(r), elementId(r), properties(r)]) AS links
"""
# Two factors of a product of so many come to no more than one of it and one.
ENDS: Final = """
MATCH (n:Resource {iri: $key})-[r]->(m:Resource) WHERE type(r) IN [$participant, $act]
RETURN type(r) AS type, m.iri AS target LIMIT $most + 2
"""
# Pairs of nodes that are looked between in one query.
ROWS: Final = 5_000


class Pair(NamedTuple):
    """Nodes between which there may be direct links of a participation."""

    participation: Key
    source: Key
    target: Key


def complete(
    tx: Transaction, nodes: Sequence[tuple[FoundNode, NodeView]], vocabulary: Vocabulary
) -> list[FoundNode]:
    """Return nodes with their direct links, as found.

    Args:
        tx: the running transaction.
        nodes: each as it is, without direct links, and as it should be.
        vocabulary: the declared terms.
    """
    asked = [pair for node, wanted in nodes for pair in _pairs(node, wanted, vocabulary)]
    there = between(tx, asked, vocabulary)
    return [
        replace(node, links=(*node.links, *there[node.key])) if node.key in there else node
        for node, _ in nodes
    ]


def between(
    tx: Transaction, asked: Iterable[Pair], vocabulary: Vocabulary
) -> dict[Key, list[FoundLink]]:
    """Return by participation the direct links between some nodes."""
    participations: defaultdict[tuple[Key, Key], set[Key]] = defaultdict(set)
    for one in asked:
        participations[one.source, one.target].add(one.participation)
    rows = [
        {"source": source, "target": target, "participations": list(keys)}
        for (source, target), keys in participations.items()
    ]
    found: defaultdict[Key, list[FoundLink]] = defaultdict(list)
    for some in batches(rows, ROWS):
        (row,) = tx.run(BETWEEN, {"rows": some, "direct": vocabulary.direct_types})
        for source, target, kind, identity, properties in row["links"]:
            link = LinkKey(kind, None, target, source)
            found[properties["participation"]].append(FoundLink(identity, link, properties))
    return found


def told(tx: Transaction, key: Key, vocabulary: Vocabulary) -> list[Pair]:
    """Return the pairs that a node of perhaps very many links points at."""
    types = {"participant": vocabulary.link_type(PARTICIPANT), "act": vocabulary.link_type(IN_ACT)}
    rows = tx.run(ENDS, {**types, "key": key, "most": MOST})
    ends = [LinkKey(row["type"], None, row["target"]) for row in rows]
    return list(_told(key, ends, vocabulary))


def wanted_pairs(key: Key, links: Iterable[LinkKey]) -> Iterator[Pair]:
    """Yield the pairs between which a node should have direct links."""
    for link in links:
        if link.source is not None:
            yield Pair(key, link.source, link.target)


def _pairs(node: FoundNode, wanted: NodeView, vocabulary: Vocabulary) -> Iterator[Pair]:
    yield from wanted_pairs(node.key, wanted.links)
    yield from _told(node.key, (link.key for link in node.links), vocabulary)


def _told(key: Key, links: Iterable[LinkKey], vocabulary: Vocabulary) -> Iterator[Pair]:
    """Yield the pairs that a node's links tell; of too many, none has direct links."""
    participant, act = vocabulary.link_type(PARTICIPANT), vocabulary.link_type(IN_ACT)
    participants, acts = set[Key](), set[Key]()
    for link in links:
        if link.target and link.type == participant:
            participants.add(link.target)
        elif link.target and link.type == act:
            acts.add(link.target)
    if len(participants) * len(acts) <= MOST:
        yield from (Pair(key, source, target) for source in participants for target in acts)
