"""Loads into a real Neo4j: what is written, what is not, and what is said about it."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.limits import STANDARD
from graph.spill.staging import Staging
from graph.store import Store
from loaders.catalog import datasets, drop, find
from loaders.load import OWN, load
from loaders.load_report import InvalidFiles, LoadReport
from loaders.reading.files import ReadOptions, read
from ontology.errors import Ambiguous, InvalidData, LimitExceeded, NotFound, UsageError
from ontology.namespaces import DATASETS
from tests.graph.support import canonical, empty, limit, snapshot, staged, stored
from tests.graph.write.test_interrupted import broken_off
from tests.loaders.conftest import Write

STATE = '<state/xa> a coop:State ; skos:prefLabel "Arcadia"@en ; coop:isoAlpha2 "XA" ; '
VALID = STATE + 'coop:isoAlpha3 "XAA" .\n'
NOT_READ = "The files are those of the last load, byte for byte, and nothing else has changed."
LOSE_A_RECORD = "MATCH (:Resource)-[r:DESCRIBED_IN]->(:Dataset {name: 'a'}) DELETE r"


def rows(report: LoadReport) -> dict[str, tuple[int, int, int, int, int]]:
    """Return read, written, unchanged, removed and duplicates of each dataset but our own."""
    return {
        one.name: (one.read, one.written, one.unchanged, one.removed, one.duplicates)
        for one in report.datasets
        if one.iri != OWN
    }


def names(store: Store) -> set[str]:
    return {one.name for one in datasets(store)} - {"concepts"}


def test_a_load_says_what_it_did(store: Store, write: Write) -> None:
    report = load([write("a.ttl", VALID + "e:a e:p 1 , 1 .")], store)
    assert rows(report) == {"a": (5, 5, 0, 0, 1)}
    assert [one.name for one in report.datasets] == ["concepts", "a"]
    assert report.changed


def test_loading_again_changes_nothing_and_says_so(store: Store, write: Write) -> None:
    path = write("a.ttl", VALID)
    load([path], store)
    before = snapshot(store.database)
    report = load([path], store)
    assert rows(report) == {"a": (4, 0, 4, 0, 0)}
    assert [one.name for one in report.datasets] == ["a"], "the concepts did not change"
    warned, note = report.notes()
    assert "warning: state/xa coop:hasEvidence" in warned
    assert note == "Nothing changed: the graph already said all of it."
    assert snapshot(store.database) == before


@pytest.fixture
def remembered(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    """Files are worth remembering, however small."""
    limit(monkeypatch, store.database, fingerprinted=0)


@pytest.mark.usefixtures("remembered")
def test_files_that_are_as_they_were_are_not_read_again(store: Store, write: Write) -> None:
    path = write("a.ttl", VALID)
    assert NOT_READ not in load([path], store).notes()
    before = snapshot(store.database)
    report = load([path], store)
    assert rows(report) == {"a": (4, 0, 4, 0, 0)}
    assert NOT_READ in report.notes()
    assert snapshot(store.database) == before
    assert [one.written for one in store.loads(DATASETS + "a")] == [4, 0], "the ledger has both"


@pytest.mark.usefixtures("remembered")
def test_nothing_is_wrong_with_a_graph_whose_files_are_remembered(
    store: Store, write: Write
) -> None:
    load([write("a.ttl", VALID)], store)
    assert list(store.check()) == []
    assert store.rebuild() == 0


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize("changed", ["file", "others", "name", "validation", "record", "view"])
def test_files_are_read_again_once_anything_has_changed(
    changed: str, store: Store, write: Write
) -> None:
    path, other = write("a.ttl", VALID), write("b.ttl", VALID.replace("xa>", "xb>"))
    load([path], store)
    if changed == "file":
        write("a.ttl", VALID + "e:a e:p 1 .")
    elif changed == "others":
        load([other], store, validate=False)
    elif changed == "record":
        store.database.write(lambda tx: tx.run(LOSE_A_RECORD))
    elif changed == "view":
        store.rebuild()
    name = "c" if changed == "name" else None
    report = load([path], store, options=ReadOptions(name), validate=changed != "validation")
    assert NOT_READ not in report.notes()


@pytest.mark.parametrize(("begin", "end"), [('"', '"'), ('"""', '"')], ids=["long", "not ended"])
def test_a_literal_that_no_parser_holds_is_refused(
    begin: str, end: str, store: Store, write: Write
) -> None:
    path = write("a.ttl", f"e:a e:p {begin}{'x' * 17_000_000}{end} .")
    with pytest.raises(LimitExceeded, match=r"a\.ttl: a literal is longer than 16 MB"):
        load([path], store, validate=False)
    assert names(store) == set()


