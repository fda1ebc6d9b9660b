"""What a default hides is told, with how to see it."""

import shlex

import httpx2
import pytest

from api.questions.answers import ask
from graph.database.driver import Database
from queries.catalogue import catalogue
from tests.api.conftest import Run

ACTORS = "MATCH (n:Actor) WHERE EXISTS { ()-[:PARTICIPANT]->(n) } RETURN n.iri AS iri ORDER BY iri"
DEFAULT = ("signed", "adopted", "in_force", "suspended", "ended")


def test_an_answer_says_what_its_default_hides(api: httpx2.Client) -> None:
    response = api.get("/queries/partners?actor=ASEAN")
    answer = response.json()
    assert (answer["rows"], answer["next"]) == ([], None)
    shown = api.get("/queries/partners?actor=ASEAN&status=unknown").json()
    assert answer["hidden"] == {"rows": len(shown["rows"]), "status": ["unknown"]}
    assert "hidden" not in shown
    listed = f"rows={len(shown['rows'])}; status=unknown"
    assert response.headers["Coopgraph-Hidden"] == listed
    as_csv = api.get("/queries/partners?actor=ASEAN&format=csv&offset=5&limit=1")
    assert as_csv.headers["Coopgraph-Hidden"] == listed, "of all rows, whatever the page"
    assert "Coopgraph-Hidden" not in api.get("/queries/agreements?actor=ASEAN").headers


def test_the_command_line_says_which_options_show_it(run: Run) -> None:
    question = ["query", "partners", "--actor", "ASEAN", "--format", "csv"]
    done = run(*question)
    assert (done.returncode, len(done.stdout.splitlines())) == (0, 1)
    (line,) = done.stderr.splitlines()
    options = shlex.split(line.partition("see it: ")[2])
    assert options == ["--status", "unknown"]
    shown = run(*question, *options)
    assert len(shown.stdout.splitlines()) > 1
    assert shown.stderr == ""


@pytest.mark.parametrize("roll_up", ["none", "state"])
def test_every_row_is_shown_or_counted(loaded: Database, roll_up: str) -> None:
    question = catalogue()["partners"]
    (status,) = question.hiding(())
    for row in loaded.read(ACTORS):
        raw = {"actor": [row["iri"]], "roll_up": [roll_up], "limit": ["1000"]}
        answer = ask(loaded, question, raw)
        every = {**question.bind({"actor": row["iri"], "roll_up": roll_up}), "status": None}
        rows = loaded.read(question.cypher, every | {"limit": 1000})
        hidden = answer.hidden.get("rows", 0)
        assert len(rows) == len(answer.rows) + hidden
        codes = {one["status"] for one in rows} - {*DEFAULT, None}
        assert set(answer.hidden.get(status.name, ())) == codes
