"""Telling parties from places and from those whom a sentence names besides."""

import re
from collections.abc import Sequence
from typing import Final

from loaders.proposal.finding.names import Mention
from loaders.proposal.words.lexicon import Lexicon
from loaders.proposal.words.split import split

# Classes whose things can be parties, and those that are a place and a party.
ABLE: Final = ("Actor",)
UNABLE: Final = ("Person", "Centre")
PLACES: Final = ("State", "Region", "City")
# Words before a name that are looked at, and after one in Chinese.
NEAR: Final = 5
# What may be between a whole and its part: China's Guangxi, Guangxi (China).
BETWEEN: Final = re.compile(r"['’]?s?[\s,(（]*(?:of|de|du|del|da|do|в|،)?[\s]*", re.I)
HYPHENS: Final = "-–—‑"


def parties_of(mentions: Sequence[Mention], text: str, words: Lexicon) -> list[Mention]:
    """Return the names in a sentence that are those of parties, as far as can be told.

    Args:
        mentions: the known names in the sentence, in order.
        text: the paragraph.
        words: those of its language.
    """
    able = [one for one in mentions if one.is_a(*ABLE) and not one.is_a(*UNABLE)]
    able = [one for one in able if not _is_compound(one, text)]
    told = [one for one in able if not (one.is_a("Place") and _is_located(one, text, words))]
    told = [one for one in told if not _belongs(one, text, words)]
    told = [one for one in told if not _holds(one, told, text)]
    return list({one.thing.iri: one for one in told}.values())


def place_of(mentions: Sequence[Mention], text: str, words: Lexicon) -> Mention | None:
    """Return the place where something happens, the smallest one that is named so."""
    some = [
        one
        for one in mentions
        if one.is_a("Place") and _is_located(one, text, words) and not _is_compound(one, text)
    ]
    inner = {iri for one in some for iri in one.thing.part_of}
    return next((one for one in some if one.thing.iri not in inner), None)


def _is_located(one: Mention, text: str, words: Lexicon) -> bool:
    """Say whether the word before a name says that something happens there."""
    before = _before(one, text, words)
    pattern = words.lists["in_place"]
    return any(pattern.search(f" {' '.join(before[-many:])} ") for many in (1, 2) if before)


def _before(one: Mention, text: str, words: Lexicon) -> tuple[str, ...]:
    ahead = re.split(r"[.;:!?。；：，,]", text[max(one.start - 80, 0) : one.start])[-1]
    return split(ahead, marks=words.marks).values[-NEAR:]


def _belongs(one: Mention, text: str, words: Lexicon) -> bool:
    """Say whether a place only tells which organization is meant: the ministry of Laos."""
    if not one.is_a(*PLACES):
        return False
    pattern = words.lists["organization"]
    if words.code == "zh":
        after = split(text[one.end : one.end + 2 * NEAR], marks=False).values
        near = re.split(r"[与和同及在的、，。]", text[one.end : one.end + 2 * NEAR])[0]
        return bool(after) and pattern.search(split(near).text) is not None
    before = _before(one, text, words)
    if not before or not (_is_genitive(before, words) or words.code in ("ar", "ru", "vi")):
        return False
    return pattern.search(f" {' '.join(before)} ") is not None


def _is_genitive(before: tuple[str, ...], words: Lexicon) -> bool:
    return words.lists["of"].search(f" {before[-1]} ") is not None


def _is_compound(one: Mention, text: str) -> bool:
    """Say whether a name is a part of a compound: the China-Laos centre."""
    return text[one.end : one.end + 1] in [*HYPHENS] or text[max(one.start - 1, 0) : one.start] in [
        *HYPHENS
    ]


def _holds(one: Mention, others: Sequence[Mention], text: str) -> bool:
    """Say whether a name only tells where another one lies, beside which it stands."""
    for other in others:
        if one.thing.iri in other.thing.part_of:
            start, end = min(one.end, other.end), max(one.start, other.start)
            if BETWEEN.fullmatch(text[start:end]):
                return True
    return False
