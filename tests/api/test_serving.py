"""How answers leave, and what clients that are slow, many or broken can keep from others."""

import asyncio
import socket
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, closing, contextmanager, nullcontext
from urllib.parse import urlsplit

import httpx2
import psutil
import pytest

from api import settings
from api.app import create_app
from graph.database.config.target import Target
from graph.database.driver import Database
from tests.api.support import serving, serving_app

pytestmark = pytest.mark.long

# Seconds; generous, because the machine may be busy.
PATIENCE = 120
REQUEST = b"GET %b HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
LIVE = REQUEST % b"/health/live"
EXPORT = REQUEST % b"/export?format=ntriples"
QUESTION = "/queries/partners?actor=Huawei"
OK = "HTTP/1.1 200 OK"
# How an answer ends that is sent in chunks.
END = b"\r\n0\r\n\r\n"
STALLED = 105


@contextmanager
def connected(address: str) -> Iterator[socket.socket]:
    """A client that keeps little of what it does not read."""
    place = urlsplit(address)
    with socket.socket() as client:
        client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        client.settimeout(PATIENCE)
        client.connect((place.hostname, place.port))
        yield client


def first_line(client: socket.socket) -> str:
    with client.makefile("rb") as answer:
        return answer.readline().decode().strip()


def lives(client: socket.socket) -> bool:
    """Ask for a sign of life, and read it to its end."""
    client.sendall(LIVE)
    said = b""
    while not said.endswith(b"}"):
        said += client.recv(65_536)
    return said.startswith(b"HTTP/1.1 200 OK")


def closed(client: socket.socket) -> bytes:
    """Return what is said until the server closes the connection."""
    said = b""
    try:
        while part := client.recv(65_536):
            said += part
    except ConnectionResetError:
        pass
    return said


def away() -> AbstractContextManager[Database]:
    """A database that is not there."""
    return closing(Database(Target("bolt://127.0.0.1:1", "neo4j", "password")))


def test_an_answer_does_not_wait_for_the_acknowledgement_of_its_headers() -> None:
    with (
        serving(away) as address,
        httpx2.Client(base_url=address) as api,
    ):
        assert api.get("/health/live").status_code == 200
        accepted = _accepted(int(address.rpartition(":")[2]))
        assert len(accepted) == 1
        assert accepted[0].getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        for one in accepted:
            one.close()


def _accepted(port: int) -> list[socket.socket]:
    """Return this process's ends of the connections to a port that it serves."""
    connections = psutil.Process().net_connections("tcp")
    return [
        socket.fromfd(one.fd, one.family, one.type)
        for one in connections
        if one.status == psutil.CONN_ESTABLISHED and one.laddr.port == port
    ]


def test_clients_that_do_not_read_their_exports_keep_nothing_from_others(
    loaded: Database, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "STALL_SECONDS", 10)
    monkeypatch.setattr(settings, "EXPORT_WAIT_SECONDS", 1)
    with ExitStack() as stack, Database(target) as database:
        address = stack.enter_context(serving(lambda: nullcontext(database)))
        api = stack.enter_context(httpx2.Client(base_url=address, timeout=PATIENCE))
        while api.get(QUESTION).status_code == 504:  # a busy machine is long in compiling it
            continue
        clients = [stack.enter_context(connected(address)) for _ in range(STALLED)]
        for one in clients:
            one.sendall(EXPORT)
        lines = [first_line(one) for one in clients]
        assert Counter(lines) == {
            OK: settings.EXPORTS,
            "HTTP/1.1 503 Service Unavailable": STALLED - settings.EXPORTS,
        }
        refused = api.get("/export")
        for path in ("/health/live", "/health/ready", QUESTION):
            assert api.get(path).status_code == 200
        if refused.status_code != 200:  # unless that took so long that the others were cut off
            assert refused.status_code == 503
            assert int(refused.headers["retry-after"]) > 0
            assert "exports" in refused.json()["detail"]
        # After a while their places are free again, and their transactions are not left open.
        while api.get("/export").status_code == 503:
            threading.Event().wait(0.5)
        for one in (client for client, line in zip(clients, lines, strict=True) if line == OK):
            assert not closed(one).endswith(END)
    open_ones = loaded.read("SHOW TRANSACTIONS YIELD currentQuery AS query RETURN query")
    assert not [one for one in open_ones if "DESCRIBED_IN" in (one["query"] or "")]


def test_exports_wait_for_their_turn(
    loaded: Database, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "EXPORTS", 2)
    monkeypatch.setattr(settings, "EXPORT_WAIT_SECONDS", PATIENCE)

    async def ask_all(address: str, count: int) -> list[int]:
        async with httpx2.AsyncClient(base_url=address, timeout=PATIENCE) as api:
            asked = (api.get("/export?format=ntriples") for _ in range(count))
            return [answer.status_code for answer in await asyncio.gather(*asked)]

    with Database(target) as database, serving(lambda: nullcontext(database)) as address:
        assert asyncio.run(ask_all(address, 30)) == [200] * 30
        # Only so many may wait that questions always find a connection.
        monkeypatch.setattr(settings, "CONNECTIONS", 2 * 10)
        answers = Counter(asyncio.run(ask_all(address, 15)))
    assert answers == {200: 12, 503: 3}


