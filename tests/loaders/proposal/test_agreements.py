"""Agreements are told by what their sentences say, and from what only stands beside them."""

import pytest

from loaders.proposal.finding.sentences import sentences
from tests.loaders.proposal.support import article, found, told


@pytest.mark.parametrize(
    ("text", "agreement"),
    [
        (
            "Laos and Vietnam signed a memorandum of understanding on Tuesday.",
            ("memorandum_of_understanding", "signed", "2026-03-03", ["Laos", "Vietnam"]),
        ),
        (
            "Huawei will sign a contract with Laos on Friday, an official said on Monday.",
            ("contract", "planned", "2026-03-06", ["Huawei", "Laos"]),
        ),
        (
            "China's Guangxi and Laos signed a treaty in the presence of Thailand.",
            ("treaty", "signed", "", ["Guangxi", "Laos"]),
        ),
        (
            "The ministry of Thailand, Laos and Vietnam signed an agreement in China.",
            ("unspecified", "signed", "", ["Laos", "Vietnam"]),
        ),
    ],
)
def test_an_agreement_is_told(text: str, agreement: tuple[str, str, str, list[str]]) -> None:
    assert [told(one) for one in found(text, "en").agreements] == [agreement]


@pytest.mark.parametrize(
    "text",
    [
        "Laos and Vietnam have not signed an agreement.",
        "Laos and Vietnam talked about rice.",
        "The China-Laos railway carries signed books.",
        "They agreed with everybody.",
    ],
)
def test_what_is_not_agreed_is_not_proposed(text: str) -> None:
    assert not found(text, "en").agreements


def test_both_sides_are_those_of_the_sentence_before() -> None:
    text = "Laos met Huawei.\n\nThe two sides signed a contract on 2 March 2026."
    (one,) = found(text, "en").agreements
    assert told(one) == ("contract", "signed", "2026-03-02", ["Laos", "Huawei"])
    assert one.pointed


def test_a_later_status_has_a_date_of_its_own() -> None:
    text = "The treaty of Laos and Vietnam entered into force on 1 March 2026."
    (one,) = found(text, "en").agreements
    assert one.when is None
    assert one.as_of
    assert one.as_of.resolved.value == "2026-03-01"


def test_the_parts_of_a_report_are_told_apart() -> None:
    text = (
        "Laos signs\nMarch 5, 2026\n\n"
        "VIENTIANE, March 4 (Xinhua) -- Laos signed a treaty here on Tuesday.\n\n"
        "The minister. Photo: VNA\n\nVietnam is glad."
    )
    one = article(text, "en", "")
    assert [(part.at, part.text[:9]) for part in one.paragraphs] == [
        ("headline", "Laos sign"),
        ("1", "VIENTIANE"),
        ("2", "Vietnam i"),
    ]
    assert one.given.date == "2026-03-05"
    assert str(one.day) == "2026-03-04"
    assert [what for what, _ in one.left_out] == ["date line", "caption"]


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("One. Two! Three?", 3),
        ("Huawei Technologies Co., Ltd. (Huawei) signed. Then it went.", 2),
        ("On Feb. 24 Mr. Vu left.", 1),
        ("中国签署协议。老挝也是。", 2),
        ("In 2025. Then", 2),
        ("a word " * 1_000, 5),
        ("", 0),
    ],
)
def test_sentences_end_at_stops(text: str, many: int) -> None:
    assert len(sentences(text)) == many
