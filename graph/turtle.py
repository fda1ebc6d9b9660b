"""Turtle for people: a paragraph per subject, types first, names as short as they can be.

Lexical forms, datatypes and language tags stay as they are: what is written parses back
to the same terms. The output needs `header` once, before the first subject.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.records import Statements, triples_of
from ontology.namespaces import BASE, PREFIXES, RDF, XSD

TYPE: Final = NamedNode(RDF + "type")
# Local names that need no escapes, and relative IRIs that no parser reads differently.
LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
RELATIVE: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*(/[A-Za-z0-9_][A-Za-z0-9_-]*)*")
NAMESPACES: Final = {iri: prefix for prefix, iri in PREFIXES.items() if iri != BASE}
# What Turtle reads without quotes, in exactly this form, as these datatypes.
BARE: Final = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}


def header() -> str:
    """Return the base and the prefixes, always the same."""
    lines = [f"@base <{BASE}> ."]
    lines += [f"@prefix {prefix}: <{iri}> ." for iri, prefix in NAMESPACES.items()]
    return "\n".join(lines) + "\n"


def subject(statements: Statements, indent: str = "") -> str:
    """Return what is said with one subject, as a Turtle paragraph."""
    said = list(triples_of(statements))
    said.sort(key=lambda triple: triple.predicate != TYPE)  # stable: records are sorted
    predicates = [_predicate(list(group), indent) for _, group in groupby(said, _predicate_of)]
    separator = f" ;\n{indent}    "
    return f"\n{indent}{_term(said[0].subject)} {separator.join(predicates)} .\n"


def block(graph: NamedNode | BlankNode, subjects: Iterable[Statements]) -> Iterator[str]:
    """Yield a TriG block: what one dataset says."""
    yield f"\n{_term(graph)} {{"
    for statements in subjects:
        yield subject(statements, "    ")
    yield "}\n"


def _predicate_of(triple: Triple) -> NamedNode:
    return triple.predicate


def _predicate(triples: list[Triple], indent: str) -> str:
    objects = f" ,\n{indent}        ".join(_object(triple.object) for triple in triples)
    name = "a" if triples[0].predicate == TYPE else _term(triples[0].predicate)
    return f"{name} {objects}"


def _object(term: NamedNode | BlankNode | Literal | Triple) -> str:
    return _literal(term) if isinstance(term, Literal) else _term(term)


def _literal(literal: Literal) -> str:
    datatype = literal.datatype.value
    bare = BARE.get(datatype)
    if bare and bare.fullmatch(literal.value):
        return literal.value
    text = str(literal)
    full = f"^^<{datatype}>"
    return text.removesuffix(full) + f"^^{_term(literal.datatype)}" if text.endswith(full) else text


@lru_cache(maxsize=10_000)
def _term(term: NamedNode | BlankNode | Triple) -> str:
    if not isinstance(term, NamedNode):
        return str(term)
    iri = term.value
    if iri.startswith(BASE) and RELATIVE.fullmatch(iri[len(BASE) :]):
        return f"<{iri[len(BASE) :]}>"
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    if iri[:cut] in NAMESPACES and LOCAL.fullmatch(iri[cut:]):
        return f"{NAMESPACES[iri[:cut]]}:{iri[cut:]}"
    return str(term)
