"""Small builders of statements, for the tools that make data."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, serialize

from ontology.namespaces import BASE, COOP, DCAT, DCTERMS, PREFIXES, RDF, SKOS, XSD

# Those of the United Nations, and others in which many sources write.
LANGUAGES: Final = ("en", "fr", "zh", "vi", "lo", "es", "ru", "ar", "pt", "de", "ja", "ko")
CHECKED: Final = date(2026, 11, 28)
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
PREFIX_NAMES: Final = ("coop", "dcat", "dcterms", "skos", "xsd")

Names = dict[str, list[str]]
Pair = tuple[str, NamedNode | Literal]


def node(path: str) -> NamedNode:
    """Return the IRI of a thing under the project's base."""
    return NamedNode(BASE + path)


def day(value: date) -> Literal:
    """Return a day as `xsd:date`."""
    return Literal(value.isoformat(), datatype=NamedNode(XSD + "date"))


def moment(value: str) -> Literal:
    """Return a day, a month or a year, with the datatype that says which."""
    kind = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(value)]
    return Literal(value, datatype=NamedNode(XSD + kind))


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
    for language in LANGUAGES:
        for name in names.get(language, []):
            yield SKOS + "altLabel", Literal(name, language=language)


def supported_by(*evidence: str) -> Iterator[Pair]:
    """Yield links to pieces of evidence."""
    for name in evidence:
        yield COOP + "hasEvidence", node(f"evidence/{name}")


def evidence(
    name: str,
    document: str,
    locator: str,
    paraphrase: str,
    *aspects: str,
    confidence: str = "high",
    rule: str = "",
) -> Iterator[Triple]:
    """Yield one piece of evidence out of a document, for some aspects or for all.

    What follows from the document by a rule only is inferred.
    """
    yield from block(
        f"evidence/{name}",
        COOP + "Evidence",
        (COOP + "inDocument", node(f"document/{document}")),
        (COOP + "locator", Literal(locator)),
        (COOP + "paraphrase", Literal(paraphrase, language="en")),
        *((COOP + "supports", node(f"aspect/{aspect}")) for aspect in aspects),
        (COOP + "basis", node("basis/inferred" if rule else "basis/stated")),
        *([(COOP + "rule", Literal(rule))] if rule else ()),
        (COOP + "confidence", node(f"confidence/{confidence}")),
        (COOP + "checked", day(CHECKED)),
    )


def dataset(
    name: str, title: str, about: str, documents: Iterable[str], version: str
) -> Iterator[Triple]:
    """Yield what a dataset says of itself.

    Args:
        name: that of its file.
        title: what it is called.
        about: what is in it.
        documents: the names of those that it was made from.
        version: its version.
    """
    yield from block(
        f"dataset/{name}",
        DCAT + "Dataset",
        (DCTERMS + "title", Literal(title, language="en")),
        (DCTERMS + "description", Literal(about, language="en")),
        (SKOS + "prefLabel", Literal(title, language="en")),
        (DCTERMS + "publisher", node("publisher/coopgraph")),
        *((DCTERMS + "source", node(f"document/{document}")) for document in documents),
        (DCTERMS + "issued", day(CHECKED)),
        *((DCTERMS + "language", Literal(language)) for language in LANGUAGES),
        (DCTERMS + "license", NamedNode(LICENCE)),
        (DCAT + "version", Literal(version)),
    )


def turtle(header: str, statements: Iterable[Triple]) -> str:
    """Return statements as a Turtle file, with an empty line between things."""
    prefixes = {name: PREFIXES[name] for name in PREFIX_NAMES}
    made = serialize(statements, format=RdfFormat.TURTLE, prefixes=prefixes) or b""
    things = re.sub(r"(?m)^@.*\n", "", made.decode()).replace(f"<{BASE}", "<").replace("\t", "    ")
    declared = [f"@prefix {name}: <{iri}> .\n" for name, iri in prefixes.items()]
    return "".join([header, *declared, f"@base <{BASE}> .\n", re.sub(r"(?m)^(?=<)", "\n", things)])
