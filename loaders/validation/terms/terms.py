"""RDF terms and statements as text, as N-Triples writes them.

Equal terms have equal text, since one serialiser wrote them all.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from pyoxigraph import Literal, NamedNode, Triple

from ontology.namespaces import RDF, RDFS

Term = str
# What is said with one subject: objects by predicate.
ByPredicate = Mapping[Term, Sequence[Term]]

TYPE: Final = f"<{RDF}type>"
SUBCLASS: Final = f"<{RDFS}subClassOf>"

ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
ESCAPED: Final = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def is_literal(term: Term) -> bool:
    """Say whether a term is a literal."""
    return term[0] == '"'


def form(term: Term) -> str:
    """Return a literal's lexical form, or an IRI without its brackets."""
    if term[0] != '"':
        return term[1:-1]
    written = term[1 : term.rfind('"')]
    return ESCAPE.sub(_character, written) if "\\" in written else written


def tail(term: Term) -> str:
    """Return what follows a literal's form: `@` and its language, `^^` and its datatype, or ''."""
    return term[term.rfind('"') + 1 :]


def literal(term: Term) -> Literal:
    """Return a literal as pyoxigraph has it."""
    kind = tail(term)
    if kind.startswith("^^"):
        return Literal(form(term), datatype=NamedNode(kind[3:-1]))
    return Literal(form(term), language=kind[1:] if kind else None)


def grouped(triples: Iterable[Triple]) -> dict[Term, ByPredicate]:
    """Return the distinct objects of statements by subject and predicate, all as text."""
    found: dict[Term, dict[Term, dict[Term, None]]] = {}
    for triple in triples:
        said = found.setdefault(str(triple.subject), {})
        said.setdefault(str(triple.predicate), {})[str(triple.object)] = None
    return {
        subject: {predicate: list(objects) for predicate, objects in said.items()}
        for subject, said in found.items()
    }


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else ESCAPED.get(escape[3], escape[3])
