"""N-Triples text for the made data: the terms it uses and the statements of one subject."""

from datetime import date, timedelta
from typing import Final

from ontology.namespaces import BASE, COOP, DCAT, DCTERMS, RDF, SKOS, XSD

# What is made must not be taken for what is known.
MADE: Final = "https://example.org/"

Pair = tuple[str, str]

A: Final = f"<{RDF}type>"
LABEL: Final = f"<{SKOS}prefLabel>"
ALIAS: Final = f"<{SKOS}altLabel>"
DATASET: Final = f"<{DCAT}Dataset>"
VERSION: Final = f"<{DCAT}version>"


def coop(name: str) -> str:
    """Return a term of the ontology."""
    return f"<{COOP}{name}>"


def dcterms(name: str) -> str:
    """Return a term of DCTERMS."""
    return f"<{DCTERMS}{name}>"


def concept(scheme: str, code: str) -> str:
    """Return a concept of the ontology."""
    return f"<{BASE}{scheme}/{code}>"


def thing(kind: str, name: object) -> str:
    """Return the IRI of something made."""
    return f"<{MADE}{kind}/{name}>"


def typed(value: str, datatype: str) -> str:
    """Return a literal with a datatype of XML Schema."""
    return f'"{value}"^^<{XSD}{datatype}>'


EDITOR: Final = (coop("editorName"), typed("true", "boolean"))
EVIDENCE: Final = coop("hasEvidence")


def said(subject: str, *pairs: Pair) -> str:
    """Return statements of one subject as N-Triples lines."""
    return "".join([f"{subject} {predicate} {value} .\n" for predicate, value in pairs])


def names(english: str, french: str, chinese: str) -> tuple[Pair, Pair, Pair]:
    """Return the preferred names of something in three languages."""
    return (LABEL, f'"{english}"@en'), (LABEL, f'"{french}"@fr'), (LABEL, f'"{chinese}"@zh')


def day(number: int) -> str:
    """Return a date of this century: a day, month or year, as sources are more or less precise."""
    text = (date(2001, 1, 1) + timedelta(number)).isoformat()
    if number % 10 == 0:
        return typed(text[:4], "gYear")
    return typed(text[:7], "gYearMonth") if number % 10 == 1 else typed(text, "date")
