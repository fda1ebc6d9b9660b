"""Properties of a node, from the literals that datasets state of it."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple

from pyoxigraph import Literal

from graph.mapping.languages import has_key
from graph.mapping.literal_values import Value, span, value
from ontology.folding import fold
from ontology.vocabulary import Attribute, Kind

Property = Value | date | Sequence[Value]
# What is stated, attribute after attribute: each literal with the short name of the dataset that
# states it.
AttributeValues = Iterable[tuple[Attribute, Iterable[tuple[str, Literal]]]]

# English, then French, then any language, then texts without one.
DISPLAYED_FIRST: Final = ("en", "fr")
# Names are found by these: every one that is stated, folded, whatever its language.
FOLDED: Final = {"name": "folded_names", "aliases": "folded_aliases"}
# Neo4j's index keys end near 8 kB.
LONGEST_INDEXED: Final = 7_000


class Fitting(NamedTuple):
    """A literal that its attribute can show, and what it shows."""

    dataset: str
    literal: Literal
    value: Value


def properties(said: AttributeValues) -> dict[str, Property]:
    """Return property keys and values; a literal that does not fit its attribute has none."""
    shown: dict[str, Property] = {}
    for attribute, stated in said:
        # Where only one value can be shown it is the first dataset's, by name, and there the
        # smallest as written: so it never depends on the order of loading.
        fitting = sorted(_fitting(attribute, stated), key=_precedence)
        if fitting:
            shown |= _shown(attribute, fitting)
    return shown


def _fitting(attribute: Attribute, stated: Iterable[tuple[str, Literal]]) -> Iterator[Fitting]:
    for dataset, literal in stated:
        shown = value(literal, attribute.kind)
        too_long = attribute.indexed and len(literal.value.encode()) > LONGEST_INDEXED
        if shown is not None and not too_long:
            yield Fitting(dataset, literal, shown)


def _precedence(one: Fitting) -> tuple[str, str, str]:
    return one.dataset, one.literal.value, str(one.literal)


def _shown(attribute: Attribute, fitting: list[Fitting]) -> dict[str, Property]:
    key = attribute.key
    shown: dict[str, Property]
    if attribute.kind is Kind.TEXT and attribute.single:
        shown = _texts(key, fitting)
    elif attribute.single:
        fitting = fitting[:1]
        shown = {key: fitting[0].value}
    else:
        shown = {key: sorted({one.value for one in fitting})}
    if attribute.kind is Kind.DATE:
        shown |= _days(key, fitting)
    if key in FOLDED:
        shown[FOLDED[key]] = sorted({fold(one.literal.value) for one in fitting} - {""})
    return shown


def _texts(key: str, fitting: list[Fitting]) -> dict[str, Property]:
    """Return one key for each known language, and one without for display."""
    by_language: dict[str, str] = {}
    for one in fitting:
        by_language.setdefault(one.literal.language or "", one.literal.value)
    shown: dict[str, Property] = {key: by_language[min(by_language, key=_display_order)]}
    for language, text in by_language.items():
        if has_key(language):
            shown[f"{key}_{language.lower().replace('-', '_')}"] = text
    return shown


def _display_order(language: str) -> tuple[int, str]:
    main = language.lower().split("-")[0]
    if not language:
        return len(DISPLAYED_FIRST) + 1, ""
    rank = DISPLAYED_FIRST.index(main) if main in DISPLAYED_FIRST else len(DISPLAYED_FIRST)
    return rank, language


def _days(key: str, fitting: list[Fitting]) -> dict[str, Property]:
    """Return the first and the last day that any of these dates can mean."""
    spans = [found for found in (span(one.literal) for one in fitting) if found]
    return {
        f"{key}_earliest": min(first for first, _ in spans),
        f"{key}_latest": max(last for _, last in spans),
    }
