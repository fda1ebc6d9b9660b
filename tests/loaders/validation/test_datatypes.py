"""Whether a form fits its datatype is told as quickly as usual, and never otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from loaders.validation.terms.datatypes import USUAL, fits, fits_as_text, usual
from loaders.validation.terms.terms import form, literal
from ontology.namespaces import XSD

KINDS = st.sampled_from([end[4:-1] for end in USUAL])
NEARLY = st.from_regex(r"[+-]?[0-9]{1,5}([-.:T][0-9]{1,4}){0,6}([eE][+-]?[0-9]{1,4}|Z|[+-]01:00)?")
WORDS = st.sampled_from(["true", "false", "yes", "NaN", "INF", "-INF", "0000", "\\", '"', "\n", ""])


@given(st.one_of(NEARLY, WORDS, st.text()), KINDS)
def test_what_is_usual_fits(written: str, kind: str) -> None:
    told = Literal(written, datatype=NamedNode(kind))
    assert fits_as_text(str(told)) == fits(told)
    assert fits(told) or not usual(str(told))


@given(KINDS, st.data())
def test_what_looks_usual_fits(kind: str, data: st.DataObject) -> None:
    written = data.draw(st.from_regex(USUAL[f'"^^<{kind}>'], fullmatch=True))
    assert fits(Literal(written, datatype=NamedNode(kind)))


@given(st.text(), st.sampled_from([None, "en", "zh-hant"]))
def test_a_literal_comes_back_from_its_text(written: str, language: str | None) -> None:
    told = Literal(written, language=language)
    assert form(str(told)) == written
    assert literal(str(told)) == told


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("gYear", "-0500 0000 12024 2024Z 2024+14:00", "500 02024 2024+14:01 abc"),
        ("gYearMonth", "-0044-03 2024-12Z", "2024-13 2024-00 2024-1"),
        ("date", "-0044-03-15 2024-02-29 12000-02-29 2024-01-01+01:00", "2023-02-29 2024-04-31"),
        ("dateTime", "-0044-03-15T10:00:00 2024-01-01T24:00:00", "2024-01-01T24:00:01 2024-01-01"),
        ("dateTime", "0001-01-31T20:00:00-14:00", "0001-01-31T20:00:00-15:00"),
        ("dateTimeStamp", "2024-01-01T10:00:00Z", "2024-01-01T10:00:00"),
        ("time", "24:00:00 10:00:00.1234567Z", "25:00:00 1:00:00 10:00:60"),
        ("gMonthDay", "--02-29 --12-31Z", "--02-30 --13-01 -02-01"),
        ("gMonth", "--12", "--13 12"),
        ("gDay", "---31", "---32"),
        ("integer", f"+1 -0 {'9' * 5_000}", "1.0 one --1"),
        ("nonNegativeInteger", "0 -0 +7", "-1"),
        ("positiveInteger", "1 +0010", "0 -1"),
        ("negativeInteger", "-1 -010", "-0 1"),
        ("nonPositiveInteger", "-1 0 +0", "1"),
        ("byte", "127 -128", "128"),
    ],
)
def test_what_xml_schema_allows_fits(kind: str, good: str, bad: str) -> None:
    datatype = NamedNode(XSD + kind)
    for told in (fits, lambda literal: fits_as_text(str(literal))):
        assert [form for form in good.split() if not told(Literal(form, datatype=datatype))] == []
        assert [form for form in bad.split() if told(Literal(form, datatype=datatype))] == []
