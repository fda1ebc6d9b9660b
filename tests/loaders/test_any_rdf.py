"""Nothing is lost of any RDF 1.1 dataset: what goes in comes out, and the view holds.

`COOPGRAPH_EXAMPLES=2000 .venv/bin/pytest tests/loaders/test_any_rdf.py` tries that many
datasets made by Hypothesis, where the whole suite tries a few.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, parse

from graph.database.config.target import Target
from graph.database.driver import Database
from graph.limits import STANDARD
from graph.rdf.formats import Format
from graph.read.export import export
from graph.store import Store
from loaders.load import OWN, load
from ontology.errors import Inexpressible, InvalidData
from ontology.namespaces import DATASETS
from ontology.vocabulary import vocabulary
from tests.graph.support import canonical, empty, snapshot
from tests.loaders.conftest import PREFIXES, Write
from tests.loaders.datasets import contents, nquads
from tests.loaders.round_trip import WITH_GRAPHS, there_and_back

pytestmark = pytest.mark.long

RDF = "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
EXAMPLES = int(os.environ.get("COOPGRAPH_EXAMPLES", "15"))
CONCEPTS = Path(__file__).parents[2] / "ontology" / "concepts.ttl"

TRAPS = {
    "second values": 'e:a e:p 1 , 2 , "1" , "1"@en ; skos:prefLabel "A"@en , "B"@en , "C" .',
    "language tags in odd casing": 'e:a e:p "a"@EN-gb , "b"@en-GB , "c"@ZH-hant-tw , "d"@x-ABC .',
    "lexical forms": "e:a e:p 01 , 1 , +1 , 1.0 , 1.00 , 1e0 , 1E0 , true , '1'^^xsd:boolean .",
    "invalid lexical forms": "e:a e:p 'x'^^xsd:integer , ''^^xsd:date , '2025-02-30'^^xsd:date .",
    "custom datatypes": "e:a e:p 'x'^^e:custom , 'x'^^<urn:x> , 'x'^^xsd:nothing .",
    "XML and JSON": "e:a e:p '<b>&amp;</b>'^^rdf:XMLLiteral , '{\"a\": 1.0}'^^rdf:JSON , "
    "'<i>'^^rdf:HTML .",
    "blank nodes": "e:a e:p [ e:q [ e:r _:x ] ] , [] , [] . _:x e:p _:x .",
    "blank nodes across graphs": "_:x e:p 1 . GRAPH e:g1 { _:x e:p _:y } GRAPH _:x { _:y e:p _:x }",
    "lists": "e:a e:p ( 1 ( e:b ) () '' [] ) . () e:p () .",
    "a list of many equal values": f"e:a e:p ({' 0' * 100} ) .",
    "literals and resources": "e:a e:p e:b , 'e:b' , _:b ; coop:partOf 'x' ; skos:prefLabel e:b .",
    "one local name in two namespaces": "e:a e:name 'x' ; <urn:x#name> 'y' ; <urn:y/name> e:b .",
    "names that differ by case": "e:a e:Name 1 ; e:name 2 ; e:NAME e:b . e:A e:p 1 . e:a a e:x , "
    "e:X .",
    "keys of ours": "e:a e:iri 'x' ; e:name 'y' ; e:datasets 'z' , e:b ; <urn:iri> 1 ; "
    "e:predicate e:c .",
    "classes that are instances": "coop:State a coop:State , rdf:Property ; "
    "coop:partOf coop:State .",
    "types that are no classes": "e:a a e:Undeclared , _:b , <urn:x> , rdf:nil . "
    "e:Undeclared a e:Undeclared .",
    "a subject with the name of its dataset": "<dataset/NAME> e:p <dataset/NAME> , 'x' ; "
    "a coop:State .",
    "percent signs": "<https://e.org/%20> e:p <https://e.org/%C3%A9> , <https://e.org/%c3%a9> .",
    "Unicode": "<https://e.org/é> e:p <https://e.org/e\u0301> , <https://e.org/中文/\U0001f600> .",
    "quotes and backticks": "<https://e.org/a'b> e:p <https://e.org/%22%60> , \"'`\\\"\" , '``' .",
    "addresses that dots change": "<https://e.org/a/../b> e:p <https://e.org/./b> , <urn:x:.> , "
    "<a:> .",
    "odd addresses": "<a/b//c> e:p <a:b> , <#> , <?q#f> , <.> , <https://e.org> , coop:a.b , "
    "e:a\\,b .",
    "empty strings": "e:a e:p '' , ''@en , ''^^xsd:date , ''^^e:custom ; skos:prefLabel '' , "
    "''@en .",
    "NUL": "e:a e:p '\\u0000' , 'a\\u0000b'@en ; skos:prefLabel '\\u0000'@en . e:b e:p '\0' .",
    "marks and controls": "e:a e:p '\u200f\u202e\ufeff\u2028\x85\x01\x7f' , '\\r\\n\\t\\b\\f' , "
    "' .\\n' .",
    "megabytes": f"e:a e:p '{'x' * 2**20}' ; skos:prefLabel '{'é' * 10**5}'@en ; "
    f"coop:isoAlpha2 '{'y' * 10**6}' .",
    "unfitting values": "e:a coop:date 'x' , 1 , e:b , '2025'^^xsd:gYear ; coop:count 'x' , 1.5 , "
    "99999999999999999999 .",
    "texts with a direction": "e:a e:p 'a'@ar--rtl , 'a'@ar ; skos:prefLabel 'b'@en--ltr .",
    "a predicate that is a subject": "e:p e:p e:p . rdf:type a rdf:type ; rdf:type rdf:type .",
}


@pytest.fixture(scope="module")
def store(target: Target) -> Iterator[Store]:
    """A store that holds our concepts and nothing else."""
    with Database(target) as database:
        empty(database)
        store = Store(database, vocabulary())
        load([CONCEPTS], store)
        yield store
        empty(database)


def stem(name: str) -> str:
    """Return what a trap's file and its dataset are called."""
    return "".join(letter if letter.isalnum() else "-" for letter in name)


