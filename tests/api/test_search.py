"""Searching by any name, over HTTP and on the command line."""

import csv
import io
import json
from typing import Any

import httpx2
import pytest

from api.presentation.schemas import search_model
from api.questions.search import question
from api.settings import MOST_ROWS, NAME_LENGTH
from graph.database.driver import Database
from ontology.namespaces import BASE, dataset_iri, short
from queries.full_text import LONGEST_NAME
from tests.api.conftest import Halves, Run

COLUMNS = ["iri", "name", "type", "matched", "score", "description"]


def search(api: httpx2.Client, text: str, **parameters: Any) -> list[dict[str, Any]]:
    response = api.get("/search", params={"q": text, **parameters})
    assert response.status_code == 200, response.text
    found: list[dict[str, Any]] = response.json()["results"]
    return found


def names(api: httpx2.Client, text: str, **parameters: Any) -> list[str]:
    return [short(found["iri"]) for found in search(api, text, **parameters)]


def test_an_answer_says_what_was_found_and_by_which_name(api: httpx2.Client) -> None:
    response = api.get("/search", params={"q": "quang tay", "lang": "fr"})
    answer = response.json()
    assert list(answer) == ["query", "results", "next"]
    assert (answer["query"], answer["next"]) == ("quang tay", None)
    assert answer["results"][0] == {
        "iri": BASE + "region/cn-gx",
        "name": "Guangxi",
        "type": "Region",
        "matched": "Quảng Tây",
        "score": 1.0,
        "description": "Chine",
    }
    search_model(question()).model_validate(answer, strict=True)
    assert response.headers["Vary"].startswith("Accept, Accept-Language")


@pytest.mark.parametrize(
    ("lang", "accept", "name"),
    [
        ("zh", "", "中国"),
        ("", "fr-CA, en;q=0.5", "Chine"),
        ("fr", "zh", "Chine"),
        ("", "", "China"),
    ],
)
def test_names_are_shown_in_a_language(
    api: httpx2.Client, lang: str, accept: str, name: str
) -> None:
    parameters = {"q": "CN"} | ({"lang": lang} if lang else {})
    response = api.get("/search", params=parameters, headers={"Accept-Language": accept})
    found = response.json()["results"][0]
    assert (found["name"], found["matched"]) == (name, "CN")


def test_only_things_of_a_class_or_of_one_below(api: httpx2.Client) -> None:
    assert names(api, "china", type="State")[:1] == ["state/cn"]
    organizations = names(api, "china", type="Organization")
    assert "institution/cicg" in organizations
    assert "centre/china-laos-ai-innovation" in organizations
    assert "state/cn" not in organizations
    both = names(api, "china", type=["State", "Agreement"])
    assert both[0] == "state/cn"
    assert {one.partition("/")[0] for one in both} == {"state", "agreement"}
    assert names(api, "signed") == []
    assert names(api, "signed", type="Concept")[:1] == ["status/signed"]


@pytest.mark.parametrize(
    ("text", "country", "found", "others"),
    [
        ("guang", "CN", {"region/cn-gx", "region/cn-gd"}, set()),
        ("guang", "China", {"institution/government-of-guangxi"}, set()),
        ("nanning", "中国", {"city/nanning"}, set()),
        ("nanning", "VN", set(), {"city/nanning"}),
        ("wei tao", "CN", {"person/wei-tao"}, set()),
        ("wei tao", "VN", {"event/wei-tao-vietnam-visit-2025"}, {"person/wei-tao"}),
        ("ai centre", "LA", {"centre/china-laos-ai-innovation"}, {"state/la"}),
        ("enterprises", "VN", {"group/vietnamese-enterprises-2025"}, set()),
        ("huawei agreement", "CN", {"agreement/cicg-huawei-cooperation-2025"}, set()),
    ],
)
def test_only_things_of_a_country(
    api: httpx2.Client, text: str, country: str, found: set[str], others: set[str]
) -> None:
    every = set(names(api, text, country=country))
    assert found <= every
    assert not others & every


def test_a_country_is_a_state_that_is_there(api: httpx2.Client) -> None:
    assert api.get("/search?q=a&country=Atlantis").status_code == 404
    assert api.get("/search?q=a&country=Guangxi").status_code == 404


