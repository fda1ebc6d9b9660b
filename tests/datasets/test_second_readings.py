"""The data says what a second pair of eyes read in each source, from its text alone."""

import csv
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.datasets import world

# In a plan nobody is a party yet; those who are to agree, carry out or propose are asked for.
ROLES = (
    "party",
    "partner",
    "implementer",
    "proposer",
    "beneficiary",
    "refuser",
    "supporter",
    "adopter",
    "attendee",
    "represented",
    "host",
    "organizer",
    "visitor",
    "speaker",
    "funder",
)
READINGS = [
    pytest.param(reading, id=reading["source"])
    for path in world.readings()
    for reading in tomllib.loads(path.read_text(encoding="utf-8"))["reading"]
]


@pytest.mark.parametrize("reading", READINGS)
def test_a_source_is_stated_as_it_was_read_again(reading: dict[str, Any]) -> None:
    for answer in reading.get("act", ()):
        differ = list(differences(reading["source"], answer))
        assert differ == [], answer["what"]


def differences(source: str, answer: dict[str, Any]) -> Any:
    """Yield where the data says something else than a reading."""
    here, act = world.said(source), answer["act"]
    declared = act in here and "type" in here[act]
    # What another source declares, this one need not say again.
    known = here if declared else world.everything()
    values = known.get(act, {})
    parties = {one for role in ROLES for one in world.participants(known, act, role)}
    agreed = world.participants(here, act, "party")
    read = set[str]()
    for name in answer["parties"]:
        found = world.called(name) & parties
        read |= found
        if not found:
            yield "party", name, sorted(parties)
    if answer.get("all_parties") and declared and agreed - read:
        yield "parties that were not read", sorted(agreed - read)
    if answer["date"] not in values.get("date", {""}) and (answer["date"] or declared):
        yield "date", answer["date"], values.get("date")
    kinds = {one.rsplit("/", 1)[-1] for one in values.get("kind", ())}
    if answer["kind"] and answer["kind"] not in kinds:
        yield "kind", answer["kind"], kinds
    status = world.statuses(here, act)
    if answer["status"] and status and answer["status"] not in status:
        yield "status", answer["status"], status
    places = values.get("place", set())
    if (answer["place"] and not world.called(answer["place"]) & places) or (
        not answer["place"] and declared and places
    ):
        yield "place", answer["place"], places
    signed = world.participants(here, act, "signatory")
    asked = {one for name in answer["signatories"] for one in world.called(name) & signed}
    if (
        asked != signed
        if declared
        else not asked <= signed or len(asked) < len(answer["signatories"])
    ):
        yield "signatories", answer["signatories"], sorted(signed)
    for name in answer["attended_only"]:
        if world.called(name) & (agreed | signed):
            yield "only attended", name


def test_every_source_was_read_twice() -> None:
    read = {
        reading["source"]
        for path in world.readings()
        for reading in tomllib.loads(path.read_text(encoding="utf-8"))["reading"]
    }
    # The five articles have tables of every sentence.
    tables = {path.stem for path in (world.DATASETS / "coverage").glob("*.toml")}
    assert {path.stem for path in world.DATASETS.glob("*.yaml")} == read | tables


def test_what_was_settled_says_who_was_right_and_why() -> None:
    path = Path(__file__).parent / "readings" / "settled.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    sources = {path.stem for path in world.DATASETS.glob("*.yaml")}
    for row in rows:
        assert row["right"] in {"first", "second", "neither"}, row
        assert row["source"] in sources, row
        assert row["why"], row
