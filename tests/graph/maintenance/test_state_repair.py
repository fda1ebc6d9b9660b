"""Bookkeeping nodes that somebody edits by hand stop no command; `check` names, `rebuild` mends."""

from datetime import datetime
from functools import partial
from typing import Any

import pytest

from api.presentation import inventory
from graph.database.driver import Database
from graph.database.transaction import Transaction
from graph.maintenance import state_repair
from graph.rdf.formats import Format
from graph.read.export import export
from graph.spill.staging import Staging
from graph.state import version_gate
from graph.state.ledger import DATASET, LOAD
from graph.store import Store
from tests.graph.support import content, snapshot

ONE = content(":x a :Company ; :count 1 ; :knows :y .", "one")
TWO = content(":y :tag 'a' .", "two")
OTHER = content(":y :tag 'b' .", "two")
SOURCE = "a fingerprint"
# What each label's nodes have, in one list as long as the longest.
KINDS = {
    "Load": [*LOAD],
    "Dataset": [*DATASET, "source", "graph"],
    "Coopgraph": [*state_repair.STATE],
}
# What somebody makes of a property: of no type that it should have, or of no sense.
VALUES: dict[str, Any] = {
    "removed": None,
    "a text": "mine",
    "a number": -(2**63),
    "a list": ["urn:a", "urn:b"],
    "a time": datetime.fromisoformat("2999-01-01T00:00:00+00:00"),
}
# Each third of a node's properties is edited together.
THIRDS = 3
SET = "MATCH (n:{label}) WITH n ORDER BY elementId(n) SET n[$name] = $value"


def _use(store: Store) -> None:
    """Do all that people do, with whatever is there."""
    for info in store.datasets():
        inventory.dataset(info)
        store.loads(info.iri)
    for line in store.loads():
        inventory.entry(line)
    list(store.check())
    store.unchanged(SOURCE)
    with Staging.of([TWO]) as staging:
        store.preview(staging)


def _load(store: Store) -> None:
    with Staging.of([ONE, TWO]) as staging:
        staging.sources = {ONE.iri: SOURCE, TWO.iri: SOURCE}
        store.load(staging)


def _set(database: Database, label: str, name: str, value: Any) -> None:
    query = SET.format(label=label)
    if name in ("iri", "id"):  # unique, so one of them
        query = query.replace("ORDER BY elementId(n)", "ORDER BY elementId(n) LIMIT 1")
    database.write(lambda tx: tx.run(query, {"name": name, "value": value}))


class Undone(Exception):
    """Ends a transaction of which nothing is kept."""


@pytest.mark.parametrize("what", VALUES)
def test_edited_properties_stop_nobody_and_are_mended(
    what: str, store: Store, database: Database
) -> None:
    _load(store)
    wanted = snapshot(database)
    for third in range(THIRDS):
        for label, names in KINDS.items():
            for name in names[third::THIRDS]:
                _set(database, label, name, VALUES[what])
        _use(store)
        store.rebuild()
        left = [one.message for one in store.check()]
        assert all("load it again" in message for message in left), left
        assert store.rebuild() == 0
        _load(store)
        assert list(store.check()) == []
        assert snapshot(database) == wanted


@pytest.mark.parametrize("label", ["Load", "Coopgraph"])
def test_each_edit_is_named(label: str, store: Store, database: Database) -> None:
    _load(store)

    def edit(tx: Transaction, name: str) -> None:
        tx.run(SET.format(label=label), {"name": name, "value": [1, 2]})
        assert list(state_repair.differences(tx)), name
        raise Undone

    for name in [*KINDS[label], "mine"]:
        if name not in ("iri", "id"):
            with pytest.raises(Undone):
                database.write(partial(edit, name=name))


@pytest.mark.parametrize(
    "edit",
    [
        "MATCH (l:Load) SET l.note = 'mine'",
        "MATCH (c:Coopgraph) SET c.note = 'mine'",
        "MATCH (d:Dataset) SET d.note = 'mine'",
        "MATCH (l:Load) SET l.reed = l.read REMOVE l.read",
        "MATCH (l:Load) SET l:Resource:Dataset:Mine",
        "MATCH (c:Coopgraph) SET c:Resource:Dataset:Mine",
        "MATCH (d:Dataset) SET d:Load:Coopgraph",
        "MATCH (n:Resource) SET n:Load:Coopgraph",
        "CREATE (:Load)",
        "CREATE (:Coopgraph)",
        "CREATE (:Coopgraph {id: 99, loading: ['urn:mine']})",
        "MATCH (c:Coopgraph {id: 1}) SET c.loading = ['urn:mine']",
        "MATCH (c:Coopgraph) DETACH DELETE c",
    ],
)
def test_what_is_added_renamed_or_deleted_is_named_and_mended(
    edit: str, store: Store, database: Database
) -> None:
    _load(store)
    wanted = snapshot(database)
    database.write(lambda tx: tx.run(edit))
    assert list(store.check())
    _use(store)
    store.rebuild()
    assert list(store.check()) == []
    assert store.rebuild() == 0
    _load(store)
    assert snapshot(database) == wanted


def test_a_deleted_ledger_stops_nobody(store: Store, database: Database) -> None:
    _load(store)
    database.write(lambda tx: tx.run("MATCH (l:Load) DETACH DELETE l"))
    assert [info.last_load for info in store.datasets()] == [None, None]
    _use(store)
    _load(store)
    assert all(info.last_load for info in store.datasets())


def test_who_loads_or_drops_meets_no_edit(store: Store, database: Database) -> None:
    for name, value in [("turn", "x"), ("changes", 2**63 - 1), ("holder", "x"), ("claimed", 1)]:
        _load(store)
        _set(database, "Coopgraph", name, value)
        store.replace(OTHER)
        _set(database, "Coopgraph", name, value)
        store.drop(OTHER.iri)
        assert b"".join(export(database, Format.NTRIPLES))


def test_a_rebuild_lets_readers_in(store: Store, database: Database) -> None:
    _load(store)
    _set(database, "Coopgraph", "turn", -1)
    store.rebuild()
    assert not database.ask(version_gate.is_abandoned)
