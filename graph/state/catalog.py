"""The catalog of datasets, the ledger of loads, and what the view was made with."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from graph.database.driver import Database
from graph.database.statements import QueryCoroutine, Statement
from graph.database.transaction import Row, Transaction
from graph.mapping.view import MAPPING
from graph.state.dataset_totals import DatasetTotals
from graph.state.ledger import Changes, DatasetInfo, Intake, Known, Load, dataset_of, load_of
from graph.state.stored_types import number, texts
from graph.state.write_lock import Busy, State, at_work, lock
from ontology.errors import InvalidConfiguration
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

STATE: Final = "MATCH (c:Coopgraph {id: 1}) RETURN c.digest AS digest"
NEW: Final = """
RETURN NOT EXISTS { (:Coopgraph {id: 1}) } AND NOT EXISTS { (:Dataset) } AS new
"""
# What was known of sources holds no more: records may have been mended.
MARK_VIEW: Final = """
MATCH (c:Coopgraph {id: 1}) SET c.digest = $digest, c.built = datetime.realtime()
WITH c MATCH (d:Dataset) REMOVE d.source, d.graph
"""
# A dataset that was never loaded to its end has no digest.
CREATE: Final = """
UNWIND $datasets AS row
MERGE (d:Dataset {iri: row.iri})
ON CREATE SET d.name = row.name, d.statements = 0, d.digest = '', d.loaded_at = datetime()
"""
# `loaded_at` tells when the content last changed; the ledger has every run. What was half
# written meanwhile has changed, even if it is again as it was.
FINALIZE: Final = f"""
MATCH (c:Coopgraph {{id: 1}})
UNWIND $rows AS row
MATCH (d:Dataset {{iri: row.dataset}})
REMOVE d.source, d.graph
WITH c, d, row
WHERE NOT coalesce(d.digest = row.digest AND d.statements = row.statements, false)
  OR d.iri IN {texts("c.loading")}
SET d.digest = row.digest, d.statements = row.statements, d.loaded_at = datetime()
"""
DELETE: Final = "UNWIND $datasets AS iri MATCH (d:Dataset {iri: iri}) DETACH DELETE d"
APPEND: Final = """
UNWIND $rows AS row CREATE (l:Load {at: datetime()}) SET l += row
"""
SIZE: Final = """
MATCH (d:Dataset) WHERE d.iri IN $datasets RETURN sum(toIntegerOrNull(d.statements)) AS size
"""
# Things that a dataset's own resource points at by one type of relationship.
MOST_LINKS: Final = 100
FILLED: Final = "RETURN EXISTS { (:Dataset) } AS filled"
LOADS: Final = """
MATCH (l:Load) WHERE $dataset IS NULL OR l.dataset = $dataset
RETURN properties(l) AS load ORDER BY l.at, l.dataset
"""
KNOWN: Final = f"""
OPTIONAL MATCH (c:Coopgraph {{id: 1}})
WITH {texts("c.loading")} AS loading
MATCH (d:Dataset) WHERE d.iri IS :: STRING NOT NULL
OPTIONAL CALL (d) {{ MATCH (l:Load {{dataset: d.iri}}) RETURN l ORDER BY l.at DESC LIMIT 1 }}
RETURN d.iri AS iri, {number("d.statements")} AS statements,
  coalesce(toStringOrNull(l.origin), '') AS origin, d.iri IN loading AS loading
ORDER BY iri
"""
# The lists of subjects that a load changed are long, and no part of this. Of what a dataset's own
# resource points at, it is the first of each type: a catalogue may point at a million things.
DATASETS: Final = f"""
OPTIONAL MATCH (c:Coopgraph {{id: 1}})
WITH {texts("c.loading")} AS loading
MATCH (d:Dataset) WHERE d.iri IS :: STRING NOT NULL
OPTIONAL MATCH (n:Resource {{iri: d.iri}})
RETURN properties(d) AS dataset, properties(n) AS properties, d.iri IN loading AS loading,
  COLLECT {{
    UNWIND CASE WHEN n IS NULL THEN [] ELSE $types END AS kind
    CALL (n, kind) {{ MATCH (n)-[:$(kind)]->(m:Resource) RETURN m LIMIT {MOST_LINKS} }}
    RETURN [kind, coalesce(m.name, m.iri)] ORDER BY kind, coalesce(m.name, m.iri)
  }} AS links,
  COLLECT {{
    MATCH (l:Load {{dataset: d.iri}}) WITH l ORDER BY l.at DESC LIMIT 1
    RETURN l {{.*, changed: []}}
  }} AS loads
