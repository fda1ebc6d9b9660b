"""`coopgraph run`, what `make run` is: from nothing to a served graph, and back to nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import httpx2
import psutil

WORDS = ("API", "Browser", "User", "Password", "Turtle")


def started(folder: Path, port: int) -> tuple[subprocess.Popen[str], dict[str, str], str]:
    """Run until the last line that says where everything is; give those lines, and the others."""
    environment = {name: v for name, v in os.environ.items() if not name.startswith("COOPGRAPH_N")}
    process = subprocess.Popen(
        [Path(sys.executable).with_name("coopgraph"), "run", "--port", str(port)],
        env=environment | {"COOPGRAPH_DATA_DIR": str(folder / "data"), "COOPGRAPH_HEAP": "512m"},
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    said: list[str] = []
    for line in process.stdout:
        said.append(line.rstrip("\n"))
        if line.startswith("Turtle "):
            break
    places = [line.partition(" ") for line in said]
    found = {word: rest for word, _, rest in places if word in WORDS}
    return process, found, "\n".join(said)


def interrupted(process: subprocess.Popen[str]) -> str:
    process.send_signal(signal.SIGINT)
    _, messages = process.communicate(timeout=120)
    assert process.returncode == 130
    assert "Traceback" not in messages
    return messages


def test_run_serves_until_interrupted_and_loads_nothing_twice(
    tmp_path: Path, free_port: int
) -> None:
    folder = tmp_path / "dépôt à moi"
    folder.mkdir()
    process, places, said = started(folder, free_port)
    assert places["API"] == f"http://127.0.0.1:{free_port}"
    assert "Huawei" in said
    answer = httpx2.get(f"{places['API']}/queries/partners?actor=Huawei", timeout=60).json()
    assert len(answer["rows"]) == 1
    assert httpx2.get(places["Browser"], timeout=60).status_code == 200
    assert places["User"] == "neo4j"
    password = Path(places["Password"].removeprefix("in "))
    assert password.read_text("utf-8")
    assert password.stat().st_mode & 0o077 == 0
    turtle = Path(places["Turtle"])
    assert turtle == folder / "export" / "coopgraph.ttl"
    exported = httpx2.get(f"{places['API']}/export", timeout=60).content
    assert exported == turtle.read_bytes()
    interrupted(process)
    assert not of(folder)

    again, places, _ = started(folder, free_port)
    assert httpx2.get(f"{places['API']}/health/ready", timeout=60).status_code == 200
    assert "Nothing changed" in interrupted(again)
    assert not of(folder)


def of(folder: Path) -> list[psutil.Process]:
    """Return the processes that still use a folder."""
    found = []
    for process in psutil.process_iter():
        try:
            if any(str(folder) in argument for argument in process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found
