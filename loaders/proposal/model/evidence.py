"""Whether words stand in the paragraphs of a report that a statement names."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from loaders.proposal.document.article import Article
from loaders.proposal.finding.found import When
from loaders.proposal.finding.names import KnownNames
from loaders.proposal.times.dates import Base, resolve
from loaders.proposal.times.expressions import expressions
from loaders.proposal.words.lexicon import lexicon
from loaders.proposal.words.split import ALONE, split
from loaders.reading.compact.expand.names import Named

NUMBER: Final = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?")
SEPARATORS: Final = re.compile(r"[.,\u00a0\u202f ]")
PLACES: Final = re.compile(r"(\d+)\s*(?:to|-|–)\s*(\d+)|(\d+)|(headline|dateline)")
# Words in a row, and characters in a row of scripts without spaces, from which a text is copied.
WORDS_COPIED: Final = 8
CHARACTERS_COPIED: Final = 14


@dataclass(frozen=True)
class Passage:
    """The paragraphs that a statement names.

    Attributes:
        text: what they say.
        article: the report.
        known: finds known names.
        base: the day from which the report counts.
    """

    text: str
    article: Article
    known: KnownNames
    base: Base | None

    def names(self, thing: Named) -> bool:
        """Say whether a known thing is named in it."""
        return thing.iri in self._things

    def has(self, words: str) -> bool:
        """Say whether words stand in it, whatever their case and accents."""
        wanted = split(words).text
        return bool(wanted.strip()) and wanted in self._words

    def has_numbers(self, text: str) -> bool:
        """Say whether all numbers of a text stand in it."""
        return _numbers(text) <= _numbers(self.text)

    def names_all(self, text: str) -> bool:
        """Say whether all known things that a text names are named in it, too."""
        return {one.thing.iri for one in self.known.find(text)} <= self._things

    def when(self, date: str, at: str) -> When | None:
        """Return where it says a date, or says something that the date follows from."""
        for one in expressions(self.text, self.article.given.language):
            for ahead in (False, True):
                resolved = resolve(one, self.base, ahead=ahead)
                if resolved and resolved.value == date:
                    return When(at, one, resolved)
        return None

    def has_status(self, status: str) -> bool:
        """Say whether it has words for a status; none are needed for an unknown one."""
        pattern = lexicon(self.article.given.language).statuses.get(status)
        return status == "unknown" or bool(pattern and pattern.search(self._marked))

    def has_kind(self, kind: str) -> bool:
        """Say whether it has words for a kind of agreement."""
        pattern = lexicon(self.article.given.language).kinds.get(kind)
        return bool(pattern and pattern.search(self._marked))

    def is_copied(self, text: str) -> bool:
        """Say whether a text takes over more than a few words of it in a row."""
        words = split(text).values
        many = CHARACTERS_COPIED if sum(map(_alone, words)) * 2 > len(words) else WORDS_COPIED
        runs = (words[at : at + many] for at in range(len(words) - many + 1))
        return any(f" {' '.join(run)} " in self._words for run in runs)

    @cached_property
    def _things(self) -> set[str]:
        return {thing.iri for one in self.known.find(self.text) for thing in one.things}

    @cached_property
    def _words(self) -> str:
        return split(self.text).text

    @cached_property
    def _marked(self) -> str:
        return split(self.text, marks=lexicon(self.article.given.language).marks).text


def _alone(word: str) -> bool:
    return ALONE.match(word) is not None


def _numbers(text: str) -> set[str]:
    return {SEPARATORS.sub("", one[0]) for one in NUMBER.finditer(text)}


def passage(at: str, article: Article, known: KnownNames, base: Base | None) -> Passage | None:
    """Return the paragraphs that a locator names; None where there is no such paragraph."""
    texts = {one.at: one.text for one in article.paragraphs}
    if article.dateline:
        texts["dateline"] = article.dateline.text
    wanted: list[str] = []
    for first, last, one, word in PLACES.findall(at.casefold()):
        if first:
            wanted += map(str, range(int(first), min(int(last), len(texts) + 1) + 1))
        else:
            wanted.append(one or word)
    if not wanted or any(place not in texts for place in wanted):
        return None
    return Passage("\n".join(texts[place] for place in wanted), article, known, base)
