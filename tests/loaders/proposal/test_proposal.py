"""A proposal is a source file that is valid once a person has written what each paragraph says."""

import re
import socket
from pathlib import Path

import pytest

from loaders.load import validate
from loaders.proposal.document.article import Given
from loaders.proposal.propose import Proposal, ProposalOptions, propose
from loaders.proposal.words.split import split
from loaders.reading.compact.source_text import read
from ontology.errors import InvalidData, UsageError
from tests.loaders.proposal.support import TEXTS, TODAY

EMPTY = re.compile(r"^(\s*(?:says|at)):  #.*$", re.M)


def filled(text: str) -> str:
    """Return a proposal in which a person has written what is to be written."""
    text = re.sub(r"parties: \[(.*)\]  # add", r"parties: [\1, Japan]  # add", text)
    return EMPTY.sub(lambda one: f"{one[1]}: '1'" if "at" in one[1] else f"{one[1]}: So.", text)


def proposed(name: str, **given: str) -> Proposal:
    """Return the proposal for a made text."""
    return propose(TEXTS / f"{name}.txt", TODAY, ProposalOptions(Given(**given)))


def test_proposals_are_valid_once_their_words_are_written(tmp_path: Path) -> None:
    for path in sorted(TEXTS.glob("*.txt")):
        made = proposed(path.stem, publisher="The: Made 'News'", url="https://made.example/a?b=c#d")
        file = tmp_path / f"{path.stem}-{made.name}.yaml"
        # Of many reports, only the names and addresses of acts may not be the same.
        apart = filled(made.text).replace("    id: ", f"    id: {path.stem}-")
        file.write_text(apart.replace("our_name: ", f"our_name: {path.stem} "), "utf-8")
    report = validate([tmp_path])
    assert report.valid, list(report.lines())


def test_only_what_a_person_writes_is_missing() -> None:
    made = proposed("en-1")
    with pytest.raises(InvalidData) as caught:
        read(made.text, Path("made.yaml"))
    lines = str(caught.value).splitlines()
    assert lines
    assert all("says: nothing is written here" in one for one in lines)


def test_what_is_inferred_has_its_rule_and_is_not_sure() -> None:
    given = read(filled(proposed("en-1").text), Path("made.yaml")).given
    (one,) = given["agreements"]
    assert one["date"] == ["2026-03-03"]
    assert one["date_basis"] == ["weekday"]
    assert one["sure"] == "medium"
    assert {tuple(each["for"]): each["sure"] for each in one["evidence"]} == {
        ("date",): "low",
        ("place",): "low",
    }
    assert all(each["inferred"] for each in one["evidence"])
    assert given["source"]["as_of"] == "2026-03-05"


def test_no_sentence_of_a_text_is_copied() -> None:
    for path in sorted(TEXTS.glob("*.txt")):
        made = proposed(path.stem).text
        headline, *paragraphs = path.read_text("utf-8").strip().splitlines()
        whole = " ".join(paragraphs)
        some = [one for one in re.split(r"[.!?。]\s*", whole) if len(split(one).values) > 3]
        copied = [one for one in some if one in made]
        assert not copied, (path.stem, copied)
        assert headline in made or "title: none" in made


def test_names_and_times_are_listed_with_their_paragraphs() -> None:
    made = proposed("en-2").text
    assert "#   Huawei (company/huawei): 1, headline\n" in made
    assert "#   2: 3 June: 2026-06-03 (document_date)\n" in made
    assert "# Said not to be signed, and not proposed: 2\n" in made


def test_what_a_text_holds_cannot_become_keys_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "Laos: 'signs' # \u2028claims: [x]\n\nLaos and Vietnam\x85companies: x signed a treaty on"
        " 2 March 2026 with Made\u2029events: Co.\n",
        "utf-8",
    )
    made = propose(path, TODAY, ProposalOptions(Given(language="en")))
    given = read(filled(made.text), Path("made.yaml")).given
    assert set(given) == {"title", "checked", "source", "agreements"}
    assert given["source"]["title"] == "Laos: 'signs' #"


def test_a_text_without_agreements_is_a_proposal_too(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("The weather in Laos was fine on Monday, and nobody met.\n\nIt rained later.")
    made = propose(path, TODAY, ProposalOptions(Given(language="en", date="2026-03-05")))
    assert "# No agreement was found." in made.text
    assert read(made.text, Path("made.yaml")).given["source"]["date"] == "2026-03-05"


def test_names_beside_are_known(tmp_path: Path) -> None:
    beside = tmp_path / "more.ttl"
    beside.write_text(
        "@prefix coop: <https://w3id.org/coopgraph/ontology#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://w3id.org/coopgraph/id/company/zorgulon> a coop:Company ;"
        ' skos:prefLabel "Zorgulon"@en .\n'
    )
    path = tmp_path / "a.txt"
    path.write_text("Zorgulon and Laos signed a contract on 2 March 2026.\n\nThat is all.")
    options = ProposalOptions(Given(language="en"), beside=(beside,))
    assert "parties: [Zorgulon, Laos]" in propose(path, TODAY, options).text


@pytest.mark.parametrize("given", [{"date": "5 March"}, {"url": "journal"}, {"language": "xx"}])
def test_what_an_option_cannot_mean_is_told(given: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=next(iter(given.values()))):
        proposed("en-1", **given)


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert proposed("fr-1").text
