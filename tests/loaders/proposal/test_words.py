"""Words are split and compared so that one word is one word in every script."""

import pytest

from loaders.proposal.words.lexicon import languages, lexicon
from loaders.proposal.words.split import split
from loaders.reading.compact.form.domains import codes


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Xi’an, L'ASEAN!", ("xi", "an", "l", "asean")),
        ("中国与老挝2026年", ("中", "国", "与", "老", "挝", "2026", "年")),
        ("ສປປ ລາວ", ("ສ", "ປ", "ປ", "ລ", "າ", "ວ")),
        ("Tô Lâm", ("to", "lam")),
        ("إندونيسيا", ("اندونيسيا",)),
        ("مُذكّرة", ("مذكره",)),
        ("", ()),
    ],
)
def test_text_is_split_into_words(text: str, words: tuple[str, ...]) -> None:
    assert split(text).values == words


@pytest.mark.parametrize("text", ["a b", "Việt Nam ký", "中国与老挝", "e\u0301a ö", "«Хуавэй» и"])
def test_each_word_knows_where_it_stands(text: str) -> None:
    words = split(text, marks=True)
    for value, (start, end) in zip(words.values, words.spans, strict=True):
        assert split(text[start:end], marks=True).values == (value,)


def test_marks_tell_words_apart_where_they_are_asked_for() -> None:
    assert split("ký", marks=True).values != split("kỳ", marks=True).values
    assert split("ký").values == split("kỳ").values


def test_cases_of_a_russian_word_are_one_stem() -> None:
    assert (
        len({split(one, stems=True).values for one in ("соглашение", "соглашения", "соглашению")})
        == 1
    )


def test_eight_languages_have_the_same_keys() -> None:
    assert list(languages()) == ["ar", "en", "es", "fr", "pt", "ru", "vi", "zh"]
    english = lexicon("en")
    for code in languages():
        words = lexicon(code)
        assert list(words.statuses) == list(english.statuses), code
        assert set(words.kinds) == set(english.kinds), code
        assert set(words.days) == set(english.days), code
        assert set(words.lists) == set(english.lists), code


def test_kinds_and_statuses_are_codes_of_the_ontology() -> None:

    words = lexicon("en")
    assert set(words.kinds) <= set(codes("agreement-type"))
    assert set(words.statuses) - {"not_signed"} <= set(codes("status"))
