"""Subjects of very many links: the graph is the same in parts, whatever is loaded when."""

import random
from collections.abc import Iterator
from functools import partial
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from graph.database.driver import Database
from graph.database.transaction import Transaction
from graph.rdf import record_parts
from graph.rdf.formats import Format
from graph.rdf.records import DatasetContent
from graph.read.export import export, quads
from graph.state.ledger import Changes
from graph.store import Store
from tests.graph.expected import expected
from tests.graph.rdf.test_record_parts import shorten
from tests.graph.support import EX, canonical, content, limit, snapshot, stated, stored

NAMES = ("a", "b")


@pytest.fixture(params=["at once", "in steps"], autouse=True)
def sizes(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    """Let records and nodes be long from few statements on."""
    shorten(monkeypatch)
    monkeypatch.setattr(record_parts, "WEIGHT", 5)
    limit(monkeypatch, database, links=30)
    if request.param == "in steps":
        limit(monkeypatch, database, at_once=0, batch=40)


def hub(name: str, numbers: Iterator[int] | range, more: str = "") -> DatasetContent:
    links = " ".join(f":hub :knows :s{n} ; :u :t{n % 7} . :s{n} :tag '{n}' ." for n in numbers)
    return content(f"{links} {more}", name)


ABOUT = ":hub a :Company ; skos:prefLabel 'Hub'@en ; :count 7 ; :zeal 'none' ."


def is_whole(store: Store, *contents: DatasetContent) -> None:
    """See that graph, records, exports and bookkeeping are those of just these datasets."""
    assert snapshot(store.database) == expected(contents)
    said = [quad for one in contents for quad in stated(one)]
    assert canonical(stored(store.database)) == canonical(said)
    assert list(store.check()) == []
    nquads = b"".join(export(store.database, Format.NQUADS))
    assert canonical(parse(nquads, format=RdfFormat.N_QUADS)) == canonical(said)
    lines = b"".join(export(store.database, Format.NTRIPLES)).splitlines()
    assert len(lines) == len(set(lines)) == len({quad.triple for quad in said})
    turtle = parse(b"".join(export(store.database, Format.TURTLE)), format=RdfFormat.TURTLE)
    assert {quad.triple for quad in turtle} == {quad.triple for quad in said}


def test_a_hub_is_loaded_changed_shared_and_dropped(store: Store) -> None:
    first = hub("a", range(100), ABOUT)
    assert store.replace(first).written == len(first.triples)
    said = [one for one in quads(store.database) if one.statements.startswith(f"<{EX}hub>")]
    assert len(said) > 5
    is_whole(store, first)
    more = hub("a", range(101), ABOUT)
    assert store.replace(more) == Changes(
        len(more.triples) - len(first.triples), len(first.triples)
    )
    is_whole(store, more)
    shared = hub("b", range(90, 130), ":hub a :Person ; skos:altLabel 'Naf'@fr .")
    store.replace(shared)
    is_whole(store, more, shared)
    short = content(":hub :knows :s3 .", "c")
    store.replace(short)
    is_whole(store, more, shared, short)
    assert store.replace(hub("a", range(3))).removed > 100
    is_whole(store, hub("a", range(3)), shared, short)
    for one in (shared, short):
        assert store.drop(one.iri).removed == len(one.triples)
    is_whole(store, hub("a", range(3)))
    store.drop(first.iri)
    assert snapshot(store.database) == ([], [])


@pytest.mark.parametrize("seed", range(1))
def test_any_order_of_loads_leaves_the_same_graph(seed: int, store: Store) -> None:
    chosen = random.Random(seed)  # noqa: S311  the same each time
    there: dict[str, DatasetContent] = {}
    for _ in range(6):
        name = chosen.choice(NAMES)
        share = chosen.choice((0.02, 0.5, 0.9))
        numbers = iter([n for n in range(120) if chosen.random() < share])
        made = hub(name, numbers, chosen.choice((ABOUT, "", f":hub :count {name!r} .")))
        done = store.replace(made)
        before = {*there[name].triples} if name in there else set()
        after = set(made.triples)
        wanted = (len(after - before), len(after & before), len(before - after))
        assert done == Changes(*wanted)
        there[name] = made
    is_whole(store, *there.values())
    rebuilt = snapshot(store.database)
    assert store.rebuild() == 0
    assert snapshot(store.database) == rebuilt


def test_one_more_statement_reads_and_writes_a_part_of_the_hub(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, store.database, read=100)
    store.replace(hub("a", range(400), ABOUT))
    asked = [0]
    stream = Transaction.stream

    def counted(self: Transaction, query: str, parameters: Any = None) -> Iterator[dict[str, Any]]:
        for row in stream(self, query, parameters):
            asked[0] += len(str(row.get("statements", ""))) + len(str(row.get("links", "")))
            yield row

    monkeypatch.setattr(Transaction, "stream", counted)
    store.replace(hub("a", range(401), ABOUT))
    in_its_own, asked[0] = asked[0], 0
    store.replace(content(":hub :knows :s1000 .", "b"))
    whole = sum(len(str(triple)) for triple in hub("a", range(400)).triples)
    assert in_its_own < whole / 5
    assert asked[0] < whole / 5


EDITS = (
    "MATCH (n:Resource {iri: $hub})-[r:KNOWS]->() WITH r LIMIT 3 DELETE r",
    "MATCH (n:Resource {iri: $hub})-[r:KNOWS]->() WITH r LIMIT 3 SET r.datasets = ['mine']",
    "MATCH (n:Resource {iri: $hub})-[r:KNOWS]->(m) WITH n, m, r LIMIT 3 "
    "CREATE (n)-[s:KNOWS]->(m) SET s = properties(r)",
    "MATCH (n:Resource {iri: $hub}) CREATE (n)-[:KNOWS]->(:Resource {iri: 'urn:mine'})",
    "MATCH (n:Resource {iri: $hub}) SET n:Person, n.name = 'mine'",
    # Parts of the record on another node: they say themselves where they belong.
    "MATCH (:Resource {iri: $hub})-[r:DESCRIBED_IN]->(d) WITH d, r LIMIT 2 "
    "CREATE (:Resource {iri: 'urn:mine' + r.start})-[s:DESCRIBED_IN]->(d) SET s = properties(r) "
    "DELETE r",
)


@pytest.mark.long
def test_edits_of_a_hub_are_found_and_mended(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, store.database, characters=1)  # so that each record is put back by itself
    whole = hub("a", range(100), ABOUT)
    store.replace(whole)
    for edit in EDITS:
        store.database.write(partial(Transaction.run, query=edit, parameters={"hub": f"{EX}hub"}))
        assert {one.key for one in store.check()} >= {f"{EX}hub"}
        assert store.rebuild() > 0
        is_whole(store, whole)
    text = "MATCH (:Resource {iri: $hub})-[r:DESCRIBED_IN]->() WITH r LIMIT 1 SET r.statements = ''"
    store.database.write(lambda tx: tx.run(text, {"hub": f"{EX}hub"}))
    assert any("another record" in one.message for one in store.check())
    store.rebuild()
    store.replace(whole)
    is_whole(store, whole)
