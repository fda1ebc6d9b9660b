"""Records: every statement comes back as it was, whoever names its blank nodes."""

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from graph.rdf.records import (
    LONGEST_IRI,
    combined,
    lines_of,
    literal_of,
    record,
    term_of,
    triples_of,
)
from ontology.errors import InvalidData, LimitExceeded
from tests.graph.support import EX, canonical, content, parsed, records, stated

XSD = "http://www.w3.org/2001/XMLSchema#"
S, P = NamedNode(EX + "s"), NamedNode(EX + "p")
LITERALS = [
    Literal(""),
    Literal("a\0b\x01\x7f\ufffe"),
    Literal("line\nend\r\n\tand\u2028more\u0085"),
    Literal('"quotes" and \\ and .\n and ^^<x>'),
    Literal("\u200fright to left\u202e"),
    Literal("emoji \U0001f600 e\u0301"),
    Literal("tag", language="en"),
    Literal("tag", language="en-gb"),
    Literal("tag", language="zh-hant-x-private"),
    Literal("01", datatype=NamedNode(XSD + "integer")),
    Literal("1", datatype=NamedNode(XSD + "integer")),
    Literal("1", datatype=NamedNode(XSD + "decimal")),
    Literal("not a number", datatype=NamedNode(XSD + "integer")),
    Literal("x", datatype=NamedNode(EX + "custom")),
    Literal(
        "<b>x</b>", datatype=NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#XMLLiteral")
    ),
]


@pytest.mark.parametrize("literal", LITERALS, ids=str)
def test_a_literal_comes_back_as_it_was(literal: Literal) -> None:
    triple = Triple(S, P, literal)
    (only,) = records([triple]).values()
    assert list(triples_of(only.statements)) == [triple]
    assert lines_of(only.statements) == (f"{triple} .",)
    assert literal_of(str(literal)) == literal


@pytest.mark.parametrize(
    "written",
    [
        '"a"@toolonglanguagetag',
        '"a"@en_GB',
        '"a"@EN',
        '"a"^^<relative>',
        '"a"@ar--rtl',
        '"x^^<y>"',
        '"a@b"@de',
        '"\\u0041"',
        f'"a"^^<{XSD}string>',
    ],
)
def test_an_odd_literal_is_what_the_parser_makes_of_it(written: str) -> None:
    (triple,) = triples_of(f"<x:x> <x:x> {written} .")
    assert literal_of(written) == triple.object


def test_every_statement_is_in_the_record_of_its_subject_once() -> None:
    triples = [Triple(S, P, literal) for literal in LITERALS]
    made = records([*triples, *reversed(triples), Triple(P, P, BlankNode("x"))])
    assert made.keys() == {P.value, S.value}
    assert made[S.value].size == len(LITERALS)
    assert set(triples_of(made[S.value].statements)) == set(triples)
    assert list(lines_of(made[S.value].statements)) == sorted(lines_of(made[S.value].statements))


def test_a_record_does_not_depend_on_the_order_of_statements() -> None:
    triples = [Triple(S, P, literal) for literal in LITERALS]
    assert records(triples) == records(triples[::-1])
    assert records(triples)[S.value].digest != records(triples[1:])[S.value].digest


def test_the_digest_of_a_dataset_tells_of_each_record() -> None:
    one, other = (int(record(f"<a:{n}> <b:b> <c:c> .\n", 1).digest, 16) for n in range(2))
    assert len({combined(0), combined(one), combined(other), combined(one + other)}) == 4


def test_keys_stand_for_their_terms() -> None:
    for term in (NamedNode(EX + "é%20'"), NamedNode("urn:x:1"), BlankNode("b0")):
        (key,) = records([Triple(term, P, P)])
        assert term_of(key) == term


def test_a_long_iri_is_refused() -> None:
    fits = NamedNode("urn:" + "é" * ((LONGEST_IRI - 4) // 2))
    assert records([Triple(fits, P, fits)])
    with pytest.raises(LimitExceeded, match="shorter"):
        records([Triple(S, P, NamedNode(fits.value + "x"))])


def test_a_triple_term_is_refused() -> None:
    with pytest.raises(InvalidData, match=r"RDF 1\.2"):
        records([Triple(S, P, Triple(S, P, S))])


def test_equal_files_give_equal_blank_nodes() -> None:
    text = ":a :p [ :q [ :r 1 ] ], [ :q 2 ] ."
    other = ":a :p _:z, _:y . _:y :q 2 . _:z :q _:x . _:x :r 1 ."
    assert set(content(text).triples) == set(content(other).triples)


def test_blank_nodes_are_shared_in_a_file_and_never_between_files() -> None:
    one, two = parsed("GRAPH :g { _:x :p 1 } GRAPH :h { _:x :p 2 }")
    assert one.triples[0].subject == two.triples[0].subject
    alone = content("_:x :p 1 .", "g")
    assert alone.triples[0].subject != content("_:x :p 1 .", "h").triples[0].subject


def test_a_file_becomes_datasets_and_loses_nothing() -> None:
    text = "_:g { :a :p _:x } :g { _:x :p _:g } :a :p 01, 1 ; :p :b ."
    made = parsed(text, "rest")
    assert [one.iri for one in made if not one.iri.startswith("_:")] == [EX + "g", EX + "rest"]
    in_a_graph = text.replace(":a :p 01, 1 ; :p :b .", ":rest { :a :p 01, 1 ; :p :b }")
    given = parse(f"@prefix : <{EX}> . {in_a_graph}", format=RdfFormat.TRIG)
    assert canonical(quad for one in made for quad in stated(one)) == canonical(given)
