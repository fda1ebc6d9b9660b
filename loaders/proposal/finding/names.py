"""Finding the names of known things in text: whole words, the longest name first."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from loaders.proposal.words.split import CYRILLIC, Words, normal, split
from loaders.reading.compact.expand.names import Named
from loaders.reading.compact.form.domains import ancestors
from ontology.folding import fold

# Letters of a name in capitals that is an acronym: it is found in capitals only.
ACRONYM: Final = 6
# Words of a name from which it need not begin with a capital letter.
LONG: Final = 3
ARABIC: Final = re.compile("[\u0600-\u06ff]")
# What may be written before an Arabic word as a part of it.
PREFIXES: Final = ("و", "ف", "ب", "ل", "ك")
ARTICLE: Final = "ال"
# Endings of Russian cases, and the last vowel of words that lose it in them: Египет, Египта.
ENDINGS: Final = ("", "а", "у", "ом", "е", "ы", "и", "ой", "ей", "ю", "я", "ем")
ENDING: Final = re.compile("[аеиойуыьюя]$")
FLEETING: Final = re.compile("[ео](?=[бвгджзклмнпрстфхцчшщ]$)")
# Regions are called so, too; in a report these are words like others.
WORDS: Final = frozenset(
    ("center", "central", "centre", "capital", "littoral", "east", "eastern", "est", "este")
) | frozenset(("nord", "norte", "north", "northern", "oeste", "ouest", "south", "southern", "sud"))
# Of several things with one name, which is meant first.
ORDER: Final = ("State", "Bloc", "Company", "Institution", "Organization", "City", "Region")


@dataclass(frozen=True)
class Mention:
    """A known thing that is named in a text.

    Attributes:
        start: where the name begins in the text.
        end: where it ends.
        text: as it is written there.
        things: the things that it can mean, the likeliest first.
    """

    start: int
    end: int
    text: str
    things: tuple[Named, ...]

    @property
    def thing(self) -> Named:
        """The thing that is meant, as far as can be told."""
        return self.things[0]

    def is_a(self, *classes: str) -> bool:
        """Say whether it is of one of some classes."""
        return any(one in ancestors(self.thing.type) for one in classes)


class KnownNames:
    """Finds the names of things.

    Args:
        things: what is known, by names.
    """

    def __init__(self, things: Iterable[Named]) -> None:
        self._named: defaultdict[str, list[tuple[Named, str]]] = defaultdict(list)
        for one in things:
            for name in one.names:
                if one.type == "Region" and fold(name) in WORDS:
                    continue
                for form in _forms(name):
                    self._named[form].append((one, name))
        self._patterns = list(self._named)
        self._automaton = AhoCorasick(self._patterns, matchkind=MatchKind.LeftmostLongest)

    def find(self, text: str) -> list[Mention]:
        """Return the known things that a text names, in order; none within a longer one."""
        words = split(text, stems=True)
        if not words.values or not self._patterns:
            return []
        return list(self._found(text, words))

    def _found(self, text: str, words: Words) -> Iterator[Mention]:
        # Each word has spaces of its own, so that names can follow each other.
        starts = dict[int, int]()
        ends = dict[int, int]()
        at = 0
        for number, word in enumerate(words.values):
            starts[at] = number
            at += len(word) + 2
            ends[at] = number
        stream = "".join(f" {one} " for one in words.values)
        for pattern, begin, finish in self._automaton.find_matches_as_indexes(stream):
            if begin in starts and finish in ends:
                start, end = words.spans[starts[begin]][0], words.spans[ends[finish]][1]
                written = text[start:end]
                some = [
                    one
                    for one, name in self._named[self._patterns[pattern]]
                    if _is_written(name, written)
                ]
                if some:
                    yield Mention(start, end, written, _likeliest(some))


def _forms(name: str) -> Iterator[str]:
    """Yield the forms of a name that are looked for."""
    words = split(name, stems=True).values
    if not words:
        return
    first = name.split(maxsplit=1)[0] if CYRILLIC.search(name) else words[0]
    for one in dict.fromkeys(_first_words(first)):
        yield "".join(f" {word} " for word in (one, *words[1:]))


def _first_words(word: str) -> Iterator[str]:
    """Yield the forms of the first word of a name: cases in Russian, prefixes in Arabic."""
    if CYRILLIC.search(word):
        bare = ENDING.sub("", word.casefold())
        for stem in (word, bare, FLEETING.sub("", bare)):
            yield from (normal(stem + one, stems=True) for one in ENDINGS)
        return
    yield word
    if ARABIC.search(word):
        bare = word.removeprefix(ARTICLE)
        yield from (prefix + word for prefix in PREFIXES)
        if bare != word:
            yield from ("لل" + bare, "ولل" + bare)


def _is_written(name: str, written: str) -> bool:
    """Say whether a name is what is written: an acronym in capitals, a name with a capital."""
    if name.isupper() and len(name) <= ACRONYM and name.isascii():
        return written == name
    first = written[0]
    cased = first.lower() != first.upper()
    words = len(name.split())
    if cased and first.islower() and words < LONG and not name[:1].islower():
        return False
    if words == 1 and cased and not CYRILLIC.search(name):
        return _plain(written) == _plain(name) or not _has_marks(name)
    return True


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _has_marks(name: str) -> bool:
    return any(unicodedata.combining(one) for one in unicodedata.normalize("NFD", name))


def _likeliest(things: list[Named]) -> tuple[Named, ...]:
    """Return things without repetition, the ones that are mostly meant first."""
    alone = {one.iri: one for one in things}.values()
    return tuple(sorted(alone, key=_rank))


def _rank(one: Named) -> int:
    return ORDER.index(one.type) if one.type in ORDER else len(ORDER)