def test_a_file_name_that_is_no_text_names_a_dataset(store: Store, write: Write) -> None:
    load([write("caf\udce9.ttl", VALID)], store)
    assert names(store) == {"caf%E9"}


def test_a_replacement_says_what_went(store: Store, write: Write) -> None:
    load([write("a.ttl", "e:a e:p 1 , 2 .")], store)
    report = load([write("a.ttl", "e:a e:p 2 , 3 , 4 .")], store)
    assert rows(report) == {"a": (3, 2, 1, 1, 0)}


def test_what_is_loaded_is_what_the_files_say(store: Store, write: Write, tmp_path: Path) -> None:
    write("a.trig", "e:a e:p _:x . e:g { _:x e:q 'é'@fr , 01 , [ e:r e:s ] } _:n { e:a e:p _:n }")
    write("b.nt", "<e:a> <e:b> _:x .", bare=True)
    load([tmp_path], store)
    staging = Staging()
    read([tmp_path], staging)
    expected = staged(staging)
    loaded = [quad for quad in stored(store.database) if str(quad.graph_name) != f"<{OWN}>"]
    assert canonical(loaded) == canonical(expected)


def test_invalid_data_is_refused_whole(store: Store, write: Write, tmp_path: Path) -> None:
    load([write("good.ttl", VALID)], store)
    before = snapshot(store.database)
    write("good.ttl", VALID + "e:more e:p 1 .")
    write("bad.ttl", STATE.replace("xa", "xb").replace("XA", "xb") + 'coop:isoAlpha3 "XBB" .')
    with pytest.raises(InvalidFiles) as refused:
        load([tmp_path], store)
    assert len(refused.value.report.violations) == 1
    assert "bad.ttl:7: violation: state/xb coop:isoAlpha2" in str(refused.value)
    assert str(refused.value).endswith("Nothing was loaded.")
    assert "--no-validate" in str(refused.value).splitlines()[-1]
    assert snapshot(store.database) == before


def test_foreign_vocabularies_are_loaded_with_a_note(store: Store, write: Write) -> None:
    report = load([write("a.ttl", "e:c a skos:Concept ; skos:altLabel 'C' .")], store)
    assert rows(report) == {"a": (2, 2, 0, 0, 0)}
    assert any("ontology: 1 of 1 subject." in note for note in report.notes())


def test_validation_can_be_left_out_but_never_the_syntax(store: Store, write: Write) -> None:
    bad = write("bad.ttl", "<state/xb> a coop:State .")
    assert rows(load([bad], store, validate=False)) == {"bad": (1, 1, 0, 0, 0)}
    with pytest.raises(InvalidData, match="not valid Turtle"):
        load([write("worse.ttl", "<state/xb> a .")], store, validate=False)


def test_what_is_loaded_is_context(store: Store, write: Write) -> None:
    region = '<region/xa-n> a coop:Region ; skos:prefLabel "N"@en ; coop:isoSubdivision "XA-N" ;'
    path = write("regions.ttl", region + " coop:partOf <state/xa> .")
    with pytest.raises(InvalidFiles):
        load([path], store)
    load([write("states.ttl", VALID)], store)
    load([path], store)
    # What a file no longer says is no context for it.
    with pytest.raises(InvalidFiles):
        load([path, write("states.ttl", "e:a e:p 1 .")], store)


