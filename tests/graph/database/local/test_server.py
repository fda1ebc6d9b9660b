"""The local Neo4j as processes of one user share it: real servers, real processes.

A start costs seconds, so the run's own server answers what it can, and one other
server, on a difficult path, goes through the rest of a life.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path

import psutil
import pytest
from neo4j import GraphDatabase

from graph.database.config.target import Target
from graph.database.connect import connect
from graph.database.driver import Database
from graph.database.local import LocalServer, process
from graph.limits import Limits
from ontology.errors import DatabaseUnavailable, InvalidConfiguration, LimitExceeded

pytestmark = pytest.mark.long

USE = """
import sys
from pathlib import Path
from graph.database.local import LocalServer
with LocalServer(Path(sys.argv[1]), usual_ports=(0, 0)).session() as target:
    print(target.uri, flush=True)
    sys.stdin.read()
"""


def ask(target: Target, query: str) -> list[list[object]]:
    login = (target.user, target.password)
    with GraphDatabase.driver(target.uri, auth=login) as driver:
        return [record.values() for record in driver.execute_query(query).records]


def setting(target: Target, name: str) -> object:
    return ask(target, f"SHOW SETTINGS '{name}' YIELD value")[0][0]


def another_process(home: Path) -> subprocess.Popen[str]:
    """A process that uses the home's server until its input ends."""
    return subprocess.Popen(
        [sys.executable, "-c", USE, home],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_starts_and_answers(server: LocalServer, target: Target) -> None:
    assert ask(target, "RETURN 1") == [[1]]
    status = server.status()
    assert status.running
    assert status.bolt == target.uri
    assert target.password not in repr(target)


def test_only_its_owner_can_read_the_password(server: LocalServer, target: Target) -> None:
    file = server.status().password_file
    assert file.read_text() == target.password
    assert file.stat().st_mode & 0o777 == 0o600
    assert server.status().home.stat().st_mode & 0o777 == 0o700


def test_the_password_is_on_no_command_line(server: LocalServer, target: Target) -> None:
    command = psutil.Process(server.status().pid).cmdline()
    assert target.password not in " ".join(command)
    assert len(" ".join(command)) < 1000


def test_listens_on_the_loopback_address_only(server: LocalServer, target: Target) -> None:
    process = psutil.Process(server.status().pid)
    listening = [c.laddr.ip for c in process.net_connections("tcp") if c.status == "LISTEN"]
    assert len(listening) == 2
    assert {ip.removeprefix("::ffff:") for ip in listening} == {"127.0.0.1"}
    assert setting(target, "dbms.usage_report.enabled") == "false"


def test_the_browser_is_there_and_plays_the_guide(
    server: LocalServer, target: Target, guide_url: str
) -> None:
    browser = server.status().browser
    assert browser
    host, port = browser.split("/")[2].split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(b"GET /browser/ HTTP/1.0\r\n\r\n")
        assert connection.recv(20).startswith(b"HTTP/1.1 200")
    guide = setting(target, "browser.post_connect_cmd")
    assert guide == f"play {guide_url}"
    assert setting(target, "browser.remote_content_hostname_whitelist") == "127.0.0.1,localhost"


def test_a_second_start_finds_the_first(server: LocalServer, target: Target) -> None:
    pid = server.status().pid
    again = LocalServer(server.status().home)
    assert again.start() == target
    assert again.status().pid == pid
    with again.session() as found:
        assert found == target
    assert server.status().running, "a session does not stop what start() asked for"


def test_a_server_that_is_frozen_is_not_waited_for_as_one_that_starts(
    server: LocalServer, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = psutil.Process(server.status().pid)
    monkeypatch.setattr(process, "ANSWER_DEADLINE", 1)
    frozen.suspend()
    try:
        with pytest.raises(DatabaseUnavailable, match=r"within 1 s\. Stop it with"):
            server.start()
        silent = Database(target, limits=Limits(log_in_within=1))
        with pytest.raises(DatabaseUnavailable, match="does not answer"), silent:
            pass
    finally:
        frozen.resume()
    assert ask(server.start(), "RETURN 1") == [[1]]


def test_a_cache_from_which_neo4j_cannot_be_run_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPGRAPH_CACHE_DIR", str(tmp_path / "Léa"))
    with pytest.raises(InvalidConfiguration, match=r"Léa.*COOPGRAPH_CACHE_DIR"):
        LocalServer(tmp_path / "home").start()
    assert not (tmp_path / "Léa").exists()


def test_the_life_of_a_server(tmp_path: Path) -> None:
    home = tmp_path / "a home é"
    with socket.create_server(("127.0.0.1", 0)) as taken:
        used = taken.getsockname()[1]
        server = LocalServer(home, heap="512m", usual_ports=(used, used))
        assert server.stop() is False
        try:
            with server.session() as target:
                # Taken ports are left alone, and what is written stays.
                assert str(used) not in target.uri
                ask(target, "CREATE (:Kept)")
                # Another process joins, so this one's end stops nothing.
                other = another_process(home)
                assert other.stdout and other.stdin
                assert other.stdout.readline().strip() == target.uri
            assert server.status().running
            # The other is killed: its lock is gone with it, and the server is found and used.
            other.kill()
            other.communicate()
            with server.session() as again:
                assert again == target
                pid = server.status().pid
                assert pid
                os.kill(pid, signal.SIGKILL)
                psutil.Process(pid).wait(10)
                assert not server.status().running
                # A killed server starts again, on the ports it had, with its data.
                assert server.start() == target
                assert ask(target, "MATCH (k:Kept) RETURN count(k)") == [[1]]
            assert server.status().running, "start() asked for it to stay"
            assert server.stop() is True
            # What somebody stopped, nobody who watches it starts again.
            assert server.restart(threading.Event()) is False
            assert not server.status().running
            with pytest.raises(psutil.NoSuchProcess):
                psutil.Process(pid)
        finally:
            server.stop()


def test_two_processes_start_one_server_and_the_last_stops_it(tmp_path: Path) -> None:
    home = tmp_path / "home"
    both = [another_process(home), another_process(home)]
    try:
        addresses = {user.stdout.readline() for user in both if user.stdout}
        assert len(addresses) == 1
        assert "bolt://127.0.0.1:" in addresses.pop()
        both[0].communicate("")
        assert LocalServer(home).status().running
        both[1].communicate("")
        assert not LocalServer(home).status().running
    finally:
        for user in both:
            user.kill()
            user.communicate()
        LocalServer(home).stop()


def test_quotes_the_log_when_it_cannot_start(tmp_path: Path) -> None:
    server = LocalServer(tmp_path, heap="much")
    with pytest.raises(DatabaseUnavailable, match="Xmxmuch"):
        server.start()
    assert not server.status().running


def test_a_disk_that_is_too_small_is_named_as_the_cause(tmp_path: Path) -> None:
    small = ["mount", "-t", "tmpfs", "-o", "size=40m", "tmpfs", str(tmp_path)]
    if not shutil.which("mount") or subprocess.run(small, check=False).returncode:
        pytest.skip("Only root can make a small disk.")
    try:
        server = LocalServer(tmp_path / "home", heap="512m", usual_ports=(0, 0))
        with pytest.raises(LimitExceeded, match=r"home has too little room.*COOPGRAPH_DATA_DIR"):
            server.start()
    finally:
        subprocess.run(["umount", "--lazy", str(tmp_path)], check=True)


def test_says_when_its_folder_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InvalidConfiguration, match="COOPGRAPH_DATA_DIR"):
        LocalServer(tmp_path / "file" / "home").start()


def test_a_named_server_is_used_as_it_is(
    target: Target, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPGRAPH_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("COOPGRAPH_NEO4J_URI", target.uri)
    with pytest.raises(InvalidConfiguration, match="COOPGRAPH_NEO4J_PASSWORD"), connect():
        pass
    monkeypatch.setenv("COOPGRAPH_NEO4J_USER", target.user)
    monkeypatch.setenv("COOPGRAPH_NEO4J_PASSWORD", target.password)
    with connect() as named:
        assert named == target
    assert list(tmp_path.iterdir()) == []
