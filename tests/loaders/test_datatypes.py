"""Whether a form fits its datatype is told as quickly as usual, and never otherwise."""

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from loaders.datatypes import USUAL, fits, fits_as_text, usual
from loaders.terms import form, literal

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
