"""Full-text queries of a name, in the syntax of Lucene, and what a name is compared with.

A folded name has only letters, digits and spaces, which mean nothing to Lucene, and is lower
case, so that `and`, `or` and `not` are words like others: nothing needs escaping.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from ontology.folding import fold
from ontology.namespaces import BASE

# How much a letter counts of a word that is like one of the name's but for a letter, or for two,
# and of pieces of a word.
ONE_SLIP: Final = 0.75
TWO_SLIPS: Final = 0.55
PIECE: Final = 0.8
# Words of as many letters may have a slip, or two.
SLIPPERY: Final = (3, 6)
# Lucene takes 1,024 clauses: 50 for each word with slips in each of two properties, and one for
# each Chinese character.
MOST_SLIPPERY: Final = 9
MOST_WORDS: Final = 40
LONGEST_WORD: Final = 50
# Words of as many letters may be a part of others, and be several that are written as one.
PART: Final = 4
# What is longer is no name: it can only be an IRI.
LONGEST_NAME: Final = 300

# Written without spaces. The index has each Chinese character as a word, so a phrase finds any
# part of a name; of the others it has whole runs, in which an expression has to look.
HAN: Final = (
    "\u3005-\u3007\u3041-\u3096\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
RUNS: Final = {
    "thai": "\u0e01-\u0e5b",
    "lao": "\u0e81-\u0edf",
    "burmese": "\u1000-\u109f",
    "khmer": "\u1780-\u17ff",
}
WORD: Final = re.compile(
    f"(?P<han>[{HAN}]+)|"
    + "|".join(f"(?P<{name}>[{letters}]+)" for name, letters in RUNS.items())
    + f"|(?P<plain>[^ {HAN}{''.join(RUNS.values())}]+)"
)


class Loose(NamedTuple):
    """A query of the index of names.

    Attributes:
        query: in Lucene's syntax.
        slips: how much a letter counts of a word that is found with slips.
    """

    query: str
    slips: float


@dataclass(frozen=True)
class Word:
    """A word of what is looked for, or a run of letters of one script.

    Attributes:
        text: its letters.
        script: a script that has no spaces, or `plain`.
        joined: what it makes together with its neighbours, for `Guang Xi` and `U.N.`.
    """

    text: str
    script: str
    joined: tuple[str, ...] = ()

    def exact(self) -> str:
        """Return what finds it as a whole, as a beginning, or where there are no spaces a part."""
        match self.script:
            case "han":
                return f'"{self.text}"^4'
            case "plain":
                together = "".join(f' "{one}"^3' for one in self.joined)
                return f'"{self.text}"^4 {self.text}*^2{together}'
            case script if len(self.text) <= LONGEST_WORD:
                return f'"{self.text}"^4 /[{RUNS[script]}]*{self.text}.*/^2'
            case _:
                return f'"{self.text}"'

    @property
    def slips(self) -> int:
        """How many letters of it may be wrong, missing or too many."""
        if self.script == "han" or len(self.text) > LONGEST_WORD:
            return 0
        return sum(len(self.text) >= letters for letters in SLIPPERY)

    def with_slips(self, most: int) -> str:
        """Return what finds it with so many slips at most, too."""
        slips = min(self.slips, most)
        return self.exact() + (f" {self.text}~{slips}" if slips else "")

    def pieces(self) -> str:
        """Return what finds any two of its neighbouring characters where these are words."""
        if self.script == "han":
            return " ".join(f'"{one}"' for one in pairs(self.text))
        return self.exact()

    def compared(self) -> dict[str, Any]:
        """Return it as Cypher compares it with a name between two spaces."""
        spelled = (self.text, *self.joined)
        neighbours = pairs(self.text) if self.script == "han" else []
        return {
            "text": self.text,
            "size": len(self.text),
            "slips": self.slips,
            "whole": [f" {one} " for one in spelled],
            "start": [f" {one}" for one in spelled],
            "part": self.text if self.script != "plain" or len(self.text) >= PART else None,
            "letters": [] if self.script == "han" else list(self.text),
            "pairs": neighbours,
            "pair": PIECE * len(self.text) / max(len(neighbours), 1),
        }


def sought(text: str) -> dict[str, Any]:
    """Return all that Cypher needs to look a name up: see `queries/names/search.cypher`."""
    folded = fold(text)
    found = words(folded) if len(folded) <= LONGEST_NAME else []
    return {
        "given": text,
        "local": BASE + text,
        "code": f"{quoted(text)} {quoted(text.upper())}",
        "folded": folded,
        "joined": folded.replace(" ", ""),
        "whole": [quoted(folded)] if found else [],
        "every": [_all(one.exact() for one in found)] if found else [],
        "loose": [one._asdict() for one in loose(found)] if found else [],
        "words": [one.compared() for one in found],
    }


def words(folded: str) -> list[Word]:
    """Split a folded name into words, and into runs where there are no spaces."""
    found = [
        (one[0], one.lastgroup or "plain") for part in folded.split() for one in WORD.finditer(part)
    ][:MOST_WORDS]
    return [
        Word(text, script, tuple(_joined([one for one, _ in found], index)))
        for index, (text, script) in enumerate(found)
    ]


def loose(found: list[Word]) -> Iterator[Loose]:
    """Yield queries for what has all words but for some letters, then for what has some words."""
    for slips, counts in ((1, ONE_SLIP), (2, TWO_SLIPS)):
        slippery = [one.with_slips(slips) for one in found[:MOST_SLIPPERY]]
        rest = [one.exact() for one in found[MOST_SLIPPERY:]]
        yield Loose(_all([*slippery, *rest]), counts)
    if len(found) == 1 and found[0].slips:
        yield Loose(" ".join(map(quoted, _apart(found[0].text))), ONE_SLIP)
    yield Loose(" ".join(f"({one.pieces()})" for one in found), 0)


def quoted(text: str) -> str:
    """Return text as a phrase of Lucene, in which only these two characters mean something."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def pairs(text: str) -> list[str]:
    """Return each character with the next one; a single one by itself."""
    return [text[at : at + 2] for at in range(max(len(text) - 1, 1))][:MOST_WORDS]


def _all(clauses: Iterable[str]) -> str:
    return " ".join(f"+({clause})" for clause in clauses)


def _apart(text: str) -> Iterator[str]:
    """Yield a word as two, for `Tolam`."""
    yield from (f"{text[:at]} {text[at:]}" for at in range(2, max(len(text) - 1, 3)))


def _joined(texts: list[str], index: int) -> Iterator[str]:
    """Yield what a word makes with the one before, the one after, and other single letters."""
    if index > 0:
        yield texts[index - 1] + texts[index]
    if index + 1 < len(texts):
        yield texts[index] + texts[index + 1]
    first = last = index
    while first > 0 and len(texts[first - 1]) == 1:
        first -= 1
    while last + 1 < len(texts) and len(texts[last + 1]) == 1:
        last += 1
    if len(texts[index]) == 1 and last - first > 1:
        yield "".join(texts[first : last + 1])
