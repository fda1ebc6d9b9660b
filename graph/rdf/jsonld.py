"""Writing JSON-LD: each dataset is a named graph, each subject a node.

Nothing is shortened by a context: an IRI such as `coop:x` could not be told from a short name
then. Values are strings with their datatype, so that no number changes its form.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, Final

from pyoxigraph import BlankNode, Literal, NamedNode

from graph.rdf.records import Key, Statements, triples_of
from ontology.namespaces import RDF, XSD

TYPE: Final = f"{RDF}type"
STRING: Final = f"{XSD}string"


def graphs(datasets: Iterable[tuple[Key, Iterable[Statements]]]) -> Iterator[str]:
    """Yield the text of a file: a list of named graphs.

    Args:
        datasets: the key of each, and what it says, subject after subject.
    """
    between = "[\n"
    for dataset, subjects in datasets:
        yield f'{between}{{"@id": {_json(dataset)}, "@graph": ['
        yield from _nodes(subjects)
        yield "\n]}"
        between = ",\n"
    yield "[]\n" if between == "[\n" else "\n]\n"


def _nodes(subjects: Iterable[Statements]) -> Iterator[str]:
    between = "\n"
    for statements in subjects:
        yield f"{between}{_json(node(statements))}"
        between = ",\n"


def node(statements: Statements) -> dict[str, Any]:
    """Return what is said with one subject as a node object."""
    found: dict[str, Any] = {}
    for triple in triples_of(statements):
        found.setdefault("@id", _id(triple.subject))
        predicate, value = triple.predicate.value, triple.object
        # A literal in the place of a type is no `@type`.
        if predicate == TYPE and not isinstance(value, Literal):
            found.setdefault("@type", []).append(_id(value))
        else:
            found.setdefault(predicate, []).append(_value(value))
    return found


def _value(term: object) -> dict[str, str]:
    if not isinstance(term, Literal):
        return {"@id": _id(term)}
    if term.language:
        tagged = {"@value": term.value, "@language": term.language}
        return tagged | ({"@direction": term.direction.value} if term.direction else {})
    if term.datatype.value == STRING:
        return {"@value": term.value}
    return {"@value": term.value, "@type": term.datatype.value}


def _id(term: object) -> str:
    if isinstance(term, BlankNode):
        return str(term)
    assert isinstance(term, NamedNode)  # noqa: S101 - for mypy; records hold nothing else
    return term.value


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
