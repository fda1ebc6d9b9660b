"""The sentences of a paragraph, and what each says of agreements and times."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from loaders.proposal.document.article import Paragraph
from loaders.proposal.finding.names import Mention
from loaders.proposal.times.expressions import Expression, expressions
from loaders.proposal.words.lexicon import Lexicon
from loaders.proposal.words.split import split

# A stop that may end a sentence, with what closes it.
STOP: Final = re.compile(r"[.!?…؟]+[\"”»)\]]*\s+|[。！？；;]+[”」』）]*\s*")
# Words before a time that can make it a limit.
LIMIT: Final = 4
# Characters from which a sentence is cut into parts, and of a word.
LONGEST: Final = 1_500
LONGEST_WORD: Final = 40
# Letters of a word before a stop from which it is no abbreviation.
WORD: Final = 3


# Words that end in a stop in the middle of a sentence, besides those of one or two letters.
SHORTENED: Final = frozenset(
    ("ltd", "inc", "corp", "univ", "prof", "gen", "gov", "sen", "mrs", "ltda", "sra", "млн", "млрд")
)


def sentences(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Return where each sentence of a paragraph begins and ends.

    Args:
        text: the paragraph.
        start: where the first one begins, after a dateline.
    """
    found, begin = [], start
    for stop in STOP.finditer(text, start):
        if _ends(text, stop):
            found.append((begin, stop.end()))
            begin = stop.end()
    if text[begin:].strip():
        found.append((begin, len(text)))
    return [part for first, last in found for part in _cut(first, last, text)]


def _ends(text: str, stop: re.Match[str]) -> bool:
    """Say whether a stop ends a sentence: a short word before it is an abbreviation."""
    if stop[0][0] != ".":
        return True
    following = text[stop.end() : stop.end() + 1]
    if following.islower() or following in "([-–—":
        return not following
    before = re.search(r"[^\W_]+$", text[max(stop.start() - LONGEST_WORD, 0) : stop.start()])
    word = before[0].casefold() if before else ""
    shortened = len(word) < WORD or word in SHORTENED
    return word.isdigit() or not (shortened or following.isdigit())


def _cut(start: int, end: int, text: str) -> Iterator[tuple[int, int]]:
    """Yield the parts of a sentence that is too long to be one."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        middle = space if space > start else start + LONGEST
        yield start, middle
        start = middle
    yield start, end


def _without_names(text: str, start: int, end: int, mentions: list[Mention]) -> str:
    """Return a part of a text without names: these are no words for an agreement."""
    parts, at = [], start
    for one in mentions:
        parts += [text[at : one.start], "_" * (min(one.end, end) - one.start)]
        at = one.end
    return "".join([*parts, text[at:end]])


class Sentence:
    """A sentence of a paragraph, with the known names in it."""

    def __init__(
        self,
        paragraph: Paragraph,
        start: int,
        end: int,
        mentions: list[Mention],
        words: Lexicon,
    ) -> None:
        self.paragraph = paragraph
        self.at = paragraph.at
        self.mentions = mentions
        self._lexicon = words
        self._start = start
        self._text = _without_names(paragraph.text, start, end, mentions)
        self._words = split(self._text, marks=words.marks)

    def status(self) -> tuple[str, tuple[int, int] | None]:
        """Return the status of which the sentence speaks, and where; that which outweighs."""
        text = self._lexicon.lists["ceremonies"].sub(
            lambda one: "_" * len(one[0]), self._words.text
        )
        for status, pattern in self._lexicon.statuses.items():
            if found := pattern.search(text):
                return status, self._place(*found.span())
        return "", None

    def kind(self) -> tuple[str, tuple[int, int] | None]:
        """Return the kind of agreement of which it speaks, and where."""
        for kind, pattern in self._lexicon.kinds.items():
            if found := pattern.search(self._words.text):
                return kind, self._place(*found.span())
        return "", None

    def says(self, what: str) -> bool:
        """Say whether words of a list of the lexicon are in it."""
        return self._lexicon.lists[what].search(self._words.text) is not None

    def times(self) -> list[Expression]:
        """Return what it says of times, placed in its paragraph."""
        return [
            replace(one, start=one.start + self._start, end=one.end + self._start)
            for one in expressions(self._text, self._lexicon.code)
        ]

    def without_limits(self, times: list[Expression]) -> list[Expression]:
        """Return times without those by which something is to be done: before 2027."""
        return [one for one in times if not self._is_limit(one)]

    def _is_limit(self, one: Expression) -> bool:
        words = self._words.before(one.start - self._start, LIMIT)
        pattern = self._lexicon.lists["until"]
        lasts = (words[-many:] for many in range(1, len(words) + 1))
        return any(pattern.search(f" {' '.join(some)} ") for some in lasts)

    def taking_part(self) -> list[Mention]:
        """Return the known names in it, without those who were only present."""
        found = self._lexicon.lists["present"].search(self._words.text)
        if not found:
            return self.mentions
        start, _ = self._place(*found.span())
        return [one for one in self.mentions if one.end <= start]

    def _place(self, start: int, end: int) -> tuple[int, int]:
        begin, finish = self._words.place(start, end)
        return begin + self._start, finish + self._start
