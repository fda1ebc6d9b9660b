"""The writer of Turtle works on text: whatever that says, parsers read the same from both."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.rdf import turtle
from graph.rdf.records import triples_of
from ontology.namespaces import BASE, COOP, RDF, SKOS, XSD
from tests.graph.support import recorded

EX = "http://example.org/"
S, P = NamedNode(EX + "s"), NamedNode(EX + "p")
TYPE = NamedNode(RDF + "type")
# What other writers stumble over: ends of lines and terms inside a term, names that need
# escapes, relative addresses that mean something else, numbers that Turtle reads bare.
TRAPS = [
    "",
    " .\n",
    f" .\n{S} ",
    '"^^',
    "^^<x>",
    "\u0000\u0085\u2028\U0001f600\u200f\\n\\",
    "<a> <b>",
    "@en",
    *("01", "-1", "+.5", "1.", "1.0", "1e0", "true", "TRUE", "1\n", "١"),
]
LOCALS = [
    "a",
    "a.b",
    "a/b",
    "a//b",
    "a:b",
    "-a",
    "1",
    ".",
    "..",
    "",
    "a%20b",
    "a?q#f",
    "é",
    "a\u0085",
]
WORDS = st.one_of(st.sampled_from(TRAPS), st.text())


def made(make: Callable[..., Any], *arguments: Any) -> Any:
    """Return a term, or None where RDF has none like this."""
    try:
        return make(*arguments)
    except ValueError:
        return None


NAMES = st.builds(
    lambda start, end: made(NamedNode, start + end),
    st.sampled_from([BASE, COOP, SKOS, XSD, RDF, EX, "urn:x:"]),
    st.one_of(st.sampled_from(LOCALS), st.text(max_size=8)),
).filter(bool)
BLANKS = st.sampled_from([BlankNode("a"), BlankNode("b1.c-d"), BlankNode("0")])
DATATYPES = st.one_of(
    st.sampled_from([NamedNode(XSD + one) for one in ("integer", "decimal", "boolean", "string")]),
    NAMES.filter(lambda name: name.value not in (RDF + "langString", RDF + "dirLangString")),
)
LITERALS = st.one_of(
    WORDS.map(Literal),
    st.builds(
        lambda text, tag: Literal(text, language=tag), WORDS, st.sampled_from(["en", "fr-ca"])
    ),
    st.builds(lambda text, datatype: Literal(text, datatype=datatype), WORDS, DATATYPES),
)
SUBJECTS = st.one_of(NAMES, BLANKS)
PREDICATES = st.one_of(st.just(TYPE), NAMES)
STATEMENTS = st.lists(st.tuples(PREDICATES, st.one_of(LITERALS, SUBJECTS)), min_size=1)


@settings(deadline=None)
@given(SUBJECTS, STATEMENTS)
@example(S, [(P, Literal(f' .\n{S} {P} "x" .\n')), (TYPE, S), (P, Literal("01"))])
def test_turtle_says_what_the_record_says(
    subject: NamedNode | BlankNode, said: list[tuple[NamedNode, Any]]
) -> None:
    given = {Triple(subject, *one) for one in said}
    statements = recorded({f"{one} ." for one in given}).statements
    assert set(triples_of(statements)) == given
    back = parse(turtle.header() + turtle.subject(statements), format=RdfFormat.TURTLE)
    assert {quad.triple for quad in back} == given


@settings(deadline=None)
@given(SUBJECTS, SUBJECTS)
def test_trig_says_in_which_graph(
    graph: NamedNode | BlankNode, subject: NamedNode | BlankNode
) -> None:
    statements = f'{subject} {P} "a" .\n'
    text = turtle.header() + "".join(turtle.block(str(graph), [statements, f"{S} {P} {S} .\n"]))
    assert set(parse(text, format=RdfFormat.TRIG)) == {
        Quad(subject, P, Literal("a"), graph),
        Quad(S, P, S, graph),
    }


def test_names_are_as_short_as_they_can_be() -> None:
    lines = [
        f'{S} <{SKOS}prefLabel> "A"@en .',
        f'{S} <{SKOS}prefLabel> "B" .',
        f"{S} {TYPE} <{COOP}State> .",
        f"{S} {P} <{BASE}state/vn> .",
        f'{S} {P} "1"^^<{XSD}integer> .',
        f'{S} {P} "1"^^<{XSD}date> .',
    ]
    assert turtle.subject(recorded(lines).statements) == (
        f"\n{S} a coop:State ;\n"
        f'    {P} "1"^^xsd:date ,\n        1 ,\n        <state/vn> ;\n'
        '    skos:prefLabel "A"@en ,\n        "B" .\n'
    )


def test_more_names_than_are_kept_are_still_right() -> None:
    lines = [f"{S} {P} <{COOP}a{number}> ." for number in range(turtle.NAMES + 2)]
    text = turtle.header() + turtle.subject(recorded(lines).statements)
    assert {f"{quad.triple} ." for quad in parse(text, format=RdfFormat.TURTLE)} == set(lines)
    assert len(turtle.SHORT) <= turtle.NAMES


@pytest.mark.parametrize("base", ["https://e.org/data#", "https://e.org/x", "urn:x:", "", "<>"])
def test_iris_are_what_they_were_below_any_base(base: str) -> None:
    statements = f"<https://e.org/data#a> {P} <urn:x:b>, <https://e.org/xc>, <{BASE}d> .\n"
    given = list(parse(statements, format=RdfFormat.TURTLE))
    text = "".join(f"{quad.triple} .\n" for quad in given)
    code = (
        "import sys; from graph.rdf import turtle as t; print(t.header() + t.subject(sys.argv[1]))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code, text],
        cwd=Path(__file__).parents[3],
        env=os.environ | {"COOPGRAPH_BASE": base},
        stdout=subprocess.PIPE,
        check=True,
    )
    assert list(parse(said.stdout, format=RdfFormat.TURTLE)) == given
