"""Coverage tables against datasets: each sentence has its place, and each thing its sentence.

`datasets/coverage/NAME.toml` goes through the source of `datasets/NAME.ttl` sentence by sentence.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from ontology.namespaces import BASE, COOP, RDF

DATASETS: Final = Path(__file__).parent.parent / "datasets"
TABLES: Final = sorted((DATASETS / "coverage").glob("*.toml"))
# What a source states, each of it with evidence; people and places come along with these.
STATED: Final = {
    COOP + name
    for name in (
        *("Agreement", "AgreementSet", "Event", "Programme", "Prospect", "Centre"),
        *("PostHolding", "Claim", "Aim", "Contribution", "Commitment", "StatusStatement"),
        "Document",
    )
}
PROVEN: Final = STATED | {COOP + "Participation"}
PLACE: Final = re.compile(r"(paragraph|caption)s? (\d+(?:(?:, | and | to )\d+)*)")

Table = list[dict[str, Any]]


class Dataset:
    """The statements of a file, by subject and predicate without their namespaces."""

    def __init__(self, path: Path) -> None:
        self.stated: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self.subjects: dict[str, str] = {}
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            self._add(quad)

    def _add(self, quad: Quad) -> None:
        assert isinstance(quad.subject, NamedNode)
        subject = quad.subject.value.removeprefix(BASE)
        assert isinstance(quad.object, NamedNode | Literal)
        value = quad.object.value
        if quad.predicate.value == RDF + "type":
            self.subjects[subject] = value
        name = quad.predicate.value.removeprefix(COOP)
        self.stated[subject, name].append(value.removeprefix(BASE))

    def places(self, thing: str) -> set[str]:
        """Return where the evidence of a thing, or of taking part in it, is: `paragraph 3`."""
        takes_part = [one for one in self.subjects if thing in self.stated[one, "inAct"]]
        return {
            place
            for supported in (thing, *takes_part)
            for evidence in self.stated[supported, "hasEvidence"]
            for locator in self.stated[evidence, "locator"]
            for place in places(locator)
        }


def places(locator: str) -> Iterator[str]:
    """Yield the single places that a locator names."""
    for sort, numbers in PLACE.findall(locator):
        for part in re.split(r", | and ", numbers):
            first, _, last = part.partition(" to ")
            for number in range(int(first), int(last or first) + 1):
                yield f"{sort} {number}"
    for place in re.split(r", | and ", PLACE.sub("", locator)):
        if place.strip():
            yield place.strip()


def read(path: Path) -> tuple[Table, Dataset]:
    table: Table = tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]
    return table, Dataset(DATASETS / f"{path.stem}.ttl")


def test_each_source_has_a_table() -> None:
    sources = {path.stem for path in DATASETS.glob("*.ttl")} - {"reference", "subdivisions"}
    assert {path.stem for path in TABLES} == sources


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.stem))
def test_each_sentence_is_stated_or_says_why_not(path: Path) -> None:
    table, dataset = read(path)
    for sentence in table:
        assert sentence["says"]
        assert sentence.get("in") or sentence.get("left_out"), sentence
        for thing in sentence.get("in", ()):
            assert thing in dataset.subjects, thing
            assert sentence["at"] in dataset.places(thing), (thing, dataset.places(thing))


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.stem))
def test_sentences_are_numbered_through(path: Path) -> None:
    table, _ = read(path)
    numbers: defaultdict[str, list[int]] = defaultdict(list)
    for sentence in table:
        numbers[sentence["at"]].append(sentence.get("number", 1))
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())
    paragraphs = [at for at in numbers if at.startswith("paragraph")]
    assert paragraphs == [f"paragraph {number + 1}" for number in range(len(paragraphs))]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.stem))
def test_nothing_is_stated_without_a_sentence(path: Path) -> None:
    table, dataset = read(path)
    covered = {thing for sentence in table for thing in sentence.get("in", ())}
    stated = {thing for thing, kind in dataset.subjects.items() if kind in STATED}
    assert stated - covered == set()
    known = {sentence["at"] for sentence in table}
    for thing, kind in dataset.subjects.items():
        if kind == COOP + "Evidence":
            for locator in dataset.stated[thing, "locator"]:
                assert set(places(locator)) <= known, (thing, locator)


@pytest.mark.parametrize("path", TABLES, ids=lambda path: str(path.stem))
def test_everything_stated_has_evidence_and_all_evidence_is_used(path: Path) -> None:
    _, dataset = read(path)
    used = set()
    for thing, kind in dataset.subjects.items():
        proven = dataset.stated[thing, "hasEvidence"]
        used |= set(proven)
        assert proven or kind not in PROVEN, thing
    assert {thing for thing, kind in dataset.subjects.items() if kind == COOP + "Evidence"} == used
