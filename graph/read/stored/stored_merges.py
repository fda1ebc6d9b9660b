"""Reading which things lead to others: the decisions that two are the same."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from graph.database.driver import Database
from graph.database.transaction import Row, Transaction
from ontology.vocabulary import Merge, Vocabulary

Merges = Mapping[str, Merge]

# Without a reason none counts, whatever was loaded without validation.
SAME: Final = """
MATCH (b:Resource)<-[:SECOND_THING]-(d:Decision {outcome: 'same'})-[:FIRST_THING]->(a:Resource)
MATCH (d)-[:DESCRIBED_IN]->(s:Dataset)
WHERE d.reason IS NOT NULL AND a <> b
RETURN b.iri AS second, a.iri AS first, collect(DISTINCT s.name) AS datasets
ORDER BY second, first
"""


def read(reader: Transaction | Database) -> dict[str, Merge]:
    """Return by IRI what leads to another thing; none of those that lead in a circle does."""
    return followed(list(reader.stream(SAME)))


def merged(reader: Transaction | Database, vocabulary: Vocabulary) -> Vocabulary:
    """Return the declared terms with what the decisions in the database merge."""
    return replace(vocabulary, merges=read(reader))


def followed(rows: list[Row]) -> dict[str, Merge]:
    """Return where each thing leads in the end, with the datasets that say so."""
    leads: dict[str, str] = {}
    datasets: defaultdict[str, set[str]] = defaultdict(set)
    for row in rows:
        # Where two decisions differ, the smaller IRI is kept.
        if leads.setdefault(row["second"], row["first"]) == row["first"]:
            datasets[row["second"]].update(row["datasets"])
    found = {}
    for start in leads:
        at, passed = start, list[str]()
        while at in leads and at not in passed:
            passed.append(at)
            at = leads[at]
        if at not in passed:
            said = set[str]().union(*(datasets[one] for one in passed))
            found[start] = Merge(at, tuple(sorted(said)))
    return found
