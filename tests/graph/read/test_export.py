"""Everything that was loaded comes out again, in every format."""

import itertools
from pathlib import PurePath

import pytest
from pyoxigraph import NamedNode, Quad, parse

from graph.database.driver import Database
from graph.rdf.formats import Format, by_path
from graph.read import export as exporting
from graph.read.export import about, export, quads, write_rdf
from graph.read.stored import node_walk
from graph.store import Store
from ontology.errors import NotFound, UsageError
from tests.graph.support import EX, canonical, limit, parsed, stated, stored

TRAPS = r"""
GRAPH :one {
  :a a :Company, :Undeclared ; skos:prefLabel "A"@en, "A"@fr-CA, "A" ; :knows :b, _:x, "text" ;
    :count 01, 1, 99999999999999999999, "x"^^xsd:integer ; :p 1.0, "1.0"^^xsd:float, 1e0, true ;
    :list ( 1 :b ( ) ) ; <urn:x#iri> "i" ; <urn:x#datasets> :a ; <urn:x#Name> 1 ; <urn:x#name> 2 .
  _:x :p "\u0000 \u200F \"q\" \\ \n\r\t `tick` ' .\n" , "" , "a .\nb" ; :knows _:x .
  <http://example.org/%20é/ü?q='#f> :p <urn:isbn:1>, <https://w3id.org/coopgraph/id/agreement/x> .
  <https://w3id.org/coopgraph/id/> :p <https://w3id.org/coopgraph/id/a//b>,
    <https://w3id.org/coopgraph/id/a:b>, <https://w3id.org/coopgraph/id/.>,
    <https://w3id.org/coopgraph/ontology#a.b>, <https://w3id.org/coopgraph/ontology#> .
  :Company a :Company ; :knows rdf:type . rdf:type a rdf:Property .
}
GRAPH :two { :a :knows :b ; :p "only two" . _:x :p 1 . :two :p "a dataset's own name" }
GRAPH _:g { _:g :in _:x . :a :p "only here" }
"""


def traps(form: Format) -> str:
    # No XML has a NUL.
    return TRAPS.replace(r"\u0000 ", "") if form is Format.RDFXML else TRAPS


def loaded(store: Store, form: Format = Format.NQUADS) -> list[Quad]:
    files = [*parsed(traps(form)), *parsed("_:x :p 1 .", "three")]
    for one in files:
        store.replace(one)
    return [quad for one in files for quad in stated(one)]


def test_records_say_what_was_loaded(store: Store, database: Database) -> None:
    given = loaded(store)
    assert canonical(stored(database)) == canonical(given)


@pytest.mark.parametrize("form", Format)
def test_every_format_round_trips(form: Format, store: Store, database: Database) -> None:
    given = loaded(store, form)
    back = list(parse(b"".join(export(database, form)), format=form.rdf))
    wanted = given if form.graphs else [Quad(*quad.triple) for quad in given]
    assert len(back) == len(set(wanted))
    assert canonical(back) == canonical(wanted)


@pytest.mark.parametrize("long", [False, True])
def test_a_graph_is_exported_by_one_statement_where_it_is_small(
    store: Store, database: Database, monkeypatch: pytest.MonkeyPatch, *, long: bool
) -> None:
    given = loaded(store)
    if long:
        files = parsed(f":long :p '{'x' * exporting.SHORT}' .", "long")
        store.replace(files[0])
        given += stated(files[0])
    asked = itertools.count()
    reading = database.reading
    monkeypatch.setattr(database, "reading", lambda: (next(asked), reading())[1])
    back = list(parse(b"".join(export(database, Format.NQUADS)), format=Format.NQUADS.rdf))
    assert canonical(back) == canonical(given)
    assert next(asked) == long


@pytest.mark.parametrize("form", Format)
def test_one_dataset_comes_alone(form: Format, store: Store, database: Database) -> None:
    given = [quad for quad in loaded(store, form) if quad.graph_name == NamedNode(EX + "two")]
    back = parse(b"".join(export(database, form, EX + "two")), format=form.rdf)
    wanted = given if form.graphs else [Quad(*quad.triple) for quad in given]
    assert canonical(back) == canonical(wanted)


