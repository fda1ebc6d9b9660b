"""The graph's tests share the session's real Neo4j; each begins and ends with an empty one."""

from collections.abc import Iterator

import pytest

from graph.database.config.target import Target
from graph.database.driver import Database
from graph.store import Store
from tests.graph.support import VOCABULARY, empty


@pytest.fixture(scope="session")
def connection(target: Target) -> Iterator[Database]:
    with Database(target) as database:
        yield database


@pytest.fixture
def database(connection: Database) -> Iterator[Database]:
    empty(connection)
    yield connection
    empty(connection)


@pytest.fixture
def store(database: Database) -> Store:
    prepared = Store(database, VOCABULARY)
    prepared.prepare()
    return prepared
