"""Stray links: direct links that no participation tells, because somebody edited the graph by hand.

Whether a participation has the direct links that it tells, and no others between the nodes that it
points at, is compared with the participation itself. Here are all others.
"""

from collections.abc import Iterator
from typing import Any, Final

from graph.database.transaction import Transaction
from graph.mapping.links import MOST
from graph.state.ledger import Difference
from graph.write import cypher, removal
from ontology.vocabulary import IN_ACT, PARTICIPANT, Vocabulary

# Removed in one transaction.
SOME: Final = 10_000
# The participation is found by its key: an actor may have any number of them.
STRAY: Final = """
MATCH (a:Resource)-[r]->(x) WHERE type(r) IN $direct AND NOT EXISTS {
  MATCH (a)<-[one]-(p:Resource {iri: r.participation})-[other]->(x:Resource)
  USING INDEX SEEK p:Resource(iri)
  WHERE type(one) = $participant AND type(other) = $act
    AND COUNT { (p)-[c]->() WHERE type(c) = $participant }
      * COUNT { (p)-[c]->() WHERE type(c) = $act } <= $most
}
RETURN elementId(r) AS id, a.iri AS source, type(r) AS type,
  CASE WHEN x:Resource THEN x.iri END AS target
"""


def differences(tx: Transaction, vocabulary: Vocabulary) -> Iterator[Difference]:
    """Yield the stray links."""
    for row in tx.stream(STRAY, _given(vocabulary)):
        target = row["target"] or "a node that is no resource"
        said = f"{row['source']} has a link {row['type']} to {target} too much."
        yield Difference(str(row["source"]), said)


def mend(tx: Transaction, vocabulary: Vocabulary) -> int:
    """Remove some stray links, and nodes that nothing else needs; return how many links."""
    rows = tx.run(STRAY + "LIMIT $some", {**_given(vocabulary), "some": SOME})
    cypher.in_batches(tx, cypher.REMOVE_LINKS, [row["id"] for row in rows])
    ends = {row[end] for row in rows for end in ("source", "target")}
    removal.sweep(tx, {end for end in ends if isinstance(end, str)})
    return len(rows)


def _given(vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "direct": vocabulary.direct_types,
        "participant": vocabulary.link_type(PARTICIPANT),
        "act": vocabulary.link_type(IN_ACT),
        "most": MOST,
    }
