"""An edit made by hand is found by `check` and mended by `rebuild`."""

import pytest

from graph.database.driver import Database
from graph.store import Store
from ontology.stated import Stated
from ontology.vocabulary import read
from tests.graph.support import EX, ONTOLOGY, PREFIXES, VOCABULARY, content, snapshot

DATA = ":p coop:participant :x ; coop:inAct :y ; coop:role :party . "
DATA += ":x a :Company ; skos:prefLabel 'X'@en ; :count 1 ; :knows :y ; :u :z . :y :tag 'a' ."
EDITS = {
    "a label too much": "MATCH (n {iri: $x}) SET n:Person",
    "a label less": "MATCH (n {iri: $x}) REMOVE n:Actor",
    "no longer a resource": "MATCH (n {iri: $x}) REMOVE n:Resource",
    "another value": "MATCH (n {iri: $x}) SET n.count = 2",
    "another type": "MATCH (n {iri: $x}) SET n.count = 1.0",
    "a property too much": "MATCH (n {iri: $y}) SET n.note = 'mine'",
    "a property less": "MATCH (n {iri: $x}) REMOVE n.name_en",
    "another iri": "MATCH (n {iri: $x}) SET n.iri = 'urn:other'",
    "no iri": "MATCH (n {iri: $x}) REMOVE n.iri",
    "a link too much": "MATCH (a {iri: $y}), (b {iri: $x}) CREATE (a)-[:KNOWS {datasets: []}]->(b)",
    "the same link twice": (
        "MATCH (a {iri: $x})-[r:KNOWS]->(b) CREATE (a)-[s:KNOWS]->(b) SET s = properties(r)"
    ),
    "a link less": "MATCH ({iri: $x})-[r:LINK]->() DELETE r",
    "another dataset on a link": "MATCH ()-[r:KNOWS]->() SET r.datasets = ['mine']",
    "a property on a link": "MATCH ()-[r:KNOWS]->() SET r.since = 2020",
    "a bare node less": "MATCH (n {iri: $z}) DETACH DELETE n",
    "a node too much": "CREATE (:Resource {iri: 'urn:mine'})",
    "a node without iri": "CREATE (:Resource {name: 'mine'})",
    "nodes too much": (
        "CREATE (a:Resource:Person {iri: 'urn:a'})-[:KNOWS]->(:Resource {iri: 'urn:b'}), "
        "(a)-[:KNOWS]->(a)"
    ),
    "a link to a node of one's own": "MATCH (n {iri: $x}) CREATE (n)-[:KNOWS]->(:Note)",
    "a direct link less": "MATCH ()-[r:PARTY_TO]->() DELETE r",
    "a direct link of nobody": (
        "MATCH (a {iri: $y}), (b {iri: $x}) CREATE (a)-[:SIGNED {datasets: []}]->(b)"
    ),
    "a direct link of another role": (
        "MATCH (a)-[r:PARTY_TO]->(b) CREATE (a)-[s:SIGNED]->(b) SET s = properties(r)"
    ),
    "a direct link twice": (
        "MATCH (a)-[r:PARTY_TO]->(b) CREATE (a)-[s:PARTY_TO]->(b) SET s = properties(r)"
    ),
    "a direct link the wrong way": (
        "MATCH (a)-[r:PARTY_TO]->(b) CREATE (b)-[s:PARTY_TO]->(a) SET s = properties(r)"
    ),
    "a direct link of another participation": (
        "MATCH ()-[r:PARTY_TO]->() SET r.participation = 'urn:mine'"
    ),
    "another dataset on a direct link": "MATCH ()-[r:PARTY_TO]->() SET r.datasets = ['mine']",
    "a property on a direct link": "MATCH ()-[r:PARTY_TO]->() SET r.since = 2020",
    "a direct link between nodes too much": (
        "MATCH (p)-[:ROLE]->() CREATE (:Resource {iri: 'urn:a'})"
        "-[:PARTY_TO {datasets: [], participation: p.iri}]->(:Resource {iri: 'urn:b'})"
    ),
    "no participant": "MATCH ()-[r:PARTICIPANT]->() DELETE r",
    "neither participant nor act": "MATCH ()-[r:PARTICIPANT|IN_ACT]->() DELETE r",
    "too many participants for a direct link": (
        "MATCH (p)-[:ROLE]->() UNWIND range(1, 150) AS n "
        "CREATE (p)-[:PARTICIPANT {datasets: []}]->(:Resource {iri: 'urn:' + n})"
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_found_and_mended(edit: str, store: Store, database: Database) -> None:
    store.replace(content(DATA))
    wanted = snapshot(database)
    assert list(store.check()) == []
    names = {"x": EX + "x", "y": EX + "y", "z": EX + "z"}
    database.write(lambda tx: tx.run(EDITS[edit], names))
    assert list(store.check())
    assert store.rebuild() > 0
    database.write(lambda tx: tx.run("MATCH (n:Note) DELETE n"))
    assert snapshot(database) == wanted
    assert list(store.check()) == []


def test_a_difference_is_a_sentence(store: Store, database: Database) -> None:
    store.replace(content(DATA))
    database.write(lambda tx: tx.run(EDITS["a link less"], {"x": EX + "x"}))
    assert [found.message for found in store.check()] == [
        f"{EX}x lacks a link LINK {EX}u to {EX}z.",
        f"{EX}z is described by no dataset, and nothing points at it.",
    ]


@pytest.mark.parametrize(
    "edit",
    [
        "MATCH ({iri: $x})-[r:DESCRIBED_IN]->() SET r.statements = replace(r.statements, 'X', 'Z')",
        "MATCH (n {iri: $x}) DETACH DELETE n",
        "MATCH ({iri: $x})-[r:DESCRIBED_IN]->() DELETE r",
    ],
)
def test_an_edited_record_is_found_and_loading_again_mends_it(
    edit: str, store: Store, database: Database
) -> None:
    store.replace(content(DATA))
    wanted = snapshot(database)
    database.write(lambda tx: tx.run(edit, {"x": EX + "x"}))
    assert list(store.check())
    store.rebuild()
    assert "load it again" in list(store.check())[-1].message
    store.replace(content(DATA))
    assert list(store.check()) == []
    assert snapshot(database) == wanted


def test_a_direct_link_is_told_in_a_sentence(store: Store, database: Database) -> None:
    store.replace(content(DATA))
    database.write(
        lambda tx: tx.run(EDITS["a direct link of nobody"], {"x": EX + "x", "y": EX + "y"})
    )
    database.write(lambda tx: tx.run(EDITS["a direct link less"]))
    assert [found.message for found in store.check()] == [
        f"{EX}p lacks a link PARTY_TO from {EX}x to {EX}y.",
        f"{EX}y has a link SIGNED to {EX}x too much.",
    ]


def test_nodes_that_are_not_ours_are_left_alone(store: Store, database: Database) -> None:
    store.replace(content(DATA))
    note = "CREATE (m:Note {text: 'mine'})-[:ABOUT]->(n) CREATE (m)-[:SIGNED]->(n)"
    database.write(lambda tx: tx.run("MATCH (n {iri: $x}) " + note, {"x": EX + "x"}))
    assert list(store.check()) == []
    assert store.rebuild() == 0
    assert database.read("MATCH (:Note)-[:ABOUT]->(n) RETURN n.iri AS iri") == [{"iri": EX + "x"}]


def test_another_vocabulary_rebuilds_the_view(store: Store, database: Database) -> None:
    store.replace(content(DATA))
    changed = ONTOLOGY.replace(":partOf a", ":u a owl:ObjectProperty . :partOf a")
    other = read(Stated.of(PREFIXES + changed))
    assert list(Store(database, other).check())
    assert Store(database, other).prepare()
    assert list(Store(database, other).check()) == []
    assert not Store(database, other).prepare()
    links = database.read("MATCH (:Resource)-[r:U]->() RETURN properties(r) AS it")
    assert links == [{"it": {"datasets": [EX + "a"]}}]
    assert Store(database, VOCABULARY).prepare()