def test_pages_follow_one_another_to_the_end(api: httpx2.Client) -> None:
    whole = names(api, "ai", limit=MOST_ROWS)
    assert len(whole) > 10
    url: str | None = "/search?q=ai&limit=4"
    pages = []
    while url:
        response = api.get(url)
        url = response.json()["next"]
        assert ("next" in response.links) == (url is not None)
        pages.append([short(found["iri"]) for found in response.json()["results"]])
    assert [len(page) for page in pages[:-1]] == [4] * (len(pages) - 1)
    assert [one for page in pages for one in page] == whole
    assert names(api, "ai", offset=5_000) == []


def test_csv(api: httpx2.Client) -> None:
    for parameters, headers in (({"format": "csv"}, {}), ({}, {"Accept": "text/csv"})):
        response = api.get("/search", params={"q": "Huawei", **parameters}, headers=headers)
        assert response.headers["content-type"] == "text/csv; charset=utf-8"
        rows = list(csv.DictReader(io.StringIO(response.text)))
        assert list(rows[0]) == COLUMNS
        assert [row["iri"] for row in rows] == [one["iri"] for one in search(api, "Huawei")]


def test_nothing_found_is_an_answer(api: httpx2.Client) -> None:
    for text in ("zzzzqq", "…", "'; MATCH (n) DETACH DELETE n //", '"*:*"', "\\", "a AND (", "\0"):
        assert isinstance(search(api, text), list)
    assert search(api, "zzzzqq") == search(api, "…") == []


def test_names_may_be_as_long_as_others(api: httpx2.Client) -> None:
    assert LONGEST_NAME == NAME_LENGTH
    assert search(api, " ".join(["word"] * 50)) == []
    assert search(api, "https://example.org/" + "x" * 6_000) == []
    assert api.get("/search", params={"q": " ".join(["word"] * 51)}).status_code == 400


def test_an_answer_names_what_it_may_lack(api: httpx2.Client, halves: Halves) -> None:
    with halves([dataset_iri("reference")]):
        answer = api.get("/search?q=Laos")
        assert answer.json()["incomplete"] == ["reference"]
        assert answer.headers["Coopgraph-Incomplete"] == "reference"
        assert api.get("/search?q=Laos&consistent=true").status_code == 503


def test_the_description_has_the_search(api: httpx2.Client) -> None:
    description = api.get("/openapi.json").json()
    operation = description["paths"]["/search"]["get"]
    assert operation["operationId"] == "search"
    parameters = {one["name"]: one for one in operation["parameters"]}
    assert parameters.keys() == {
        *("q", "type", "country", "lang", "limit", "offset", "format", "consistent")
    }
    assert parameters["q"]["required"]
    assert "Organization" in parameters["type"]["schema"]["items"]["enum"]
    columns = description["components"]["schemas"]["SearchResult"]["properties"]
    assert list(columns) == COLUMNS
    assert {"200", "400", "404", "406", "409", "503", "504"} <= operation["responses"].keys()


def test_the_command_finds_the_same(run: Run, api: httpx2.Client, loaded: Database) -> None:
    done = run("search", "guang xi", "--lang", "fr", "--json")
    assert json.loads(done.stdout) == api.get("/search?q=guang+xi&lang=fr").json()
    table = run("search", "华为", "--type", "Company").stdout.splitlines()
    assert table[0].split("\t") == ["name", "type", "matched", "description"]
    assert table[1].split("\t")[:3] == ["Huawei", "Company", "华为"]


def test_the_command_tells_of_pages_and_mistakes(run: Run) -> None:
    done = run("search", "ai", "--limit", "2", "--format", "csv", "-o", "found.csv")
    assert (done.stdout, "--offset 2" in done.stderr) == ("", True)
    done = run("search", "ai", "--limit", "2", "--format", "csv")
    assert len(done.stdout.splitlines()) == 3
    done = run("search", "zzzzqq")
    assert (done.returncode, "No rows" in done.stderr) == (0, True)
    done = run("search", "ai", "--type", "compny")
    assert (done.returncode, "Did you mean Company?" in done.stderr) == (2, True)
    assert run("search").returncode == 2
