"""Small builders of statements, for the tools that make data."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from ontology.namespaces import BASE, COOP, RDF, SKOS, XSD

LANGUAGES: Final = ("en", "fr", "zh", "vi", "lo")
# Languages in which things have aliases only, so that they are found.
FURTHER: Final = ("es", "ru", "ar")
CHECKED: Final = date(2026, 11, 21)

Names = dict[str, list[str]]
Pair = tuple[str, NamedNode | Literal]


def node(path: str) -> NamedNode:
    """Return the IRI of a thing under the project's base."""
    return NamedNode(BASE + path)


def day(value: date) -> Literal:
    """Return a day as `xsd:date`."""
    return Literal(value.isoformat(), datatype=NamedNode(XSD + "date"))


def block(subject: str, kind: str | None, *pairs: Pair) -> Iterator[Triple]:
    """Yield all statements of one thing: its class, then its properties in the order given."""
    if kind is not None:
        yield Triple(node(subject), NamedNode(RDF + "type"), NamedNode(kind))
    for predicate, value in pairs:
        yield Triple(node(subject), NamedNode(predicate), value)


def labels(names: Names) -> Iterator[Pair]:
    """Yield names as labels: the first of each language is the preferred one."""
    for language in LANGUAGES:
        for name in names.get(language, [])[:1]:
            yield SKOS + "prefLabel", Literal(name, language=language)
    for language in LANGUAGES:
        preferred, *others = names.get(language) or [""]
        for name in dict.fromkeys(others):
            if name != preferred:
                yield SKOS + "altLabel", Literal(name, language=language)


def aliases(names: Names) -> Iterator[Pair]:
    """Yield names as further labels, none of them preferred."""
    for language in (*LANGUAGES, *FURTHER):
        for name in names.get(language, []):
            yield SKOS + "altLabel", Literal(name, language=language)


def supported_by(*evidence: str) -> Iterator[Pair]:
    """Yield links to pieces of evidence."""
    for name in evidence:
        yield COOP + "hasEvidence", node(f"evidence/{name}")


def evidence(
    name: str, document: str, locator: str, paraphrase: str, *aspects: str
) -> Iterator[Triple]:
    """Yield one piece of evidence out of a document, for some aspects or for all."""
    yield from block(
        f"evidence/{name}",
        COOP + "Evidence",
        (COOP + "inDocument", node(f"document/{document}")),
        (COOP + "locator", Literal(locator)),
        (COOP + "paraphrase", Literal(paraphrase, language="en")),
        *((COOP + "supports", node(f"aspect/{aspect}")) for aspect in aspects),
        (COOP + "basis", node("basis/stated")),
        (COOP + "confidence", node("confidence/high")),
        (COOP + "checked", day(CHECKED)),
    )
