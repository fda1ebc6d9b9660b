"""RDF/XML and JSON-LD: all that can be said comes back; what cannot be is named."""

import json
import logging
from collections.abc import Iterator, Sequence
from itertools import groupby
from xml.etree import ElementTree

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.blank_nodes.node_labels import datasets
from graph.rdf.formats import Format
from graph.rdf.records import DatasetContent, line_of
from graph.read.export import DatasetRecord, write_rdf
from ontology.errors import Inexpressible
from ontology.namespaces import RDF
from tests.graph.support import canonical, stated
from tests.loaders.datasets import contents
from tests.loaders.test_any_rdf import TRAPS, text

EX = "https://example.org/"
S = NamedNode(EX + "s")


def said(contents: Sequence[DatasetContent]) -> list[DatasetRecord]:
    """Return records as an export finds them: by dataset, then by subject."""
    rows = []
    for content in sorted(contents, key=lambda one: one.iri):
        lines = sorted(map(line_of, content.triples))
        for _, group in groupby(lines, lambda line: line.partition(" ")[0]):
            rows.append(
                DatasetRecord(content.iri, "".join(f"{line}\n" for line in dict.fromkeys(group)))
            )
    return rows


def written(quads: Sequence[Quad], form: Format) -> tuple[bytes, list[Quad]]:
    """Return what is written, and the statements that it stands for."""
    contents = datasets(quads, EX + "default")
    rows = said(contents)
    if not form.graphs:
        rows.sort(key=lambda row: row.statements.partition(" ")[0])
    wanted = [quad for one in contents for quad in stated(one)]
    content = b"".join(write_rdf(rows, form))
    return content, wanted if form.graphs else [Quad(*quad.triple) for quad in wanted]


@pytest.mark.parametrize("form", [Format.RDFXML, Format.JSONLD])
@pytest.mark.parametrize("name", sorted({*TRAPS} - {"NUL", "marks and controls"}))
def test_a_trap_comes_back(name: str, form: Format) -> None:
    content, wanted = written(list(parse(text(name), format=RdfFormat.TRIG)), form)
    assert canonical(parse(content, format=form.rdf)) == canonical(wanted)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(quads=contents("one"), extra=st.lists(st.text(max_size=5), max_size=2))
def test_whatever_is_said_comes_back_or_is_refused(quads: list[Quad], extra: list[str]) -> None:
    quads += [Quad(S, NamedNode(EX + "p"), Literal(one)) for one in extra]
    content, wanted = written(quads, Format.JSONLD)
    assert canonical(parse(content, format=RdfFormat.JSON_LD)) == canonical(wanted)
    try:
        content, wanted = written(quads, Format.RDFXML)
    except Inexpressible:
        return
    ElementTree.fromstring(content)  # noqa: S314 - it is our own
    assert canonical(parse(content, format=RdfFormat.RDF_XML)) == canonical(wanted)


FOR_ANOTHER = [
    *("second values", "XML and JSON", "blank nodes", "a list of many equal values"),
    *("lexical forms", "custom datatypes", "literals and resources", "odd addresses", "Unicode"),
]


# rdflib's own, in what it does itself.
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    ("form", "name"), [(Format.RDFXML, "xml"), (Format.JSONLD, "json-ld")], ids=str
)
@pytest.mark.parametrize("trap", FOR_ANOTHER)
def test_another_reader_reads_the_same(
    trap: str, form: Format, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    content, wanted = written(list(parse(text(trap), format=RdfFormat.TRIG)), form)
    found = rdflib.Dataset()
    found.parse(data=content, format=name)
    again = found.serialize(format="nquads", encoding="utf-8")
    quads = [
        quad if form.graphs else Quad(*quad.triple)
        for quad in parse(again, format=RdfFormat.N_QUADS)
    ]
    assert canonical(quads) == canonical(wanted)


@pytest.mark.parametrize(
    "predicate",
    [
        EX,
        EX + "1",
        EX + "a-%41",
        "urn:x#",
        "https://example.org/\u00b7",
        "http://www.w3.org/2000/xmlns/x",
        *(RDF + name for name in ("li", "about", "ID", "Description", "RDF", "bagID")),
    ],
)
def test_a_predicate_that_is_no_name_of_xml_is_named(predicate: str) -> None:
    row = DatasetRecord(EX + "g", line_of(Triple(S, NamedNode(predicate), S)) + "\n")
    with pytest.raises(Inexpressible, match="predicate <") as caught:
        list(write_rdf([row], Format.RDFXML))
    assert f"<{predicate}>" in str(caught.value)


@pytest.mark.parametrize(
    "predicate", ["urn:p", "https://e.org", EX + "1a", EX + "名", EX + "\u00e9", RDF + "_1"]
)
def test_odd_predicates_that_are_names_of_xml(predicate: str) -> None:
    triple = Triple(S, NamedNode(predicate), S)
    (content,) = write_rdf([DatasetRecord(EX + "g", line_of(triple) + "\n")], Format.RDFXML)
    ElementTree.fromstring(content)  # noqa: S314 - it is our own
    assert [quad.triple for quad in parse(content, format=RdfFormat.RDF_XML)] == [triple]


@pytest.mark.parametrize(
    ("character", "shown"), [("\0", "U+0000"), ("\x1b", "U+001B"), ("\uffff", "U+FFFF")]
)
@pytest.mark.parametrize("language", [None, "en"])
def test_a_character_that_xml_has_not_is_named(
    character: str, shown: str, language: str | None
) -> None:
    value = Literal(f"a{character}b", language=language)
    row = DatasetRecord(EX + "g", line_of(Triple(S, NamedNode(EX + "p"), value)) + "\n")
    with pytest.raises(Inexpressible, match=shown.replace("+", r"\+")) as caught:
        list(write_rdf([row], Format.RDFXML))
    assert str(value)[1] in str(caught.value)
    (content,) = write_rdf([row], Format.JSONLD)
    (quad,) = parse(content, format=RdfFormat.JSON_LD)
    assert quad.object == value


@pytest.mark.parametrize("form", Format)
def test_a_file_begins_before_all_of_it_is_known(form: Format) -> None:
    asked = 0

    def rows() -> Iterator[DatasetRecord]:
        nonlocal asked
        for asked in range(10_000):
            node = NamedNode(f"{EX}{asked:05}")
            yield DatasetRecord(
                EX + "g", line_of(Triple(node, NamedNode(EX + "p"), Literal("x" * 99))) + "\n"
            )

    chunks = write_rdf(rows(), form)
    next(chunks)
    assert asked < 5_000
    assert len(list(chunks)) > 1


def test_an_export_of_nothing_is_a_valid_file() -> None:
    assert json.loads(b"".join(write_rdf([], Format.JSONLD))) == []
    ElementTree.fromstring(b"".join(write_rdf([], Format.RDFXML)))  # noqa: S314 - it is our own
