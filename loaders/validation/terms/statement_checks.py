"""Checks of single statements: misspelt terms of ours, values that do not fit their datatype."""

import difflib
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from loaders.validation.terms.datatypes import fits_as_text
from loaders.validation.terms.terms import TYPE, Term, tail
from ontology.namespaces import COOP, compact
from ontology.vocabulary import DIRECT_LINK, vocabulary

OURS: Final = f"<{COOP}"


class Fault(NamedTuple):
    """What is wrong with one statement, and perhaps with which value."""

    check: str
    message: str
    found: Term | None = None


def faults(predicate: Term, value: Term) -> Iterator[Fault]:
    """Check one statement."""
    if predicate.startswith(OURS) and (message := _undeclared(predicate, "property")):
        yield Fault("declared terms", message)
    if predicate == TYPE and value.startswith(OURS) and (message := _undeclared(value, "class")):
        yield Fault("declared terms", message)
    if value[-1] == ">" and value[0] == '"' and not fits_as_text(value):
        kind = compact(tail(value)[len("^^<") : -1])
        yield Fault("datatypes", f"Write a value that is an {kind}.", value)


@lru_cache(maxsize=10_000)
def _undeclared(term: Term, kind: str) -> str | None:
    """Return what to change where the ontology declares no such term, else None."""
    iri, known = term[1:-1], vocabulary()
    properties = {*known.links, *known.attributes, str(DIRECT_LINK)}  # the last one of concepts
    declared = {*known.classes} if kind == "class" else properties
    if iri in declared:
        return None
    names = [term.removeprefix(COOP) for term in sorted(declared) if term.startswith(COOP)]
    near = difflib.get_close_matches(iri.removeprefix(COOP), names, 1)
    hint = f" Did you mean coop:{near[0]}?" if near else ""
    return f"The ontology declares no {kind} {compact(iri)}.{hint}"