def test_a_half_loaded_dataset_is_no_context_and_files_are_not_invalid_for_it(
    store: Store, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    load([write("good.ttl", VALID.replace("xa>", "xc>").replace("XA", "XC"))], store)
    states = write("states.ttl", VALID.replace("Arcadia", "Arcady"))
    with monkeypatch.context() as patch, broken_off():
        limit(patch, store.database, at_once=1)
        load([states], store)
    region = '<region/xa-n> a coop:Region ; skos:prefLabel "N"@en ; coop:isoSubdivision "XA-N" ;'
    path = write("regions.ttl", region + " coop:partOf <state/xa> .")
    with pytest.raises(InvalidFiles) as refused:
        load([path], store)
    report = refused.value.report
    assert not report.violations
    assert {(one.path, one.severity) for one in report.undecided} == {("coop:partOf", "undecided")}
    assert "since half loaded: states." in str(refused.value)
    assert report.as_dict()["half_loaded"] == ["states"]
    with pytest.raises(InvalidFiles) as refused:
        load([write("b.ttl", "<state/xa> skos:altLabel 'no language' .")], store)
    assert [one.path for one in refused.value.report.violations] == ["skos:altLabel"]
    alone = load([write("c.ttl", "<company/c> skos:altLabel 'C'@en .")], store)
    assert any("since half loaded: states." in note for note in alone.notes())
    load([states], store)
    assert load([path], store).changed


@pytest.mark.parametrize("most", [STANDARD.context, 0], ids=["read", "asked"])
def test_what_a_loaded_dataset_says_wrong_is_told_of_that(
    most: int, store: Store, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    limit(monkeypatch, store.database, context=most)
    foreign = write("foreign.ttl", '<state/xa> skos:altLabel "Middle Kingdom" .')
    load([foreign], store, validate=False)
    report = load([write("a.ttl", VALID)], store)
    (note,) = (note for note in report.notes() if "Middle Kingdom" in note)
    assert note.startswith("dataset foreign: warning: state/xa skos:altLabel: ")


def test_a_dry_run_says_what_would_change_and_writes_nothing(store: Store, write: Write) -> None:
    load([write("a.ttl", "e:a e:p 1 , 2 .")], store)
    before, ledger = snapshot(store.database), store.loads()
    report = load([write("a.ttl", "e:a e:p 2 , 3 .")], store, dry_run=True)
    (one,) = report.datasets
    number = "^^<http://www.w3.org/2001/XMLSchema#integer> ."
    assert one.added == (f'<https://e.org/a> <https://e.org/p> "3"{number}',)
    assert one.gone == (f'<https://e.org/a> <https://e.org/p> "1"{number}',)
    assert (one.read, one.written, one.unchanged, one.removed) == (2, 1, 1, 1)
    alone = (
        "Left alone by the shapes, for want of any term of coopgraph's ontology: 1 of 1 subject."
    )
    assert list(report.notes()) == [alone, "This was a dry run: nothing was written."]
    assert (snapshot(store.database), store.loads()) == (before, ledger)


def test_a_dry_run_works_on_an_empty_database(store: Store, write: Write) -> None:
    report = load([write("a.ttl", VALID)], store, dry_run=True)
    assert rows(report) == {"a": (4, 4, 0, 0, 0)}
    assert store.datasets() == []


def test_a_graph_that_vanished_stays_until_dropped_and_is_named(store: Store, write: Write) -> None:
    load([write("a.trig", "e:g { e:a e:p 1 } e:h { e:a e:p 2 }")], store)
    report = load([write("a.trig", "e:g { e:a e:p 1 }")], store)
    assert [one.iri for one in report.vanished] == ["https://e.org/h"]
    assert any("which stays loaded" in note for note in report.notes())
    assert names(store) == {"https://e.org/g", "https://e.org/h"}
    drop(["https://e.org/h"], store)
    assert not load([write("a.trig", "e:g { e:a e:p 1 }")], store).vanished


def test_another_file_of_the_same_name_has_not_lost_it(store: Store, write: Write) -> None:
    load([write("a.trig", "e:g { e:a e:p 1 }")], store)
    assert not load([write("sub/a.trig", "e:h { e:a e:p 1 }")], store).vanished


def test_what_takes_the_place_of_another_file_is_told(store: Store, write: Write) -> None:
    one, other = write("d1/x.ttl", "e:a e:p 1 ."), write("d2/x.ttl", "e:b e:p 1 .")
    assert not load([one], store).replaced
    report = load([other], store)
    assert [str(told) for told in report.replaced] == [
        f"The dataset x came from elsewhere before (x.ttl); now it is {other}."
        " `--dataset NAME` loads a file under another name."
    ]
    assert set(map(str, report.replaced)) < set(report.notes())
    write("d2/x.ttl", "e:c e:p 1 .")
    assert not load([other], store).replaced
    assert not load([one], store, options=ReadOptions("y")).replaced
    assert {name.rsplit("/", 1)[-1] for name in names(store)} == {"x", "y"}


def test_many_files_are_one_dataset_that_is_replaced_as_one(
    store: Store, write: Write, tmp_path: Path
) -> None:
    for name in ("d1/x.ttl", "d2/x.ttl"):
        write(name, "e:a e:p [ e:q 1 ] .")
    write("d2/empty.ttl", "")
    write("d2/notes.txt", "")
    report = load([tmp_path], store, options=ReadOptions("all"))
    assert rows(report) == {"all": (4, 4, 0, 0, 0)}
    reading = [note.replace(f"{tmp_path}/", "") for note in report.notes()][:2]
    assert reading == [
        "Left alone, because their names do not end like RDF: d2/notes.txt.",
        "Empty, and left alone: d2/empty.ttl.",
    ]
    assert rows(load([tmp_path], store, options=ReadOptions("all"))) == {"all": (4, 0, 4, 0, 0)}
    assert [
        str(told) for told in load([tmp_path / "d1"], store, options=ReadOptions("all")).replaced
    ] == [
        f"The dataset all came from elsewhere before (2 files); now it is {tmp_path}/d1/x.ttl."
        " `--dataset NAME` loads a file under another name."
    ]


def test_the_concepts_are_the_ontologys_own(store: Store, write: Write) -> None:
    with pytest.raises(InvalidData, match="the ontology's own"):
        load([write("concepts.ttl", "e:a e:p 1 .")], store)
    own = Path(__file__).parents[2] / "ontology" / "concepts.ttl"
    assert [one.name for one in load([own], store).datasets] == ["concepts"]


def test_a_load_tells_its_steps(store: Store, write: Write) -> None:
    steps = list[tuple[str, int, int]]()
    path = write("b.trig", "e:g { e:a e:p 1 } e:h { e:a e:p 1 }")
    load([write("a.ttl", "e:a e:p 1 .")], store)  # the concepts come with the first load
    load([path], store, progress=lambda *step: steps.append(step))
    assert steps == [("reading", 0, 1), ("validating", 0, 1), ("writing", 0, 2)]


def test_a_report_can_be_json(store: Store, write: Write) -> None:
    report = json.loads(json.dumps(load([write("a.ttl", "e:a e:p 1 .")], store).as_dict()))
    assert report["datasets"][-1] | {"file": "a.ttl"} == {
        "name": "a",
        "iri": DATASETS + "a",
        "file": "a.ttl",
        "read": 1,
        "written": 1,
        "unchanged": 0,
        "removed": 0,
        "rejected": 0,
        "duplicates": 0,
        "added": [],
        "gone": [],
    }


NUMBERS = st.lists(st.integers(0, 6), min_size=1, max_size=8)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(versions=st.lists(NUMBERS, min_size=1, max_size=3))
def test_every_statement_is_accounted_for(
    store: Store, write: Write, versions: list[list[int]]
) -> None:
    empty(store.database)
    held = set[int]()
    for numbers in versions:
        path = write("a.ttl", f"e:a e:p {' , '.join(map(str, numbers))} .")
        (row,) = rows(load([path], store, validate=False)).values()
        read, written, unchanged, removed, duplicates = row
        now = set(numbers)
        assert (read, duplicates) == (len(now), len(numbers) - len(now))
        assert (written, unchanged) == (len(now - held), len(now & held))
        assert removed == len(held - now)
        assert read == written + unchanged
        held = now


def test_datasets_are_listed_with_title_and_source(store: Store) -> None:
    load([], store)
    listed = {one.name: one for one in datasets(store)}
    huawei = listed["cicg-huawei"]
    assert huawei.title is not None
    assert "Huawei" in huawei.title
    assert len(huawei.sources) == 1
    assert huawei.statements > 100
    assert json.dumps(huawei.as_dict())


def test_a_dataset_is_found_by_name_iri_or_last_part(store: Store, write: Write) -> None:
    load([write("mes données.ttl", "e:a e:p 1 ."), write("g.nq", NQUADS, bare=True)], store)
    known = store.datasets()
    assert find("mes données", known) == find("mes%20donn%C3%A9es", known)
    assert find("mes donne\u0301es", known) == find(DATASETS + "mes%20donn%C3%A9es", known)
    assert find("mes données", known).name == "mes données"
    assert find("one", known) == find("https://e.org/one", known)
    with pytest.raises(Ambiguous) as several:
        find("two", known)
    assert [iri for iri, _, _ in several.value.candidates] == [
        "https://e.org/two",
        "https://f.org/two",
    ]


NQUADS = "\n".join(
    f"<e:a> <e:b> <e:c> <https://{graph}> ." for graph in ("e.org/one", "e.org/two", "f.org/two")
)


def test_a_name_that_is_not_loaded_is_told_with_the_nearest(store: Store, write: Write) -> None:
    load([write("reference.ttl", "e:a e:p 1 .")], store)
    with pytest.raises(NotFound, match="Did you mean reference") as unknown:
        drop(["referense"], store)
    assert unknown.value.nearest == ("reference",)
    with pytest.raises(NotFound):
        drop([""], store)
    with pytest.raises((NotFound, UsageError)):
        drop(["not an: iri"], store)


def test_many_are_dropped_by_names_and_patterns_or_none(store: Store, write: Write) -> None:
    graphs = [*(f"e:n{number}" for number in range(30)), "<dataset/x%20y>"]
    text = " ".join(f"{graph} {{ e:a e:p 1 }}" for graph in graphs)
    load([write("a.trig", text), write("b.ttl", "e:a e:p 1 .")], store)
    before = snapshot(store.database)
    with pytest.raises(NotFound, match=r"'no-\*', 'https://e.org/nn'") as unknown:
        drop(["https://e.org/n1*", "no-*", "https://e.org/nn", "b"], store)
    assert unknown.value.nearest
    assert snapshot(store.database) == before
    gone = drop(["https://e.org/n1*", "https://e.org/n1", "b"], store)
    assert sorted(info.name for info, _ in gone) == sorted(
        ["b", *(f"https://e.org/n{n}" for n in (1, *range(10, 20)))]
    )
    assert {changes.removed for _, changes in gone} == {1}
    assert [info.name for info, _ in drop(["x ?"], store)] == ["x y"]
    assert list(store.check()) == []
    lines = {one.at for one in store.loads() if one.removed}
    assert len(lines) <= 2  # all of one command in one transaction


def test_dropping_gives_what_was_never_loaded(store: Store, write: Write) -> None:
    first = write("a.ttl", VALID)
    load([first], store)
    before = snapshot(store.database)
    load([write("b.ttl", "<state/xa> skos:altLabel 'Arcady'@en . e:b e:p <state/xa> .")], store)
    ((info, changes),) = drop(["b"], store)
    assert (info.name, changes.removed) == ("b", 2)
    assert snapshot(store.database) == before
