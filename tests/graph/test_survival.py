"""A load that is killed at any moment and run again ends as one that never was.

`make soak N=300` kills as often; a usual run, a dozen times. Each time, something is loaded
first, replaced or dropped, at once or in steps, and the client, the server, both, the way
between them or the room on the disk of one of them is taken away. What is there then is
whole, or said to be half; and what was there already is not written again.
"""

import contextlib
import itertools
import os
import random
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import psutil
import pytest
from pyoxigraph import Quad, RdfFormat, parse

from graph.database.config.target import Target
from graph.database.driver import Database
from graph.database.local import LocalServer
from graph.database.transaction import Transaction
from graph.rdf.formats import Format
from graph.rdf.records import DatasetContent
from graph.read.export import export
from graph.state.write_lock import lock
from graph.store import Store
from ontology.errors import BeingLoaded, DatabaseUnavailable
from tests.graph.expected import expected
from tests.graph.loader import REFUSED, Loader, Task
from tests.graph.support import (
    VOCABULARY,
    Relay,
    canonical,
    content,
    snapshot,
    stated,
    stored,
)

pytestmark = pytest.mark.long

KILLS = int(os.environ.get("KILLS", "12"))
# The server three times in a dozen, because it takes long to come back.
VICTIMS = ["client", "cut", "client", "disk", "client", "full"]
VICTIMS += ["client", "cut", "client", "server", "client", "both"]
# Bytes that a file of a server with a full disk may have: less than its log has already.
FULL = 100_000
OTHER = content(":s1 :knows :s2 ; :tag 'other' . :s3 a :Person .", "other")
NOTHING = Task("")
NO_FILE = ("disk", "drop")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A server that may be killed."""
    local = LocalServer(tmp_path_factory.mktemp("killed"), heap="512m", usual_ports=(0, 0))
    try:
        yield local
    finally:
        local.stop()


def test_whatever_is_killed_a_second_run_completes_it(own: LocalServer) -> None:
    # Other moments in each long run; what comes of it is what the test is not to depend on.
    chance = random.Random(None if "KILLS" in os.environ else 1)  # noqa: S311
    seen: Counter[str] = Counter()
    took: dict[str, float] = {}
    with Database(own.start()) as database:
        Store(database, VOCABULARY).prepare()
        emptied(database)
        sizes = (at_once, large, apart)
        durations = {size(Task("a")): measured(database, size(Task("a"))) for size in sizes}
    kinds = list(itertools.product(("load", "replace", "drop"), sizes))
    try:
        for victim in itertools.islice(itertools.cycle(VICTIMS), KILLS):
            # A drop writes no file of its own.
            action, size = chance.choice([one for one in kinds if (victim, one[0]) != NO_FILE])
            before = size(Task("a")) if action != "load" else NOTHING
            task = size(NOTHING if action == "drop" else Task("b"))
            delay = chance.uniform(0, 1.1 * durations[size(Task("a"))])
            began = time.monotonic()
            found = killed(own, before, task, victim, delay)
            seen[what := f"{victim}, {action}, {size.__name__}: {found}"] += 1
            took[what] = max(took.get(what, 0), time.monotonic() - began)
    finally:  # a long run that is broken off has shown something too
        print(f"\n{seen.total()} kills")
        for line, count in sorted(seen.items()):
            print(f"{count:5} {line} (in {took[line]:.1f} s at most)")


def test_a_server_whose_disk_was_full_says_how_to_go_on(own: LocalServer) -> None:
    def write(tx: Transaction) -> None:
        tx.run("CREATE (:Full {text: $text})", {"text": "x" * 2 * FULL})

    with Database(own.start()) as database:
        pid = own.status().pid
        assert pid
        server = psutil.Process(pid)
        server.rlimit(psutil.RLIMIT_FSIZE, (FULL, FULL))
        try:
            for _ in range(2):  # the write that fails, and what is asked after it
                with pytest.raises(DatabaseUnavailable, match="coopgraph db stop"):
                    database.write(write)
        finally:
            kill(server)


def large(task: Task) -> Task:
    return replace(task, large=True)


def apart(task: Task) -> Task:
    return replace(task, large=True, apart=True)


def at_once(task: Task) -> Task:
    return task


def emptied(database: Database) -> None:
    """Leave nothing but another dataset about the same things, and the bookkeeping."""
    database.write(lambda tx: tx.run("MATCH (n) WHERE NOT n:Coopgraph DETACH DELETE n"))
    Store(database, VOCABULARY).replace(OTHER)


def measured(database: Database, task: Task) -> float:
    began = time.monotonic()
    task.run(database)
    took = time.monotonic() - began
    emptied(database)
    return took


def killed(own: LocalServer, before: Task, task: Task, victim: str, delay: float) -> str:
    """Kill a load; return what was there after it; and see that a second run completes it."""
    with Database(own.start()) as database:
        emptied(database)
        replace(before, large=False, apart=False).run(database)
    assert struck(own, task, victim, delay) in {0, REFUSED, -9}, f"{victim}, {delay:.3f} s"
    with Database(own.start()) as database:
        database.write(lock)  # the server has cleaned up
        found = left(database, before, task)
        resumed(database, replace(task, apart=False))
        wanted = [OTHER, *task.contents()]
        assert snapshot(database) == expected(wanted)
        assert exported(database) == canonical(itertools.chain(*map(stated, wanted)))
        assert list(Store(database, VOCABULARY).check()) == []
    return found


def struck(own: LocalServer, task: Task, victim: str, delay: float) -> int:
    """Run a load and take something away; return what its process ended with."""
    target = own.start()
    pid = own.status().pid
    assert pid
    server = psutil.Process(pid)
    if victim == "disk":
        task = replace(task, file_size=int(1_500 * delay))
    if victim == "cut":
        task = replace(task, patience=2)
    with cuttable(target) as relay:
        through = replace(target, uri=f"bolt://127.0.0.1:{relay.port}")
        loader = Loader(through if victim == "cut" else target, task)
        loader.begin()
        if victim != "disk":
            time.sleep(delay)
        if victim == "cut":
            relay.cut()
        if victim in {"server", "both"}:
            kill(server)
        if victim in {"client", "both"}:
            loader.process.kill()
        if victim == "full":
            server.rlimit(psutil.RLIMIT_FSIZE, (FULL, FULL))
        code = loader.end()
        if victim == "full":  # Neo4j wants to be started anew
            kill(server)
        return code


def kill(process: psutil.Process) -> None:
    process.kill()
    psutil.wait_procs([process], timeout=120)


@contextlib.contextmanager
def cuttable(target: Target) -> Iterator[Relay]:
    address = urlsplit(target.uri)
    relay = Relay(str(address.hostname), address.port or 0)
    try:
        yield relay
    finally:
        relay.cut()


def left(database: Database, before: Task, task: Task) -> str:
    """Say what a kill left: all as before, all as after, or a half that is said to be one."""
    found = snapshot(database)
    whole = {"before": [OTHER, *before.contents()], "after": [OTHER, *task.contents()]}
    for name, contents in whole.items():
        if found == expected(contents):
            return name
    # Dropping, one dataset after the other goes; loading, all of them come.
    rest = [one for one in whole["before"] if one.iri in {it.iri for it in datasets(database)}]
    if not task.word and found == expected(rest):
        return "one after the other"
    assert task.large, "half of a load that was one transaction"
    with pytest.raises(BeingLoaded):
        list(export(database, Format.NQUADS))
    assert any("half loaded" in one.message for one in Store(database, VOCABULARY).check())
    return "half"


def datasets(database: Database) -> list[DatasetContent]:
    return [DatasetContent(one.iri, []) for one in Store(database, VOCABULARY).datasets()]


def resumed(database: Database, task: Task) -> None:
    """Run it again: it writes what is not there yet, and no more."""
    held = {quad for quad in stored(database) if str(quad.graph_name)[1:-1] in task.iris}
    wanted = {quad for one in task.contents() for quad in stated(one)}
    done = task.run(database).values()
    assert sum(one.written for one in done) == len(wanted - held)
    assert sum(one.removed for one in done) == len(held - wanted)
    assert sum(one.unchanged for one in done) == len(held & wanted)


def exported(database: Database) -> object:
    quads: list[Quad] = list(
        parse(b"".join(export(database, Format.NQUADS)), format=RdfFormat.N_QUADS)
    )
    return canonical(quads)


# Two loads at once.


@pytest.mark.parametrize("same", [True, False], ids=["same", "others"])
@pytest.mark.parametrize("larges", [(False, False), (True, False), (True, True)])
def test_two_loads_at_once_do_not_harm_each_other(
    same: bool, larges: tuple[bool, bool], store: Store, target: Target
) -> None:
    first = Task("one", large=larges[0])
    second = Task("two", name="made" if same else "else", large=larges[1])
    loaders = [Loader(target, task) for task in (first, second)]
    for one in loaders:
        one.begin()
    assert [one.end() for one in loaders] == [0, 0]
    said = [task.contents() for task in (first, second)]
    outcomes = said if same else [[*said[0], *said[1]]]
    assert snapshot(store.database) in [expected(one) for one in outcomes]
    assert list(store.check()) == []


def test_no_room_for_what_is_read_is_a_sentence(
    store: Store, target: Target, capfd: pytest.CaptureFixture[str]
) -> None:
    loader = Loader(target, Task("one", file_size=10))
    loader.begin()
    assert loader.end() == REFUSED
    assert snapshot(store.database) == ([], [])