def test_who_reads_slowly_gets_everything(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "STALL_SECONDS", 1)
    with serving(lambda: nullcontext(loaded)) as address, connected(address) as client:
        client.sendall(EXPORT)
        said = bytearray()
        while not said.endswith(END):
            part = client.recv(4_096)
            assert part, "it was cut off"
            said += part
            threading.Event().wait(0.02)
        assert len(said) > 600_000


@pytest.mark.parametrize(
    ("half", "answer"),
    [
        (b"", b""),
        (b"GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Half: ", b"HTTP/1.1 408 "),
        (b"GET /heal", b"HTTP/1.1 408 "),
        (LIVE[:-2] + b"Content-Length: 10\r\n\r\nhalf", b"HTTP/1.1 200 "),
        (LIVE + b"GET /health", b"HTTP/1.1 200 "),
    ],
    ids=["nothing", "in a header", "in the address", "in the body", "the second one"],
)
@pytest.mark.parametrize("more", [b"", b"x"], ids=["silent", "drop by drop"])
def test_a_request_that_does_not_come_to_its_end_is_closed(
    half: bytes, answer: bytes, more: bytes, dozing: str
) -> None:
    with connected(dozing) as client:
        client.sendall(half)
        ended = threading.Event()
        drops = threading.Thread(target=_drip, args=(client, more, ended))
        drops.start()
        said = closed(client)
        ended.set()
        drops.join()
    if half or not more:
        assert said.startswith(answer)
        assert said or not answer


def test_line_ends_between_requests_keep_no_connection_open(dozing: str) -> None:
    with connected(dozing) as client:
        assert lives(client)
        ended = threading.Event()
        drops = threading.Thread(target=_drip, args=(client, b"\r\n", ended))
        drops.start()
        assert closed(client) == b""
        ended.set()
        drops.join()


def _drip(client: socket.socket, more: bytes, ended: threading.Event) -> None:
    """Send something again and again, if there is anything, until the end."""
    while more and not ended.wait(0.05):
        try:
            client.sendall(more)
        except OSError:  # it was closed
            return


@pytest.fixture(scope="module")
def dozing() -> Iterator[str]:
    """The address of an API that waits for a request for a second."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(settings, "REQUEST_SECONDS", 1)
        with serving(away) as address:
            yield address


def test_more_headers_than_any_request_needs_are_refused(dozing: str) -> None:
    with connected(dozing) as client:
        client.sendall(b"GET /health/live HTTP/1.1\r\nX-Long: " + b"x" * settings.HEAD_BYTES)
        assert closed(client).startswith(b"HTTP/1.1 431 ")


def test_what_is_no_http_is_refused_with_a_problem(dozing: str) -> None:
    with connected(dozing) as client:
        client.sendall(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03")
        said = closed(client)
        assert said.startswith(b"HTTP/1.1 400 ")
        assert b"application/problem+json" in said


def test_kept_connections_make_room_for_new_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "CONNECTIONS", 3)
    with ExitStack() as stack:
        address = stack.enter_context(serving(away))
        kept = [stack.enter_context(connected(address)) for _ in range(3)]
        for one in (kept[1], kept[0], kept[2]):
            assert lives(one)
        newer = stack.enter_context(connected(address))
        assert lives(newer)
        assert closed(kept[1]) == b"", "it has waited longest"
        assert lives(kept[0])


def test_more_requests_at_once_than_there_may_be_are_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "CONNECTIONS", 3)
    app = create_app(away)
    begun = threading.Semaphore(0)
    end = threading.Event()

    @app.get("/long")
    async def long() -> None:
        begun.release()
        while not end.is_set():
            await asyncio.sleep(0.01)

    with ExitStack() as stack:
        address = stack.enter_context(serving_app(app))
        clients = [stack.enter_context(connected(address)) for _ in range(3)]
        for one in clients:
            one.sendall(REQUEST % b"/long")
            assert begun.acquire(timeout=PATIENCE)
        origin = {"Origin": "http://localhost:1"}
        refused = httpx2.get(f"{address}/queries", timeout=PATIENCE, headers=origin)
        assert refused.status_code == 503
        assert int(refused.headers["retry-after"]) > 0
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.headers["access-control-allow-origin"] == origin["Origin"]
        assert refused.headers["x-content-type-options"] == "nosniff"
        assert httpx2.get(f"{address}/health/live", timeout=PATIENCE).status_code == 200
        end.set()
        for one in clients:
            assert first_line(one) == OK
        assert httpx2.get(f"{address}/queries", timeout=PATIENCE).status_code == 200