@pytest.mark.parametrize(
    "forms", [[form for form in Format if form is not Format.RDFXML], [Format.RDFXML]]
)
def test_the_output_is_the_same_whatever_the_order_of_loading(
    forms: list[Format], store: Store, database: Database
) -> None:
    outputs: dict[Format, set[bytes]] = {form: set() for form in forms}
    for order in itertools.permutations(parsed(traps(forms[0]))):
        for one in order:
            store.replace(one)
        for form in forms:
            outputs[form].add(b"".join(export(database, form)))
        for one in order:
            store.drop(one.iri)
    assert {form: len(found) for form, found in outputs.items()} == dict.fromkeys(forms, 1)


@pytest.mark.parametrize("form", Format)
def test_the_output_is_the_same_however_it_is_paged(
    form: Format, store: Store, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(store, form)
    names = [None, *(info.iri for info in store.datasets())]
    whole = [b"".join(export(database, form, name)) for name in names]
    for page, row, most in ((1, 1, 0), (2, 3, 0), (3, 2, 0), (3, 2, 100)):
        limit(monkeypatch, database, page=page, export_row=row, sorted=most, export_at_once=0)
        assert [b"".join(export(database, form, name)) for name in names] == whole


@pytest.mark.parametrize("form", exporting.BLOCKS)
def test_several_large_datasets_take_one_walk(
    form: Format, store: Store, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded(store, form)
    whole = b"".join(export(database, form))
    walks = itertools.count()
    limit(monkeypatch, database, sorted=1, spool=100, export_at_once=0)
    monkeypatch.setattr(exporting, "walk", lambda *given: (next(walks), node_walk.walk(*given))[1])
    assert b"".join(export(database, form)) == whole
    assert next(walks) == 1


def test_turtle_reads_well(store: Store, database: Database) -> None:
    store.replace(
        parsed(
            "<https://w3id.org/coopgraph/id/state/vn> a coop:State ; coop:count 2 ; "
            'skos:prefLabel "Viet Nam"@en, "Viêt Nam"@fr .'
        )[0]
    )
    text = b"".join(export(database, Format.TURTLE)).decode()
    assert text.startswith("@base <https://w3id.org/coopgraph/id/> .\n@prefix coop: ")
    assert text.endswith(
        "\n\n<state/vn> a coop:State ;\n"
        '    skos:prefLabel "Viet Nam"@en ,\n        "Viêt Nam"@fr ;\n'
        "    coop:count 2 .\n"
    )


def test_one_thing_with_all_that_is_said_of_it(store: Store, database: Database) -> None:
    loaded(store)
    rows = list(about(database, EX + "a"))
    assert [row.dataset for row in rows][-2:] == [EX + "one", EX + "two"]
    assert b'"only two"' in b"".join(write_rdf(rows, Format.NTRIPLES))
    assert list(about(database, EX + "nobody")) == []


def test_an_empty_graph_is_a_valid_file(store: Store, database: Database) -> None:
    for form in Format:
        assert list(parse(b"".join(export(database, form)), format=form.rdf)) == []


def test_an_unknown_dataset_is_refused_at_once(store: Store, database: Database) -> None:
    with pytest.raises(NotFound, match="'nothing'"):
        export(database, Format.TURTLE, "https://w3id.org/coopgraph/id/dataset/nothing")


def test_a_reader_may_stop_early(store: Store, database: Database) -> None:
    loaded(store)
    rows = quads(database)
    next(rows)
    rows.close()  # type: ignore[attr-defined]
    assert database.read("RETURN 1 AS x") == [{"x": 1}]


def test_formats_are_known_by_ending() -> None:
    assert by_path(PurePath("a.b/C.TTL")) is Format.TURTLE
    with pytest.raises(UsageError, match=r"\.ttl, \.trig, \.nt, \.nq"):
        by_path(PurePath("a.csv"))
