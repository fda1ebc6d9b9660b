"""Constraints and indexes, made from the vocabulary.

A vocabulary that changes takes its indexes with it: those that it no longer asks for go.
Only indexes of these names are touched; others on the same database are left alone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Final

from tenacity import retry, retry_if_exception_type, stop_after_attempt, wait_random

from graph.database.driver import Database
from graph.database.driver_errors import SchemaChanged
from graph.database.transaction import Transaction
from ontology.vocabulary import Attribute, Kind, Vocabulary

# Names are folded before they are stored, so the analyzer need not fold, and must keep
# every word: "The Who" would else be empty.
NAMES: Final = "names"
NAMES_ANALYZER: Final = "standard-no-stop-words"
# Codes and identifiers, each list element as it is.
IDENTIFIERS: Final = "identifiers"
IDENTIFIERS_ANALYZER: Final = "keyword"
RANGE: Final = "resource_"
# By the name of its constraint: the label and the property that is unique there.
UNIQUE: Final = {
    "resource_iri": ("Resource", "iri"),
    "dataset_iri": ("Dataset", "iri"),
    "coopgraph_id": ("Coopgraph", "id"),
}
LOADS: Final = "load_dataset"
OWN: Final = (NAMES, IDENTIFIERS, LOADS, *UNIQUE)
# Seconds in which an index over a graph that is there already has to be ready.
ONLINE_WITHIN: Final = 600
# Of several first loads at a time, one at least makes its next index between two attempts.
ATTEMPTS: Final = 30

# What every vocabulary needs, each made on its own.
ALWAYS: Final = {
    **{
        name: f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.{key} IS UNIQUE"
        for name, (label, key) in UNIQUE.items()
    },
    LOADS: f"CREATE INDEX {LOADS} IF NOT EXISTS FOR (n:Load) ON (n.dataset)",
}


@dataclass(frozen=True)
class Index:
    """An index on the properties of `:Resource` nodes; full-text where it has an analyzer."""

    name: str
    keys: tuple[str, ...]
    analyzer: str | None = None

    @property
    def cypher(self) -> str:
        """The command that makes it. Names in a schema cannot be parameters: they are quoted."""
        keys = ", ".join(f"n.{quoted(key)}" for key in self.keys)
        if self.analyzer is None:
            return f"CREATE INDEX {quoted(self.name)} IF NOT EXISTS FOR (n:Resource) ON ({keys})"
        return (
            f"CREATE FULLTEXT INDEX {quoted(self.name)} IF NOT EXISTS FOR (n:Resource) "
            f"ON EACH [{keys}] "
            f"OPTIONS {{indexConfig: {{`fulltext.analyzer`: '{self.analyzer}'}}}}"
        )


def indexes(vocabulary: Vocabulary) -> list[Index]:
    """Return the indexes that a vocabulary asks for: names, identifiers, dates."""
    attributes = sorted(vocabulary.attributes.values(), key=lambda one: one.key)
    codes = tuple(one.key for one in attributes if _is_code(one))
    keys = [one.key for one in attributes if _is_code(one) and one.single]
    for attribute in attributes:
        if attribute.kind is Kind.DATE:
            keys += [f"{attribute.key}_earliest", f"{attribute.key}_latest"]
    wanted = [Index(NAMES, ("folded_names", "folded_aliases"), NAMES_ANALYZER)]
    if codes:
        wanted.append(Index(IDENTIFIERS, codes, IDENTIFIERS_ANALYZER))
    return wanted + [Index(RANGE + key, (key,)) for key in keys]


@retry(
    retry=retry_if_exception_type(SchemaChanged),
    wait=wait_random(0, 0.5),
    stop=stop_after_attempt(ATTEMPTS),
    reraise=True,
)
def prepare(database: Database, vocabulary: Vocabulary) -> None:
    """Make constraints and indexes that are missing, and wait until they can be used.

    Several loads may do so at a time: what another one makes meanwhile is looked for again.
    """
    rows = database.read(
        "SHOW INDEXES YIELD name, labelsOrTypes, properties, owningConstraint",
        timeout=ONLINE_WITHIN,
    )
    there = {
        (row["name"], tuple(row["properties"]))
        for row in rows
        if row["labelsOrTypes"] == ["Resource"] and row["owningConstraint"] is None
    }
    # The index of a constraint that another load is making belongs to none yet.
    made = {row["name"] for row in rows if row["owningConstraint"] or row["name"] == LOADS}
    always = [[cypher] for name, cypher in ALWAYS.items() if name not in made]
    wanted = {(index.name, index.keys): index.cypher for index in indexes(vocabulary)}
    unwanted = (name for name, _ in sorted(there - wanted.keys()))
    stale = [name for name in unwanted if is_ours(name) and name not in UNIQUE]
    drops = [f"DROP INDEX {quoted(name)} IF EXISTS" for name in stale]
    missing = [cypher for index, cypher in wanted.items() if index not in there]
    # Indexes that are made together are filled together, in one walk over the nodes.
    for commands in filter(None, (*always, drops, missing)):
        database.write(partial(_run, commands))
    database.read(
        "CALL db.awaitIndexes($seconds)", {"seconds": ONLINE_WITHIN}, timeout=ONLINE_WITHIN
    )


def _run(commands: Iterable[str], tx: Transaction) -> None:
    for command in commands:
        tx.run(command)


def quoted(name: str) -> str:
    """Return a name as Cypher writes it where it takes no parameter."""
    return "`" + name.replace("`", "``") + "`"


def _is_code(attribute: Attribute) -> bool:
    return attribute.indexed and attribute.kind in (Kind.STRING, Kind.IRI)


def is_ours(name: str) -> bool:
    """Whether a constraint or index of this name is made here."""
    return name in OWN or name.startswith(RANGE)
