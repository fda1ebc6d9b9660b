"""Checks of single statements: misspelt or old terms of ours, values that do not fit a datatype."""

import difflib
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Final, NamedTuple

from loaders.validation.terms.datatypes import fits_as_text
from loaders.validation.terms.terms import TYPE, Term, tail
from ontology.namespaces import COOP, DCTERMS, RDFS, SKOS, compact
from ontology.vocabulary import DEPRECATED, DIRECT_LINK, stated, vocabulary

OURS: Final = f"<{COOP}"
# What finds terms that are not declared: the cause of whatever else is found.
DECLARED: Final = "declared terms"
LANGUAGE: Final = "en"


class Fault(NamedTuple):
    """What is wrong with one statement, and perhaps with which value."""

    check: str
    message: str
    found: Term | None = None


class Undeclared(NamedTuple):
    """What to change where a term is not declared, and what term was meant, if that is known."""

    message: str
    meant: Term | None


def faults(predicate: Term, value: Term) -> Iterator[Fault]:
    """Check one statement."""
    if (property_ := _undeclared_property(predicate)) is not None:
        yield Fault(DECLARED, property_.message)
    if (class_ := _undeclared_class(predicate, value)) is not None:
        yield Fault(DECLARED, class_.message)
    if value[-1] == ">" and value[0] == '"' and not fits_as_text(value):
        kind = compact(tail(value)[len("^^<") : -1])
        yield Fault("datatypes", f"Write a value that is an {kind}.", value)


def meant(predicate: Term, value: Term) -> tuple[Term, Term]:
    """Return what a statement says once its misspelt terms are put right, where it is known how.

    What follows from a misspelt term alone is not told beside it then: the shapes judge the thing
    as what it was meant to be.
    """
    property_, class_ = _undeclared_property(predicate), _undeclared_class(predicate, value)
    return (property_ and property_.meant) or predicate, (class_ and class_.meant) or value


def _undeclared_property(predicate: Term) -> Undeclared | None:
    return _undeclared(predicate, "property") if predicate.startswith(OURS) else None


def _undeclared_class(predicate: Term, value: Term) -> Undeclared | None:
    is_class = predicate == TYPE and value.startswith(OURS)
    return _undeclared(value, "class") if is_class else None


@lru_cache(maxsize=10_000)
def _undeclared(term: Term, kind: str) -> Undeclared | None:
    """Say what to change where the ontology declares no such term, else None."""
    iri, known = term[1:-1], vocabulary()
    properties = {*known.links, *known.attributes, DIRECT_LINK}  # the last one of concepts
    declared = {*known.classes} if kind == "class" else properties
    if iri in declared:
        return None
    if iri in _old():
        return _old()[iri]
    names = [one.removeprefix(COOP) for one in sorted(declared) if one.startswith(COOP)]
    near = difflib.get_close_matches(iri.removeprefix(COOP), names, 1)
    message = f"{compact(iri)} is no {kind} of the ontology"
    if not near:
        return Undeclared(f"{message}: look for one in ontology/coopgraph.ttl.", None)
    return Undeclared(f"{message}: did you mean coop:{near[0]}?", f"{OURS}{near[0]}>")


@cache
def _old() -> dict[str, Undeclared]:
    """Return what to write in place of terms of earlier versions, by their IRIs."""
    old = stated(DEPRECATED)
    return {
        term: Undeclared(
            f"{compact(term)} is a term of an earlier version. "
            f"{old.text(term, SKOS + 'changeNote', LANGUAGE)} See docs/ontology-changes.md.",
            f"<{new}>" if new in old.objects(term, RDFS + "subPropertyOf") else None,
        )
        for term, new in old.pairs(DCTERMS + "isReplacedBy")
    }
