"""A line that is told is right, whatever the layout."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, parse

from graph.blank_nodes import node_labels
from loaders.reading.syntax.source_positions import blank_lines, lines
from tools.make_reference import TARGET

HEADER = "@prefix e: <https://e.org/> .\n@base <https://b.org/x/> .\n"
# Ways to write an IRI, and which one it is.
IRIS = {
    "<https://e.org/a>": "https://e.org/a",
    "e:a": "https://e.org/a",
    "e:b.c": "https://e.org/b.c",
    r"e:d\,e": "https://e.org/d,e",
    "<f>": "https://b.org/x/f",
    "<../g#h>": "https://b.org/g#h",
    r"<\u00e9>": "https://b.org/x/é",
    "a:b": "https://a.org/b",
}
OBJECTS = [
    "e:o",
    '"text"',
    '"""two\nlines . e:a e:a """',
    "'# ; no comment'@en-GB",
    '"5"^^e:type',
    "-1.5e3",
    "[ e:p e:o ; e:q [] ]",
    "( 1 e:a \n 2. )".replace("2.", "2"),
    "_:node.1",
    "true",
    '"\\"quoted\\" \\\\"',
]
GAPS = st.sampled_from([" ", "\n", "\n\n\t", " # a comment . e:a e:a\n", "\r\n"])


@given(st.data())
def test_subjects_and_predicates_are_found_in_any_layout(data: st.DataObject) -> None:
    text, expected = HEADER + "PREFIX a: <https://a.org/>", dict[tuple[str, str], int]()
    subjects = dict[str, int]()
    for _ in range(data.draw(st.integers(1, 4))):
        subject = data.draw(st.sampled_from(sorted(IRIS)))
        text += data.draw(GAPS)
        first = text.count("\n") + 1
        subjects.setdefault(IRIS[subject], first)
        text += subject
        for number in range(data.draw(st.integers(1, 3))):
            predicate = data.draw(st.sampled_from(sorted(IRIS)))
            text += (data.draw(GAPS) + ";" if number else "") + data.draw(GAPS)
            expected.setdefault((IRIS[subject], IRIS[predicate]), text.count("\n") + 1)
            objects = data.draw(st.lists(st.sampled_from(OBJECTS), min_size=1, max_size=2))
            text += predicate + data.draw(GAPS) + f"{data.draw(GAPS)},".join(objects)
        text += data.draw(GAPS) + "."
    assert list(parse(text, format=RdfFormat.TURTLE)), "the test makes valid Turtle"
    found = lines(text)
    assert found.subjects == subjects
    assert found.predicates == expected


def test_a_graph_is_no_subject_of_trig() -> None:
    text = """
        <https://e.org/g> { <https://e.org/a> <https://e.org/p> 1 }
        GRAPH <https://e.org/h> { <https://e.org/a> <https://e.org/q> 2 . }
        <https://e.org/g> a <https://e.org/Dataset> ."""
    found = lines(text)
    assert found.of("https://e.org/a") == 2
    assert found.of("https://e.org/a", "https://e.org/q") == 3
    assert found.of("https://e.org/g") == 4
    assert found.of("https://e.org/h") is None


def test_lines_of_n_quads() -> None:
    rest = "<https://e.org/p> <https://e.org/0> <https://e.org/g> ."
    found = lines("# three\n" + "\n".join(f"<https://e.org/{name}> {rest}" for name in "abc"))
    assert [found.of(f"https://e.org/{n}") for n in "abc"] == [2, 3, 4]


@pytest.mark.parametrize(
    "tight",
    [
        '<https://e.org/a><https://e.org/p>"x"@en.e:b<https://e.org/p>1.<https://e.org/c> e:p 2.',
        "e:a e:p<https://e.org/o>.e:b e:p e:o.\ne:c e:p 3.",
    ],
)
def test_no_line_is_wrong_where_words_touch(tight: str) -> None:
    text = HEADER + tight
    stated = {(q.subject, q.predicate) for q in parse(text, format=RdfFormat.TURTLE)}
    for subject, predicate in lines(text).predicates:
        assert (NamedNode(subject), NamedNode(predicate)) in stated


def test_an_address_that_the_standard_library_would_shorten_has_no_line() -> None:
    text = "@base <https://b.org/x> .\n<#> <p> 1 .\n<> <p> 2 ."
    assert lines(text).of("https://b.org/x") == 3
    assert lines(text).of("https://b.org/x#") is None


def test_subjects_come_in_order_in_the_reference_data() -> None:
    found = [*lines(TARGET.read_text(encoding="utf-8")).subjects.values()]
    assert all(first < second for first, second in pairwise(found))


@given(st.data())
def test_blank_nodes_are_found_in_any_layout(data: st.DataObject) -> None:
    """Nodes that say which line they stand in, by a label or in brackets, one in the other."""
    text, depth = HEADER, 0
    for number in range(data.draw(st.integers(1, 6))):
        gap, value = data.draw(GAPS), data.draw(st.sampled_from(OBJECTS))
        deeper = depth and data.draw(st.booleans())
        if depth and not deeper:
            text += f"{gap}]" * depth + f"{data.draw(GAPS)}."
            depth = 0
        if not deeper and data.draw(st.booleans()):
            text += gap
            line = text.count("\n") + 1
            text += f"_:n{number} e:begins {line} ; e:other{data.draw(GAPS)}{value} ."
            continue
        text += f"{gap};{data.draw(GAPS)}e:q{data.draw(GAPS)}" if depth else f"{gap}e:s e:p "
        line, depth = text.count("\n") + 1, depth + 1
        text += f"[{data.draw(GAPS)}e:begins {line}{gap};{gap}e:other{data.draw(GAPS)}{value}"
    text += " ]" * depth + "." * bool(depth)
    found = blank_lines(text, RdfFormat.TURTLE, "file")
    for quad in node_labels.named(parse(text, format=RdfFormat.TURTLE), "file"):
        if quad.predicate.value == "https://e.org/begins":
            assert found.of(str(quad.subject)) == int(str(quad.object).split('"')[1])


def test_the_predicates_of_blank_nodes_have_lines_too() -> None:
    text = HEADER + "e:s e:p [ e:a 1 ;\n e:b\n 'x' ; e:c\n [ e:d 'y'\n ] ] , (\n 'z'\n ) ."
    found = blank_lines(text, RdfFormat.TURTLE, "file")
    named = {predicate.rsplit("/")[-1]: line for (_, predicate), line in found.predicates.items()}
    assert (named["a"], named["b"]) == (3, 4)
    assert (named["c"], named["d"]) == (5, 6)
    assert named["22-rdf-syntax-ns#first"] == named["22-rdf-syntax-ns#rest"] == 8
