"""The generated description: every question, typed, with real examples and every problem."""

import asyncio
import re
from typing import Any

import httpx2
import pytest

from api.presentation.schemas import DATE, answer_model
from api.questions import examples
from api.questions.answers import Answer, Asker
from api.questions.parameters import Raw
from graph.database.driver import Database
from graph.read.consistency.async_reader import AsyncReader
from ontology.errors import UsageError
from queries.catalogue import Question, catalogue
from queries.parameters import period
from tests.queries.without_rows import WITHOUT_ROWS


@pytest.fixture(scope="module")
def description(api: httpx2.Client) -> dict[str, Any]:
    found: dict[str, Any] = api.get("/openapi.json").json()
    return found


def test_every_reference_leads_somewhere(description: dict[str, Any]) -> None:
    def references(part: Any) -> list[str]:
        if isinstance(part, list):
            return [one for value in part for one in references(value)]
        if not isinstance(part, dict):
            return []
        own = [part["$ref"]] if isinstance(part.get("$ref"), str) else []
        return own + [one for value in part.values() for one in references(value)]

    assert description["openapi"].startswith("3.1")
    known = {f"#/components/schemas/{name}" for name in description["components"]["schemas"]}
    assert set(references(description)) <= known
    assert "HTTPValidationError" not in description["components"]["schemas"]


@pytest.mark.parametrize("name", catalogue())
def test_every_question_is_an_operation(description: dict[str, Any], name: str) -> None:
    question = catalogue()[name]
    operation = description["paths"][f"/queries/{name}"]["get"]
    assert operation["operationId"] == name
    assert operation["summary"] == question.title
    parameters = {one["name"]: one for one in operation["parameters"]}
    assert parameters.keys() == {one.name for one in question.parameters} | {
        "format",
        "consistent",
        "total",
    }
    for one in question.parameters:
        assert parameters[one.name]["required"] == one.required
        assert parameters[one.name]["description"]
        assert (parameters[one.name]["schema"]["type"] == "array") == one.many
    assert {"200", "400", "404", "406", "409", "503", "504"} <= operation["responses"].keys()
    content = operation["responses"]["200"]["content"]
    row = content["application/json"]["schema"]["$ref"].removesuffix("Answer").rsplit("/")[-1]
    columns = description["components"]["schemas"][f"{row}Row"]["properties"]
    assert list(columns) == [column.name for column in question.columns]
    example = content["application/json"]["example"]
    assert bool(example["rows"]) != (name in WITHOUT_ROWS)
    answer_model(question).model_validate(example, strict=True)
    assert "text/csv" in content


def test_dates_are_described_as_they_are_taken() -> None:
    days = ["00", "01", "09", "10", "28", "29", "30", "31", "32", "1"]
    endings = ["", *(f"-{month:02}" for month in range(14)), "-1", "-", " "]
    endings += [f"-{month:02}-{day}" for month in range(14) for day in days]
    years = ["0000", "0001", "1899", "1900", "1996", "2000", "2023", "2024", "9999", "999", "²025"]
    for written in (year + ending for year in years for ending in endings):
        described = re.search(DATE, written) is not None
        try:
            period("from", written)
        except UsageError:
            assert not described, written
        else:
            assert described, written


def test_operations_have_names_of_their_own(description: dict[str, Any]) -> None:
    names = [
        operation["operationId"]
        for path in description["paths"].values()
        for operation in path.values()
    ]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", catalogue())
def test_the_examples_are_what_the_data_says(loaded: Database, name: str) -> None:
    fresh = examples.example(loaded, catalogue()[name])
    assert fresh == examples.examples()[name], "Run `python -m api.questions.examples`."


def test_a_server_that_starts_asks_each_question_once(loaded: Database) -> None:
    asked = []

    class Noting(Asker):
        async def ask(
            self, question: Question, raw: Raw, *, consistent: bool, total: bool = False
        ) -> Answer:
            answer = await super().ask(question, raw, consistent=consistent, total=total)
            asked.append(question.name)
            return answer

    async def planned() -> None:
        async with AsyncReader(loaded) as questions:
            await examples.plan(Noting(questions))

    asyncio.run(planned())
    assert asked == [*catalogue(), "search"]
