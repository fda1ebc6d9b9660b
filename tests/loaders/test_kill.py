"""A load that is killed in the middle and run again ends in the same graph."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from graph.store import Store
from graph.target import Target
from loaders.load import OWN, load
from tests.graph.support import empty, snapshot
from tests.loaders.conftest import Write

ROOT = Path(__file__).parents[2]
LOAD = """
import sys
from pathlib import Path
from graph.database import Database
from graph.store import Store
from graph.target import Target
from graph import loading, steps
from loaders.load import load
from ontology.vocabulary import vocabulary
loading.AT_ONCE = steps.STEP = 100
uri, user, password, path = sys.argv[1:]
with Database(Target(uri, user, password)) as database:
    load([Path(path)], Store(database, vocabulary()), validate=False)
"""
GRAPHS = [f"https://e.org/g{number}" for number in range(8)]


def test_killing_a_load_and_running_it_again_ends_the_same(
    store: Store, target: Target, write: Write
) -> None:
    path = write("many.nq", "\n".join(map(graph, GRAPHS)), bare=True)
    killed_after(store, target, path)
    assert {info.statements for info in store.datasets() if info.iri != OWN} == {0}
    assert any("half loaded" in difference.message for difference in store.check())
    load([path], store, validate=False)
    resumed = snapshot(store.database)
    empty(store.database)
    load([path], store, validate=False)
    assert without_times(snapshot(store.database)) == without_times(resumed)
    assert not list(store.check())


def graph(iri: str) -> str:
    """Return 200 statements that share their nodes with the other graphs."""
    return "\n".join(f"<e:s{n}> <e:p> <e:o{n % 50}> <{iri}> ." for n in range(200))


def killed_after(store: Store, target: Target, path: Path) -> None:
    """Start a load in a process of its own and kill it when its first dataset is there."""
    login = [target.uri, target.user, target.password]
    process = subprocess.Popen([sys.executable, "-c", LOAD, *login, str(path)], cwd=ROOT)
    deadline = time.monotonic() + 60
    while not any(info.iri in GRAPHS for info in store.datasets()):
        assert process.poll() is None, "it ended before it could be killed"
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.kill(process.pid, signal.SIGKILL)
    assert process.wait() == -signal.SIGKILL


def without_times(graph: tuple[list[object], list[object]]) -> tuple[list[object], list[object]]:
    """Leave out the datasets' own nodes, which say when they were loaded."""
    nodes, relationships = graph
    return [node for node in nodes if "loaded_at" not in str(node)], relationships
