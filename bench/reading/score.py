"""Scoring what was found against the right answers, field by field."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.reading.answers import FIELDS, Values


@dataclass
class Count:
    """How many values there should be, how many were found, and how many of these are right."""

    wanted: int = 0
    found: int = 0
    right: int = 0

    @property
    def precision(self) -> float | None:
        """The part of what was found that is right; None where nothing was found."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """The part of what there should be that was found; None where there is nothing."""
        return self.right / self.wanted if self.wanted else None


@dataclass
class Score:
    """The counts of agreements and of each field, over several texts."""

    texts: int = 0
    counts: dict[str, Count] = field(
        default_factory=lambda: {name: Count() for name in ("agreements", *FIELDS)}
    )

    def add(self, wanted: Sequence[Values], found: Sequence[Values]) -> None:
        """Count a text."""
        self.texts += 1
        pairs = _pairs(wanted, found)
        self.counts["agreements"].wanted += len(wanted)
        self.counts["agreements"].found += len(found)
        self.counts["agreements"].right += len(pairs)
        for name in FIELDS:
            count = self.counts[name]
            count.wanted += sum(len(one[name]) for one in wanted)
            count.found += sum(len(one[name]) for one in found)
            count.right += sum(len(wanted[a][name] & found[b][name]) for a, b in pairs)

    def as_dict(self) -> dict[str, Any]:
        """Return the counts for a file."""
        return {"texts": self.texts, **{name: vars(one) for name, one in self.counts.items()}}

    @classmethod
    def from_dict(cls, said: dict[str, Any]) -> "Score":
        """Return the counts of a file."""
        return cls(said["texts"], {k: Count(**v) for k, v in said.items() if k != "texts"})


def _pairs(wanted: Sequence[Values], found: Sequence[Values]) -> list[tuple[int, int]]:
    """Return which agreement that was found is which: those with the most in common first."""
    likeness = [
        (_likeness(one, other), a, b)
        for a, one in enumerate(wanted)
        for b, other in enumerate(found)
    ]
    pairs: list[tuple[int, int]] = []
    for alike, a, b in sorted(likeness, key=lambda one: (-one[0], one[1:])):
        if alike and all(a != x and b != y for x, y in pairs):
            pairs.append((a, b))
    return pairs


def _likeness(one: Values, other: Values) -> int:
    """Return how many values two agreements share; 0 where they can be no one agreement."""
    parties = bool(one["parties"] & other["parties"])
    without = not one["parties"] or not other["parties"]
    if not parties and not (without and one["kind"] == other["kind"]):
        return 0
    return sum(len(one[name] & other[name]) for name in FIELDS) + 1
