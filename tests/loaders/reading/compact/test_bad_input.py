"""What is wrong in a source file is told: file, line, key, and what to write."""

from pathlib import Path

import pytest

from loaders.load import validate
from loaders.reading.compact.expand.names import Names
from loaders.reading.compact.form.yaml_tree import DEEPEST, LONGEST
from ontology.errors import CoopgraphError, InvalidData, LimitExceeded
from tests.loaders.reading.compact.support import WORLD, stated

GOOD = """\
title: Laos and Nvidia sign
checked: 2026-11-28
source: {url: https://e.org/1, date: 2025-02-24, language: en}
people:
  - {name: Ada Example, post: {title: Minister, organization: Nvidia}}
agreements:
  - our_name: Memorandum of Laos and Nvidia
    id: laos-nvidia-2025
    kind: memorandum_of_understanding
    at: 1
    says: Both signed.
    status: signed
    date: 2025-02-23
    parties: [Laos, Nvidia]
"""
LAUGHS = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"


def test_what_is_right_is_taken() -> None:
    assert len(stated(GOOD)) > 50


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "1: a source file has keys, such as `title:` and `source:`."),
        ("- a\n", "1: a source file has keys"),
        ("just text\n", "1: a source file has keys"),
        ("title: [\n", "2:1: not valid YAML"),
        ("title: a: b\n", "1:9: not valid YAML: a colon inside a text; put the text in quotation"),
        ("title:\n\tx\n", "2:1: not valid YAML: a tab; indent with spaces."),
        ("title: a\n---\ntitle: b\n", "2:1: not valid YAML: a second document begins"),
        ("title: a\ntitle: b\n", "2: 'title' is there twice; the first is on line 1."),
        (LAUGHS, "1: anchors and aliases are not read: write out what &a stands for"),
        ("title: *x\n", "1: anchors and aliases are not read: write out what *x stands for"),
        ("? [a, b]\n: c\n", "1: a key is a word, not a list or a mapping."),
        ("title: \x01\n", "not valid YAML"),
    ],
)
def test_no_yaml_or_more_than_plain_yaml(text: str, told: str) -> None:
    with pytest.raises(InvalidData) as error:
        stated(text)
    assert f"2024-12-05-example.yaml:{told}" in str(error.value) or told in str(error.value)


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("checked: 2026-11-28\n", "", "1: checked: this key is missing; add it."),
        ("2026-11-28", "2026-11", "2: checked: '2026-11' is no day; write one such as 2025-02-23."),
        ("2025-02-23", "2025-02-30", "13: agreements.date: '2025-02-30' is not in the calendar."),
        ("2025-02-23", "30/02/2025", "is no date; write 2025, 2025-02 or 2025-02-23."),
        ("2025-02-23", "[2025, 2026]", "13: agreements.date: write one value here."),
        ("2025-02-23", "", "13: agreements.date: nothing is written here"),
        ("https://e.org/1", "e.org", "'e.org' is no address; write one that begins with https://"),
        ("memorandum_of_understanding", "mou", "9: agreements.kind: there is no agreement type"),
        ("parties:", "partys:", "14: agreements has no key 'partys'. Did you mean 'part"),
        ("status: signed", "status: sigend", "there is no status 'sigend'; write one of"),
        ("    at: 1\n", "", "7: agreements: evidence needs both `at` and `says`; add `at`."),
        ("says: Both signed.", "says:", "11: agreements.says: nothing is written here"),
        ("says: Both signed.", "says: {english: x}", "'english' is no language tag"),
        ("parties: [Laos", "parties: [Loas", "14: agreements.party.who: no actor is called 'Loas'"),
        ("parties: [Laos", "parties: [Georgia", "'Georgia' could be Georgia (state/ge), Georgia"),
        ("organization: Nvidia", "organization: Laos", "Laos (state/la) is something else"),
        (", organization: Nvidia", "", "5: people.post: say with `organization` where the post is"),
        (
            "    at: 1\n",
            "    at: 1\n    see: signing\n",
            "`evidence` has no 'signing'",
        ),
        ("our_name: Mem", "name: {fr: Mem", "not valid YAML"),
        (
            "our_name: Memorandum of Laos and Nvidia",
            "name: {fr: Mémo}",
            "English name is missing",
        ),
        (
            "id: laos-nvidia-2025",
            "id: laos nvidia",
            "id: write letters, digits and hyphens",
        ),
        ("at: 1", "at: 1\n    sure: very", "there is no confidence 'very'; write one of high, low"),
        ("    parties", "    party: Laos\n    parties", "'parties' and 'party' are the same key"),
        ("people:\n", "people: x\nx:\n", "people: write keys here"),
        ("url:", "our_name: a, a Thursday, url:", "put a text with commas in quotation marks"),
        ("agreements:\n", "agreements:\n  - known: Newer agreement\n", "no agreement is called"),
    ],
)
def test_what_does_not_fit(before: str, after: str, told: str) -> None:
    assert before in GOOD
    with pytest.raises(InvalidData) as error:
        stated(GOOD.replace(before, after, 1))
    assert told in str(error.value)
    assert "2024-12-05-example.yaml:" in str(error.value)


def test_every_fault_is_told_at_once() -> None:
    text = GOOD.replace("Nvidia]", "Nvdia]").replace("[Laos", "[Loas")
    with pytest.raises(InvalidData) as error:
        stated(text)
    assert len(str(error.value).splitlines()) == 2


def test_a_name_that_could_be_several_things_is_told_with_them() -> None:
    with pytest.raises(InvalidData, match=r"state/ge.*region/us-ga.*Write the address"):
        Names(WORLD).find("georgia", "Actor")


def test_too_long_and_too_deep() -> None:
    with pytest.raises(LimitExceeded, match="has at most"):
        stated("title: " + "x" * LONGEST)
    with pytest.raises(LimitExceeded, match="nested more than"):
        stated("a: " + "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1))


def test_mixed_encodings_are_told_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(GOOD.encode() + "description: Café\n".encode("latin-1"))
    with pytest.raises(CoopgraphError, match=r"a\.yaml:15: this is not UTF-8"):
        validate([path])


def test_what_shapes_find_is_told_at_the_line_of_the_yaml(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    text = GOOD.replace("Nvidia", "Huawei").replace("date: 2025-02-23", "topic: data")
    path.write_text(text.replace("[Laos, Huawei]", "Laos"))
    found = {(one.line, one.message.split(",")[0]) for one in validate([path]).violations}
    assert found == {
        (5, "Give the post evidence."),
        (7, "Give the agreement a coop:date"),
        (7, "Give the signed agreement two parties"),
    }


def test_an_act_of_another_file_is_not_declared_again(tmp_path: Path) -> None:
    text = GOOD.replace("Nvidia", "Huawei")
    (tmp_path / "a.yaml").write_text(text)
    (tmp_path / "b.yaml").write_text(text.replace("title: Laos", "title: Again, Laos"))
    with pytest.raises(InvalidData, match=r"b\.yaml:7: agreement/laos-nvidia-2025 is declared in"):
        validate([tmp_path])
    known = text.replace("our_name: Memorandum of Laos and Huawei\n    id: laos", "known: laos")
    known = known.replace("known: laos-nvidia-2025", "known: agreement/laos-nvidia-2025")
    (tmp_path / "b.yaml").write_text(
        known.replace("people:\n  - {name: Ada", "people:\n  - {name: Eva")
    )
    assert {one.line for one in validate([tmp_path]).violations} == {5}  # nothing tells of them
