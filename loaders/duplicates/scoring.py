"""Scoring: how likely two things are one, and for which reasons. Pure functions."""

import re
from collections.abc import Iterator
from itertools import islice, product
from typing import Final, NamedTuple

from rapidfuzz import fuzz

from loaders.duplicates.things import Comparable

NUMBER: Final = re.compile(r"\d+")
# Pairs of names that are compared; a thing in two hundred languages has as many names.
MOST_NAMES: Final = 2_500
# What equal names alone are worth.
NAMES: Final = 0.75
# What an identifier that both have is worth at least.
SAME_IDENTIFIER: Final = 0.97
OTHER_NUMBERS: Final = 0.8
WHOLE: Final = 100
# Two acts of the same people are more likely one, two with few in common less.
MOST_OF_ACTS: Final = 0.6
HALF: Final = 0.5


class Reason(NamedTuple):
    """Something that speaks for two things being one, or against it."""

    weight: float
    text: str


def score(one: Comparable, other: Comparable) -> tuple[float, list[str]]:
    """Return how likely two things are one, from 0 to 1, and why."""
    likeness, names = _names(one, other)
    reasons = [Reason(NAMES * likeness, names), *_identifiers(one, other), *_around(one, other)]
    total = sum(reason.weight for reason in reasons)
    if any(reason.weight >= SAME_IDENTIFIER for reason in reasons):
        total = max(total - SAME_IDENTIFIER, SAME_IDENTIFIER)
    said = [reason.text for reason in reasons if reason.text]
    return round(min(1.0, max(0.0, total)), 3), said


def _names(one: Comparable, other: Comparable) -> tuple[float, str]:
    """Return how alike the two most alike names are."""
    if shared := sorted(one.names & other.names):
        return 1.0, f"same name: {shared[0]}"
    pairs = islice(product(sorted(one.names), sorted(other.names)), MOST_NAMES)
    likeness, a, b = max(((_alike(a, b), a, b) for a, b in pairs), default=(0.0, "", ""))
    return likeness, f"names alike by {likeness:.2f}: {a} / {b}" if likeness else ""


def _alike(one: str, other: str) -> float:
    """Return how alike two folded names are, whatever the order of their words."""
    ratio = max(
        fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")), fuzz.token_sort_ratio(one, other)
    )
    same_numbers = set(NUMBER.findall(one)) == set(NUMBER.findall(other))
    return ratio / WHOLE * (1 if same_numbers else OTHER_NUMBERS)


def _identifiers(one: Comparable, other: Comparable) -> Iterator[Reason]:
    for key in sorted(one.identifiers.keys() & other.identifiers.keys()):
        mine, theirs = one.identifiers[key], other.identifiers[key]
        if shared := sorted(mine & theirs):
            yield Reason(SAME_IDENTIFIER, f"same {key}: {shared[0]}")
        else:
            yield Reason(-0.4, f"other {key}: {min(mine)} / {min(theirs)}")


def _around(one: Comparable, other: Comparable) -> Iterator[Reason]:
    """Yield what places, neighbours, dates and datasets say."""
    if one.places and other.places:
        if one.places & other.places:
            yield Reason(0.1, "same place or parent")
        else:
            yield Reason(-0.15, "other place or parent")
    if one.neighbours and other.neighbours:
        yield from _neighbours(one, other)
    if one.days and other.days:
        overlap = one.days[0] <= other.days[1] and other.days[0] <= one.days[1]
        yield Reason(0.05, "same date") if overlap else Reason(-0.3, "other date")
    if other.iri in one.maybe or one.iri in other.maybe:
        yield Reason(0.1, "a dataset says that they may be one")


def _neighbours(one: Comparable, other: Comparable) -> Iterator[Reason]:
    """Yield what acts of two actors say, or who takes part in two acts."""
    shared = len(one.neighbours & other.neighbours)
    said = f"{shared} neighbour{'s' if shared > 1 else ''} in common"
    if "Act" not in one.labels:
        yield from [Reason(0.1, said)] if shared else []
    elif shared:
        share = shared / len(one.neighbours | other.neighbours)
        yield Reason(MOST_OF_ACTS * (share - HALF), f"{said}, {share:.0%} of all")
    else:
        yield Reason(-0.2, "nobody takes part in both")
