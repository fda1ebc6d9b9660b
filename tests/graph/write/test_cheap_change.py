"""A change costs what it changes: counted in what the server is asked to write."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from graph.database.driver import Database
from graph.database.transaction import DIALECT, Transaction, row
from graph.rdf.records import DatasetContent
from graph.store import Store
from tests.graph.support import EX, content, limit

SUBJECTS = 500
# What every load writes: who is at work, and a line of the ledger.
BOOKKEEPING = ("c:Coopgraph", "gate:Coopgraph", "l:Load")
Written = Counter[str]


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Written:
    """What the server says that queries changed in the graph, in all."""
    counted: Written = Counter()

    def stream(self: Transaction, query: str, parameters: Any = None) -> Iterator[dict[str, Any]]:
        result = self._transaction.run(DIALECT + query, dict(parameters or {}))
        rows = [row(record) for record in result]
        if not any(one in query for one in BOOKKEEPING):
            counts = vars(result.consume().counters)
            counted.update({name: n for name, n in counts.items() if name[0] != "_" and n})
        yield from rows

    monkeypatch.setattr(Transaction, "stream", stream)
    return counted


@pytest.fixture(params=["at once", "in steps"], autouse=True)
def size(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    if request.param == "in steps":
        limit(monkeypatch, database, at_once=0, batch=300)


def made(changed: frozenset[int] = frozenset()) -> DatasetContent:
    lines = (
        f":s{n} a :Company ; :count {n} ; :tag '{'new' if n in changed else 'old'}' ; "
        f":knows :s{n // 2} ."
        for n in range(SUBJECTS)
    )
    return content("\n".join(lines))


def test_a_reload_without_change_writes_nothing(store: Store, written: Written) -> None:
    store.replace(made())
    assert written["relationships_created"] >= SUBJECTS
    written.clear()
    store.replace(made())
    assert written == Counter()
    last = store.loads()[-1]
    assert (last.subjects, list(last.changed), last.written, last.removed) == (0, [], 0, 0)
    assert last.unchanged == 4 * SUBJECTS


@pytest.mark.parametrize("changed", [{7}, {0, 10, 20, 499}])
def test_a_reload_touches_the_subjects_that_changed(
    changed: set[int], store: Store, written: Written
) -> None:
    store.replace(made())
    written.clear()
    store.replace(made(frozenset(changed)))
    last = store.loads()[-1]
    assert last.subjects == last.written == last.removed == len(changed)
    assert list(last.changed) == sorted(f"{EX}s{n}" for n in changed)
    assert last.unchanged == 4 * SUBJECTS - len(changed)
    # A node has few properties, its record two, and the dataset's own node three.
    assert written.keys() == {"properties_set"}
    assert written["properties_set"] <= 10 * len(changed) + 3
