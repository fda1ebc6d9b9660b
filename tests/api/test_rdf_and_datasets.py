"""RDF out, what is loaded, and the small operations beside the questions."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx2
import pytest
from pyoxigraph import NamedNode, Quad, Triple, parse

from graph.database.driver import Database
from graph.rdf.formats import Format
from graph.rdf.records import DatasetContent
from graph.store import Store
from ontology.namespaces import dataset_iri
from ontology.vocabulary import vocabulary
from tests.api.conftest import Run
from tests.api.test_bad_requests import problem

LAOS = "guangxi-laos-centre"


def quads(response: httpx2.Response, form: Format) -> set[Quad]:
    assert response.status_code == 200
    return set(parse(response.content, format=form.rdf))


@pytest.mark.parametrize("form", Format)
def test_export_in_each_format(api: httpx2.Client, form: Format) -> None:
    named = api.get("/export", params={"format": form.value})
    assert named.headers["content-type"].split(";")[0] == form.media_type
    assert named.headers["content-disposition"] == (
        f'attachment; filename="coopgraph.{form.ending}"'
    )
    accepted = api.get("/export", headers={"Accept": f"{form.media_type}, */*;q=0.1"})
    assert accepted.content == named.content
    graphs = {str(quad.graph_name) for quad in quads(named, form)}
    assert (len(graphs) > 1) == form.graphs


def test_turtle_is_the_default(api: httpx2.Client) -> None:
    for accept in ("*/*", "text/*", "text/html,*/*;q=0.8"):
        response = api.get("/export", headers={"Accept": accept})
        assert response.headers["content-type"].startswith("text/turtle")


@pytest.mark.parametrize("name", [LAOS, dataset_iri(LAOS)])
def test_export_of_one_dataset(api: httpx2.Client, name: str) -> None:
    response = api.get("/export", params={"dataset": name, "format": "nquads"})
    assert f'filename="{LAOS}.nq"' in response.headers["content-disposition"]
    graphs = {quad.graph_name for quad in quads(response, Format.NQUADS)}
    assert graphs == {NamedNode(dataset_iri(LAOS))}


@pytest.fixture
def odd(loaded: Database) -> Iterator[str]:
    """The name of a dataset with a predicate that RDF/XML cannot say."""
    store, iri = Store(loaded, vocabulary()), dataset_iri("odd")
    node = NamedNode("https://example.org/1")
    store.replace(DatasetContent(iri, [Triple(node, node, node)]))
    yield "odd"
    store.drop(iri)


def test_what_a_format_cannot_say_is_named_before_anything_is_sent(
    api: httpx2.Client, odd: str
) -> None:
    answer = api.get("/export", params={"dataset": odd, "format": "rdfxml"})
    assert "<https://example.org/1>" in problem(answer, 406)["detail"]
    assert len(quads(api.get(f"/export?dataset={odd}&format=jsonld"), Format.JSONLD)) == 1


def test_a_file_that_a_format_cannot_say_is_not_there(run: Run, odd: str, tmp_path: Path) -> None:
    done = run("export", "--dataset", odd, "--format", "rdfxml", "-o", "odd.rdf")
    assert (done.returncode, done.stdout) == (1, "")
    assert "<https://example.org/1>" in done.stderr
    assert [*tmp_path.iterdir()] == []


def test_datasets(api: httpx2.Client) -> None:
    listed = {one["name"]: one for one in api.get("/datasets").json()}
    assert {"reference", LAOS, "concepts"} <= listed.keys()
    laos = listed[LAOS]
    assert laos["iri"] == dataset_iri(LAOS)
    assert laos["source"]
    assert laos["title"]
    exported = api.get("/export", params={"dataset": LAOS, "format": "ntriples"})
    assert laos["statements"] == len(quads(exported, Format.NTRIPLES))


@pytest.mark.parametrize("name", [LAOS, quote(dataset_iri(LAOS), safe="")])
def test_one_dataset_with_its_ledger(api: httpx2.Client, name: str) -> None:
    found = api.get(f"/datasets/{name}").json()
    assert found["name"] == LAOS
    assert found["ledger"][-1] == found["last_load"]
    for line in found["ledger"]:
        assert line["read"] == line["written"] + line["unchanged"] + line["rejected"]


def test_the_first_page_leads_to_the_documentation(api: httpx2.Client) -> None:
    response = api.get("/")
    assert response.is_redirect
    assert response.headers["location"] == "/docs"
    assert "swagger" in api.get("/docs").text


@pytest.mark.parametrize("path", ["live", "ready"])
def test_health(api: httpx2.Client, path: str) -> None:
    assert api.get(f"/health/{path}").json() == {"status": "ok"}


@pytest.mark.parametrize("path", ["/queries", "/queries/agreements", "/datasets", "/export"])
def test_head_is_get_without_its_body(api: httpx2.Client, path: str) -> None:
    head, get = api.head(path), api.get(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["content-type"] == get.headers["content-type"]
    assert api.head("/nothing").status_code == 404


def test_pages_on_this_machine_may_read_the_api(api: httpx2.Client) -> None:
    origin = "http://127.0.0.1:7474"
    preflight = api.options(
        "/queries/partners",
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "x-requested-with",
            "Access-Control-Request-Private-Network": "true",
        },
    )
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == origin
    assert preflight.headers["access-control-allow-private-network"] == "true"
    read = api.get("/queries", headers={"Origin": "http://localhost:7475"})
    assert read.headers["access-control-allow-origin"] == "http://localhost:7475"
    other = api.get("/queries", headers={"Origin": "https://127.0.0.1.example.org"})
    assert "access-control-allow-origin" not in other.headers


@pytest.mark.parametrize("path", ["/queries", "/nothing"])
def test_security_headers(api: httpx2.Client, path: str) -> None:
    assert api.get(path).headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/queries", "/nothing", "/browser/guide.html", "/export"])
def test_an_answer_that_is_no_page_may_load_and_run_nothing(api: httpx2.Client, path: str) -> None:
    policy = api.get(path).headers["content-security-policy"]
    assert policy.startswith("default-src 'none';")
    assert "'self'" not in policy
