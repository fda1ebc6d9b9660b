"""Direct links in the database: there with their participation, changed and gone with it."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from pyoxigraph import RdfFormat, parse

from graph.database.driver import Database
from graph.database.transaction import Transaction
from graph.rdf import record_parts
from graph.rdf.formats import Format
from graph.rdf.records import DatasetContent
from graph.read.export import export
from graph.read.stored import stored_direct_links, stored_weight
from graph.store import Store
from ontology.errors import InvalidConfiguration
from tests.graph.expected import expected
from tests.graph.rdf.test_record_parts import shorten
from tests.graph.support import EX, VOCABULARY, canonical, content, limit, snapshot, stated

PARTY = ":p coop:participant :huawei ; coop:inAct :agreement ; coop:role :party ."
A = f"{PARTY} :huawei a :Company . :agreement :tag 'signed' ."
B = ":p coop:participant :huawei ; coop:role :signatory . :q :knows :p . :huawei :tag 'b' ."
C = """:p coop:inAct :other ; :tag 'c' .
:q coop:participant :huawei , :p ; coop:inAct :agreement ; coop:role :party ."""
DIRECT = "MATCH (a)-[r:PARTY_TO|SIGNED]->(x) RETURN a.iri AS a, type(r) AS type, x.iri AS x"
FOUND = "MATCH (a:Resource {iri: $a})-[r:PARTY_TO]->(x) RETURN x.iri AS x, properties(r) AS r"


@pytest.fixture(params=["at once", "in steps"], autouse=True)
def size(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, database: Database
) -> None:
    if request.param == "in steps":
        limit(monkeypatch, database, at_once=0, batch=2)


def is_whole(store: Store, *contents: DatasetContent) -> None:
    """See that the graph is what just these datasets make, and that so it is found to be."""
    assert snapshot(store.database) == expected(contents)
    assert list(store.check()) == []


def many(participants: range, acts: range = range(1), name: str = "a") -> DatasetContent:
    """Return a participation of so many."""
    taking = " , ".join(f":actor{n}" for n in participants)
    within = " , ".join(f":act{n}" for n in acts)
    telling = f":p coop:participant {taking} ; coop:inAct {within} ; coop:role :party ."
    return content(f"{telling} :p a :Company ; skos:prefLabel 'P'@en .", name)


def test_a_first_query_finds_what_an_actor_is_party_to(store: Store, database: Database) -> None:
    store.replace(content(A))
    assert database.read(FOUND, {"a": EX + "huawei"}) == [
        {"x": EX + "agreement", "r": {"datasets": [EX + "a"], "participation": EX + "p"}}
    ]
    store.drop(EX + "a")
    assert snapshot(database) == ([], [])


@pytest.mark.parametrize("order", list(itertools.permutations("abc")))
def test_the_order_of_loads_and_drops_does_not_matter(order: tuple[str, ...], store: Store) -> None:
    texts = {"a": content(A, "a"), "b": content(B, "b"), "c": content(C, "c")}
    there: list[DatasetContent] = []
    for name in order:
        store.replace(texts[name])
        there.append(texts[name])
        is_whole(store, *there)
    while there:
        store.drop(there.pop(0).iri)
        is_whole(store, *there)


def test_two_participations_of_one_actor_in_one_act_are_two_links(
    store: Store, database: Database
) -> None:
    twice = content(A + PARTY.replace(":p ", ":q "))
    store.replace(twice)
    is_whole(store, twice)
    rows = database.read(FOUND, {"a": EX + "huawei"})
    assert {row["r"]["participation"] for row in rows} == {EX + "p", EX + "q"}
    store.replace(content(A))
    is_whole(store, content(A))


@pytest.mark.parametrize(
    "after",
    [
        A.replace(":participant :huawei", ":participant :zte"),
        A.replace(":role :party", ":role :signatory"),
        A.replace(":inAct :agreement", ":inAct :other"),
        A.replace("coop:inAct :agreement ; ", ""),
        A.replace(PARTY, ":huawei :knows :p ."),
        A.replace(":role :party", ":role :no_role"),
        A.replace(":participant :huawei", ":participant :agreement"),
        ":agreement :tag 'alone' .",
        f"{PARTY} :p :tag 'more' .",
    ],
)
def test_a_participation_that_changes_changes_its_links(after: str, store: Store) -> None:
    for text in (A, after, A):
        store.replace(content(text))
        is_whole(store, content(text))


def test_an_actor_of_whom_nobody_speaks_keeps_its_links(store: Store) -> None:
    described = content(":huawei a :Company ; :knows :zte . :agreement :tag 'x' .", "b")
    store.replace(content(PARTY))
    store.replace(described)
    is_whole(store, content(PARTY), described)
    store.drop(described.iri)
    is_whole(store, content(PARTY))


def test_nodes_stay_for_no_direct_link(store: Store, database: Database) -> None:
    """Nobody speaks of the participant and the act, and only the participation names them."""
    store.replace(content(PARTY))
    assert len(database.read(DIRECT)) == 1
    store.replace(content(":else :tag 'x' ."))
    is_whole(store, content(":else :tag 'x' ."))


def test_a_hub_of_direct_links_is_no_large_node(
    store: Store, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = 60
    hub = content(
        "".join(
            PARTY.replace(":p ", f":p{n} ").replace("ment ;", f"ment{n} ;") for n in range(number)
        )
        + ":huawei a :Company ; :knows :zte ."
    )
    store.replace(hub)
    limit(monkeypatch, database, links=20, read=20)
    is_whole(store, hub)
    with database.reading() as tx:
        assert stored_weight.of_stored(tx, [EX + "huawei"], VOCABULARY) == {EX + "huawei": 2}
    assert len(database.read(FOUND, {"a": EX + "huawei"})) == number
    more = content(":huawei :tag 'b' .", "b")
    store.replace(more)
    is_whole(store, hub, more)
    store.drop(hub.iri)
    is_whole(store, more)


@pytest.mark.parametrize(
    "size", ["at once", pytest.param("in steps", marks=pytest.mark.long)], indirect=True
)
def test_very_many_participations_between_the_same_two(store: Store) -> None:
    each = [PARTY.replace(":p ", f":p{n} ") for n in range(400)]
    for some in (each, each[7:], [line.replace(":party", ":signatory") for line in each], []):
        same = content("".join(some) + ":huawei a :Company .")
        store.replace(same)
        is_whole(store, same)


def test_a_participation_of_more_than_a_hundred_has_none(store: Store) -> None:
    steps = (range(3), range(100), range(101), range(300), range(2))
    for participants in steps:
        store.replace(many(participants))
        is_whole(store, many(participants))
    shared = many(range(60, 70), range(12), "b")
    store.replace(shared)
    is_whole(store, many(range(2)), shared)
    store.drop(EX + "a")
    is_whole(store, shared)


def test_a_long_record_of_a_participation_tells_the_same(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    shorten(monkeypatch)
    monkeypatch.setattr(record_parts, "WEIGHT", 5)
    limit(monkeypatch, store.database, links=30, read=30)
    there: dict[str, DatasetContent] = {}
    for name, participants, acts in (
        ("a", range(40), range(1)),
        ("b", range(30, 90), range(1)),
        ("a", range(95), range(1)),
        ("b", range(110), range(1)),
        ("a", range(2), range(1, 50)),
        ("b", range(1), range(1)),
        ("a", range(0, 80, 2), range(1)),
    ):
        there[name] = many(participants, acts, name)
        store.replace(there[name])
        is_whole(store, *there.values())
    assert store.rebuild() == 0
    for one in (*there.values(),):
        store.drop(one.iri)
    assert snapshot(store.database) == ([], [])


@pytest.mark.parametrize("form", [Format.NQUADS, Format.TRIG, Format.JSONLD])
def test_an_export_has_none(form: Format, store: Store, size: None) -> None:
    contents = [content(A, "a"), content(B, "b")]
    for one in contents:
        store.replace(one)
    exported = b"".join(export(store.database, form))
    found = parse(
        exported,
        format=getattr(RdfFormat, {"nquads": "N_QUADS", "trig": "TRIG"}.get(form.value, "JSON_LD")),
    )
    assert canonical(found) == canonical(quad for one in contents for quad in stated(one))
    assert b"PARTY_TO" not in exported


def test_a_graph_made_before_there_were_any_is_made_anew(store: Store, database: Database) -> None:
    store.replace(content(A))
    wanted = snapshot(database)

    def as_before(tx: Transaction) -> None:
        tx.run("MATCH ()-[r:PARTY_TO|SIGNED]->() DELETE r")
        tx.run("MATCH (c:Coopgraph {id: 1}) SET c.digest = '3' + substring(c.digest, 1)")

    database.write(as_before)
    assert any("lacks a link PARTY_TO" in found.message for found in store.check())
    with pytest.raises(InvalidConfiguration, match="another version"):
        store.replace(content(A))
    assert store.prepare()
    assert snapshot(database) == wanted
    assert list(store.check()) == []


def test_what_has_no_participation_costs_no_look(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = list[str]()
    stream = Transaction.stream

    def noted(self: Transaction, query: str, parameters: Any = None) -> Iterator[dict[str, Any]]:
        asked.append(query)
        return stream(self, query, parameters)

    store.replace(content(A))
    monkeypatch.setattr(Transaction, "stream", noted)
    store.replace(content(A))  # nothing new
    store.replace(content(f"{A} :huawei :tag 'more' ."))
    assert stored_direct_links.BETWEEN not in asked
    store.replace(content(f"{A} :p :tag 'more' ."))
    assert asked.count(stored_direct_links.BETWEEN) == 1
