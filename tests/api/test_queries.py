"""Named questions over HTTP: rows, paging, forms, languages."""

import csv
import io

import httpx2
import pytest

from api.presentation import schemas
from queries.catalogue import catalogue
from tests.queries.without_rows import WITHOUT_ROWS

BASE = "https://w3id.org/coopgraph/id/"


def rows(api: httpx2.Client, question: str, **parameters: str) -> list[dict[str, object]]:
    response = api.get(f"/queries/{question}", params=parameters)
    assert response.status_code == 200, response.text
    found: list[dict[str, object]] = response.json()["rows"]
    return found


def test_partners_of_huawei(api: httpx2.Client) -> None:
    answer = api.get("/queries/partners", params={"actor": "Huawei"}).json()
    assert answer["query"] == "partners"
    assert answer["parameters"]["actor"] == BASE + "company/huawei"
    assert answer["parameters"]["status"] == ["signed", "adopted", "in_force", "suspended", "ended"]
    assert list(answer["rows"][0]) == answer["columns"]
    assert [row["partner"] for row in answer["rows"]] == [BASE + "institution/cicg"]
    assert answer["next"] is None


def test_parameters_may_repeat_and_be_labels(api: httpx2.Client) -> None:
    several = {"status": ["Signé", "preliminary", "signed"]}
    response = api.get("/queries/agreements", params=several)
    assert response.json()["parameters"]["status"] == ["signed", "preliminary"]
    assert {row["status"] for row in response.json()["rows"]} == {"signed", "preliminary"}


def test_pages_follow_one_another_to_the_end(api: httpx2.Client) -> None:
    whole = rows(api, "evidence", of="Huawei", limit="1000")
    url: str | None = "/queries/evidence?of=Huawei&limit=7"
    pages = []
    while url:
        response = api.get(url)
        url = response.json()["next"]
        assert ("next" in response.links) == (url is not None)
        pages.append(response.json()["rows"])
    assert [len(page) for page in pages[:-1]] == [7] * (len(pages) - 1)
    assert [row for page in pages for row in page] == whole


def test_past_the_last_row_is_an_empty_page(api: httpx2.Client) -> None:
    response = api.get("/queries/agreements", params={"offset": "5000"})
    assert (response.json()["rows"], response.json()["next"]) == ([], None)


@pytest.mark.parametrize(
    ("parameters", "headers"),
    [({"format": "csv"}, {}), ({}, {"Accept": "text/csv, application/json;q=0.5"})],
)
def test_csv(api: httpx2.Client, parameters: dict[str, str], headers: dict[str, str]) -> None:
    asked = {"actor": "Guangxi", **parameters}
    response = api.get("/queries/agreements", params=asked, headers=headers)
    assert response.headers["content-type"] == "text/csv; charset=utf-8"
    as_csv = list(csv.DictReader(io.StringIO(response.text)))
    as_json = rows(api, "agreements", actor="Guangxi")
    assert [row["agreement"] for row in as_csv] == [row["agreement"] for row in as_json]
    names = as_json[0]["party_names"]
    assert isinstance(names, list)
    assert as_csv[0]["party_names"] == "; ".join(names)


def test_format_counts_more_than_accept(api: httpx2.Client) -> None:
    response = api.get("/queries/agreements?format=json", headers={"Accept": "text/csv"})
    assert response.headers["content-type"] == "application/json"


def test_several_lines_of_a_header_are_one_list(api: httpx2.Client) -> None:
    lines = [("Accept", "image/png"), ("Accept", "text/csv"), ("Accept", "text/html;q=0.1")]
    assert (
        api.get("/queries/agreements", headers=lines).headers["content-type"].startswith("text/csv")
    )
    lines = [("Accept", "image/png"), ("Accept", "application/n-quads")]
    assert api.get("/export", headers=lines).headers["content-type"] == "application/n-quads"
    lines = [("Accept-Language", "fr;q=0.5"), ("Accept-Language", "zh")]
    (row,) = api.get("/queries/actor?actor=CN", headers=lines).json()["rows"]
    assert row["name"] == "中国"


@pytest.mark.parametrize(
    ("lang", "accept", "name"),
    [
        ("zh", "", "中国"),
        ("", "zh-CN,zh;q=0.9,en;q=0.8", "中国"),
        ("", "en;q=0.5, fr-CA", "Chine"),
        ("fr", "zh", "Chine"),
        ("xx", "", "China"),
        ("", "*", "China"),
        ("", "?!", "China"),
    ],
)
def test_language_of_names(api: httpx2.Client, lang: str, accept: str, name: str) -> None:
    parameters = {"actor": "CN"} | ({"lang": lang} if lang else {})
    response = api.get("/queries/actor", params=parameters, headers={"Accept-Language": accept})
    assert response.json()["rows"][0]["name"] == name


def test_a_total_is_told_when_asked_for(api: httpx2.Client) -> None:
    response = api.get("/queries/agreements?limit=1&total=true")
    every = rows(api, "agreements", limit="1000")
    assert response.json()["total"] == len(every) > 1
    assert response.headers["Coopgraph-Total"] == str(len(every))
    assert "total=true" in response.json()["next"]
    assert "total" not in api.get("/queries/agreements?limit=1").json()


def test_every_answer_is_as_the_description_says(api: httpx2.Client) -> None:
    for question in catalogue().values():
        response = api.get(f"/queries/{question.name}", params=dict(question.example))
        assert bool(response.json()["rows"]) != (question.name in WITHOUT_ROWS), question.name
        schemas.answer_model(question).model_validate(response.json(), strict=True)


def test_catalogue(api: httpx2.Client) -> None:
    listed = {question["name"]: question for question in api.get("/queries").json()}
    assert listed.keys() == catalogue().keys()
    partners = listed["partners"]
    assert partners["url"] == str(api.base_url.join("/queries/partners"))
    actor, status = (
        next(one for one in partners["parameters"] if one["name"] == name)
        for name in ("actor", "status")
    )
    assert (actor["required"], actor["repeatable"]) == (True, False)
    assert status["repeatable"]
    assert {"signed", "in_force"} <= set(status["allowed"])
    assert partners["columns"][0]["name"] == "partner"
