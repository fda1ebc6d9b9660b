"""rdflib-neo4j, as its documentation has it, with batches. Runs where only it is installed."""

from pathlib import Path

from neo4j import GraphDatabase
from rdflib import Graph
from rdflib_neo4j import HANDLE_VOCAB_URI_STRATEGY, Neo4jStore, Neo4jStoreConfig

from bench.measuring.place import Place

CONSTRAINT = (
    "CREATE CONSTRAINT n10s_unique_uri IF NOT EXISTS FOR (r:Resource) REQUIRE r.uri IS UNIQUE"
)


def prepare(place: Place, path: Path) -> None:
    """Make the constraint that it looks for."""
    with GraphDatabase.driver(place.uri, auth=place.login) as driver:
        driver.execute_query(CONSTRAINT)


def load(place: Place, path: Path) -> None:
    """Load a file."""
    login = {"uri": place.uri, "database": "neo4j", "user": place.user, "pwd": place.password}
    config = Neo4jStoreConfig(
        auth_data=login,
        handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE,
        batching=True,
    )
    graph = Graph(store=Neo4jStore(config=config))
    graph.parse(path)
    graph.close(commit_pending_transaction=True)
