"""What SHACL does not see: misspelt terms of ours, and values that do not fit their datatype."""

import difflib
import warnings
from collections.abc import Iterable, Iterator
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple
from rdflib import Literal as RdflibLiteral
from rdflib import URIRef

from graph.convert import span
from loaders.shacl import Finding, compact
from ontology.namespaces import COOP, RDF, XSD
from ontology.vocabulary import vocabulary

TYPE: Final = RDF + "type"
DATES: Final = {XSD + "date", XSD + "gYearMonth", XSD + "gYear"}


def findings(triples: Iterable[Triple]) -> Iterator[Finding]:
    """Check statement by statement."""
    for triple in triples:
        subject = triple.subject
        node = subject.value if isinstance(subject, NamedNode) else str(subject)
        predicate, value = triple.predicate.value, triple.object
        message = _term(predicate, "property") if predicate.startswith(COOP) else None
        if predicate == TYPE and isinstance(value, NamedNode) and value.value.startswith(COOP):
            message = _term(value.value, "class")
        if message is not None:
            yield Finding(node, "declared terms", predicate, message, "violation")
        if isinstance(value, Literal) and not fits(value):
            kind = compact(value.datatype.value)
            message = f"Write a value that is an {kind}; {value.value!r} is none."
            yield Finding(node, "datatypes", predicate, message, "violation")


def fits(literal: Literal) -> bool:
    """Say whether a literal's form fits its datatype, where that is a known one."""
    datatype = literal.datatype.value
    if datatype in DATES:
        return span(literal) is not None
    if not datatype.startswith(XSD):
        return True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib warns of booleans such as "yes"
        known = RdflibLiteral(literal.value, datatype=URIRef(datatype), normalize=False)
        return not known.ill_typed


def _term(iri: str, kind: str) -> str | None:
    """Return what to change where the ontology declares no such term, else None."""
    known = vocabulary()
    declared = {*known.classes} if kind == "class" else {*known.links, *known.attributes}
    if iri in declared:
        return None
    names = [term.removeprefix(COOP) for term in sorted(declared) if term.startswith(COOP)]
    near = difflib.get_close_matches(iri.removeprefix(COOP), names, 1)
    hint = f" Did you mean coop:{near[0]}?" if near else ""
    return f"The ontology declares no {kind} {compact(iri)}.{hint}"
