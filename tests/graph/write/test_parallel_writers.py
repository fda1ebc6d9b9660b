"""Writers that are processes of their own: what they write, and how they end."""

import os
import time

import psutil
import pytest

from graph.database.config.target import Target
from graph.store import Store
from graph.system.processes import processes
from ontology.errors import LimitExceeded
from tests.graph.expected import expected
from tests.graph.loader import REFUSED, Loader, Task
from tests.graph.support import snapshot

pytestmark = pytest.mark.long

APART = Task("one", subjects=1_500, large=True, apart=True)


def test_processes_write_what_one_transaction_writes(store: Store) -> None:
    done = APART.run(store.database)
    assert snapshot(store.database) == expected(APART.contents())
    assert sum(one.written for one in done.values()) == sum(
        info.statements for info in store.datasets()
    )
    assert list(store.check()) == []


def test_writers_end_with_the_process_that_started_them(store: Store, target: Target) -> None:
    loader = Loader(target, APART)
    loader.begin()
    writers = begun(psutil.Process(loader.process.pid))
    loader.process.kill()
    loader.end()
    _, alive = psutil.wait_procs(writers, timeout=120)
    assert alive == []


def test_a_load_whose_writer_is_ended_is_refused_and_can_be_run_again(
    store: Store, target: Target
) -> None:
    loader = Loader(target, APART)
    loader.begin()
    begun(psutil.Process(loader.process.pid))[0].kill()
    assert loader.end() == REFUSED
    APART.run(store.database)
    assert snapshot(store.database) == expected(APART.contents())


def test_a_process_that_is_ended_from_outside_is_told_in_a_sentence() -> None:
    with pytest.raises(LimitExceeded, match="ended from outside"), processes() as pool:
        pool.submit(os._exit, 1).result()


def begun(process: psutil.Process) -> list[psutil.Process]:
    """Wait until a process has writers, and return them."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        writers = [one for one in process.children() if "spawn_main" in " ".join(one.cmdline())]
        if writers:
            return writers
        time.sleep(0.01)
    raise AssertionError("it started no writers")
