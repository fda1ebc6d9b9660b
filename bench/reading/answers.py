"""The right answers: of made texts from a table, of articles from the curated source files."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from loaders.proposal.finding.found import FoundAgreement
from loaders.reading.compact.expand.names import Names, UnknownName
from loaders.reading.compact.source_text import read
from loaders.settings import datasets_folder

TABLE: Final = Path(__file__).with_name("answers.toml")
TEXTS: Final = Path(__file__).with_name("texts")
FIELDS: Final = ("parties", "date", "as_of", "kind", "status", "place")
SINGLE: Final = ("date", "as_of", "kind", "status")
# Made texts by when they were written; see docs/reading.md.
GROUPS: Final = {"": "made first", "held": "made later", "last": "made last"}
# The kind of which no word is said.
NO_KIND: Final = "unspecified"
# Articles by the beginning of their files' names, and the source files that say what they say.
ARTICLES: Final = {
    "000": "guangxi-vietnam",
    "001": "london-round-table",
    "002": "shanghai-ai-workshop",
    "003": "cicg-huawei",
    "004": "guangxi-laos-centre",
}
# A field's values; parties are several.
Values = dict[str, frozenset[str]]


@dataclass(frozen=True)
class Text:
    """A text with its right answers.

    Attributes:
        path: its file.
        group: of which texts it is one.
        without: the source file whose names are not known while it is read.
        day: the day from which it counts.
        answers: its agreements.
    """

    path: Path
    group: str
    without: frozenset[str]
    day: str
    answers: tuple[Values, ...]


def made_texts(names: Names) -> Iterator[Text]:
    """Yield the made texts."""
    for name, said in tomllib.loads(TABLE.read_text("utf-8")).items():
        group = GROUPS["last" if said.get("last") else "held" if said.get("held") else ""]
        answers = tuple(_values(one, names) for one in said["agreements"])
        yield Text(TEXTS / f"{name}.txt", group, frozenset(), said.get("date", ""), answers)


def articles(folder: Path, names: Names) -> Iterator[Text]:
    """Yield articles, each with all names, and without those of its own source file."""
    for start, stem in ARTICLES.items():
        for path in sorted(folder.glob(f"{start}*.txt")):
            file = datasets_folder() / f"{stem}.yaml"
            answers = tuple(_curated(file, names))
            own = frozenset({file.name})
            yield Text(path, "articles, all names", frozenset(), "", answers)
            yield Text(path, "articles, without their own names", own, "", answers)


def _curated(file: Path, names: Names) -> Iterator[Values]:
    given = read(file.read_text("utf-8"), file).given
    for one in (*given.get("agreements", []), *given.get("agreement_sets", [])):
        said: dict[str, Any] = {
            key: one[key][0] for key in ("kind", "date", "place") if one.get(key)
        }
        said["status"] = one["status"][0]["status"][0]
        said["parties"] = [name for party in one.get("party", []) for name in party["who"]]
        yield _values(said, names)


def _values(said: dict[str, Any], names: Names) -> Values:
    found = {
        "parties": {_thing(one, names) for one in said.get("parties", [])},
        "place": {_thing(said["place"], names)} if "place" in said else set(),
        **{key: {said[key]} if key in said else set() for key in SINGLE},
    }
    return {key: frozenset(value) - {NO_KIND} for key, value in found.items()}


def _thing(name: str, names: Names) -> str:
    """Return the address of what a name means, or the name where no data has it."""
    try:
        return names.find(name, "Actor")
    except UnknownName:
        return name


def proposed(one: FoundAgreement) -> Values:
    """Return the values of an agreement that was found."""
    return {
        "parties": frozenset(party.iri for party in one.parties),
        "date": frozenset({one.when.resolved.value} if one.when else ()),
        "as_of": frozenset({one.as_of.resolved.value} if one.as_of else ()),
        "kind": frozenset({one.kind}) - {NO_KIND},
        "status": frozenset({one.status}),
        "place": frozenset({one.where.thing.iri} if one.where else ()),
    }
