"""Removing records, links, and nodes that nothing needs any more; a round trip per batch."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import Final, NamedTuple

from graph.database.transaction import Transaction
from graph.diff.changes import SubjectChange
from graph.mapping.links import MOST
from graph.rdf.records import Key
from graph.write.cypher import in_batches
from ontology.vocabulary import IN_ACT, PARTICIPANT, Vocabulary

# Where nobody else says anything of a subject, the server alone takes it out: of its records it
# tells how many lines they had. That a target's key is a text is not asked of the target's node: an
# index could answer it, and what Neo4j believes of an index that was filled a moment ago is that it
# is empty; it would go through all of it, for each subject. With a participation go its direct
# links; those that leave a subject are of participations that stay.
LEAVE: Final = """
UNWIND $rows AS row
MATCH (n:Resource {iri: row.key})
USING INDEX SEEK n:Resource(iri)
WHERE NOT EXISTS { (n)-[:DESCRIBED_IN]->(d) WHERE NOT coalesce(d.iri IN row.gone, false) }
WITH collect(n) AS leaving
CALL (leaving) {
  UNWIND leaving AS n
  WITH n, COLLECT { MATCH (n)-[r]->(a) WHERE type(r) = $participant RETURN a } AS participants,
    COLLECT { MATCH (n)-[r]->(x) WHERE type(r) = $act RETURN x } AS acts
  WHERE 0 < size(participants) * size(acts) <= $most
  UNWIND participants AS a UNWIND acts AS x
  WITH a, x, collect(n.iri) AS participations
  MATCH (a)-[r]->(x) WHERE type(r) IN $direct AND r.participation IN participations
  DELETE r
}
UNWIND leaving AS n
WITH n, [key IN COLLECT {
  MATCH (n)-[r]->(m:Resource) WHERE NOT type(r) IN $direct RETURN m.iri
} WHERE key IS :: STRING NOT NULL] AS targets, COLLECT {
  MATCH (n)-[r:DESCRIBED_IN]->(d)
  RETURN [d.iri, coalesce(size(split(toStringOrNull(r.statements), '\n')) - 1, 0)]
} AS records
CALL (n) { MATCH (n)-[r]->() WHERE NOT type(r) IN $direct DELETE r }
RETURN collect(n.iri) AS keys, collect(targets) AS targets, collect(records) AS records
"""
LOOSE: Final = """
UNWIND $rows AS key MATCH (n:Resource {iri: key})
USING INDEX SEEK n:Resource(iri)
WHERE NOT EXISTS { (n)--() }
RETURN collect(key) AS keys, collect(elementId(n)) AS ids
"""
STRIP: Final = """
UNWIND $rows AS key MATCH (n:Resource {iri: key})
USING INDEX SEEK n:Resource(iri)
WITH n, [label IN labels(n) WHERE label <> 'Resource'] AS labels
SET n = {iri: n.iri} REMOVE n:$(labels)
"""
DELETE: Final = "UNWIND $rows AS id MATCH (n) WHERE elementId(n) = id DELETE n"


class Left(NamedTuple):
    """Subjects of which nobody says anything any more.

    Attributes:
        keys: which they are.
        targets: what they pointed at.
        removed: by dataset IRI, how many statements went.
    """

    keys: Collection[Key]
    targets: Collection[Key]
    removed: Mapping[str, int]


def leave(tx: Transaction, touched: Iterable[SubjectChange], vocabulary: Vocabulary) -> Left:
    """Take away records and links of those subjects of which nobody says anything any more.

    Their nodes are left to `sweep`.
    """
    rows = [{"key": one.key, "gone": list(one.deletions)} for one in touched if not one.upserts]
    keys, targets = set[Key](), set[Key]()
    removed = Counter[str]()
    types = {
        "participant": vocabulary.link_type(PARTICIPANT),
        "act": vocabulary.link_type(IN_ACT),
        "direct": vocabulary.direct_types,
        "most": MOST,
    }
    for found in in_batches(tx, LEAVE, rows, types):
        keys.update(found["keys"])
        targets.update(*found["targets"])
        for records in found["records"]:
            removed.update(dict(records))
    return Left(keys, targets, removed)


def sweep(tx: Transaction, suspects: Collection[Key], left: Collection[Key] = ()) -> None:
    """Delete those of these nodes that nobody describes and nothing points at.

    Args:
        tx: the running write transaction.
        suspects: the keys of the nodes.
        left: of which nobody says anything any more; where they stay, they are targets only.
    """
    # All are found before any is deleted: a look into an index goes through every deletion
    # that the transaction has made, so that mixing the two takes quadratic time.
    loose: dict[Key, str] = {}
    for found in in_batches(tx, LOOSE, sorted({*suspects, *left})):
        loose.update(zip(found["keys"], found["ids"], strict=True))
    in_batches(tx, STRIP, sorted(set(left) - loose.keys()))
    in_batches(tx, DELETE, list(loose.values()))
