"""The tests of the API share one real server over one real Neo4j that holds the real data.

Tests that change the data put it back; those that need a broken database get a
connection of their own through `Relay`, which can be cut.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path

import httpx2
import pytest
from pyoxigraph import RdfFormat, parse

from graph.blank_nodes.node_labels import datasets
from graph.database.config.target import Target
from graph.database.driver import Database
from graph.store import Store
from ontology.namespaces import dataset_iri
from ontology.vocabulary import vocabulary
from tests.api.support import PATIENCE, serving

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture(scope="session")
def api(loaded: Database) -> Iterator[httpx2.Client]:
    """A client of a running API over the loaded datasets."""
    with (
        serving(lambda: nullcontext(loaded)) as address,
        httpx2.Client(base_url=address, timeout=PATIENCE) as client,
    ):
        yield client


@pytest.fixture(scope="session")
def environment(target: Target) -> dict[str, str]:
    """The environment of commands that use the run's Neo4j."""
    return os.environ | {
        "COOPGRAPH_NEO4J_URI": target.uri,
        "COOPGRAPH_NEO4J_USER": target.user,
        "COOPGRAPH_NEO4J_PASSWORD": target.password,
    }


@pytest.fixture
def run(loaded: Database, environment: dict[str, str], tmp_path: Path) -> Run:
    """Run `coopgraph` as a user does, on the loaded datasets."""

    def command(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [Path(sys.executable).with_name("coopgraph"), *arguments],
            env=environment | settings,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return command


TWINS = """
@prefix coop: <https://w3id.org/coopgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/coopgraph/id/> .
<company/twin-a> a coop:Company ; skos:prefLabel "Twin Labs"@en ; skos:altLabel "Solo Labs"@en .
<company/twin-b> a coop:Company ; skos:prefLabel "Twin Labs"@en .
<company/solo> a coop:Company ; skos:prefLabel "Solo Labs"@en .
"""


@pytest.fixture
def twins(loaded: Database) -> Iterator[None]:
    """Two companies of one name, of which one is also called as a third is."""
    store = Store(loaded, vocabulary())
    iri = dataset_iri("twins")
    store.replace(datasets(parse(TWINS, format=RdfFormat.TURTLE), iri)[0])
    yield
    store.drop(iri)


HALF = """
MATCH (c:Coopgraph {id: 1})
SET c.loading = CASE WHEN $loading = [] THEN null ELSE $loading END
"""
Halves = Callable[[list[str]], AbstractContextManager[None]]


@pytest.fixture
def halves(loaded: Database) -> Halves:
    """Mark datasets as half written, inside a `with` block, as a load that was killed does."""

    def mark(iris: list[str]) -> None:
        loaded.write(lambda tx: tx.run(HALF, {"loading": iris}))

    @contextmanager
    def marked(iris: list[str]) -> Iterator[None]:
        mark(iris)
        try:
            yield
        finally:
            mark([])

    return marked
