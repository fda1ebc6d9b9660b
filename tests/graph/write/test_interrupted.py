"""Loads that stop at a certain place, or stand still there, and what others do meanwhile."""

import itertools
import os
import signal
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Barrier
from typing import Any

import psutil
import pytest

from graph.database.config.target import Target
from graph.database.driver import Database
from graph.database.transaction import Transaction
from graph.limits import Limits
from graph.maintenance import rebuild
from graph.rdf.formats import Format
from graph.rdf.records import DatasetContent
from graph.read.consistency.consistent_read import Query, read
from graph.read.consistency.load_status import Incomplete
from graph.read.export import export
from graph.spill.staging import Staging
from graph.state.ledger import Changes
from graph.store import Store
from graph.write.dataset_load import Loading
from ontology.errors import BeingLoaded, LimitExceeded, NotFound, SystemFailed
from ontology.namespaces import dataset_name
from ontology.vocabulary import vocabulary
from tests.graph.expected import expected
from tests.graph.loader import CONTEXT, REFUSED, Loader, Task
from tests.graph.support import EX, VOCABULARY, content, limit, snapshot

ONE_ROW = Query("RETURN 1 AS one", ("one",))
HELD_BY = "MATCH (c:Coopgraph {id: 1}) RETURN c.holder AS holder"
ONE = content(" ".join(f":s{n} :knows :s{n + 1} ; :tag 'one' ." for n in range(50)))
TWO = content(" ".join(f":s{n} :knows :s{n + 1} ; :tag 'two' ." for n in range(50)))


@pytest.fixture
def in_steps(monkeypatch: pytest.MonkeyPatch, database: Database) -> None:
    limit(monkeypatch, database, at_once=5, batch=20)


class Gone(BaseException):
    """Stands for the end of a process."""


@contextmanager
def broken_off() -> Iterator[None]:
    """Loads in steps do all their steps, and are gone before the transaction that ends them."""

    def gone(*_: object) -> None:
        raise Gone

    with pytest.MonkeyPatch.context() as patch, pytest.raises(Gone):
        patch.setattr(Loading, "_finish", gone)
        yield


def load(store: Store, content: DatasetContent, source: str) -> None:
    with Staging.of([content]) as staging:
        staging.sources = {content.iri: source}
        store.load(staging)


@pytest.mark.usefixtures("in_steps")
def test_a_drop_that_did_all_but_its_end_is_completed(store: Store) -> None:
    store.replace(ONE)
    with broken_off():
        store.drop(ONE.iri)
    assert [one.loading for one in store.datasets()] == [True]
    assert store.drop(ONE.iri) == Changes(), "its records had gone before"
    assert store.datasets() == []
    assert snapshot(store.database) == ([], [])
    assert list(store.check()) == []


@pytest.mark.usefixtures("in_steps")
def test_two_drops_of_one_dataset_at_once(store: Store, target: Target) -> None:
    store.replace(ONE)

    def drop() -> Changes | None:
        with Database(target) as database, suppress(NotFound):
            return Store(database, store.vocabulary).drop(ONE.iri)
        return None

    with ThreadPoolExecutor(2) as pool:
        done = [one.result() for one in [pool.submit(drop), pool.submit(drop)]]
    assert done.count(Changes(removed=100)) == 1
    assert done.count(Changes()) + done.count(None) == 1
    store.replace(TWO)
    assert list(store.check()) == []
    assert read(store.database, ONE_ROW, {}).incomplete == Incomplete()


@pytest.mark.long
def test_a_load_that_stood_still_is_overtaken_and_cannot_write_any_more(
    store: Store, target: Target, capfd: pytest.CaptureFixture[str]
) -> None:
    stopped = Loader(target, Task("one", subjects=3_000, large=True, lease=6))
    stopped.begin()
    until(lambda: any(info.loading for info in store.datasets()))
    overtaken(stopped, Task("two", large=True, lease=6), store)


