"""`coopgraph run`, what `make run` is: from nothing to a served graph, and back to nothing."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx2
import psutil
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import DriverError

from api.commands.run import LATEST
from graph.database.local import LocalServer

pytestmark = pytest.mark.long

# Settings of the run of tests: `run` loads everything, into a Neo4j of its own.
OTHERS = ("COOPGRAPH_N", "COOPGRAPH_DATASETS")
WORDS = ("API", "Browser", "User", "Password", "Turtle")


def test_run_serves_until_interrupted_and_loads_nothing_twice(
    tmp_path: Path, free_port: int
) -> None:
    folder = tmp_path / "dépôt à moi"
    folder.mkdir()
    process, places, said = running(folder, free_port)
    assert places["API"] == f"http://127.0.0.1:{free_port}"
    assert said.count("\tsigned\t") == LATEST
    assert "signed agreements have a date: coopgraph query agreements" in said
    answer = httpx2.get(f"{places['API']}/queries/partners?actor=Huawei", timeout=120).json()
    assert len(answer["rows"]) > 5
    assert httpx2.get(places["Browser"], timeout=120).status_code == 200
    assert places["User"] == "neo4j"
    password = Path(places["Password"].removeprefix("in "))
    assert password.read_text("utf-8")
    assert password.stat().st_mode & 0o077 == 0
    turtle = Path(places["Turtle"])
    assert turtle == folder / "export" / "coopgraph.ttl"
    exported = httpx2.get(f"{places['API']}/export", timeout=120).content
    assert exported == turtle.read_bytes()
    # Neo4j is killed, and ends itself: each time it is started again, where it was.
    for end in (lambda process: process.kill(), lambda _: use_up_memory(folder)):
        end_neo4j(folder, end)
        assert httpx2.get(f"{places['API']}/health/ready", timeout=60).status_code == 503
        assert httpx2.get(f"{places['API']}/health/live", timeout=60).status_code == 200
        until_answered(f"{places['API']}/health/ready")
        until_answered(f"{places['API']}/queries/members?bloc=ASEAN")
        assert httpx2.get(places["Browser"], timeout=60).status_code == 200
    # Looking at the Browser changes nothing of who stops Neo4j.
    assert places["Browser"] in coopgraph(folder, "db", "browser", "--print")
    messages = interrupted(process)
    assert "Neo4j starts …\n" in messages
    assert messages.count("it was started again") == 2
    assert not users(folder)

    # The second time beside a Neo4j that is asked to stay, where no file can be written.
    shutil.rmtree(turtle.parent)
    turtle.parent.touch()
    assert "Browser http" in coopgraph(folder, "db", "start")
    second, places, _ = running(folder, free_port, until="Password ")
    assert httpx2.get(f"{places['API']}/health/ready", timeout=120).status_code == 200
    messages = interrupted(second)
    assert "Nothing changed" in messages
    assert f"{turtle} is not written: " in messages
    assert "Neo4j runs" in coopgraph(folder, "db", "status")
    assert places["Browser"] in coopgraph(folder, "db", "browser", "--print")
    coopgraph(folder, "db", "stop")
    assert "Neo4j does not run" in coopgraph(folder, "db", "status")
    assert not users(folder)


def end_neo4j(folder: Path, end: Callable[[psutil.Process], None]) -> None:
    pid = LocalServer(folder / "data" / "neo4j").status().pid
    assert pid
    process = psutil.Process(pid)
    end(process)
    with contextlib.suppress(psutil.NoSuchProcess):
        # Its parent takes note of its end only when it starts it again.
        while process.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.01)


def use_up_memory(folder: Path) -> None:
    """Ask for a text larger than Java's memory: texts count for nothing in Neo4j's own limits."""
    with (
        LocalServer(folder / "data" / "neo4j").session() as target,
        GraphDatabase.driver(target.uri, auth=(target.user, target.password)) as driver,
        driver.session() as session,
        pytest.raises(DriverError),
    ):
        session.run("RETURN size(reduce(text = 'x', n IN range(1, 30) | text + text))").consume()


def until_answered(address: str) -> None:
    for _ in range(600):
        if httpx2.get(address, timeout=60).status_code == 200:
            return
        time.sleep(0.5)
    pytest.fail(f"{address} is not answered again.")


def command(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    environment = {name: v for name, v in os.environ.items() if not name.startswith(OTHERS)}
    return subprocess.Popen(
        [Path(sys.executable).with_name("coopgraph"), *arguments],
        env=environment | {"COOPGRAPH_DATA_DIR": str(folder / "data"), "COOPGRAPH_HEAP": "512m"},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def coopgraph(folder: Path, *arguments: str) -> str:
    with command(folder, *arguments) as process:
        said, messages = process.communicate(timeout=240)
    assert process.returncode == 0, messages
    return said


def running(
    folder: Path, port: int, until: str = "Turtle "
) -> tuple[subprocess.Popen[str], dict[str, str], str]:
    """Run until it has said where everything is; return that, and all that it said."""
    process = command(folder, "run", "--port", str(port))
    assert process.stdout
    said: list[str] = []
    for line in process.stdout:
        said.append(line.rstrip("\n"))
        if line.startswith(until):
            break
    places = [line.split(" ", 1) for line in said]
    return process, {p[0]: p[1] for p in places if p[0] in WORDS}, "\n".join(said)


def interrupted(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in messages
    return messages


def users(folder: Path) -> list[psutil.Process]:
    """Return the processes that still use a folder."""
    everyone = psutil.process_iter(["cmdline"])
    return [one for one in everyone if str(folder) in " ".join(one.info["cmdline"] or ())]
