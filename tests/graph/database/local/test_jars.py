"""Jar files come from a repository: here a real HTTP server that can misbehave."""

import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest

from graph.database.config import settings
from graph.database.local.install import download
from graph.database.local.install.jars import Jars, parse
from graph.database.local.install.releases import RELEASES, Release
from ontology.errors import DatabaseUnavailable, InvalidConfiguration, InvalidData

FILES = {f"org/example/{name}/1/{name}-1.jar": name.encode() * 9 for name in ("one", "two", "six")}
TWO = "org/example/two/1/two-1.jar"


class Repository(SimpleHTTPRequestHandler):
    """Serves a folder, notes what was asked, and cuts short what it is told to."""

    asked: ClassVar[list[str]] = []
    cut: ClassVar[set[str]] = set()

    def do_GET(self) -> None:
        """Answer, or promise more bytes than come."""
        self.asked.append(self.path.lstrip("/"))
        if self.asked[-1] not in self.cut:
            super().do_GET()
            return
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        self.wfile.write(b"half")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


def lock(files: dict[str, bytes]) -> str:
    return "# a lock\n" + "".join(
        f"{hashlib.sha256(content).hexdigest()} {len(content)} {path}\n"
        for path, content in files.items()
    )


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "repository"
    for path, content in FILES.items():
        (folder / path).parent.mkdir(parents=True)
        (folder / path).write_bytes(content)
    Repository.asked.clear()
    Repository.cut.clear()
    monkeypatch.setattr(download, "RETRIES", 0)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Repository, directory=folder)) as httpd:
        monkeypatch.setenv("COOPGRAPH_MAVEN_REPOSITORY", f"http://127.0.0.1:{httpd.server_port}/")
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield folder
        httpd.shutdown()


@pytest.fixture
def store(tmp_path: Path) -> Jars:
    return Jars(tmp_path / "a cache é", lock(FILES))


def contents(store: Jars) -> dict[str, bytes]:
    """Every file below the store's folder that is not its own bookkeeping."""
    found = (path for path in store.folder.rglob("*") if path.is_file())
    return {
        path.relative_to(store.folder).as_posix(): path.read_bytes()
        for path in found
        if path.name != ".lock" and path.suffix != ".complete"
    }


@pytest.mark.usefixtures("repository")
def test_fetches_the_locked_files_once(store: Jars, capsys: pytest.CaptureFixture[str]) -> None:
    store.install()
    store.install()
    assert contents(store) == FILES
    assert sorted(Repository.asked) == sorted(FILES)
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 2


@pytest.mark.usefixtures("repository")
def test_fetches_again_only_what_is_damaged(store: Jars) -> None:
    store.install()
    Repository.asked.clear()
    (store.folder / TWO).write_bytes(b"short")
    store.install()
    assert contents(store) == FILES
    (store.folder / TWO).write_bytes(FILES[TWO][::-1])
    store.doubt()
    store.install()
    assert contents(store) == FILES
    assert Repository.asked == [TWO, TWO]


def test_refuses_a_wrong_checksum(repository: Path, store: Jars) -> None:
    (repository / TWO).write_bytes(b"something else")
    with pytest.raises(InvalidData) as caught:
        store.install()
    expected = hashlib.sha256(FILES[TWO]).hexdigest()
    found = hashlib.sha256(b"something else").hexdigest()
    assert f"two-1.jar came with the wrong checksum: expected {expected}, found {found}" in str(
        caught.value
    )
    assert TWO not in contents(store)
    assert not store.complete()


@pytest.mark.usefixtures("repository")
def test_keeps_the_others_when_one_is_cut_short(store: Jars) -> None:
    Repository.cut.add(TWO)
    with pytest.raises(DatabaseUnavailable, match=r"two-1\.jar"):
        store.install()
    assert TWO not in contents(store)
    kept = set(contents(store))
    Repository.cut.clear()
    Repository.asked.clear()
    store.install()
    assert contents(store) == FILES
    assert set(Repository.asked) == set(FILES) - kept


@pytest.mark.usefixtures("repository")
def test_removes_what_a_killed_download_left(store: Jars) -> None:
    stray = (store.folder / TWO).with_name("tmpa1b2c3")
    stray.parent.mkdir(parents=True)
    stray.write_bytes(b"half")
    store.install()
    assert contents(store) == FILES


def test_names_what_the_repository_lacks(repository: Path, store: Jars) -> None:
    (repository / TWO).unlink()
    with pytest.raises(InvalidConfiguration, match=r"404 for .*two-1\.jar.*MAVEN_REPOSITORY"):
        store.install()


def test_a_password_of_the_repository_is_not_shown(
    repository: Path, store: Jars, monkeypatch: pytest.MonkeyPatch
) -> None:
    (repository / TWO).unlink()
    address = settings.maven_repository().replace("//", "//keeper:hush@")
    monkeypatch.setenv("COOPGRAPH_MAVEN_REPOSITORY", address)
    with pytest.raises(InvalidConfiguration, match="404 for http://127") as caught:
        store.install()
    assert "hush" not in str(caught.value)


def test_says_what_to_do_without_a_network(
    store: Jars, monkeypatch: pytest.MonkeyPatch, free_port: int
) -> None:
    monkeypatch.setattr(download, "RETRIES", 0)
    monkeypatch.setenv("COOPGRAPH_MAVEN_REPOSITORY", f"http://127.0.0.1:{free_port}")
    with pytest.raises(DatabaseUnavailable, match=r"Check the network and run again.*NEO4J_URI"):
        store.install()


def test_says_where_it_cannot_write(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InvalidConfiguration, match="COOPGRAPH_CACHE_DIR"):
        Jars(tmp_path / "file" / "cache", lock(FILES)).install()


@pytest.mark.parametrize("release", RELEASES.values(), ids=RELEASES)
def test_the_committed_locks_are_whole(release: Release) -> None:
    locked = parse(release.jars())
    assert {"neo4j-server", "neo4j-browser", "neo4j"} <= {jar.path.split("/")[-3] for jar in locked}
    assert all(len(jar.sha256) == 64 and jar.size for jar in locked)
    assert len({jar.path for jar in locked}) == len(locked)
