"""Under which names the API answers, and whom it believes about the address it was asked at."""

from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from http.client import HTTPConnection
from urllib.parse import urlsplit

import httpx2
import pytest

from api.app import create_app
from api.http.hosts import allowed_hosts, trusted_proxies
from graph.database.driver import Database
from ontology.errors import InvalidConfiguration
from tests.api.support import serving_app
from tests.api.test_bad_requests import problem

PAGED = "/queries/agreements?limit=1"
FORWARDED = {
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "invented.example",
    "X-Forwarded-Port": "1",
    "X-Forwarded-Prefix": "/invented",
    "Forwarded": "proto=https;host=invented.example",
}


@contextmanager
def client(database: Database, *hosts: str) -> Iterator[httpx2.Client]:
    """A client of an API of its own, which reads its settings anew."""
    app = create_app(lambda: nullcontext(database), hosts)
    with serving_app(app) as address, httpx2.Client(base_url=address, timeout=60) as client:
        yield client


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST:1", "localhost.", "127.0.0.1", "127.9.9.9:80", "[::1]:8000"]
)
def test_this_machine_is_answered_under_any_name_of_its_own(api: httpx2.Client, host: str) -> None:
    answer = api.get(PAGED, headers={"Host": host})
    assert answer.json()["next"].startswith(f"http://{host}/queries/")
    assert f"<http://{host}/queries/" in answer.headers["link"]


@pytest.mark.parametrize(
    "host",
    [
        "invented.example",
        "invented.example:8000",
        "127.0.0.1.invented.example",
        "localhost.invented.example",
        "localhost@invented.example",
        "invented.example@127.0.0.1",
        "127.0.0.1:80:80",
        "127.0.0.1:port",
        "127.0.0.1/invented",
        "[::2]",
        "[::1",
        "10.0.0.1",
        "0.0.0.0:8000",
        "2130706433",
    ],
)
@pytest.mark.parametrize("path", [PAGED, "/queries/", "/docs", "/nothing", "/browser/guide.html"])
def test_invented_names_are_refused_and_not_repeated(
    api: httpx2.Client, host: str, path: str
) -> None:
    answer = api.get(path, headers={"Host": host})
    assert "COOPGRAPH_ALLOWED_HOSTS" in problem(answer, 421)["detail"]
    assert "invented" not in answer.text + str(answer.headers)
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_without_a_host_links_name_the_socket(api: httpx2.Client) -> None:
    port = api.base_url.port
    with closing(HTTPConnection("127.0.0.1", port or 0, timeout=60)) as connection:
        connection._http_vsn_str = "HTTP/1.0"  # type: ignore[attr-defined]
        connection.putrequest("GET", PAGED, skip_host=True)
        connection.endheaders()
        answer = connection.getresponse()
        assert answer.status == 200
        assert f"<http://127.0.0.1:{port}/queries/" in answer.headers["link"]


def test_names_of_the_settings_and_of_the_command_are_answered(
    loaded: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPGRAPH_ALLOWED_HOSTS", "Coopgraph.Example , 10.0.0.1,::2")
    with client(loaded, "0.0.0.0") as api:  # noqa: S104 - a name in Host, nobody listens there
        for host in ("coopgraph.example:80", "10.0.0.1", "[0:0::2]", "0.0.0.0:1", "localhost"):
            assert api.get("/health/live", headers={"Host": host}).status_code == 200
        problem(api.get("/health/live", headers={"Host": "www.coopgraph.example"}), 421)
    monkeypatch.setenv("COOPGRAPH_ALLOWED_HOSTS", "*")
    with client(loaded) as api:
        assert api.get("/health/live", headers={"Host": "any.example"}).status_code == 200


def test_forwarded_headers_are_believed_of_nobody(api: httpx2.Client) -> None:
    answer = api.get(PAGED, headers=FORWARDED)
    assert urlsplit(answer.json()["next"]).netloc == urlsplit(str(api.base_url)).netloc
    assert answer.json()["next"].startswith("http://")
    assert "invented" not in answer.text + str(answer.headers)


@pytest.mark.parametrize(
    ("trusted", "scheme"), [("127.0.0.0/8,::1", "https"), ("10.1.1.1", "http")]
)
def test_forwarded_headers_are_believed_of_trusted_proxies(
    loaded: Database, monkeypatch: pytest.MonkeyPatch, trusted: str, scheme: str
) -> None:
    monkeypatch.setenv("COOPGRAPH_TRUSTED_PROXIES", trusted)
    with client(loaded) as api:
        answer = api.get(PAGED, headers=FORWARDED)
        assert answer.json()["next"].startswith(f"{scheme}://127.0.0.1:")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("ALLOWED_HOSTS", "http://coopgraph.example"),
        ("ALLOWED_HOSTS", "coopgraph.example:8000"),
        ("ALLOWED_HOSTS", "*.example"),
        ("TRUSTED_PROXIES", "proxy.example"),
        ("TRUSTED_PROXIES", "*"),
    ],
)
def test_settings_that_cannot_be_meant(
    monkeypatch: pytest.MonkeyPatch, setting: str, value: str
) -> None:
    monkeypatch.setenv(f"COOPGRAPH_{setting}", value)
    with pytest.raises(InvalidConfiguration, match=f"COOPGRAPH_{setting} lists '"):
        allowed_hosts()
        trusted_proxies()
