"""Measuring one query: over HTTP, by the bare driver, the first time, and its database hits."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import Any, Final

import httpx2
from neo4j import Session

from bench.api.asked import posted
from bench.api.clients.jobs import PATIENCE, Request, Statement
from bench.measuring.place import Place
from bench.questions.asked import Case
from bench.questions.results import Cell, Yardstick
from bench.questions.yardsticks import Bare
from graph.database.transaction import DIALECT
from queries.catalogue import catalogue

# Answers of a query, at most, and seconds after which no more are asked for.
TIMES: Final = 20
SECONDS: Final = 1.0
MILLI: Final = 1_000
ROWS: Final = 10_000


@dataclass(frozen=True)
class Measure:
    """Asks questions of an API, and bare queries of its Neo4j.

    Attributes:
        api: the API's address.
        place: where its Neo4j is.
        session: a connection to it.
    """

    api: str
    place: Place
    session: Session

    def yardstick(self, statements: int, bare: Bare) -> Yardstick:
        """Measure a bare query, over Neo4j's HTTP API and by the driver."""
        statement = Statement(bare.query, {"iri": bare.iri})
        with httpx2.Client(timeout=PATIENCE) as client:
            p50 = _median(_http(client, posted(self.place, statement)))
        driver_p50, hits = self._driver(bare.query, statement.parameters)
        return Yardstick(statements, bare.about, bare.name, p50, driver_p50, hits)

    def first(self, case: Case) -> float:
        """Return the milliseconds of a question that is asked for the first time."""
        began = time.perf_counter()
        httpx2.get(self._url(case), params=dict(case.values), timeout=PATIENCE)
        return round((time.perf_counter() - began) * MILLI, 1)

    def warm(self, case: Case, cell: Cell) -> None:
        """Fill a cell with what a question costs that was asked before."""
        with httpx2.Client(timeout=PATIENCE) as client:

            def ask() -> httpx2.Response:
                return client.get(self._url(case), params=dict(case.values))

            answer = ask()
            if answer.status_code != httpx2.codes.OK:
                cell.failure = f"{answer.status_code} {answer.json().get('detail', '')}"
                return
            content = answer.json()
            cell.rows = len(content["rows"])
            cell.p50 = _median(ask)
        query, parameters = _statement(case, content["parameters"])
        cell.driver_p50, cell.hits = self._driver(query, parameters)

    def _url(self, case: Case) -> str:
        return f"{self.api}/queries/{case.question}"

    def _driver(self, query: str, parameters: Mapping[str, Any]) -> tuple[float, int]:
        """Return the median milliseconds by the driver, and the database hits of the profile."""
        values = dict(parameters)
        p50 = _median(lambda: self.session.run(query, values).fetch(ROWS))
        profiled = query.replace(DIALECT, f"{DIALECT}PROFILE ", 1)
        return p50, _sum(self.session.run(profiled, values).consume().profile or {})


def _http(client: httpx2.Client, request: Request) -> Callable[[], object]:
    headers = dict(request.headers)
    return lambda: client.request(
        request.method, request.url, headers=headers, content=request.body
    ).raise_for_status()


def _statement(case: Case, understood: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the Cypher behind an answer, with its parameters."""
    question = catalogue()[case.question]
    given = {name: value for name, value in understood.items() if value is not None}
    return DIALECT + question.cypher, question.bind(given)


def _median(run: Callable[[], object]) -> float:
    """Return the median milliseconds of so many runs as fit into the time, after the first one."""
    seconds: list[float] = []
    until = time.perf_counter() + SECONDS
    while not seconds or (len(seconds) <= TIMES and time.perf_counter() < until):
        began = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - began)
    return round(median(seconds[1:] or seconds) * MILLI, 2)


def _sum(operator: dict[str, Any]) -> int:
    below = sum(_sum(child) for child in operator.get("children", ()))
    return int(operator.get("dbHits", 0)) + below
