"""Several loads at a time: all of them end well, whatever they are in each other's way with."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from threading import Barrier
from time import sleep

import pytest

from graph.database import schema
from graph.database.config.target import Target
from graph.database.driver import Database
from graph.database.transaction import Transaction
from graph.store import Store
from tests.graph.support import EX, VOCABULARY, content, limit

WRITERS = 4
INDEXES = "SHOW INDEXES YIELD name, owningConstraint WHERE owningConstraint IS NULL RETURN name"
CONSTRAINTS = "SHOW CONSTRAINTS YIELD name RETURN name"


@pytest.fixture
def others(target: Target) -> Iterator[list[Database]]:
    """Connections of their own, as other processes have them."""
    with ExitStack() as stack:
        yield [stack.enter_context(Database(target)) for _ in range(WRITERS)]


def side_by_side(task: Callable[[int, Database], None], others: list[Database]) -> None:
    """Do a task over each connection, all beginning in one moment."""
    start = Barrier(len(others))

    def begin(number: int) -> None:
        start.wait()
        task(number, others[number])

    with ThreadPoolExecutor(len(others)) as pool:
        list(pool.map(begin, range(len(others))))


def without_schema(database: Database) -> None:
    """Take away our constraints and indexes, as in a fresh database."""
    for query, kind in ((CONSTRAINTS, "CONSTRAINT"), (INDEXES, "INDEX")):
        for row in database.read(query):
            if schema.is_ours(row["name"]):
                drop = f"DROP {kind} {schema.quoted(row['name'])} IF EXISTS"
                database.write(partial(Transaction.run, query=drop))


def test_first_loads_at_a_time_make_the_indexes_together(
    database: Database, others: list[Database]
) -> None:
    def load(number: int, own: Database) -> None:
        store = Store(own, VOCABULARY)
        store.prepare()
        store.replace(content(f":a{number} :p 1 .", f"d{number}"))

    for _ in range(2):
        database.write(lambda tx: tx.run("MATCH (n) DETACH DELETE n"))
        without_schema(database)
        side_by_side(load, others)
        loaded = {one.iri for one in Store(database, VOCABULARY).datasets()}
        assert loaded == {f"{EX}d{number}" for number in range(WRITERS)}
        names = {row["name"] for row in database.read(INDEXES)}
        assert names >= {index.name for index in schema.indexes(VOCABULARY)}


def test_deadlocks_outlast_the_patience_with_a_server_that_is_away(
    database: Database, others: list[Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    for one in (database, *others):
        limit(monkeypatch, one, retry_for=0)
    database.write(lambda tx: tx.run("UNWIND range(0, 3) AS id CREATE (:N {id: id, n: 0})"))
    add = "MATCH (n:N {id: $id}) SET n.n = n.n + 1"

    def cross(number: int, own: Database) -> None:
        def task(tx: Transaction) -> None:
            for step in range(WRITERS):
                tx.run(add, {"id": (number + step) % WRITERS})
                sleep(0.02)

        for _ in range(3):
            own.write(task)

    side_by_side(cross, others)
    found = database.read("MATCH (n:N) RETURN n.n AS n")
    assert [row["n"] for row in found] == [3 * WRITERS] * WRITERS


def test_loads_and_drops_at_a_time_leave_what_was_loaded_last(
    store: Store, others: list[Database]
) -> None:
    def load(number: int, own: Database) -> None:
        lines = (f":m{number}-{i} :p{i % 5} :o{i % 100} ; :tag '{i}' ." for i in range(600))
        Store(own, VOCABULARY).replace(content(" ".join(lines), f"d{number}"))

    def drop(number: int, own: Database) -> None:
        Store(own, VOCABULARY).drop(f"{EX}d{number}")

    side_by_side(load, others)
    assert [one.statements for one in store.datasets()] == [1_200] * WRITERS
    assert list(store.check()) == []
    side_by_side(drop, others)
    assert store.datasets() == []
