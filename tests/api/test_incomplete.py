"""Answers while datasets are half written: they go on, and name what they may lack."""

import httpx2
import pytest

from ontology.namespaces import dataset_iri
from tests.api.conftest import Halves, Run

QUESTION = "/queries/partners?actor=Huawei"


def test_answers_go_on_and_name_what_is_half_written(api: httpx2.Client, halves: Halves) -> None:
    whole = api.get(QUESTION)
    assert "incomplete" not in whole.json()
    assert "Coopgraph-Incomplete" not in whole.headers
    with halves([dataset_iri("reference"), "https://example.org/老挝, x"]):
        answer = api.get(QUESTION)
        assert answer.json() == whole.json() | {
            "incomplete": ["reference", "https://example.org/老挝, x"]
        }
        listed = "reference, https://example.org/%E8%80%81%E6%8C%9D%2C%20x"
        assert answer.headers["Coopgraph-Incomplete"] == listed
        as_csv = api.get(QUESTION, headers={"Accept": "text/csv", "Origin": "http://localhost"})
        assert as_csv.headers["Coopgraph-Incomplete"] == listed
        assert "Coopgraph-Incomplete" in as_csv.headers["Access-Control-Expose-Headers"]
        refused = api.get(f"{QUESTION}&consistent=true")
        assert (refused.status_code, "reference" in refused.json()["detail"]) == (503, True)
        assert int(refused.headers["Retry-After"]) > 0
        assert api.get(f"{QUESTION}&consistent=perhaps").json()["parameter"] == "consistent"
    assert api.get(f"{QUESTION}&consistent=true").json() == whole.json()


def test_exports_are_consistent_unless_asked_otherwise(api: httpx2.Client, halves: Halves) -> None:
    whole = api.get("/export?format=nquads").content
    with halves([dataset_iri("reference")]):
        for path in ("/export?format=nquads", "/export?dataset=reference"):
            assert api.get(path).status_code == 503
        assert "Coopgraph-Incomplete" not in api.get("/export?dataset=cicg-huawei").headers
        half = api.get("/export?format=nquads&consistent=false")
        assert (half.content, half.headers["Coopgraph-Incomplete"]) == (whole, "reference")


def test_what_is_told_of_100_000_datasets_is_short(api: httpx2.Client, halves: Halves) -> None:
    long = [f"https://example.org/{'老' * 2_000}/{n}" for n in range(30)]
    with halves(long + [f"https://example.org/{n}" for n in range(99_970)]):
        answer = api.get(QUESTION)
        told = answer.headers["Coopgraph-Incomplete"].split(", ")
        assert len(told) + int(answer.headers["Coopgraph-Incomplete-More"]) == 100_000
        assert sum(map(len, answer.headers.values())) < 4_000
        assert len(answer.json()["incomplete"]) == 20
        assert answer.json()["incomplete_more"] == 99_980
        for refused in (api.get(f"{QUESTION}&consistent=true"), api.get("/export")):
            assert refused.status_code == 503
            assert "99,980 more" in refused.json()["detail"]
            assert len(refused.content) < 20_000


@pytest.mark.long
def test_the_command_line_says_it_on_stderr(run: Run, halves: Halves) -> None:
    question = ("query", "partners", "--actor", "Huawei", "--format", "csv")
    whole = run(*question)
    with halves([dataset_iri("reference")]):
        done = run(*question)
        assert (done.returncode, done.stdout) == (0, whole.stdout)
        (said,) = set(done.stderr.splitlines()) - set(whole.stderr.splitlines())
        assert "reference" in said
        refused = run(*question, "--consistent")
        assert (refused.returncode, refused.stdout) == (1, "")
        assert run(*question, COOPGRAPH_CONSISTENT="true").stderr == refused.stderr
        assert run(*question, "--no-consistent", COOPGRAPH_CONSISTENT="true").stdout == whole.stdout
        assert run("export").returncode == 1
        exported = run("export", "--no-consistent")
        assert (exported.returncode, "reference" in exported.stderr) == (0, True)
    assert run(*question, "--consistent").stdout == whole.stdout
    assert run(*question, COOPGRAPH_CONSISTENT="perhaps").returncode == 1
