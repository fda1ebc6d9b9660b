"""Verifying and mending nodes of very many links or statements, in slices.

Links are compared by hashes: of what the records say they should be, and of what is there.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, Final

from graph.database.transaction import Transaction, batches
from graph.mapping import large_view
from graph.mapping.links import LinkKey
from graph.mapping.node import FoundLink
from graph.mapping.node_diff import Repair, link_properties, repair
from graph.rdf.records import Key, Statements
from graph.read.stored import stored_direct_links, stored_parts
from graph.read.stored.stored_nodes import apart, links_of
from graph.write import cypher, removal
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

LINKS: Final = """
MATCH (n:Resource {iri: $key})-[r]->(m) WHERE NOT type(r) IN $apart
RETURN elementId(r) AS id, type(r) AS type, CASE WHEN m:Resource THEN m.iri END AS target,
  properties(r) AS properties
"""
# Statements, and links, that are compared together; and those that are mended together.
SOME: Final = 5_000
MENDED: Final = 50_000


def said(tx: Transaction, key: Key) -> Iterator[tuple[str, Statements, bool]]:
    """Yield by dataset what is said with a subject, part by part, and whether as it was written."""
    for dataset, parts in stored_parts.starts(tx, key).items():
        for _, text, whole in stored_parts.texts(tx, key, [one for _, one in parts]):
            yield dataset, text, whole


def repairs(tx: Transaction, key: Key, vocabulary: Vocabulary) -> Iterator[Repair]:
    """Yield what has to change so that a node shows what its records say, some at a time."""
    shown = stored_parts.shown(tx, key, vocabulary)
    if needed := repair(stored_parts.node(tx, key), shown):
        yield needed
    missing = dict[int, int]()
    direct = list[LinkKey]()
    for link_key, datasets in _wanted(tx, key, vocabulary):
        missing[hash(link_key)] = _properties(link_properties(key, link_key, datasets))
        direct += [link_key] if link_key.source is not None else []
    changed: dict[int, str] = {}
    for some in batches(_found(tx, key, direct, vocabulary), SOME):
        removed: dict[str, LinkKey] = {}
        for link in some:
            digest = missing.pop(hash(link.key), None)
            if digest is None:  # of two that are the same, one is too much
                removed[link.id] = link.key
            elif digest != _properties(link.properties):
                changed[hash(link.key)] = link.id
        if removed:
            yield _repair(key, {}, {}, removed)
    if missing or changed:
        for batch in batches(_wanted(tx, key, vocabulary), SOME):
            added = {link: datasets for link, datasets in batch if hash(link) in missing}
            other = {changed[hash(one[0])]: one for one in batch if hash(one[0]) in changed}
            if added or other:
                yield _repair(key, added, other, {})


def mend(tx: Transaction, key: Key, vocabulary: Vocabulary) -> int:
    """Mend some of what is wrong with a node and its records; return how much it was."""
    if edited := _mend_records(tx, key):
        return edited
    some = list[Repair]()
    size = 0
    for one in repairs(tx, key, vocabulary):
        some.append(one)
        size += 1 + len(one.added_links) + len(one.changed_links) + len(one.removed_links)
        if size >= MENDED:
            break
    cypher.repairs(tx, some)
    removal.sweep(tx, {link.target for one in some for link in one.removed_links.values()})
    return size


def _mend_records(tx: Transaction, key: Key) -> int:
    gone = [
        one
        for parts in stored_parts.starts(tx, key).values()
        for one, _, whole in stored_parts.texts(tx, key, [one for _, one in parts])
        if not whole
    ]
    cypher.in_batches(tx, cypher.REMOVE_LINKS, gone)
    return len(gone)


def _wanted(
    tx: Transaction, key: Key, vocabulary: Vocabulary
) -> Iterator[tuple[LinkKey, tuple[str, ...]]]:
    """Yield the links that a node should have, each with the datasets that state it."""
    said = {
        dataset_name(dataset): stored_parts.lines(tx, key, [one for _, one in parts])
        for dataset, parts in stored_parts.starts(tx, key).items()
    }
    return large_view.links(key, said, vocabulary)


def _found(
    tx: Transaction, key: Key, direct: Iterable[LinkKey], vocabulary: Vocabulary
) -> Iterator[FoundLink]:
    """Yield the links of a node as found, of which some direct ones should be there."""
    told = stored_direct_links.told(tx, key, vocabulary)
    asked = chain(told, stored_direct_links.wanted_pairs(key, direct))
    yield from stored_direct_links.between(tx, asked, vocabulary).get(key, ())
    for row in tx.stream(LINKS, {"key": key, "apart": apart(vocabulary)}):
        yield from links_of([[row["id"], row["type"], row["target"], row["properties"]]])


def _properties(properties: Mapping[str, Any]) -> int:
    return hash(repr(sorted(properties.items())))


def _repair(
    key: Key,
    added: dict[LinkKey, tuple[str, ...]],
    changed: dict[str, tuple[LinkKey, tuple[str, ...]]],
    removed: dict[str, LinkKey],
) -> Repair:
    nothing = frozenset[str]()
    return Repair(key, nothing, nothing, {}, (), added, changed, removed)