ORDER BY d.iri
"""


def digest(vocabulary: Vocabulary) -> str:
    """Return what the view was made with: the mapping's version and the ontology."""
    return f"{MAPPING} {vocabulary.digest}"


def state(database: Database) -> str | None:
    """Return the digest of what the view in the database was made with."""
    rows = database.read(STATE)
    return rows[0]["digest"] if rows else None


def is_new(database: Database) -> bool:
    """Say whether nothing was ever loaded into the database, nor prepared for it."""
    return bool(database.read(NEW)[0]["new"])


def check_view(found: str | None, vocabulary: Vocabulary) -> None:
    """See that a view was made with this vocabulary.

    Args:
        found: the digest of what it was made with.
        vocabulary: the declared terms.

    Raises:
        InvalidConfiguration: it was made with another one.
    """
    if found != digest(vocabulary):
        raise InvalidConfiguration(
            "The graph was made with another version of the ontology or of coopgraph. "
            "Run `coopgraph db rebuild` with this one first."
        )


def lock_for(tx: Transaction, vocabulary: Vocabulary) -> State:
    """Lock a database whose view was made with this vocabulary.

    Raises:
        InvalidConfiguration: the view was made with another one.
        Busy: the view is being made.
    """
    state = lock(tx)
    if state.digest is None and at_work(state):
        raise Busy("The view is being made anew. Wait until it is done.")
    check_view(state.digest, vocabulary)
    return state


def mark_view(tx: Transaction, vocabulary: Vocabulary) -> None:
    """Note that the view is made with this vocabulary."""
    tx.run(MARK_VIEW, {"digest": digest(vocabulary)})


def create(tx: Transaction, datasets: Iterable[str]) -> None:
    """Make the nodes of datasets that are not there yet."""
    tx.run(CREATE, {"datasets": [{"iri": iri, "name": dataset_name(iri)} for iri in datasets]})


def finalize(tx: Transaction, contents: Mapping[str, DatasetTotals]) -> None:
    """Note what datasets say in all, by IRI; what was known of their sources is forgotten."""
    rows = [
        {"dataset": iri, "digest": content.digest, "statements": content.size}
        for iri, content in contents.items()
    ]
    tx.run(FINALIZE, {"rows": rows})


def delete(tx: Transaction, datasets: Collection[str]) -> None:
    """Delete the nodes of datasets that say nothing any more."""
    tx.run(DELETE, {"datasets": list(datasets)})


def size(tx: Transaction, datasets: Collection[str]) -> int:
    """Return how many statements datasets have together, as far as they were ever whole."""
    return int(tx.run(SIZE, {"datasets": list(datasets)})[0]["size"])


def append(
    tx: Transaction,
    contents: Mapping[str, DatasetTotals],
    changes: Mapping[str, Changes],
    intakes: Mapping[str, Intake],
) -> None:
    """Write the lines of the ledger, for each dataset what is given by its IRI."""
    rows = [
        {"dataset": iri, "subjects": content.touched, "changed": content.listed}
        | vars(changes[iri])
        | vars(intakes[iri])
        for iri, content in contents.items()
    ]
    tx.run(APPEND, {"rows": rows})


def loads(dataset: str | None) -> QueryCoroutine[list[Load]]:
    """Return the ledger of one dataset or of all, oldest first."""
    rows = yield Statement(LOADS, {"dataset": dataset})
    return [line for row in rows if (line := load_of(row["load"]))]


def known(database: Database) -> list[Known]:
    """Return what a loader has to know of what is loaded, by IRI."""
    return [Known(name=dataset_name(row["iri"]), **row) for row in database.read(KNOWN)]


def filled() -> QueryCoroutine[bool]:
    """Say whether anything is loaded."""
    (row,) = yield Statement(FILLED, {})
    return bool(row["filled"])


def datasets(vocabulary: Vocabulary) -> QueryCoroutine[list[DatasetInfo]]:
    """Return what is loaded, by IRI; the last loads do not list their subjects."""
    types = sorted(link.type for link in vocabulary.links.values())
    return list(map(_info, (yield Statement(DATASETS, {"types": types}))))


def _info(row: Row) -> DatasetInfo:
    links: dict[str, list[str]] = {}
    for kind, target in row["links"]:
        links.setdefault(kind, []).append(str(target))
    iri = row["dataset"]["iri"]
    return DatasetInfo(
        **dataset_of(iri, row["dataset"]),
        properties=row["properties"] or {},
        links=links,
        last_load=next(filter(None, map(load_of, row["loads"])), None),
        loading=row["loading"],
    )
