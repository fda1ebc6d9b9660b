"""Running pySHACL over a merged graph, as plain findings. Only this module knows pySHACL.

pySHACL gives a shape's own message for every kind of constraint, and finds all of them.
pyrudof 0.3.35 is faster for few nodes, but found 15 of 19 faults: it takes any text for a date
or an address, and follows no inverse path through a literal.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, Final

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.namespace import RDF, RDFS, SH
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from graph.rdf.records import token_of
from loaders.validation.terms.finding import Finding
from loaders.validation.terms.terms import Term
from ontology.namespaces import XSD, compact
from ontology.vocabulary import BORROWED, CONCEPTS, SHAPES, TERMS, graph

# How each kind of target finds its nodes in the data.
TARGETS: Final[dict[Node, Callable[[Graph, Node], Iterable[Node]]]] = {
    SH.targetNode: lambda data, node: [node],
    SH.targetSubjectsOf: lambda data, path: data.subjects(path),
    SH.targetObjectsOf: lambda data, path: data.objects(None, path),
    SH.targetClass: lambda data, kind: (
        node
        for one in data.transitive_subjects(RDFS.subClassOf, kind)
        for node in data.subjects(RDF.type, one)
    ),
}


# What says how many values there may be.
AT_MOST: Final = (SH.MaxCountConstraintComponent, SH.UniqueLangConstraintComponent)


def findings(
    triples: Iterable[Triple], subjects: set[str], *, shared: bool = True
) -> Iterator[Finding]:
    """Validate statements together with the ontology: see `engine.findings`."""
    data = _data(triples)
    shapes = _narrowed(data, {_node(subject) for subject in subjects})
    if not shared:
        for pair in (*_there_and_back(), *_absences()):
            shapes.remove(pair)
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", inplace=True)
    if not isinstance(report, Graph):
        raise TypeError(f"pySHACL could not validate: {report!r}")
    for result in report.objects(None, SH.result):  # the report's own, not their details
        node = _key(report.value(result, SH.focusNode))
        if node in subjects:
            yield _finding(report, result, node)


def _finding(report: Graph, result: Node, node: str) -> Finding:
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    violation = report.value(result, SH.resultSeverity) == SH.Violation
    return Finding(
        node,
        _shape(report.value(result, SH.sourceShape)),
        str(path) if isinstance(path, URIRef) else None,
        str(report.value(result, SH.resultMessage)),
        "violation" if violation else "warning",
        report.value(result, SH.sourceConstraintComponent) in AT_MOST,
        None if value is None or _key(value) == node else _written(value),
    )


def _written(value: Node) -> Term:
    """Return a value as N-Triples writes it."""
    if not isinstance(value, RdflibLiteral):
        return token_of(_key(value))
    datatype = None if value.datatype is None else NamedNode(value.datatype)
    return str(Literal(str(value), language=value.language, datatype=datatype))


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
    # Tags that were kept with underscores; those of their own the shapes do not tell apart.
    language = term.language and term.language.replace("_", "-").strip("-")
    return RdflibLiteral(term.value, language, None if plain else URIRef(datatype), normalize=False)


@cache
def _there_and_back() -> list[tuple[Node, Node, Node]]:
    """Return which property shapes go along a path to a value and back to all that have it."""
    shapes, third = _shapes(), RDF.rest / RDF.rest / RDF.first
    return [
        (owner, SH.property, one)
        for owner, one in shapes.subject_objects(SH.property)
        for path in shapes.objects(one, SH.path)
        if any(shapes.objects(path, RDF.rest / RDF.first / SH.inversePath))
        and not any(shapes.objects(path, third))
    ]


@cache
def _absences() -> list[tuple[Node, Node, Node]]:
    """Return which property shapes only warn where a predicate is not there."""
    shapes, said = _shapes(), {SH.path, SH.minCount, SH.severity, SH.message}
    return [
        (owner, SH.property, one)
        for owner, one in shapes.subject_objects(SH.property)
        if set(shapes.predicates(one)) == said
        and shapes.value(one, SH.severity) != SH.Violation
        and isinstance(shapes.value(one, SH.path), URIRef)
        and str(shapes.value(one, SH.minCount)) == "1"
    ]


def _narrowed(data: Graph, wanted: set[Node]) -> Graph:
    """Return the shapes with their targets among the wanted nodes written out one by one.

    pySHACL's own `focus_nodes` will not do: it leaves out nested shapes too, and so says
    that values conform which do not.
    """
    narrowed = Graph(bind_namespaces="none")
    for shape, term, value in _shapes():
        if term not in TARGETS:
            narrowed.add((shape, term, value))
            continue
        for node in wanted.intersection(TARGETS[term](data, value)):
            narrowed.add((shape, SH.targetNode, node))
    return narrowed


def _node(key: str) -> Node:
    return BNode(key[2:]) if key.startswith("_:") else URIRef(key)


def _key(node: Node | None) -> str:
    return f"_:{node}" if isinstance(node, BNode) else str(node)
