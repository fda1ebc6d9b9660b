"""The answers of the system against those that a reader wrote down from the five texts.

The table `answers_from_the_texts.toml` says at its head how to read it. Each question goes
over HTTP, on the real data in a real Neo4j.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from graph.database.driver import Database

Row = Mapping[str, Any]
Answers = Callable[[str, Row], list[Row]]

TABLE: Final = Path(__file__).with_name("answers_from_the_texts.toml")
QUESTIONS: Final[list[Row]] = tomllib.loads(TABLE.read_text(encoding="utf-8"))["question"]
FIELDS: Final = {
    *("ask", "why", "query", "parameters", "find", "also"),
    *("columns", "rows", "may", "count", "ordered"),
}
ASKED: Final = [
    pytest.param(question, over, id=" ".join([question["ask"], *map(str, over.values())]))
    for question in QUESTIONS
    for over in ({}, *question.get("also", ()))
]


@pytest.fixture(scope="module")
def answers(loaded: Database) -> Iterator[Answers]:
    """Ask a named question with some parameters and get its rows."""
    with TestClient(create_app(lambda: nullcontext(loaded), ["testserver"])) as client:

        def ask(query: str, parameters: Row) -> list[Row]:
            given = {name: value for name, value in parameters.items() if value != ""}
            response = client.get(f"/queries/{query}", params=given)
            assert response.status_code == 200, response.text
            content = response.json()
            assert content["next"] is None
            rows: list[Row] = content["rows"]
            return rows

        yield ask


@pytest.mark.parametrize(("question", "over"), ASKED)
def test_the_system_answers_what_the_texts_say(question: Row, over: Row, answers: Answers) -> None:
    columns: list[str] = question["columns"]
    parameters = {**question["parameters"], **over}
    found = _asked(question["query"], parameters, question.get("find", {}), answers)
    rows = [{column: row[column] for column in columns} for row in found]
    said = f"\n{question['ask']}\n{question['why']}\nThe system: {rows}"
    expected: list[Row] = question["rows"]
    if question.get("ordered"):
        distinct = [row for row, _ in groupby(rows)]
        assert len(distinct) == len(expected), said
        assert all(map(_fits, distinct, expected)), said
    missing = [row for row in expected if not any(_fits(one, row) for one in rows)]
    allowed = [*expected, *question.get("may", ())]
    too_many = [one for one in rows if not any(_fits(one, row) for row in allowed)]
    assert (missing, too_many) == ([], []), said
    assert len(rows) == question.get("count", len(rows)), said


def test_the_table_is_well_formed() -> None:
    assert len(QUESTIONS) >= 26
    assert len({question["ask"] for question in QUESTIONS}) == len(QUESTIONS)
    for question in QUESTIONS:
        assert question.keys() <= FIELDS
        assert all(row.keys() == set(question["columns"]) for row in question["rows"])
        assert all(row.keys() <= set(question["columns"]) for row in question.get("may", ()))


def _asked(query: str, parameters: Row, find: Row, answers: Answers) -> list[Row]:
    """Return the rows of a question, or of several where a parameter is to be found first."""
    ways: list[Row] = [parameters]
    for name, how in find.items():
        where: Row = how.get("where", {})
        hits = [row for row in answers(how["query"], how["parameters"]) if _fits(row, where)]
        values = dict.fromkeys(row[how["column"]] for row in hits)
        assert values, f"{how['query']} finds nothing for {name}: {how['parameters']} {where}"
        ways = [{**way, name: value} for way in ways for value in values]
    return [row for way in ways for row in answers(query, way)]


def _fits(row: Row, expected: Row) -> bool:
    return all(_same(row[column], value) for column, value in expected.items())


def _same(value: object, expected: object) -> bool:
    match expected:
        case "":
            return value in (None, "", [])
        case "*":
            return value not in (None, "", [])
        case {"any_of": list(choices)}:
            return any(_same(value, choice) for choice in choices)
        case {"has": list(parts)}:
            return isinstance(value, Sequence) and all(part in value for part in parts)
        case _:
            return value == expected
