"""Known names are found as whole words, the longest first, in each script."""

import pytest

from loaders.proposal.finding.names import KnownNames
from loaders.reading.compact.expand.names import Named
from tests.loaders.proposal.support import known

LAOS = Named("state/la", "State", ("Laos", "Lào", "老挝", "Лаос", "لاوس"))
EGYPT = Named("state/eg", "State", ("Egypt", "Египет", "مصر"))
CHINA = Named("state/cn", "State", ("China", "中国", "Китай", "الصين"))
BANK = Named("institution/bank", "Institution", ("Bank of China", "中国银行"))
WHO = Named("institution/who", "Institution", ("World Health Organization", "WHO"))
CENTRE = Named("region/bf-03", "Region", ("Centre", "Burkina Centre"))
MADE = KnownNames([LAOS, EGYPT, CHINA, BANK, WHO, CENTRE])


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Laos and China's Bank of China", ["state/la", "state/cn", "institution/bank"]),
        ("Laotian Chinatown", []),
        ("laos in small letters", []),
        ("Who asked the WHO?", ["institution/who"]),
        ("中国银行与中国", ["institution/bank", "state/cn"]),
        ("Lào và người lao động", ["state/la"]),
        ("Lao động Lào", ["state/la"]),
        ("между Лаосом, Египтом и Китаем", ["state/la", "state/eg", "state/cn"]),
        ("وقعت مصر والصين وللصين", ["state/eg", "state/cn", "state/cn"]),
        ("LAOS, CHINA", ["state/la", "state/cn"]),
        ("The Centre for Research", []),
        ("", []),
    ],
)
def test_names_are_found(text: str, things: list[str]) -> None:
    assert [one.thing.iri for one in MADE.find(text)] == things


def test_a_mention_says_where_it_stands() -> None:
    text = "In  «Laos», e\u0301tat"
    assert [text[one.start : one.end] for one in MADE.find(text)] == ["Laos"]


def test_states_are_found_by_their_names_in_every_language() -> None:
    assert [one.thing.names[0] for one in known().find("Vietnã, Egito e Lào")] == [
        "Vietnam",
        "Egypt",
        "Laos",
    ]


def test_nothing_is_found_where_nothing_is_known() -> None:
    assert KnownNames([]).find("Laos") == []
