"""Datasets in and out: the graph is what its present datasets say, whatever went before."""

import itertools

import pytest

from graph.database.driver import Database
from graph.limits import Limits
from graph.rdf.records import DatasetContent
from graph.spill.staging import Staging
from graph.state import catalog
from graph.state.ledger import Changes, Intake
from graph.store import Store
from ontology.errors import InvalidConfiguration, InvalidData, LimitExceeded, NotFound
from ontology.namespaces import DATASETS
from tests.graph.support import (
    EX,
    VOCABULARY,
    content,
    empty,
    limit,
    parsed,
    snapshot,
    stated,
    stored,
)

A = ":x a :Company ; skos:prefLabel 'X'@en ; :count 1 ; :knows :y, :z ; :u :w . :y :tag 'a', 'b' ."
B = ":x a :Person ; skos:prefLabel 'Z'@en, 'X'@fr ; :count 2 ; :knows :y ; :u :w, :v . :n :u 1 ."
C = ":y :knows :x ; :tag 'b', 'c' . :w a :Company . _:b :knows :x, :z ."
DATASETS_ABC = [content(A, "a"), content(B, "b"), content(C, "c")]


def fresh(store: Store, database: Database, *contents: DatasetContent) -> object:
    """Return what the graph is when these datasets are loaded into an empty one."""
    empty(database)
    store.prepare()
    for one in contents:
        store.replace(one)
    return snapshot(database)


def test_the_graph_in_neo4j(store: Store, database: Database) -> None:
    store.replace(content(A, "a"))
    store.replace(content(B, "b"))
    (row,) = database.read(
        "MATCH (x:Company:Organization:Actor:Person:Resource {iri: $x}) "
        "MATCH (x)-[k:KNOWS]->(y {iri: $y}) MATCH (x)-[u:LINK {predicate: $u}]->(v {iri: $v}) "
        "RETURN x.name AS name, x.name_fr AS fr, x.count AS count, k.datasets AS both, "
        "u.datasets AS one, labels(v) AS bare, properties(v) AS iri",
        {"x": EX + "x", "y": EX + "y", "u": EX + "u", "v": EX + "v"},
    )
    assert row == {
        "name": "X",
        "fr": "X",
        "count": 1,
        "both": [EX + "a", EX + "b"],
        "one": [EX + "b"],
        "bare": ["Resource"],
        "iri": {"iri": EX + "v"},
    }


def test_loading_twice_changes_nothing(store: Store, database: Database) -> None:
    first = store.replace(content(A))
    before, loaded_at = snapshot(database), store.datasets()[0].loaded_at
    assert first == Changes(written=8)
    assert store.replace(content(A)) == Changes(unchanged=8)
    assert snapshot(database) == before
    assert store.datasets()[0].loaded_at == loaded_at


def test_the_order_of_loading_does_not_matter(store: Store, database: Database) -> None:
    orders = itertools.permutations(DATASETS_ABC)
    snapshots = {repr(fresh(store, database, *order)) for order in orders}
    assert len(snapshots) == 1


@pytest.mark.parametrize("dropped", range(3))
def test_dropping_leaves_what_the_others_say(
    dropped: int, store: Store, database: Database
) -> None:
    rest = [one for number, one in enumerate(DATASETS_ABC) if number != dropped]
    wanted = fresh(store, database, *rest)
    fresh(store, database, *DATASETS_ABC)
    gone = store.drop(DATASETS_ABC[dropped].iri)
    assert snapshot(database) == wanted
    assert gone == Changes(removed=len(DATASETS_ABC[dropped].triples))


def test_dropping_all_leaves_nothing(store: Store, database: Database) -> None:
    for one in DATASETS_ABC:
        store.replace(one)
    for one in DATASETS_ABC[::-1]:
        store.drop(one.iri)
    assert snapshot(database) == ([], [])
    assert store.datasets() == []


@pytest.mark.parametrize(("old", "new"), list(itertools.permutations((A, B, C, ""), 2)))
def test_replacing_equals_a_fresh_load(
    old: str, new: str, store: Store, database: Database
) -> None:
    wanted = fresh(store, database, content(new), content(C, "c"))
    fresh(store, database, content(old), content(C, "c"))
    preview = store.preview(Staging.of([content(new)]))[EX + "a"]
    changes = store.replace(content(new))
    assert snapshot(database) == wanted
    assert changes == preview.changes
    before, after = set(content(old).triples), set(content(new).triples)
    assert set(preview.added) == {f"{triple} ." for triple in after - before}
    assert set(preview.removed) == {f"{triple} ." for triple in before - after}
    counts = (len(after - before), len(after & before), len(before - after))
    assert changes == Changes(*counts)


def test_a_preview_writes_nothing(store: Store, database: Database) -> None:
    store.replace(content(A))
    before = snapshot(database)
    store.preview(Staging.of([content(B)]))
    assert snapshot(database) == before
    assert len(store.loads()) == 1


def test_every_statement_is_accounted_for(store: Store, database: Database) -> None:
    for one in DATASETS_ABC:
        store.replace(one)
    assert set(stored(database)) == {quad for one in DATASETS_ABC for quad in stated(one)}
    assert [one.statements for one in store.datasets()] == [
        len(one.triples) for one in DATASETS_ABC
    ]


