"""Splitting text into words that can be compared, each with its place in the text."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final

import snowballstemmer

from ontology.folding import fold

# Scripts that write no spaces: each of their characters counts as a word.
ALONE: Final = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
CYRILLIC: Final = re.compile("[\u0400-\u04ff]")
# Vowel signs and the stroke that lengthens letters: a word is the same with and without them.
ARABIC_MARKS: Final = re.compile("[\u064b-\u0652\u0670\u0640]")
ARABIC_LETTERS: Final = str.maketrans("أإآٱىة", "اااايه")


@dataclass(frozen=True)
class Words:
    """The words of a text.

    Attributes:
        values: the words, as they are compared.
        spans: where each begins and ends in the text.
    """

    values: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]

    @cached_property
    def text(self) -> str:
        """The words with a space before, between and after them."""
        return f" {' '.join(self.values)} "

    @cached_property
    def _offsets(self) -> list[int]:
        offsets, at = [], 1
        for one in self.values:
            offsets.append(at)
            at += len(one) + 1
        return offsets

    @cached_property
    def _starts(self) -> list[int]:
        return [begin for begin, _ in self.spans]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text that was split a part of `text` stands."""
        first = max(bisect_right(self._offsets, start) - 1, 0)
        last = max(bisect_left(self._offsets, end) - 1, first)
        return self.spans[first][0], self.spans[last][1]

    def before(self, start: int, many: int) -> tuple[str, ...]:
        """Return the last words before a place of the text that was split."""
        at = bisect_left(self._starts, start)
        return self.values[max(at - many, 0) : at]

    def after(self, end: int, many: int) -> tuple[str, ...]:
        """Return the first words after a place of the text that was split."""
        at = bisect_left(self._starts, end)
        return self.values[at : at + many]


def split(text: str, *, marks: bool = False, stems: bool = False) -> Words:
    """Return the words of a text.

    Args:
        text: what is split.
        marks: whether diacritics tell words apart, as in Vietnamese.
        stems: whether Russian words are brought to their stems, so that cases are the same.
    """
    found = [
        (value, span)
        for word, span in _runs(text)
        for value in normal(word, marks=marks, stems=stems).split()
    ]
    return Words(tuple(value for value, _ in found), tuple(span for _, span in found))


def _runs(text: str) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield letters, marks and digits that belong together, and where they stand."""
    start, alone = -1, False
    for at, one in enumerate(text):
        if start >= 0 and _joins(one):
            continue
        begins = one.isalnum()
        single = begins and ALONE.match(one) is not None
        if start >= 0 and (not begins or single or alone):
            yield text[start:at], (start, at)
            start = -1
        if begins and start < 0:
            start, alone = at, single
    if start >= 0:
        yield text[start:], (start, len(text))


def _joins(one: str) -> bool:
    """Say whether a character belongs to the one before it: a mark, or one that is not seen."""
    return one > "\u00ac" and (one == "\u00ad" or unicodedata.category(one) in ("Mn", "Mc", "Cf"))


@lru_cache(maxsize=50_000)
def normal(word: str, *, marks: bool = False, stems: bool = False) -> str:
    """Return a word as it is compared."""
    bare = ARABIC_MARKS.sub("", word).translate(ARABIC_LETTERS)
    if marks:
        return unicodedata.normalize("NFKC", bare).casefold()
    folded = fold(bare)
    return _russian().stemWord(folded) if stems and CYRILLIC.search(folded) else folded


@lru_cache(maxsize=1)
def _russian():  # type: ignore[no-untyped-def]
    return snowballstemmer.stemmer("russian")