@pytest.mark.long
@pytest.mark.parametrize("word", ["two", ""], ids=["load", "drop"])
def test_a_small_load_overtakes_a_large_one_that_stands_still(
    word: str, store: Store, target: Target, capfd: pytest.CaptureFixture[str]
) -> None:
    Task("one").run(store.database)
    stopped = Loader(target, Task("three", subjects=3_000, large=True, lease=6))
    stopped.begin()
    until(lambda: store.database.read(HELD_BY)[0]["holder"])
    overtaken(stopped, Task(word, lease=6), store)


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)  # how far another process is shows in the database only


def overtaken(stopped: Loader, wanted: Task, store: Store) -> None:
    """Run a load while another stands still, which then writes nothing more."""
    process = psutil.Process(stopped.process.pid)
    process.suspend()
    try:
        wanted.run(store.database)
        after = snapshot(store.database)
    finally:
        process.resume()
    assert stopped.end() == REFUSED
    assert snapshot(store.database) == after == expected(wanted.contents())
    assert list(store.check()) == []


@pytest.mark.usefixtures("in_steps")
def test_another_dataset_is_exported_while_one_is_half_loaded(store: Store) -> None:
    other = content(":x :tag 'other' .", "other")
    store.replace(other)
    with broken_off():
        store.replace(ONE)
    for half in (None, ONE.iri):
        with pytest.raises(BeingLoaded):
            list(export(store.database, Format.NTRIPLES, half))
    (line,) = b"".join(export(store.database, Format.NTRIPLES, other.iri)).splitlines()
    assert line.decode() == f"{other.triples[0]} ."


@pytest.mark.usefixtures("in_steps")
def test_a_small_graph_is_exported_half_loaded_to_who_wants_it_and_named(store: Store) -> None:
    store.replace(content(":x :tag 'other' .", "other"))
    with broken_off():
        store.replace(ONE)
    with pytest.raises(BeingLoaded, match="Not all of"):
        list(export(store.database, Format.NQUADS))
    told: list[Incomplete] = []
    assert b"".join(export(store.database, Format.NQUADS, consistent=False, told=told.append))
    assert [one.names for one in told] == [(dataset_name(ONE.iri),)]


@pytest.mark.usefixtures("in_steps")
def test_what_is_half_loaded_is_exported_to_who_wants_it_and_named(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, store.database, chunk=1, export_at_once=0)
    other = content(":x :tag 'other' .", "other")
    store.replace(other)
    with broken_off():
        store.replace(ONE)
    told: list[Incomplete] = []
    chunks = export(store.database, Format.NQUADS, consistent=False, told=told.append)
    next(chunks)
    assert [one.names for one in told] == [(dataset_name(ONE.iri),)]
    store.replace(ONE)  # what was half is no matter any more
    list(chunks)
    with broken_off():
        store.replace(TWO)
    chunks = export(store.database, Format.NQUADS, consistent=False)
    next(chunks)
    store.drop(other.iri)
    with pytest.raises(BeingLoaded, match="while it was read"):
        list(chunks)


def test_an_export_that_meets_a_change_is_cut_off(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, store.database, chunk=1, export_at_once=0)
    store.replace(ONE)
    chunks = export(store.database, Format.NTRIPLES)
    next(chunks)
    store.replace(TWO)
    with pytest.raises(BeingLoaded, match="while it was read"):
        list(chunks)


def test_a_rebuild_that_is_killed_is_said_to_be_half_and_can_be_run_again(
    store: Store, target: Target
) -> None:
    store.replace(ONE)
    store.database.write(lambda tx: tx.run("MATCH (n:Resource) SET n.tag = 'wrong'"))
    killed = CONTEXT.Process(target=rebuild_some, args=(target,), daemon=True)
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    wrong = store.database.read("MATCH (n:Resource {tag: 'wrong'}) RETURN count(n) AS n")[0]["n"]
    assert 0 < wrong < len(ONE.triples) / 2
    with pytest.raises(BeingLoaded, match="db rebuild"):
        read(store.database, ONE_ROW, {}, consistent=True)
    assert read(store.database, ONE_ROW, {}).incomplete.names == (dataset_name(ONE.iri),)
    store.rebuild()
    assert snapshot(store.database) == expected([ONE])
    assert list(store.check()) == []
    assert read(store.database, ONE_ROW, {}).incomplete == Incomplete()