def test_the_ledger_outlives_its_dataset(store: Store) -> None:
    store.replace(content(A), Intake(read=9, rejected=1, duplicates=3))
    store.replace(content(B))
    store.drop(EX + "a")
    first, second, third = store.loads(EX + "a")
    assert (first.read, first.written, first.rejected, first.duplicates) == (9, 8, 1, 3)
    assert second.read == second.written + second.unchanged == len(content(B).triples)
    assert (third.read, third.removed) == (0, second.read)
    assert first.at < second.at < third.at
    assert store.loads(EX + "never") == []


def test_the_ledger_lists_subjects_as_long_as_there_is_room(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(*contents: DatasetContent) -> list[tuple[int, list[str]]]:
        with Staging.of(contents) as loaded:
            store.load(loaded)
        last = [store.loads(one.iri)[-1] for one in contents]
        return [(one.subjects, list(one.changed)) for one in last]

    limit(monkeypatch, store.database, listed_characters=len(f"{EX}x{EX}y"))
    names = ("a", "b")
    assert changed(*(content(":x :u 1 . :y :u 1 .", name) for name in names)) == [(2, []), (2, [])]
    one = content(":x :u 2 . :y :u 1 .", "a")
    other = content(":x :u 2 . :y :u 1 .", "b")
    assert changed(one, other) == [(1, [EX + "x"]), (1, [EX + "x"])]
    assert changed(*(content(":x :u 3 . :y :u 3 .", name) for name in names))[1] == (2, [])
    limit(monkeypatch, store.database, listed=1)
    assert changed(content(":x :u 4 . :y :u 4 .", "a")) == [(2, [])]
    assert [info.last_load.changed for info in store.datasets() if info.last_load] == [[], []]


def test_a_dataset_is_shown_with_what_the_graph_says_of_it(store: Store) -> None:
    iri = DATASETS + "news"
    said = f"<{iri}> skos:prefLabel 'News'@en ; :partOf :paper . :paper skos:prefLabel 'Paper'@en ."
    store.replace(DatasetContent(iri, content(said).triples))
    (info,) = store.datasets()
    assert (info.name, info.properties["name"], info.links) == (
        "news",
        "News",
        {"PART_OF": ["Paper"]},
    )
    assert info.last_load
    assert info.last_load.written == info.statements == 3


def test_a_dataset_that_points_at_much_is_shown_in_part(store: Store) -> None:
    iri = DATASETS + "catalogue"
    said = " , ".join(f":x{number:03}" for number in range(catalog.MOST_LINKS + 20))
    store.replace(DatasetContent(iri, content(f"<{iri}> :knows {said} ; :u {said} .").triples))
    (info,) = store.datasets()
    assert {kind: len(some) for kind, some in info.links.items()} == {"KNOWS": catalog.MOST_LINKS}


def test_a_blank_graph_is_a_dataset(store: Store, database: Database) -> None:
    (only,) = parsed("_:g { _:g :p :x }")
    store.replace(only)
    assert store.datasets()[0].name == only.iri
    store.drop(only.iri)
    assert snapshot(database) == ([], [])


def test_a_dataset_without_statements_is_there(store: Store) -> None:
    assert store.replace(content("")) == Changes()
    assert store.datasets()[0].statements == 0


def test_dropping_what_is_not_there_names_what_is_near(store: Store) -> None:
    store.replace(DatasetContent(DATASETS + "vietnam", content(A).triples))
    with pytest.raises(NotFound, match="'vietnma'") as caught:
        store.drop(DATASETS + "vietnma")
    assert caught.value.nearest == ("vietnam",)


def test_more_datasets_than_one_load_can_settle_are_refused() -> None:
    with pytest.raises(LimitExceeded, match="more than 2 named graphs"):
        Staging.of((content(":a :tag 'x' .", name) for name in "abc"), Limits(datasets=2))


def test_what_cannot_be_kept_is_refused_whole(store: Store, database: Database) -> None:
    with pytest.raises(InvalidData):
        store.replace(content(":a :p 1 . :b :p <<( :a :p 1 )>> ."))
    assert snapshot(database) == ([], [])


def test_a_graph_of_another_version_is_not_written_to(store: Store, database: Database) -> None:
    store.replace(content(A))
    database.write(lambda tx: tx.run("MATCH (c:Coopgraph) SET c.digest = 'other'"))
    with pytest.raises(InvalidConfiguration, match="db rebuild"):
        store.replace(content(B))
    assert Store(database, VOCABULARY).prepare()
    assert store.replace(content(B)).written


def test_names_and_identifiers_are_found_by_their_indexes(store: Store, database: Database) -> None:
    store.replace(
        content(":x skos:prefLabel 'Tô Lâm'@vi ; skos:altLabel '越南 国家'@zh, 'The Who' .")
    )
    store.replace(content(":x :identifier 'VN-1', 'Q 2' ; :code 'VN' .", "b"))
    database.read("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
    ask = "CALL db.index.fulltext.queryNodes($index, $text) YIELD node RETURN node.iri AS iri"
    for index, text in [
        ("names", '"to lam"'),
        ("names", '"越南 国家"'),
        ("names", '"the who"'),
        ("identifiers", '"Q 2"'),
        ("identifiers", '"VN"'),
    ]:
        assert database.read(ask, {"index": index, "text": text}) == [{"iri": EX + "x"}], text
