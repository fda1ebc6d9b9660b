"""A load that is killed leaves the graph as before or as after, and the next one completes it."""

import json
import os
import random
import subprocess
import sys
import time
from dataclasses import asdict
from pathlib import Path

import pytest

from graph.database import Database
from graph.records import DatasetContent
from graph.store import Store
from graph.target import Target
from tests.graph.support import content, snapshot

ROOT = Path(__file__).parents[2]
LOADER = """
import json, os
from graph.database import Database
from graph.store import Store
from graph.target import Target
from tests.graph.support import VOCABULARY
from tests.graph.test_kill import made
wanted = made("new")
with Database(Target(**json.loads(os.environ["TARGET"]))) as database:
    print("ready", flush=True)
    Store(database, VOCABULARY).replace(wanted)
    print("done", flush=True)
"""


def made(word: str, subjects: int = 1_500) -> DatasetContent:
    """Return a dataset that takes some seconds to write; a tenth is the same for all words."""
    lines = [
        f":s{n} a :Company ; skos:prefLabel '{word if n % 10 else 'same'} {n}'@en ; "
        f":knows :s{n // 2}, :{word}{n} ; :p {n} ."
        for n in range(subjects)
    ]
    return content("\n".join(lines), "made")


@pytest.mark.parametrize("moment", range(4))
def test_a_killed_load_leaves_no_half(
    moment: int, store: Store, database: Database, target: Target
) -> None:
    store.replace(made("old"))
    before = snapshot(database)
    # A different moment in each run; where it kills is what the test is not to depend on.
    killed_load(target, 0.1 + moment * 0.4 + random.random() / 4)  # noqa: S311
    store.replace(made("old"))  # waits until the server has cleaned up
    assert snapshot(database) == before
    store.replace(made("new"))
    after = snapshot(database)
    store.drop(made("new").iri)
    store.replace(made("new"))
    assert snapshot(database) == after
    assert list(store.check()) == []


def killed_load(target: Target, seconds: float) -> None:
    """Start a load in a process of its own and kill it after so many seconds of writing."""
    environment = os.environ | {"TARGET": json.dumps(asdict(target)), "PYTHONPATH": str(ROOT)}
    loader = subprocess.Popen(
        [sys.executable, "-c", LOADER], env=environment, stdout=subprocess.PIPE, text=True
    )
    with loader:
        assert loader.stdout
        assert loader.stdout.readline() == "ready\n"
        time.sleep(seconds)
        loader.kill()
