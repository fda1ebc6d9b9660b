"""The words by which reports speak of agreements, for each language: `en.toml` and its like."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from loaders.proposal.words.split import normal, split

FOLDER: Final = Path(__file__).parent
# What stands in a phrase for any word for an agreement, and for some words in between.
AGREEMENT: Final = "AGREEMENT"
GAP: Final = "…"
# Words that a gap may have, where a language says nothing else.
WORDS: Final = 6
NEVER: Final = re.compile("(?!)")


@dataclass(frozen=True)
class Lexicon:
    """The words of one language.

    Attributes:
        code: the language, such as `en`.
        name: what it is called in English.
        marks: whether diacritics tell words apart.
        kinds: what finds each kind of agreement; the more exact kinds first.
        statuses: what finds each status; those that outweigh others first.
        days: what finds each word for a day, month or year, such as yesterday.
        lists: further words by what they are for, such as `in_place`.
    """

    code: str
    name: str
    marks: bool
    kinds: dict[str, re.Pattern[str]]
    statuses: dict[str, re.Pattern[str]]
    days: dict[str, re.Pattern[str]]
    lists: dict[str, re.Pattern[str]]


@cache
def languages() -> dict[str, str]:
    """Return the languages that can be read: their names in English by code."""
    return {one.stem: _read(one)["name"] for one in sorted(FOLDER.glob("*.toml"))}


@cache
def lexicon(code: str) -> Lexicon:
    """Return the words of a language."""
    said = _read(FOLDER / f"{code}.toml")
    phrases = _Phrases(said)
    lists = {key: value for key, value in said.items() if isinstance(value, list)}
    return Lexicon(
        code,
        said["name"],
        phrases.marks,
        {kind: phrases.any_of(some) for kind, some in said["kinds"].items()},
        {status: phrases.any_of(some) for status, some in said["status"].items()},
        {day: phrases.any_of(some) for day, some in said["days"].items()},
        {key: phrases.any_of(some) for key, some in lists.items()},
    )


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


class _Phrases:
    """Makes patterns of the phrases of one language, for the text of `Words`."""

    def __init__(self, said: dict[str, Any]) -> None:
        self.marks = bool(said.get("marks"))
        self._gap = rf"(?:\S+ ){{0,{said.get('gap', WORDS)}}}?"
        self._prefixes = str(said.get("prefixes", ""))
        kinds = [phrase for some in said["kinds"].values() for phrase in some]
        self._agreement = f"(?:{'|'.join(self._pattern(one) for one in kinds)})"

    def any_of(self, phrases: list[str]) -> re.Pattern[str]:
        """Return what finds any of some phrases as whole words."""
        if not phrases:
            return NEVER
        longest_first = sorted(phrases, key=len, reverse=True)
        return re.compile(f"(?<= )(?:{'|'.join(map(self._pattern, longest_first))})(?= )")

    def _pattern(self, phrase: str) -> str:
        made = ""
        for number, item in enumerate(phrase.split()):
            if item == GAP:
                made += self._gap
                continue
            prefix = "" if number else self._prefixes
            made += f"{prefix}{self._item(item)} "
        return made.removesuffix(" ")

    def _item(self, item: str) -> str:
        if item == AGREEMENT:
            return self._agreement
        if item.endswith("*"):
            return re.escape(normal(item[:-1], marks=self.marks)) + r"\S*"
        return " ".join(map(re.escape, split(item, marks=self.marks).values))
