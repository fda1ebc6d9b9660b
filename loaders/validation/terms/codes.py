"""The codes that a property may have: what is said where a value is none of its scheme."""

import difflib
from collections.abc import Sequence
from functools import cache
from typing import Final

from ontology.namespaces import SH, SKOS, compact, short
from ontology.stated import Stated, is_blank
from ontology.vocabulary import CONCEPTS, SHAPES, stated

# So many codes are all listed, of more so many.
MOST_LISTED: Final = 12
NEAREST: Final = 10
# How to add a code, for whoever misses one.
ADD: Final = (
    "A new code is a skos:Concept in that scheme, in a dataset of your own or in"
    " ontology/concepts.ttl: see CONTRIBUTING.md."
)


def right_codes(shape: str, path: str | None, found: str) -> str:
    """Return which codes a property may have, the nearest first, or '' where it has no scheme.

    Args:
        shape: the name of the shape that found it.
        path: the property.
        found: the IRI or form of the value.
    """
    scheme = _schemes().get((shape, path or ""))
    codes = _codes().get(scheme or "", [])
    if not codes or found in codes:
        return ""
    listed = _nearest(found, codes)
    more = len(codes) - len(listed)
    end = f" and {more} more in {short(scheme or '')}" if more else ""
    return f" Codes: {', '.join(map(short, listed))}{end}. {ADD}"


def _nearest(found: str, codes: Sequence[str]) -> list[str]:
    """Return the codes that are most like a value, best first: all of them where they are few."""
    wanted = _last(found)
    alike = sorted(codes, key=lambda code: -_likeness(wanted, _last(code)))
    return alike if len(alike) <= MOST_LISTED else alike[:NEAREST]


def _likeness(wanted: str, code: str) -> float:
    """Return how much a word is like a code: its initials, its beginning, its letters."""
    if wanted == "".join(word[:1] for word in code.split("_")):
        return 2
    within = code.startswith(wanted) or wanted.startswith(code)
    return within + difflib.SequenceMatcher(None, wanted, code).ratio()


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1].lower()


@cache
def _codes() -> dict[str, list[str]]:
    """Return the concepts of each scheme, in the order of their IRIs."""
    found: dict[str, list[str]] = {}
    for concept, scheme in stated(CONCEPTS).pairs(SKOS + "inScheme"):
        found.setdefault(scheme, []).append(concept)
    return {scheme: sorted(codes) for scheme, codes in found.items()}


@cache
def _schemes() -> dict[tuple[str, str], str]:
    """Return the scheme that a shape takes a property's values from, by shape and property."""
    shapes = stated(SHAPES)
    return {
        (_name(shapes, one), path): scheme
        for one, path in shapes.pairs(SH + "path")
        for node in shapes.objects(one, SH + "node")
        for part in shapes.objects(node, SH + "property")
        for scheme in shapes.objects(part, SH + "hasValue")
        if is_blank(one) and not is_blank(path)
    }


def _name(shapes: Stated, one: str) -> str:
    return compact(next(iter(shapes.subjects(SH + "property", one)), ""))
