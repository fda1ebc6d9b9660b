"""What the server says of every query file, and what all files of the core have in common."""

import re
from typing import Any

import pytest

from graph.database.driver import Database
from queries.catalogue import Question, catalogue

GROUPS = ("core", "names", "checks")
EVERY = [question for group in GROUPS for question in catalogue(group).values()]
CORE = list(catalogue().values())
NAMES = list(catalogue("names").values())


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.path)
def test_the_server_confirms_what_a_file_declares(question: Question, database: Database) -> None:
    plan = database.explain(question.cypher, question.bind(_any(question)))
    question.confirm(plan.read_only, plan.columns)


@pytest.mark.parametrize("question", NAMES, ids=lambda question: question.path)
def test_names_are_looked_up_in_indexes(question: Question, database: Database) -> None:
    operators = database.explain(question.cypher).operators
    assert "ProcedureCall" in operators  # the full-text indexes are asked so
    assert [one for one in operators if "Scan" in one] == []


def test_a_plan_tells_of_a_scan(database: Database) -> None:
    assert "AllNodesScan" in database.explain("MATCH (n) RETURN n.iri AS iri").operators


@pytest.mark.parametrize("question", EVERY, ids=lambda question: question.path)
def test_an_empty_database_has_no_answers(question: Question, database: Database) -> None:
    assert database.read(question.cypher, question.bind(_any(question))) == []


@pytest.mark.parametrize("question", CORE, ids=lambda question: question.path)
def test_answers_are_sorted_and_come_in_pages(question: Question) -> None:
    lines = question.cypher.splitlines()
    assert lines.count("SKIP $offset LIMIT $limit") == 1
    # A page that is cut before its details are looked up is put in order again at the end.
    assert any(line.startswith("ORDER BY ") for line in lines[-2:])


# What a question repeats word for word, because each file is valid Cypher as it stands.
ACCOUNT = "// What the row rests on: each statement at its best, and the weakest of those.\nCALL"
COLUMNS = "  // Who states what the row rests on, in which documents, and how sure that makes it.\n"
# Their rows are pieces of evidence and documents, so they have less to say.
SHORTER = {"evidence", "sources"}


def test_what_a_row_rests_on_is_told_in_the_same_words() -> None:
    def told(cypher: str) -> tuple[str, str]:
        before, _, after = cypher.partition(ACCOUNT)[2].partition(COLUMNS)
        return before.partition("\nRETURN\n")[0], after.rpartition("\nORDER BY")[0]

    accounts = {one.name: told(one.cypher) for one in CORE if one.name not in SHORTER}
    assert len(set(accounts.values())) == 1
    assert all(map(all, accounts.values()))


# Undated statements are the oldest; among equals the first code counts.
LATEST = re.compile(
    r"-\[:STATUS_OF\]-\(said\)-\[:\w+\]->\(is\)\s(.*?(?:LIMIT 1|history))", re.DOTALL
)
THEN = "WHERE $as_of IS NULL OR coalesce(said.as_of_earliest <= $as_of.latest, true) "


def test_the_latest_status_is_found_in_the_same_words() -> None:
    bodies = [one.cypher.partition("\n\n")[2] for one in CORE]
    ways = {
        " ".join(one.split()).removeprefix(THEN) for body in bodies for one in LATEST.findall(body)
    }
    # Alone, where it filters, and with what says so, where it is shown.
    filters, shown = sorted(ways)
    assert "ORDER BY said.as_of_latest IS NOT NULL DESC, said.as_of_latest DESC" in filters
    assert "ORDER BY latest IS NOT NULL DESC, latest DESC, earliest DESC, code" in shown


@pytest.mark.parametrize("question", CORE, ids=lambda question: question.path)
def test_what_is_looked_up_has_an_index(question: Question, made: Database) -> None:
    """Where a question lists a class, a scan of its label or of a relationship is what it is."""
    plan = made.explain(question.cypher, question.bind(_any(question)))
    scans = {one for one in plan.operators if "Scan" in one}
    listed = {"NodeByLabelScan", "UnionNodeByLabelsScan", "DirectedRelationshipTypeScan"}
    assert scans <= (set() if any(one.required for one in question.parameters) else listed)


def _any(question: Question) -> dict[str, Any]:
    return {one.name: ["x:a"] if one.many else "x:a" for one in question.parameters if one.required}
