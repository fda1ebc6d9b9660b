"""What is loaded goes out again, however long its texts are: one weight for all of it."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from graph.database.driver import Database
from graph.database.local import LocalServer
from graph.spill.staging import Staging
from graph.store import Store
from ontology.errors import LimitExceeded
from tests.graph.support import EX, VOCABULARY

pytestmark = pytest.mark.long

# Neo4j's memory here; the data would not fit into one transaction.
HEAP = "200m"
MUCH = "UNWIND range(1, 20000000) AS x RETURN collect(toString(x)) AS all"
SUBJECTS, LENGTH = 70, 1_000_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store on a server with little memory."""
    local = LocalServer(tmp_path_factory.mktemp("little"), heap=HEAP, usual_ports=(0, 0))
    try:
        with Database(local.start()) as database:
            store = Store(database, VOCABULARY)
            store.prepare()
            yield store
    finally:
        local.stop()


@contextmanager
def texts(word: str, length: int = LENGTH) -> Iterator[Staging]:
    with Staging() as staging:
        for number in range(SUBJECTS):
            text = f"{number} {word * (length // len(word))}"
            staging.add(f"{EX}texts", [f'<{EX}{number}> <{EX}text> "{text}" .'])
        yield staging


def test_long_texts_are_loaded_and_replaced_and_dropped(store: Store) -> None:
    for word in ("word ", "other "):
        with texts(word) as staging:
            changes = store.load(staging)[f"{EX}texts"]
            assert changes.written == SUBJECTS
    store.rebuild()
    assert list(store.check()) == []
    assert store.drop(f"{EX}texts").removed == SUBJECTS
    assert store.datasets() == []


def test_a_transaction_without_memory_names_the_setting(store: Store) -> None:
    with pytest.raises(LimitExceeded, match="COOPGRAPH_HEAP"):
        store.database.read(
            "UNWIND range(1, 20000000) AS x RETURN collect(toString(x)) AS all", timeout=300
        )
