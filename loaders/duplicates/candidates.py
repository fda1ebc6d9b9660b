"""Candidates: the pairs that may be one thing and on which nobody has decided."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from loaders.duplicates.blocking import pairs
from loaders.duplicates.scoring import score
from loaders.duplicates.things import Comparable
from ontology.namespaces import short


@dataclass(frozen=True)
class Candidate:
    """Two things that may be one, the smaller IRI first."""

    score: float
    a: Comparable
    b: Comparable
    reasons: list[str]

    def as_dict(self) -> dict[str, Any]:
        """Return a row of a list."""
        return {
            "score": self.score,
            "a": short(self.a.iri),
            "a_name": self.a.name,
            "b": short(self.b.iri),
            "b_name": self.b.name,
            "type": self.a.kind,
            "reasons": self.reasons,
        }


def candidates(
    things: Iterable[Comparable],
    decided: Collection[frozenset[str]] = (),
    *,
    kind: str | None = None,
    least: float = 0.0,
) -> list[Candidate]:
    """Return the pairs that may be one, most likely first.

    Args:
        things: actors and acts.
        decided: pairs of IRIs that are not proposed again.
        kind: only things of this class.
        least: only pairs of at least this score.
    """
    known = sorted(
        (one for one in things if one.kind and (kind is None or kind in one.labels)),
        key=lambda one: one.iri,
    )
    found = []
    for first, second in pairs(known):
        a, b = known[first], known[second]
        if a.kind == b.kind and frozenset((a.iri, b.iri)) not in decided:
            likely, reasons = score(a, b)
            if likely >= least:
                found.append(Candidate(likely, a, b, reasons))
    return sorted(found, key=lambda one: (-one.score, one.a.iri, one.b.iri))
