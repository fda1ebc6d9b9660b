"""Run one operation in a process of its own and take down what it took, or why it failed."""

import json
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import psutil

from bench.place import Task
from bench.server import MIB, BenchServer

ROOT: Final = Path(__file__).resolve().parents[1]
EVERY: Final = 0.2
# Of what a failed process says, the end.
SAID: Final = 300


@dataclass(frozen=True)
class Measured:
    """What one run of an operation took.

    Attributes:
        seconds: wall-clock time of the work, parsing included.
        client_mib: the most memory that the process had.
        server_mib: the most that the server had meanwhile, with processes that the client ran.
        failure: the end of what it said, where it failed; the rest is 0 then.
    """

    seconds: float
    client_mib: float
    server_mib: float
    failure: str | None = None


def measure(server: BenchServer, task: Task, python: Path | None, limit: float) -> Measured:
    """Run a task.

    Args:
        server: where to.
        task: what to do.
        python: the interpreter, where it is not this one.
        limit: seconds after which it is ended and has failed.
    """
    asked = json.dumps({"place": asdict(server.place), "task": asdict(task)})
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as errors:
        process = subprocess.Popen(  # noqa: S603
            [str(python or sys.executable), "-m", "bench.child"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=errors,
            text=True,
        )
        assert process.stdin  # noqa: S101
        with process.stdin:
            process.stdin.write(asked)
        memory = _watch(server, process, limit)
        said.seek(0), errors.seek(0)
        if process.returncode:
            late = f"ended after {limit:.0f} s. " if process.returncode < 0 else ""
            return Measured(0, 0, 0, late + errors.read().strip()[-SAID:])
        return Measured(**json.loads(said.read().splitlines()[-1]), server_mib=memory)


def _watch(server: BenchServer, process: subprocess.Popen[str], limit: float) -> float:
    """Wait for a process, and return the most memory that the server had in the meantime."""
    began, most = time.monotonic(), 0.0
    while process.poll() is None:
        most = max(most, server.memory_mib() + _of_children(process.pid))
        if time.monotonic() - began > limit:
            process.kill()
            process.wait()
        time.sleep(EVERY)
    return most


def _of_children(pid: int) -> float:
    try:
        children = psutil.Process(pid).children(recursive=True)
        return sum(child.memory_info().rss for child in children) / MIB
    except psutil.Error:
        return 0.0