def text(name: str) -> str:
    """Return a trap as a TriG file; no other one has its dataset or its named graphs."""
    return PREFIXES + RDF + TRAPS[name].replace("NAME", stem(name))


@pytest.fixture(scope="module")
def back(
    store: Store, tmp_path_factory: pytest.TempPathFactory
) -> dict[tuple[Format, str], list[Quad]]:
    """What comes out of the database for each trap, in each format that has graphs."""
    folder = tmp_path_factory.mktemp("traps")
    paths = [folder / f"{stem(name)}.trig" for name in TRAPS]
    for name, path in zip(TRAPS, paths, strict=True):
        path.write_bytes(text(name).encode())
    found = there_and_back(paths, store)
    drop_all(store)
    return found


@pytest.mark.parametrize("form", WITH_GRAPHS)
@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_comes_back(
    name: str, form: Format, back: dict[tuple[Format, str], list[Quad]]
) -> None:
    given = parse(text(name), format=RdfFormat.TRIG)
    assert canonical(back[form, stem(name)]) == canonical(given)


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(one=contents("one"), two=contents("two"))
def test_any_two_files_come_back_and_go_again(
    one: list[Quad], two: list[Quad], store: Store, tmp_path: Path
) -> None:
    before, concepts = snapshot(store.database), exported(store, Format.NQUADS)
    paths = [tmp_path / "one.nq", tmp_path / "two.nq"]
    for path, quads in zip(paths, (one, two), strict=True):
        path.write_text(nquads(quads), encoding="utf-8")
    load(paths, store, validate=False)
    stated = [*concepts, *in_datasets(one, "one"), *in_datasets(two, "two")]
    merged = [Quad(quad.subject, quad.predicate, quad.object) for quad in stated]
    for form in Format:
        try:
            found = exported(store, form)
        except Inexpressible as error:
            assert form is Format.RDFXML
            assert "U+" in str(error)
            continue
        assert canonical(found) == canonical(stated if form.graphs else merged)
    assert list(store.check()) == []
    drop_all(store)
    assert snapshot(store.database) == before


def drop_all(store: Store) -> None:
    """Drop all datasets but our concepts, which every load brings along."""
    for info in store.datasets():
        if info.iri != OWN:
            store.drop(info.iri)


def exported(store: Store, form: Format) -> list[Quad]:
    """Return what a format says of the whole database."""
    return list(parse(b"".join(export(store.database, form)), format=form.rdf))


def in_datasets(quads: list[Quad], name: str) -> Iterator[Quad]:
    """Yield a file's statements as the database has them: its blank nodes are its own."""

    def own(term: Any) -> Any:
        if isinstance(term, DefaultGraph):
            return NamedNode(DATASETS + name)
        return BlankNode(name + term.value) if isinstance(term, BlankNode) else term

    for quad in quads:
        yield Quad(own(quad.subject), quad.predicate, own(quad.object), own(quad.graph_name))


@pytest.mark.parametrize("statement", ["<<( e:a e:p e:o )>>", "e:o {| e:q e:r |}"])
def test_triple_terms_are_refused(statement: str, store: Store, write: Write) -> None:
    before = snapshot(store.database)
    with pytest.raises(InvalidData, match=r"a\.ttl:7: .*RDF 1\.2"):
        load([write("a.ttl", f"e:a e:p {statement} .")], store, validate=False)
    assert snapshot(store.database) == before


@pytest.mark.parametrize("line", ["<e:a> <e:p> <e:{}> .", "<e:{}> <e:p> <e:a> ."])
def test_a_hundred_thousand_objects_or_subjects_of_one(
    line: str, store: Store, write: Write
) -> None:
    # More than are written in one transaction.
    lines = [line.format(number) for number in range(STANDARD.at_once + 1)]
    load([write("a.nt", "\n".join(lines), bare=True)], store, validate=False)
    back = b"".join(export(store.database, Format.NTRIPLES, DATASETS + "a"))
    assert sorted(back.decode().splitlines()) == sorted(lines)
    assert list(store.check()) == []
    drop_all(store)
