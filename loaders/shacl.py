"""One run of SHACL over a merged graph, as plain findings. Only this module knows pySHACL.

pySHACL gives a shape's own message for every kind of constraint and refuses values that do
not fit their datatype; pyrudof is several times faster but did neither when it was tried.
"""

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Final, NamedTuple

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from loaders.report import Severity
from ontology.namespaces import PREFIXES, XSD
from ontology.vocabulary import BORROWED, CONCEPTS, SHAPES, TERMS, graph

# pySHACL looks each node up in the list of those asked for: a long list costs more than it saves.
FEW: Final = 300


class Finding(NamedTuple):
    """A violation before it is known which file and line state it; `path` is an IRI."""

    node: str
    shape: str
    path: str | None
    message: str
    severity: Severity


def findings(triples: Iterable[Triple], subjects: set[str]) -> Iterator[Finding]:
    """Validate statements together with the ontology; tell what is wrong with some subjects.

    No inference is run; `sh:class` follows the ontology's subclasses.
    """
    # A value that does not fit its datatype is reported; rdflib would log a traceback too.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    named = not any(node.startswith("_:") for node in subjects)  # pySHACL takes only IRIs
    _, report, _ = pyshacl.validate(
        _data(triples),
        shacl_graph=_shapes(),
        inference="none",
        inplace=True,
        focus_nodes=[*subjects] if named and len(subjects) <= FEW else None,
    )
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL could not validate: {report!r}")
    for result in report.objects(None, SH.result):  # the report's own, not their details
        node = _key(report.value(result, SH.focusNode))
        if node in subjects:
            yield _finding(report, result, node)


def compact(iri: str) -> str:
    """Return a term's IRI with its usual prefix, such as `coop:partOf`."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and prefix != "id":
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"


def _finding(report: Graph, result: Node, node: str) -> Finding:
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    message = str(report.value(result, SH.resultMessage))
    if value is not None and _key(value) != node:
        message += f" Found: {value.n3()}"
    violation = report.value(result, SH.resultSeverity) == SH.Violation
    return Finding(
        node,
        _shape(report.value(result, SH.sourceShape)),
        str(path) if isinstance(path, URIRef) else None,
        message,
        "violation" if violation else "warning",
    )


def _shape(source: Node | None) -> str:
    """Return the name of a shape; a property shape has that of the shape it stands in."""
    shapes, named = _shapes(), source
    while isinstance(named, BNode):
        named = next(shapes.subjects(None, named), None)
    return compact(str(named))


class _Data(Graph):
    """A graph that parses a query once; pySHACL asks the same one of node after node."""

    def query(self, query_object: str | Query, *args: Any, **kwargs: Any) -> Result:
        """Ask a query."""
        text = query_object
        return super().query(_prepared(text) if isinstance(text, str) else text, *args, **kwargs)


@cache
def _prepared(text: str) -> Query:
    return prepareQuery(text)


@cache
def _ontology() -> Graph:
    return graph(TERMS, BORROWED, CONCEPTS)


@cache
def _shapes() -> Graph:
    return graph(SHAPES)


def _data(triples: Iterable[Triple]) -> Graph:
    made = _Data(bind_namespaces="none")
    made += _ontology()
    for triple in triples:
        made.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return made


def _term(term: object) -> Node:
    if isinstance(term, NamedNode):
        return URIRef(term.value)
    if isinstance(term, BlankNode):
        return BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"{term} is no term of RDF 1.1")
    datatype = term.datatype.value
    plain = term.language is not None or datatype == XSD + "string"
    return RdflibLiteral(
        term.value, term.language, None if plain else URIRef(datatype), normalize=False
    )


def _key(node: Node | None) -> str:
    return f"_:{node}" if isinstance(node, BNode) else str(node)
