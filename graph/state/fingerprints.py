"""Fingerprints of sources that were loaded as they are now, so that they need no reading.

A dataset keeps the fingerprint of the source that it came from, and the digest of the whole
graph when that was loaded; both are written by the transaction that ends its load. Where they
are the same today, loading it again would read and compare much and change nothing; what it
was validated with is the same, too.
"""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Final

from graph.database.driver import Database
from graph.database.transaction import Row, Transaction
from graph.state import catalog
from graph.state.ledger import Load, load_of
from graph.state.write_lock import lock
from ontology.vocabulary import Vocabulary

STATE: Final = """
MATCH (d:Dataset) WHERE d.iri IS :: STRING NOT NULL
RETURN d.iri AS iri, d.digest AS digest, d.statements AS statements, d.source AS source,
  d.graph AS graph, COUNT { (d)<-[:DESCRIBED_IN]-() } AS records
ORDER BY iri
"""
NOTE: Final = """
UNWIND $datasets AS iri
MATCH (d:Dataset {iri: iri}) WITH iri, d, coalesce(toIntegerOrNull(d.statements), 0) AS size
OPTIONAL CALL (d) { MATCH (l:Load {dataset: d.iri}) RETURN l ORDER BY l.at DESC LIMIT 1 }
CREATE (n:Load {
  dataset: iri, at: datetime(), read: size, written: 0, unchanged: size,
  removed: 0, rejected: 0, duplicates: coalesce(toIntegerOrNull(l.duplicates), 0),
  origin: coalesce(toStringOrNull(l.origin), ''), subjects: 0, changed: []
})
RETURN properties(n) AS load
"""
REMEMBER: Final = """
UNWIND keys($sources) AS iri
MATCH (d:Dataset {iri: iri}) SET d.source = $sources[iri], d.graph = $graph
"""


def unchanged(database: Database, vocabulary: Vocabulary, source: str) -> list[Load]:
    """Note in the ledger that the datasets of a source need not be loaded again.

    Args:
        database: where they would be loaded.
        vocabulary: the declared terms.
        source: the fingerprint of all that they would be made of.

    Returns:
        The lines of the ledger; none where the source or anything in the graph has changed,
        one of the datasets is half loaded, or the view is not that of this vocabulary.
    """

    def task(tx: Transaction) -> list[Load]:
        state = lock(tx)
        rows = tx.run(STATE)
        graph = _digest(rows)
        same = [row["iri"] for row in rows if (row["source"], row["graph"]) == (source, graph)]
        viewed = state.digest == catalog.digest(vocabulary)
        if not viewed or not set(same).isdisjoint(state.loading):
            return []
        lines = (load_of(row["load"]) for row in tx.run(NOTE, {"datasets": same}))
        return [line for line in lines if line]

    known = any(row["source"] == source for row in database.read(STATE))
    return database.write(task) if known else []


def remember(tx: Transaction, sources: Mapping[str, str]) -> None:
    """Keep by IRI the fingerprints of settled datasets' sources, and what the graph is now."""
    if sources:
        graph = _digest(tx.run(STATE))
        tx.run(REMEMBER, {"sources": dict(sources), "graph": graph})


def _digest(rows: Iterable[Row]) -> str:
    """Return the digest of everything that is loaded."""
    said = "\n".join(f"{row['iri']} {row['digest']} {row['records']}" for row in rows)
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
