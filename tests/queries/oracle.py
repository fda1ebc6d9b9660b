"""Each twin asks the exported RDF in SPARQL what its question asks the property graph.

The two share no line, so where they agree the view, the Cypher and the export are right, or
wrong in the same way by chance. Answers are compared as bags: one row too many is a fault.
"""

from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store

from graph.database.driver import Database
from graph.rdf.formats import Format
from graph.read.export import export
from queries.catalogue import catalogue
from queries.parameters import ParameterType, period

# What a twin selects, in its order, by the names of the question's columns. A list is compared
# as a set.
COLUMNS = {
    "actor": "actor kind part_of country",
    "actors": "actor agreements partners",
    "agreements": "agreement instruments status date parties_stated parties",
    "aims": "aim as_of to_implement",
    "between": "item date kind",
    "centres": "centre instrument_status realisation_status as_of agreement",
    "changes": "item change date status",
    "claims": "claim as_of about",
    "commitments": "commitment agreement actors unit due",
    "contributions": "contribution act contributors",
    "disagreements": "subject property values",
    "events": "event kind date end_date venue",
    "evidence": "statement locator confidence basis supports",
    "matrix": "a b agreements",
    "members": "member from to",
    "network": "source target status date",
    "organizations": "organization kind seat unit_of",
    "participants": "actor role",
    "partners": "partner agreement via status date",
    "persons": "person role on_behalf_of",
    "posts": "person post_name organization unit as_of",
    "prospects": "item kind status actors about",
    "ranking": "actor agreements partners",
    "sectors": "sector agreements actors",
    "shared_partners": "partner with_a with_b",
    "similar": "a b",
    "sources": "document supports alone",
    "status_history": "status date kind",
    "timeline": "item kind date end_date actors",
    "topics": "topic agreements actors",
    "unknowns": "item aspect",
}
# Where a twin cannot ask all that its question does; the file says why.
WITHOUT = {"network": {"roll_up"}, "ranking": {"roll_up", "by", "type"}, "path": {"from"}}
ALWAYS = {"similar": {"reason": "possibly_same_as"}}

Given = dict[str, str]
Bag = Counter[tuple[str, ...]]


class Oracle:
    """The exported RDF of a database, and the database itself."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._store = Store()
        triples = b"".join(export(database, Format.NTRIPLES))
        self._store.load(triples, format=RdfFormat.N_TRIPLES)

    def compare(self, name: str, **given: str) -> int:
        """Ask both, find them of one mind, and return how many rows there are."""
        asked = self._asked(name, given)
        assert asked == self._twin(name, given), (name, given)
        return asked.total()

    def iris(self, cypher: str) -> list[str]:
        """Return the `iri` column of a query."""
        return [row["iri"] for row in self._database.read(cypher)]

    def _asked(self, name: str, given: Given) -> Bag:
        question = catalogue()[name]
        many = {one.name for one in question.parameters if one.many}
        bound = {key: [value] if key in many else value for key, value in given.items()}
        rows = self._database.read(question.cypher, question.bind({**bound, "limit": 1000}))
        return Counter(tuple(_text(row[c]) for c in COLUMNS[name].split()) for row in rows)

    def _twin(self, name: str, given: Given) -> Bag:
        twin = files("queries").joinpath("core", f"{name}.rq").read_text(encoding="utf-8")
        types = {one.name: one.type for one in catalogue()[name].parameters}
        bound: dict[str, NamedNode | Literal] = {}
        for key, value in given.items():
            bound |= _terms(key, value, types[key])
        found = self._store.query(_binding(twin, bound))
        assert isinstance(found, QuerySolutions)
        lists = [_is_list(name, column) for column in COLUMNS[name].split()]
        return Counter(
            tuple(
                _text(value.value.split() if listed and value else value and value.value)
                for value, listed in zip(row, lists, strict=True)
            )
            for row in found
        )


def _is_list(name: str, column: str) -> bool:
    return any(one.name == column and one.type == "list" for one in catalogue()[name].columns)


def _text(value: Any) -> str:
    if isinstance(value, list):
        return " ".join(sorted(map(str, value)))
    return "" if value is None else str(value)


def _binding(twin: str, bound: Mapping[str, NamedNode | Literal]) -> str:
    """Return a twin whose pattern begins with the given values."""
    if not bound:
        return twin
    names = " ".join(f"?{name}" for name in bound)
    values = " ".join(map(str, bound.values()))
    return twin.replace(" WHERE {", f" WHERE {{ VALUES ({names}) {{ ({values}) }}", 1)


def _terms(key: str, value: str, kind: ParameterType) -> dict[str, NamedNode | Literal]:
    if kind is ParameterType.THING:
        return {key: NamedNode(value)}
    if kind is not ParameterType.DATE:
        return {key: Literal(value)}
    days: dict[str, NamedNode | Literal] = {
        f"{key}_{end}": Literal(day.isoformat()) for end, day in period(key, value).items()
    }
    only = {"from": "from_earliest", "to": "to_latest"}.get(key)
    return {key: days[only]} if only else days
