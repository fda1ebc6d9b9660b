"""The rules by which follows what nobody writes: codes, times, addresses, evidence."""

from collections.abc import Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode

from loaders.reading.compact.expand.addresses import WORDS, last, slug
from loaders.reading.compact.expand.evidence import Found
from loaders.reading.compact.expand.things import Given, Thing, english
from loaders.reading.compact.form.terms import Nested
from ontology.namespaces import XSD

LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
PUBLISHER: Final = "publisher/coopgraph"
TRUE: Final = Literal("true", datatype=NamedNode(XSD + "boolean"))
# What a document says of itself, and the aspect that is not stated where it does not.
OF_DOCUMENTS: Final = {
    "title": "headline",
    "publisher": "publisher",
    "date": "date",
    "language": "language",
    "url": "url",
}
WHOLE: Final = "what the source says, statement by statement."
OPENING: Final = (
    "what the opening of the source says, statement by statement; the rest was not read."
)
# Codes for what nobody has to write: by key, the key and the code that it brings.
DEFAULTS: Final = {
    "date": ("date_basis", "stated"),
    "count": ("count_comparator", "exactly"),
    "attendance": ("attendance_comparator", "exactly"),
    "amount": ("amount_comparator", "exactly"),
}
# Kinds of things that are said or held as of a time.
TIMED: Final = {"StatusStatement", "PostHolding", "Aim", "Claim"}


def as_of(outer: Given, given: Given, source: str | None) -> str | None:
    """Return as of when something inside a thing holds: signed on its date, else as the source."""
    signed = given.get("status") == ["signed"] and "date" in outer
    return outer["date"][0] if signed else source


def address_inside(outer: Thing, inner: Nested, given: Given, stem: str, source: str | None) -> str:
    """Return the address of a thing inside another, by the rule for its kind."""
    own, end = given.get("id"), last(outer.iri)
    if own and "/" in own:
        return str(own)
    if inner.type == "StatusStatement":
        value = (given.get("status") or given["realisation_status"])[0]
        return f"{inner.path}/{end}/{own or last(value)}"
    if inner.type == "PostHolding":
        when = next((given[key][0] for key in ("as_of", "start_date") if key in given), source)
        return f"{inner.path}/{own or '-'.join(filter(None, (end, (when or '')[:4])))}"
    if inner.type == "Membership":
        return f"{inner.path}/{own or end + '-' + slug(given['organization'][0])}"
    summary = english(given.get("summary", [])) or inner.type
    return f"{inner.path}/{stem}/{own or slug(summary, WORDS)}"


def whole(found: Mapping[str, list[str]]) -> Found:
    """Return the evidence that is for no aspect alone; all where there is none such."""
    return {one: [] for one, aspects in found.items() if not aspects} or dict(found)
