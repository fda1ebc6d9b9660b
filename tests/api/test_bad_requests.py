"""What bad input gets over HTTP: a problem document that says what to change."""

from typing import Any

import httpx2
import pytest

BASE = "https://w3id.org/coopgraph/id/"


def problem(response: httpx2.Response, status: int) -> dict[str, Any]:
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = response.json()
    assert document["status"] == status
    assert document["type"] == "about:blank"
    assert document["title"]
    assert document["detail"]
    return document


@pytest.mark.parametrize(
    ("url", "parameter"),
    [
        ("/queries/partners", "actor"),
        ("/queries/partners?actor=", "actor"),
        ("/queries/partners?actor=Huawei&actor=CICG", "actor"),
        ("/queries/partners?actor=&actor=Huawei", "actor"),
        ("/queries/partners?actor=Huawei&actor=Huawei", "actor"),
        ("/queries/partners?actor=Huawei&format=csv&format=json", "format"),
        ("/queries/partners?actor=Huawei&lang=fr&lang=zh", "lang"),
        ("/queries/partners?actor=Huawei&as_of=", "as_of"),
        ("/queries/partners?actor=Huawei&status=signed&status=", "status"),
        ("/queries/agreements?limit=1&limit=2", "limit"),
        ("/queries/agreements?format=", "format"),
        ("/export?dataset=reference&dataset=concepts", "dataset"),
        ("/export?format=trig&format=trig", "format"),
        ("/export?dataset=", "dataset"),
        ("/queries/partners?actor=Huawei&acter=x", "acter"),
        ("/queries/partners?actor=Huawei&as_of=2025-13", "as_of"),
        ("/queries/partners?actor=Huawei&as_of=yesterday", "as_of"),
        ("/queries/partners?actor=Huawei&as_of=2025-02-30", "as_of"),
        ("/queries/partners?actor=Huawei&status=signd", "status"),
        ("/queries/partners?actor=Huawei&roll_up=world", "roll_up"),
        ("/queries/partners?actor=Huawei&lang=not%20a%20tag", "lang"),
        ("/queries/agreements?limit=0", "limit"),
        ("/queries/agreements?limit=1001", "limit"),
        ("/queries/agreements?limit=ten", "limit"),
        ("/queries/agreements?offset=-1", "offset"),
        ("/queries/agreements?format=xml", "format"),
        ("/queries?lang=fr", "lang"),
        ("/datasets?limit=3", "limit"),
        ("/export?format=rdfa", "format"),
        ("/export?formt=turtle", "formt"),
        ("/health/live?deep=1", "deep"),
        ("/search", "q"),
        ("/search?q=", "q"),
        ("/search?q=Laos&q=China", "q"),
        ("/search?q=" + "x" * 301, "q"),
        ("/search?q=Laos&type=Stat", "type"),
        ("/search?q=Laos&type=state", "type"),
        ("/search?q=Laos&lang=not%20a%20tag", "lang"),
        ("/search?q=Laos&limit=1001", "limit"),
        ("/search?q=Laos&offset=-1", "offset"),
        ("/search?q=Laos&format=xml", "format"),
        ("/search?q=Laos&consistent=perhaps", "consistent"),
        ("/search?query=Laos", "query"),
    ],
)
def test_bad_parameters_are_named(api: httpx2.Client, url: str, parameter: str) -> None:
    document = problem(api.get(url), 400)
    assert document["parameter"] == parameter
    assert parameter in document["detail"]


def test_a_value_outside_its_vocabulary_gets_the_values(api: httpx2.Client) -> None:
    document = problem(api.get("/queries/agreements?status=signd"), 400)
    assert "in_force" in document["allowed"]
    assert document["nearest"][0] == "signed"
    document = problem(api.get("/queries/partners?actor=Huawei&roll_up=x"), 400)
    assert document["allowed"] == ["none", "state"]


def test_an_unknown_parameter_gets_the_nearest_one(api: httpx2.Client) -> None:
    document = problem(api.get("/queries/partners?actor=Huawei&statsu=signed"), 400)
    assert document["nearest"] == ["status"]
    assert "as_of" in document["allowed"]


def test_an_unknown_actor_gets_the_nearest_names(api: httpx2.Client) -> None:
    document = problem(api.get("/queries/partners?actor=Huawey"), 404)
    assert "Huawei" in document["nearest"]


@pytest.mark.parametrize(
    ("name", "status"),
    [
        (" ".join(["word"] * 500), 400),
        ("老" * 850, 400),
        ("ﷺ" * 100, 400),
        ("https://example.org/" + "x" * 7_000, 400),
        (" ".join(["word"] * 50), 404),
        ("老" * 300, 404),
        ("https://example.org/" + "x" * 6_000, 404),
    ],
)
def test_a_name_is_as_long_as_names_are(api: httpx2.Client, name: str, status: int) -> None:
    document = problem(api.get("/queries/partners", params={"actor": name}), status)
    assert document["detail"].startswith("actor")
    assert status == 404 or document["parameter"] == "actor"


def test_an_ambiguous_name_gets_the_candidates(api: httpx2.Client, twins: None) -> None:
    response = api.get("/queries/partners", params={"actor": "twin LABS"})
    candidates = problem(response, 409)["candidates"]
    assert candidates == [
        {"iri": BASE + "company/twin-a", "name": "Twin Labs", "type": "Company"},
        {"iri": BASE + "company/twin-b", "name": "Twin Labs", "type": "Company"},
    ]
    for candidate in candidates:
        asked = {"actor": candidate["iri"]}
        assert api.get("/queries/partners", params=asked).status_code == 200


@pytest.mark.parametrize("name", ["partner", "Partners", "no/such"])
def test_unknown_questions_and_paths(api: httpx2.Client, name: str) -> None:
    document = problem(api.get(f"/queries/{name}"), 404)
    if name == "partner":
        assert document["nearest"][0] == "partners"


@pytest.mark.parametrize("path", ["/nothing", "/queries/partners/more", "/search/more"])
def test_unknown_paths(api: httpx2.Client, path: str) -> None:
    assert path in problem(api.get(path), 404)["detail"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
@pytest.mark.parametrize("path", ["/queries/partners", "/docs", "/openapi.json", "/"])
def test_other_methods(api: httpx2.Client, method: str, path: str) -> None:
    response = api.request(method, path)
    assert response.headers["allow"] == "GET, HEAD"
    assert "GET and HEAD" in problem(response, 405)["detail"]


@pytest.mark.parametrize("path", ["/queries/agreements", "/export", "/search?q=Laos"])
def test_nothing_acceptable(api: httpx2.Client, path: str) -> None:
    document = problem(api.get(path, headers={"Accept": "image/png"}), 406)
    assert "/" in document["detail"]


def test_too_long_an_address(api: httpx2.Client) -> None:
    problem(api.get("/queries/partners", params={"actor": "x" * 9_000}), 414)


@pytest.mark.parametrize("path", ["/datasets/referenc", "/export?dataset=referenc"])
def test_unknown_dataset(api: httpx2.Client, path: str) -> None:
    assert problem(api.get(path), 404)["nearest"] == ["reference"]


def test_hostile_names_are_only_names(api: httpx2.Client) -> None:
    for name in ("'; MATCH (n) DETACH DELETE n //", '"*:*"', "\\", "a AND (", "%00", "🤖", "~"):
        problem(api.get("/queries/partners", params={"actor": name}), 404)
