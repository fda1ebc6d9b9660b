"""What clients get while the database is away, goes away, or takes too long."""

import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, nullcontext
from urllib.parse import urlsplit

import httpx2
import psutil
import pytest
from fastapi.testclient import TestClient
from pyoxigraph import Literal, NamedNode, Triple

from api import settings
from api.app import create_app
from api.http.dependencies import DatabaseDep
from graph.database.config.target import Target
from graph.database.driver import Database
from graph.database.local import LocalServer
from graph.rdf.records import DatasetContent
from graph.store import Store
from ontology.namespaces import dataset_iri
from ontology.vocabulary import vocabulary
from tests.api.support import PATIENCE, ShortRelay, place, serving, serving_app, through
from tests.graph.support import Relay, limit

pytestmark = pytest.mark.long

SLOW = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b) AS sum"
SUBJECTS = 6_000
QUESTION = "/queries/posts?limit=1"
READY = ["/health/ready"] * 3
# Of the pool in which FastAPI runs what is no coroutine.
THREADS = 40


def test_without_its_database_the_api_lives_and_says_so(loaded: Database, target: Target) -> None:
    relay = Relay(*place(target))
    with (
        Database(through(relay, target)) as database,
        serving(lambda: nullcontext(database)) as address,
        httpx2.Client(base_url=address, timeout=120) as api,
    ):
        assert api.get("/health/ready").status_code == 200
        relay.cut()
        for path in ("/health/ready", "/queries/partners?actor=Huawei", "/export"):
            response = api.get(path)
            assert response.status_code == 503
            assert response.headers["content-type"] == "application/problem+json"
            assert int(response.headers["retry-after"]) > 0
            assert "bolt" not in response.text
        assert api.get("/health/live").status_code == 200
        assert api.get("/queries").status_code == 200


def test_a_silent_database_is_waited_for_no_longer_than_a_question_may_take(
    loaded: Database, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = psutil.Process(server.status().pid)
    limit(monkeypatch, loaded, grace=1, ask_after=1)
    with (
        serving(lambda: nullcontext(loaded)) as address,
        # Less than the time after which the driver itself would give up.
        httpx2.Client(base_url=address, timeout=25) as api,
    ):
        assert api.get(QUESTION).status_code == 200
        frozen.suspend()
        try:
            with monkeypatch.context() as patch:
                patch.setattr(settings, "QUERY_SECONDS", 1)
                for path in (*[QUESTION] * 3, "/datasets", "/datasets/x", "/export", *READY):
                    response = api.get(path)
                    assert response.status_code == 503
                    assert int(response.headers["retry-after"]) > 0
            assert api.get("/health/live").status_code == 200
        finally:
            frozen.resume()
        assert api.get(QUESTION).status_code == 200


def test_questions_need_none_of_the_threads_that_others_hold(loaded: Database) -> None:
    app = create_app(lambda: nullcontext(loaded))
    ended = threading.Event()

    @app.get("/held")
    def held() -> None:
        ended.wait(PATIENCE)

    with serving_app(app) as address, ExitStack() as clients:
        try:
            place = urlsplit(address)
            for _ in range(2 * THREADS):
                client = clients.enter_context(
                    socket.create_connection((place.hostname, place.port))
                )
                client.sendall(b"GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n")
            assert httpx2.get(f"{address}{QUESTION}", timeout=PATIENCE).status_code == 200
        finally:
            ended.set()


@pytest.fixture
def large(loaded: Database) -> Iterator[str]:
    """A dataset that is more than one look at the database."""
    store = Store(loaded, vocabulary())
    iri = dataset_iri("large")
    said = NamedNode("https://example.org/said")
    store.replace(
        DatasetContent(
            iri,
            [
                Triple(NamedNode(f"https://example.org/{n:06}"), said, Literal("x" * 200))
                for n in range(SUBJECTS)
            ],
        )
    )
    yield iri
    store.drop(iri)


def test_a_file_that_cannot_be_finished_is_cut_off(target: Target, large: str) -> None:
    relay = ShortRelay(target, most=SUBJECTS * 200 // 2)
    with (
        Database(through(relay, target)) as database,
        serving(lambda: nullcontext(database)) as address,
        httpx2.stream("GET", f"{address}/export?dataset=large", timeout=120) as response,
    ):
        assert response.status_code == 200
        with pytest.raises(httpx2.RemoteProtocolError):
            response.read()


def test_who_stops_reading_leaves_no_transaction_open(loaded: Database, large: str) -> None:
    def running() -> int:
        open_ones = loaded.read("SHOW TRANSACTIONS YIELD currentQuery AS query RETURN query")
        return sum("DESCRIBED_IN" in (one["query"] or "") for one in open_ones)

    with (
        serving(lambda: nullcontext(loaded)) as address,
        httpx2.stream("GET", f"{address}/export?dataset=large") as response,
    ):
        next(response.iter_raw())
    assert running() == 0


def test_the_app_finds_the_database_of_the_settings(
    loaded: Database, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("URI", "USER", "PASSWORD"):
        monkeypatch.setenv(f"COOPGRAPH_NEO4J_{name}", environment[f"COOPGRAPH_NEO4J_{name}"])
    with TestClient(create_app(hosts=["testserver"])) as client:
        assert client.get("/health/ready").status_code == 200


def test_a_question_that_takes_too_long(loaded: Database) -> None:
    app = create_app(lambda: nullcontext(loaded))

    @app.get("/slow")
    def slow(database: DatabaseDep) -> None:
        database.read(SLOW, timeout=1)

    with serving_app(app) as address:
        response = httpx2.get(f"{address}/slow", timeout=120)
    assert response.status_code == 504
    assert response.json()["title"] == "Gateway Timeout"


def test_too_many_rows(loaded: Database) -> None:
    app = create_app(lambda: nullcontext(loaded), ["testserver"])

    @app.get("/many")
    def many(database: DatabaseDep) -> None:
        database.read("UNWIND range(1, 10) AS n RETURN n", limit_rows=9)

    with TestClient(app) as client:
        assert client.get("/many").status_code == 413


def test_our_own_mistakes_show_nothing_of_themselves(loaded: Database) -> None:
    app = create_app(lambda: nullcontext(loaded), ["testserver"])

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("secret")

    with TestClient(app, raise_server_exceptions=False) as client:
        response = client.get("/broken")
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text