def rebuild_some(target: Target) -> None:
    """Be killed after some nodes."""
    done = rebuild._next
    pages = itertools.count()

    def some(*arguments: Any, **named: Any) -> object:
        if next(pages):
            os.kill(os.getpid(), signal.SIGKILL)
        return done(*arguments, **named)

    with (
        Database(target, limits=Limits(rebuilt=10)) as database,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(rebuild, "_next", some)
        Store(database, VOCABULARY).rebuild()


@pytest.mark.usefixtures("in_steps")
def test_no_file_counts_as_loaded_where_its_dataset_is_half_another(store: Store) -> None:
    load(store, ONE, "one")
    assert [one.written for one in store.unchanged("one")] == [0]
    with broken_off():
        load(store, TWO, "two")
    assert store.unchanged("one") == []
    assert store.unchanged("two") == []
    load(store, TWO, "two")
    assert [one.dataset for one in store.unchanged("two")] == [TWO.iri]


def test_no_file_counts_as_loaded_where_another_took_its_place(store: Store) -> None:
    load(store, ONE, "one")
    store.replace(TWO)
    assert store.unchanged("one") == []
    store.replace(ONE)
    assert store.unchanged("one") == [], "as it was, but of a file that nobody knows"


def test_no_file_counts_as_loaded_where_the_view_is_of_another_ontology(
    store: Store, database: Database
) -> None:
    load(store, ONE, "one")
    assert Store(database, vocabulary()).unchanged("one") == []


@pytest.mark.parametrize("value", [None, 42, ["x"]])
def test_a_target_that_was_edited_does_not_keep_a_dataset_from_leaving(
    value: object, store: Store
) -> None:
    store.replace(ONE)
    edit = "MATCH (:Resource {iri: $iri})-[:KNOWS]->(m) SET m.iri = $value"
    given = {"iri": f"{EX}s49", "value": value}
    assert store.database.write(lambda tx: tx.run(edit, given)) == []
    store.drop(ONE.iri)
    store.rebuild()
    assert list(store.check()) == []


@pytest.mark.usefixtures("store")
def test_writers_that_meet_in_a_deadlock_are_tried_again(target: Target) -> None:
    both = Barrier(2)
    began: Counter[str] = Counter()

    def write(first: str, second: str) -> None:
        def task(tx: Transaction) -> None:
            began[first] += 1
            for name in (first, second):
                tx.run("MERGE (n:Resource {iri: $name}) SET n.name = 1", {"name": name})
                if began[first] == 1 and name == first:
                    both.wait(30)

        with Database(target) as database:
            database.write(task, patient=True)

    with ThreadPoolExecutor(2) as pool:
        for one in [pool.submit(write, "x", "y"), pool.submit(write, "y", "x")]:
            one.result()
    assert began.total() > len(began), "one of them was ended by the server"


@pytest.mark.usefixtures("in_steps")
@pytest.mark.parametrize("before", [None, TWO], ids=["first", "replaced"])
def test_a_load_without_room_for_its_data_marks_nothing(
    before: DatasetContent | None, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before:
        store.replace(before)
    was = snapshot(store.database)
    with Staging.of([ONE]) as staging:
        limit(monkeypatch, store.database, spill=10)
        monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
        with pytest.raises(SystemFailed, match=r"/nowhere.* Nothing was written\.$"):
            store.load(staging)
    assert snapshot(store.database) == was
    assert not any(info.loading for info in store.datasets())


@pytest.mark.usefixtures("in_steps")
def test_an_error_says_what_it_leaves(store: Store) -> None:
    def full(_: int) -> None:
        raise LimitExceeded("Enough.")

    with Staging.of([ONE]) as staging, pytest.raises(LimitExceeded) as caught:
        store.load(staging, progress=full)
    assert str(caught.value) == f"Enough. Half of {ONE.iri} is loaded: load it again, or drop it."
    assert [info.loading for info in store.datasets()] == [True]
    store.replace(ONE)
    assert snapshot(store.database) == expected([ONE])
