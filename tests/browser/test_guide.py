"""The guide's pages say what the catalogue says, and what they offer to run works."""

import re
from collections.abc import Iterator
from contextlib import nullcontext
from datetime import date
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.browser.guide import ACTORS, FIRST, body, literal, page, values
from graph.database.driver import Database
from queries.catalogue import Question, catalogue
from tests.queries.without_rows import WITHOUT_ROWS

GUIDE = page(
    "http://127.0.0.1:8000/browser/guide.html", "http://127.0.0.1:8000/browser/style.grass"
)
# What the Browser takes out of a guide before it shows it (its `cleanHtml`).
TAKEN_OUT = re.compile(
    r"""\s+on[^\s=][^\s=]*\s*=\s*("[^"]*"|'[^']*'|[\w\-.:]+\s*)|<script\b|href=.*javascript:""",
    re.IGNORECASE,
)
QUESTIONS = pytest.mark.parametrize("question", catalogue().values(), ids=list(catalogue()))
ORIGIN = {"Origin": "http://127.0.0.1:7474"}


def slides() -> dict[str, list[str]]:
    """Return the blocks of each page by its title."""
    tree = ElementTree.fromstring(GUIDE)  # noqa: S314 - it is our own
    return {
        slide.findtext(".//h3", ""): [pre.text or "" for pre in slide.iter("pre")]
        for slide in tree.iter("slide")
    }


@pytest.fixture(scope="module")
def client(loaded: Database) -> Iterator[TestClient]:
    with TestClient(create_app(lambda: nullcontext(loaded), ["testserver"])) as client:
        yield client


def test_the_browser_takes_nothing_out() -> None:
    assert TAKEN_OUT.search(" WHERE one = x")
    assert TAKEN_OUT.search(GUIDE) is None


def test_the_first_page_has_queries_that_find_something(loaded: Database) -> None:
    assert slides()["coopgraph"] == [FIRST, ACTORS]
    assert all(loaded.read(block) for block in slides()["coopgraph"])


def test_each_question_is_a_page() -> None:
    assert list(slides()) == ["coopgraph", *(one.title for one in catalogue().values())]


@QUESTIONS
def test_a_page_has_values_table_and_graph(question: Question) -> None:
    shown = values(question.bind(question.example))
    assert slides()[question.title] == [shown, body(question.cypher), question.graph]


@QUESTIONS
def test_the_values_are_those_that_the_question_takes(question: Question, loaded: Database) -> None:
    command = slides()[question.title][0]
    query = command.partition("=> {")[2].removesuffix("}")
    assert [dict(row) for row in loaded.read(query)] == [question.bind(question.example)]


@QUESTIONS
def test_the_example_has_an_answer_and_a_graph(question: Question, loaded: Database) -> None:
    bound = question.bind(question.example)
    empty = question.name in WITHOUT_ROWS
    assert bool(loaded.read(question.cypher, bound)) != empty
    assert question.graph
    assert loaded.explain(question.graph, bound).read_only
    assert empty or loaded.read(question.graph, bound)


def test_values_are_written_as_cypher() -> None:
    given = {"earliest": date(2025, 1, 2), "names": ['"', "Lào"], "none": None, "limit": 3}
    assert literal(given) == (
        r'{earliest: date("2025-01-02"), names: ["\"", "Lào"], none: null, limit: 3}'
    )


def test_the_api_serves_the_guide_to_the_browser(client: TestClient) -> None:
    asked = {"Access-Control-Request-Headers": "cache-control,pragma"}
    method = {"Access-Control-Request-Method": "GET"}
    preflight = client.options("/browser/guide.html", headers=ORIGIN | method | asked)
    assert preflight.status_code == 200
    guide = client.get("/browser/guide.html", headers=ORIGIN)
    assert guide.headers["access-control-allow-origin"] == ORIGIN["Origin"]
    assert guide.headers["content-type"].startswith("text/html")
    assert 'data-exec="style http://testserver/browser/style.grass"' in guide.text


def test_the_api_serves_the_style_to_the_browser(client: TestClient) -> None:
    style = client.get("/browser/style.grass", headers=ORIGIN)
    assert style.headers["access-control-allow-origin"] == ORIGIN["Origin"]
    assert "node.Company {" in style.text
