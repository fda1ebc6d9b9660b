"""Every bad input gets an error for people: the file, the line, what is wrong."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.rdf.records import LONGEST_IRI
from graph.spill.staging import Staging
from loaders.reading.files import read
from ontology.errors import CoopgraphError, InvalidData, LimitExceeded
from tests.loaders.conftest import Write


def refusal(path: Path) -> str:
    with pytest.raises(CoopgraphError) as refused:
        read([path], Staging())
    return str(refused.value).removeprefix(str(path))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("a.ttl", "<e:a> <e:b>\n <e:c>\n<e:d> <e:e> <e:f> .", ":3:1: not valid Turtle: A dot is"),
        ("a.ttl", "<e:a> <e:b> x:c .", ":1:13: not valid Turtle: The prefix x: has not been"),
        ("a.ttl", "\n<a> <e:b> <e:c> .", ":2:1: not valid Turtle: No scheme found"),
        ("a.ttl", '<e:a> <e:b> "c', ":1:13: not valid Turtle: Unexpected end"),
        ("a.ttl", "<e:a b> <e:b> <e:c> .", ":1:1: not valid Turtle: Invalid IRI"),
        ("a.nt", "<e:a> <e:b> <e:c> <e:d> <e:e> .", ":1:19: not valid N-Triples: "),
        ("a.nt", "@prefix e: <e:> .", ":1:1: not valid N-Triples: "),
        ("a.nq", "<e:a> <e:b> <e:c> <e:d> <e:e> .", ":1:25: not valid N-Quads: "),
        ("a.trig", "<e:g> { <e:a> <e:b> <e:c> ", ":1:27: not valid TriG: "),
    ],
)
def test_syntax_errors_are_told_with_line_and_column(
    write: Write, name: str, text: str, expected: str
) -> None:
    assert refusal(write(name, text, bare=True)).startswith(expected)


def test_a_relative_address_says_what_to_do(write: Write) -> None:
    assert "`@base <https://…/> .`" in refusal(write("a.ttl", "<a> <e:b> <e:c> .", bare=True))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "states nothing"),
        (b"# only a comment\n@prefix e: <e:> .", "states nothing"),
        (b"\x89PNG\r\n\0\0", "binary data"),
        ("<e:a> <e:b> <e:c> .".encode("utf-16"), "binary data (or UTF-16)"),
        (b'<e:a> <e:b> "c" .\n<e:a> <e:b> "\xe9" .', ":2: this is not UTF-8"),
        (b"\n<!DOCTYPE html>\n<html></html>", "is a web page"),
        (b'<?xml version="1.0"?><rdf:RDF/>', "is XML"),
        (b"just some words", ":1:1: not valid Turtle"),
    ],
)
def test_what_is_no_rdf_is_refused(write: Write, content: bytes, expected: str) -> None:
    assert expected in refusal(write("a.ttl", content))


def test_a_byte_order_mark_is_no_part_of_the_text(write: Write) -> None:
    staging = Staging()
    read([write("a.ttl", b"\xef\xbb\xbf<e:a> <e:b> <e:c> .")], staging)
    assert staging.totals.total() == 1


@pytest.mark.parametrize("ending", ["nq", "trig", "nt", "ttl"])
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(content=st.binary(max_size=60))
def test_no_bytes_give_anything_but_an_error_for_people(
    write: Write, ending: str, content: bytes
) -> None:
    path = write(f"a.{ending}", content)
    try:
        read([path], Staging())
    except CoopgraphError as error:
        assert str(path) in str(error)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="there is no /proc here")
def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.symlink_to("/proc/self/mem")  # nobody may read its first byte, root neither
    assert refusal(path) == " cannot be read: Input/output error."


@pytest.mark.parametrize(
    "statement",
    ["<<( e:a e:p e:o )>>", "e:o {| e:q e:r |}"],
)
def test_triple_terms_are_refused_with_their_line(write: Write, statement: str) -> None:
    path = write("a.ttl", f"e:a e:p e:o .\ne:b e:p {statement} .")
    assert refusal(path).startswith(":8: triple terms of RDF 1.2")


@pytest.mark.parametrize(
    "statement",
    ["<{iri}> e:p e:o", "e:a <{iri}> e:o", "e:a e:p <{iri}>", "@prefix l: <{iri}>. e:a e:p l:"],
)
def test_an_iri_that_is_too_long_is_refused_with_its_line(write: Write, statement: str) -> None:
    iri = "https://e.org/" + "é" * (LONGEST_IRI // 2)
    path = write("a.ttl", "e:b e:p e:o .\n" + statement.format(iri=iri) + " .")
    with pytest.raises(LimitExceeded):
        read([path], Staging())
    assert refusal(path).startswith(":8: An IRI has more than 7,000 bytes")


def test_repeated_statements_are_counted_beside(write: Write) -> None:
    text = "e:a e:p 1 , 2 , 1 . e:g { e:a e:p 1 , 1 , 1 } e:h { e:a e:p 1 } _:b { e:a e:p 1 , 1 }"
    counts = {iri.rsplit("/", 1)[-1][:1]: one for iri, one in counted(write("a.trig", text))}
    assert counts == {"a": (2, 3), "g": (1, 3), "h": (1, 1), "_": (1, 2)}


def test_a_graph_with_the_name_of_the_stem_is_one_dataset_with_the_rest(write: Write) -> None:
    path = write("a.trig", "e:a e:p 1 , 2 . <dataset/a> { e:a e:p 1 , 3 }")
    assert [one for _, one in counted(path)] == [(3, 4)]


def counted(path: Path) -> list[tuple[str, tuple[int, int]]]:
    """Return each dataset's IRI, its distinct statements and all of them."""
    staging = Staging()
    (file,) = read([path], staging)
    (part,) = staging.partitions()
    return [
        (iri, (sum(said[iri].size for said in part.values() if iri in said), staging.totals[iri]))
        for iri in file.datasets
    ]


def test_errors_are_of_the_kind_for_data(write: Write) -> None:
    with pytest.raises(InvalidData):
        read([write("a.ttl", "x")], Staging())
