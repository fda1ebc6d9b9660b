"""Each twin asks the exported RDF in SPARQL what its question asks the property graph.

The two share no line, so where they agree the view, the Cypher and the export are right, or
wrong in the same way by chance.
"""

from importlib.resources import files
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.query import ResultRow
from rdflib.term import Identifier

from graph.database.driver import Database
from graph.rdf.formats import Format
from graph.read.export import export
from queries.catalogue import catalogue
from queries.parameters import ParameterType, period

# What a twin selects, in its order, by the names of the question's columns.
COLUMNS = {
    "agreements": "agreement instruments status date parties_stated",
    "centres": "centre instrument_status realisation_status as_of",
    "events": "event kind date end_date",
    "members": "member from to",
    "participants": "actor role",
    "partners": "partner agreement status date",
    "posts": "person post_name organization as_of",
}

Given = dict[str, str]


class Oracle:
    """The exported RDF of a database, and the database itself."""

    def __init__(self, database: Database) -> None:
        self._database = database
        triples = b"".join(export(database, Format.NTRIPLES))
        self._graph = Graph().parse(data=triples, format="nt")

    def compare(self, name: str, **given: str) -> None:
        """Ask both, and find them of one mind."""
        assert self._asked(name, given) == self._twin(name, given), (name, given)

    def iris(self, cypher: str) -> list[str]:
        """Return the `iri` column of a query."""
        return [row["iri"] for row in self._database.read(cypher)]

    def _asked(self, name: str, given: Given) -> set[tuple[str, ...]]:
        question = catalogue()[name]
        many = {one.name for one in question.parameters if one.many}
        bound = {key: [value] if key in many else value for key, value in given.items()}
        rows = self._database.read(question.cypher, question.bind({**bound, "limit": 1000}))
        return {tuple(_text(row[c]) for c in COLUMNS[name].split()) for row in rows}

    def _twin(self, name: str, given: Given) -> set[tuple[str, ...]]:
        twin = files("queries").joinpath("core", f"{name}.rq").read_text(encoding="utf-8")
        types = {one.name: one.type for one in catalogue()[name].parameters}
        bound: dict[str, Identifier] = {}
        for key, value in given.items():
            bound |= _terms(key, value, types[key])
        rows = self._graph.query(twin, initBindings=bound)
        return {tuple(map(_text, row)) for row in rows if isinstance(row, ResultRow)}


def _text(value: Any) -> str:
    return "" if value is None else str(value)


def _terms(key: str, value: str, kind: ParameterType) -> dict[str, Identifier]:
    if kind is ParameterType.THING:
        return {key: URIRef(value)}
    if kind is not ParameterType.DATE:
        return {key: Literal(value)}
    days: dict[str, Identifier] = {
        f"{key}_{end}": Literal(day.isoformat()) for end, day in period(key, value).items()
    }
    only = {"from": "from_earliest", "to": "to_latest"}.get(key)
    return {key: days[only]} if only else days
