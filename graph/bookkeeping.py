"""What the database keeps beside the graph: its own state, its datasets, the ledger of loads."""

from typing import Final

from graph.database import Database
from graph.ledger import Changes, DatasetInfo, Intake, Load
from graph.view import MAPPING
from graph.work import Row, Work
from ontology.errors import InvalidConfiguration
from ontology.vocabulary import Vocabulary

# Writing to this node is the lock that one load at a time holds to its end.
LOCK: Final = """
MERGE (c:Coopgraph {id: 1}) SET c.changes = coalesce(c.changes, 0) + 1
RETURN c.digest AS digest, EXISTS { (:Dataset) } AS filled
"""
STATE: Final = "MATCH (c:Coopgraph {id: 1}) RETURN c.digest AS digest"
SIGN: Final = "MATCH (c:Coopgraph {id: 1}) SET c.digest = $digest"
ENTER: Final = """
CREATE (l:Load {dataset: $dataset, at: datetime()}) SET l += $counts
"""
LOADS: Final = """
MATCH (l:Load) WHERE $dataset IS NULL OR l.dataset = $dataset
RETURN properties(l) AS load ORDER BY l.at, elementId(l)
"""
DATASETS: Final = """
MATCH (d:Dataset)
OPTIONAL MATCH (n:Resource {iri: d.iri})
RETURN properties(d) AS dataset, properties(n) AS properties,
  COLLECT {
    MATCH (n)-[r]->(m:Resource) WHERE type(r) <> 'DESCRIBED_IN'
    RETURN [type(r), coalesce(m.name, m.iri)] ORDER BY type(r), coalesce(m.name, m.iri)
  } AS links,
  COLLECT {
    MATCH (l:Load {dataset: d.iri}) RETURN properties(l) ORDER BY l.at DESC LIMIT 1
  } AS loads
ORDER BY d.iri
"""


def digest(vocabulary: Vocabulary) -> str:
    """Return what the view was made with: the mapping's version and the ontology."""
    return f"{MAPPING} {vocabulary.digest}"


def state(database: Database) -> str | None:
    """Return the digest of what the view in the database was made with."""
    rows = database.read(STATE)
    return rows[0]["digest"] if rows else None


def lock(work: Work) -> Row:
    """Wait until no one else writes, keep it so to the end, and return the database's state."""
    return work.run(LOCK)[0]


def lock_for(work: Work, vocabulary: Vocabulary) -> None:
    """Lock a database whose view was made with this vocabulary.

    Raises:
        InvalidConfiguration: the view was made with another one.
    """
    if lock(work)["digest"] != digest(vocabulary):
        raise InvalidConfiguration(
            "The graph was made with another version of the ontology or of coopgraph. "
            "Run `coopgraph db rebuild` with this one first."
        )


def sign(work: Work, vocabulary: Vocabulary) -> None:
    """Note that the view is made with this vocabulary."""
    work.run(SIGN, {"digest": digest(vocabulary)})


def enter(work: Work, dataset: str, changes: Changes, intake: Intake | None) -> None:
    """Write a line of the ledger; without an intake, every statement was read and taken."""
    intake = intake or Intake(changes.written + changes.unchanged)
    work.run(ENTER, {"dataset": dataset, "counts": vars(changes) | vars(intake)})


def loads(database: Database, dataset: str | None) -> list[Load]:
    """Return the ledger of one dataset or of all, oldest first."""
    return [Load(**row["load"]) for row in database.read(LOADS, {"dataset": dataset})]


def datasets(database: Database) -> list[DatasetInfo]:
    """Return what is loaded, by IRI."""
    return [_info(row) for row in database.read(DATASETS)]


def _info(row: Row) -> DatasetInfo:
    links: dict[str, list[str]] = {}
    for kind, target in row["links"]:
        links.setdefault(kind, []).append(target)
    return DatasetInfo(
        **row["dataset"],
        properties=row["properties"] or {},
        links=links,
        last_load=Load(**row["loads"][0]),
    )
