"""What a name can mean, and which names come close."""

from typing import Any

import pytest

from api.settings import NAME_LENGTH
from graph.database.driver import Database
from ontology.folding import fold
from ontology.namespaces import BASE, short
from queries.catalogue import catalogue

HOSTILE = [
    *'+-&|!(){}[]^"~*?:\\/',
    "&&",
    "||",
    "AND",
    "OR NOT",
    "name:",
    "[a TO b]",
    "/a.*/",
    "a~2",
]


def ask(database: Database, name: str, **given: Any) -> list[dict[str, Any]]:
    question = catalogue("names")[name]
    rows = database.read(question.cypher, question.bind(given))
    return [{**row, "iri": short(row["iri"])} for row in rows]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (f"{BASE}state/ar", [(1, "state/ar")]),
        ("state/ar", [(2, "state/ar")]),
        ("XA", [(3, "state/ar")]),
        ("xa-n", [(3, "region/northmark")]),
        ("ARCADIE", [(4, "state/ar")]),
        ("高原国", [(4, "state/co")]),
        ("republic of arcadia", [(5, "state/ar")]),
        ("Adas circle", []),
        ("Ada’s Circle", [(4, "group/adas-circle")]),
        ("Arcadia and more", []),
        ("Labs accord", []),
        (f"{BASE}agreement/labs", []),
        ('" OR *:* \\', []),
        ("…", []),
    ],
)
def test_a_name_means_a_thing_on_a_level(
    made: Database, given: str, found: list[tuple[int, str]]
) -> None:
    rows = ask(
        made, "resolve", given=given, local=BASE + given, folded=fold(given), classes=["Actor"]
    )
    assert [(row["level"], row["iri"]) for row in rows] == found


def test_names_are_shown_in_a_language(made: Database) -> None:
    rows = ask(made, "resolve", given="XA", lang="fr")
    assert [(row["name"], row["type"]) for row in rows] == [("Arcadie", "State")]


def test_a_name_without_a_class_means_anything(made: Database) -> None:
    rows = ask(made, "resolve", given="Labs accord", folded="labs accord")
    assert [row["type"] for row in rows] == ["Agreement"]


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("arcadio", "state/ar"), ("acmee", "company/acme"), ("labs acord", "agreement/labs")],
)
def test_names_that_come_close(made: Database, asked: str, meant: str) -> None:
    rows = ask(made, "nearest", folded=asked)
    assert rows[0]["iri"] == meant
    assert len(rows) <= 5


def test_search_takes_words_beginnings_and_slips(made: Database) -> None:
    def found(text: str, **given: Any) -> list[str]:
        return [row["iri"] for row in ask(made, "search", q=text, **given)]

    assert found("acme") == ["company/acme", "company/acme-labs"]
    assert found("Acme", type=["Person"]) == []
    assert found("ACME", type=["Organization"]) == ["company/acme", "company/acme-labs"]
    assert found("lab acme")[0] == "company/acme-labs"
    assert found("arcada")[0] == "state/ar"
    assert found("accord", limit=2) == found("accord")[:2]
    assert found("accord", offset=1) == found("accord")[1:]
    assert found("and or not") == []
    assert found("…") == []


@pytest.mark.parametrize(
    ("given", "first", "matched"),
    [
        (f"{BASE}state/ar", "state/ar", f"{BASE}state/ar"),
        ("state/ar", "state/ar", f"{BASE}state/ar"),
        ("xa", "state/ar", "XA"),
        ("XA-N", "region/northmark", "XA-N"),
        ("ARCADIE", "state/ar", "arcadie"),
        ("republic of arcadia", "state/ar", "republic of arcadia"),
        ("原国", "state/co", "高原国"),
    ],
)
def test_search_tells_by_what_it_found(
    made: Database, given: str, first: str, matched: str
) -> None:
    row = ask(made, "search", q=given)[0]
    assert (row["iri"], row["matched"]) == (first, matched)
    assert (row["score"] == 1) == (given != "原国")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_means_something_to_lucene_is_only_text(made: Database, text: str) -> None:
    for given in (text, f"{text}acme", f"acme {text}"):
        assert len(ask(made, "search", q=given)) < 20


@pytest.mark.parametrize(
    "text",
    [
        " ".join(["word"] * 50),
        " ".join(f"acme{n}" for n in range(43)),
        "老挝" * 150,
        " ".join("老挝a高" * 12 for _ in range(6)),
        "x" * 300,
        "ab " * 50,
    ],
)
@pytest.mark.parametrize("name", ["resolve", "nearest", "search"])
def test_any_text_that_a_name_can_have_is_searched_for(
    made: Database, name: str, text: str
) -> None:
    assert len(text) <= NAME_LENGTH
    given = {"given": text, "folded": fold(text)} if name == "resolve" else {"folded": fold(text)}
    found = ask(made, name, **({"q": text} if name == "search" else given))
    assert found == [] or name != "resolve"
