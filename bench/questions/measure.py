"""Measuring one question: over HTTP, by the bare driver, the first time, and its database hits."""

import time
from collections.abc import Callable
from statistics import median
from typing import Any, Final

import httpx2
from neo4j import Session

from bench.questions.asked import Case
from bench.questions.results import Cell
from bench.questions.subjects import Subject
from graph.database.transaction import DIALECT
from queries.catalogue import catalogue

# Answers of a question, at most, and seconds after which no more are asked for.
TIMES: Final = 20
SECONDS: Final = 1.0
PATIENCE: Final = 120
MILLI: Final = 1_000

KEY: Final = DIALECT + "MATCH (one:Resource {iri: $iri}) RETURN one.name AS name"
# What `partners` needs at least, over direct links: the partners of an actor, the first hundred.
TWO_HOPS: Final = (
    DIALECT
    + """
MATCH (actor:Resource {iri: $iri})-[:PARTY_TO]->(act)<-[:PARTY_TO]-(partner)
WITH DISTINCT act, partner
RETURN act.iri AS agreement, partner.iri AS iri
ORDER BY act.date_earliest, partner.name LIMIT 100"""
)
# The same for a state and all that belongs to it, with the states of the partners.
ROLLED_UP: Final = (
    DIALECT
    + """
MATCH (party) ((part WHERE NOT part:Person|State)
  -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())* (actor:Resource {iri: $iri})
WITH DISTINCT party
MATCH (party)-[:PARTY_TO]->(act)<-[:PARTY_TO]-(other)
MATCH (other) ((part WHERE NOT part:Person|State)
  -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())* (partner)
WHERE partner = other OR partner:State
WITH DISTINCT act, partner
RETURN act.iri AS agreement, partner.iri AS iri
ORDER BY act.date_earliest, partner.name LIMIT 100"""
)
YARDSTICKS: Final = {"key": KEY, "two hops": TWO_HOPS, "two hops, rolled up": ROLLED_UP}


def yardsticks(session: Session, subject: Subject) -> dict[str, float]:
    """Return the median milliseconds of each yardstick for a subject, by the bare driver."""
    found = {}
    for name, query in YARDSTICKS.items():
        run = _driver(session, query, {"iri": subject.things["Actor"]})
        found[name] = _median(run)
    return found


def first(api: str, case: Case) -> float:
    """Return the milliseconds of a question that is asked for the first time."""
    began = time.perf_counter()
    httpx2.get(_url(api, case), params=dict(case.values), timeout=PATIENCE)
    return round((time.perf_counter() - began) * MILLI, 1)


def warm(api: str, session: Session, case: Case, cell: Cell) -> None:
    """Fill a cell with what a question costs that was asked before."""
    with httpx2.Client(timeout=PATIENCE) as client:

        def ask() -> httpx2.Response:
            return client.get(_url(api, case), params=dict(case.values))

        answer = ask()
        if answer.status_code != httpx2.codes.OK:
            cell.failure = f"{answer.status_code} {answer.json().get('detail', '')}"
            return
        content = answer.json()
        cell.rows = len(content["rows"])
        cell.p50 = _median(ask)
    query, parameters = _statement(case, content["parameters"])
    cell.driver_p50 = _median(_driver(session, query, parameters))
    cell.hits = _hits(session, query, parameters)


def _url(api: str, case: Case) -> str:
    return f"{api}/queries/{case.question}"


def _statement(case: Case, understood: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the Cypher behind an answer, with its parameters."""
    question = catalogue()[case.question]
    given = {name: value for name, value in understood.items() if value is not None}
    return DIALECT + question.cypher, question.bind(given)


def _driver(session: Session, query: str, parameters: dict[str, Any]) -> Callable[[], object]:
    return lambda: session.run(query, parameters).fetch(10_000)


def _median(run: Callable[[], object]) -> float:
    """Return the median milliseconds of so many runs as fit into the time."""
    run()
    seconds: list[float] = []
    until = time.perf_counter() + SECONDS
    while not seconds or (len(seconds) < TIMES and time.perf_counter() < until):
        began = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - began)
    return round(median(seconds) * MILLI, 2)


def _hits(session: Session, query: str, parameters: dict[str, Any]) -> int:
    """Return how often the database looked something up."""
    profiled = query.replace(DIALECT, f"{DIALECT}PROFILE ", 1)
    profile = session.run(profiled, parameters).consume().profile
    return _sum(profile or {})


def _sum(operator: dict[str, Any]) -> int:
    below = sum(_sum(child) for child in operator.get("children", ()))
    return int(operator.get("dbHits", 0)) + below
