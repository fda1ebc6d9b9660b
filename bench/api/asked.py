"""What is asked: of the API as people put it, of Neo4j the same Cypher with the same parameters."""

import json
from base64 import b64encode
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

import httpx2
from tenacity import retry, retry_if_exception_type, stop_after_attempt

from bench.api.clients.jobs import PATIENCE, Calls, Request, Statement
from bench.measuring.place import Place
from graph.database.config.target import Target
from graph.database.driver import Database
from graph.database.transaction import DIALECT, Parameters, Row, Transaction
from graph.read import export
from queries.catalogue import catalogue

EXPORT: Final = "/export"
# Each question with some values, asked in turn.
ASKED: Final[Mapping[str, tuple[Mapping[str, str], ...]]] = {
    "partners": ({"actor": "Huawei"}, {"actor": "Guangxi"}, {"actor": "Laos"}, {"actor": "ASEAN"}),
    "agreements": ({"actor": "Huawei"}, {"actor": "Guangxi"}, {"actor": "China"}, {}),
    "evidence": (
        {"of": "agreement/cicg-huawei-cooperation-2025"},
        {"of": "agreement/guangxi-laos-ai-centre-2025"},
        {"of": "Huawei"},
        {"of": "Guangxi"},
    ),
    EXPORT: ({"format": "ntriples"},),
}
GREETING: Final = "/health/live"
ALIVE: Final = DIALECT + "RETURN 1"


class Different(Exception):
    """What is compared is not the same."""


@dataclass(frozen=True)
class Asked:
    """One question, as each way asks it.

    Attributes:
        api: requests to the API.
        http: requests to Neo4j's HTTP Query API.
        bolt: statements for the driver.
    """

    api: tuple[Calls, ...]
    http: tuple[Calls, ...]
    bolt: tuple[Calls, ...]


def asked(question: str, api: str, place: Place) -> Asked:
    """Return a question as each way asks it.

    Args:
        question: a name in `ASKED`.
        api: the API's address.
        place: where its Neo4j is.

    Raises:
        Different: Neo4j does not answer with as many rows as the API.
    """
    paths = [_path(question, values) for values in ASKED[question]]
    if question == EXPORT:
        pages = [_pages(place)]
    else:
        pages = [[_same(api, question, path, place)] for path in paths]
    return Asked(
        api=tuple((Request(api + path),) for path in paths),
        http=tuple(tuple(posted(place, one) for one in page) for page in pages),
        bolt=tuple(map(tuple, pages)),
    )


def posted(place: Place, statement: Statement) -> Request:
    """Return a statement as Neo4j's HTTP Query API takes it."""
    login = b64encode(":".join(place.login).encode()).decode()
    headers = {"Authorization": f"Basic {login}", "Content-Type": "application/json"}
    body = {"statement": statement.query, "parameters": dict(statement.parameters)}
    url = f"{place.http}/db/neo4j/query/v2"
    return Request(url, "POST", headers, json.dumps({**body, "accessMode": "Read"}))


def _path(question: str, values: Mapping[str, str]) -> str:
    path = question if question == EXPORT else f"/queries/{question}"
    return f"{path}?{urlencode(values)}" if values else path


# The first time, a question is compiled, which may take longer than it may.
@retry(retry=retry_if_exception_type(httpx2.HTTPError), stop=stop_after_attempt(5), reraise=True)
def _same(api: str, question: str, path: str, place: Place) -> Statement:
    """Return the statement whose rows are the API's answer, with what names mean."""
    answer = httpx2.get(api + path, timeout=PATIENCE).raise_for_status().json()
    asks = catalogue()[question]
    understood = {name: value for name, value in answer["parameters"].items() if value is not None}
    bound = asks.bind(understood)
    # One row more than is wanted, as the API asks for.
    statement = Statement(DIALECT + asks.cypher, {**bound, "limit": bound["limit"] + 1})
    if len(_rows(posted(place, statement))) != len(answer["rows"]):
        raise Different(f"Neo4j answers {path} with other rows than the API.")
    return statement


def _rows(request: Request) -> list[Any]:
    headers = dict(request.headers)
    answer = httpx2.post(request.url, headers=headers, content=request.body, timeout=PATIENCE)
    return list(answer.raise_for_status().json()["data"]["values"])


class Recording(Transaction):
    """A transaction that keeps what it is asked."""

    def __init__(self, work: Transaction, kept: list[Statement]) -> None:
        self.limits = work.limits
        self._work = work
        self._kept = kept

    def stream(self, query: str, parameters: Parameters | None = None) -> Iterator[Row]:
        """Run a query, and keep it."""
        self._kept.append(Statement(DIALECT + query, dict(parameters or {})))
        return self._work.stream(query, parameters)


class Recorder(Database):
    """A connection that keeps what is read over it."""

    kept: list[Statement]

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Give a read-only transaction that keeps what it is asked."""
        self.kept = []
        with super().reading() as work:
            yield Recording(work, self.kept)


def _pages(place: Place) -> list[Statement]:
    """Return the statements with which everything is exported, as the export itself asks them."""
    with Recorder(Target(place.uri, place.user, place.password)) as database:
        deque(export.quads(database), maxlen=0)
        return database.kept
