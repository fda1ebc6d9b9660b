"""Merging: links to a thing that leads to another one point at that one; undoing it, too.

Records stay as they are. What decisions change in the view are the links of what points at the
two, and of these participations the direct links; so as much is made anew, and no more.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from graph.database.transaction import Transaction, batches
from graph.mapping.node_diff import repair
from graph.mapping.view import LEADS_TO, view
from graph.rdf.records import Key
from graph.read.stored import stored_direct_links, stored_merges, stored_nodes
from graph.read.stored.stored_merges import Merges
from graph.write import cypher, removal
from ontology.vocabulary import Vocabulary

POINTING: Final = """
UNWIND $rows AS key
MATCH (m:Resource {iri: key})<-[r]-(n:Resource)
USING INDEX SEEK m:Resource(iri)
WHERE NOT type(r) IN $apart
RETURN collect(DISTINCT n.iri) AS keys
"""


def settle(tx: Transaction, vocabulary: Vocabulary, before: Merges) -> None:
    """Make the view follow the decisions that the database now has.

    Args:
        tx: the running write transaction.
        vocabulary: the declared terms.
        before: what was merged when the view was written.
    """
    after = stored_merges.read(tx)
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    # What pointed at a thing that is merged; what may have pointed at one that no longer is.
    ends = changed | {before[key].kept for key in changed & before.keys()}
    if not changed:
        return
    current = replace(vocabulary, merges=after)
    for some in batches(sorted(changed | _pointing(tx, ends, vocabulary)), tx.limits.subjects):
        _mend(tx, some, current)


def _pointing(tx: Transaction, ends: Iterable[Key], vocabulary: Vocabulary) -> set[Key]:
    apart = {"apart": [*stored_nodes.apart(vocabulary), LEADS_TO]}
    found = cypher.in_batches(tx, POINTING, sorted(ends), apart)
    return {key for row in found for key in row["keys"]}


def _mend(tx: Transaction, keys: Iterable[Key], vocabulary: Vocabulary) -> None:
    """Give nodes the links that their records and the decisions ask for."""
    there = stored_nodes.named(tx, keys, vocabulary).values()
    views = [(node, view(node.key, node.records_by_name, vocabulary)) for node in there]
    found = stored_direct_links.complete(tx, views, vocabulary)
    compared = (repair(node, shown) for node, (_, shown) in zip(found, views, strict=True))
    needed = [one for one in compared if one]
    cypher.repairs(tx, needed)
    removal.sweep(tx, {link.target for one in needed for link in one.removed_links.values()})
