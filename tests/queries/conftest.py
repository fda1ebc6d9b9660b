"""Questions are asked in the run's real Neo4j, of a made world or of the real data.

Each module of tests loads what it asks about and leaves the database empty. Things are named
by what follows the base in their IRI, and answers give them back that way.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from graph.blank_nodes.node_labels import datasets
from graph.database.config.target import Target
from graph.database.driver import Database
from graph.store import Store
from ontology.namespaces import BASE, dataset_iri
from ontology.vocabulary import CONCEPTS, text, vocabulary
from queries.catalogue import catalogue
from queries.parameters import ParameterType
from tests import curated
from tests.graph.support import empty

MADE = Path(__file__).with_name("made.trig")

Answer = list[tuple[Any, ...]]
Ask = Callable[..., Answer]


def quads(path: Path) -> list[Quad]:
    form = RdfFormat.from_extension(path.suffix[1:])
    return list(parse(path.read_bytes(), format=form))


@contextmanager
def prepared(target: Target) -> Iterator[Database]:
    """A database that has the indexes and the concepts, and nothing else."""
    with Database(target) as opened:
        empty(opened)
        store = Store(opened, vocabulary())
        store.prepare()
        concepts = parse(text(CONCEPTS), format=RdfFormat.TURTLE)
        for content in datasets(concepts, dataset_iri("concepts")):
            store.replace(content)
        yield opened
        empty(opened)


def filled(database: Database, paths: list[Path]) -> Database:
    for path in paths:
        for content in datasets(quads(path), dataset_iri(path.stem)):
            Store(database, vocabulary()).replace(content)
    return database


@pytest.fixture(scope="module")
def database(target: Target) -> Iterator[Database]:
    with prepared(target) as opened:
        yield opened


@pytest.fixture(scope="module")
def made(database: Database) -> Database:
    return filled(database, [MADE])


@pytest.fixture(scope="module")
def real(database: Database) -> Database:
    return filled(database, curated.FILES)


def asker(database: Database) -> Ask:
    """Return a function that asks a question and returns the named columns of its rows."""

    def ask(name: str, columns: str, **given: Any) -> Answer:
        question = catalogue()[name]
        things = {p.name for p in question.parameters if p.type is ParameterType.THING}
        # `from` is a word of Python's, so it is written `from_`.
        named = {key.rstrip("_"): value for key, value in given.items()}
        bound = {key: _long(one) if key in things else one for key, one in named.items()}
        rows = database.read(question.cypher, question.bind(bound))
        return [tuple(_short(row[column]) for column in columns.split()) for row in rows]

    return ask


def _long(value: Any) -> Any:
    return [BASE + one for one in value] if isinstance(value, list) else BASE + value


def _short(value: Any) -> Any:
    if isinstance(value, list):
        return [_short(one) for one in value]
    if isinstance(value, dict):
        return {key: _short(one) for key, one in value.items()}
    return value.removeprefix(BASE) if isinstance(value, str) else value
