"""Run one operation in a process of its own and take down what it took, or why it failed."""

import json
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import psutil

from bench.measuring.place import Task
from bench.measuring.server import MIB, BenchServer

ROOT: Final = Path(__file__).resolve().parents[2]
# Seconds between two looks at how much memory there is in use.
EVERY: Final = 0.2
JAVA: Final = "java"
# Of what a failed process says, the end.
SAID: Final = 300


@dataclass(frozen=True)
class Measured:
    """What one run of an operation took.

    Attributes:
        seconds: wall-clock time of the work, parsing included.
        client_mib: the most memory that the process had, with those that it started.
        server_mib: the most that the server had meanwhile, with Neo4j's own tools.
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
        process = subprocess.Popen(
            [str(python or sys.executable), "-m", "bench.measuring.child"],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=errors,
            text=True,
        )
        assert process.stdin
        with process.stdin:
            process.stdin.write(asked)
        memory = _watch(server, process, limit)
        said.seek(0), errors.seek(0)
        if process.returncode:
            late = f"ended after {limit:.0f} s. " if process.returncode < 0 else ""
            return Measured(0, 0, 0, late + errors.read().strip()[-SAID:])
        took = json.loads(said.read().splitlines()[-1])
        client = max(took["client_mib"], memory.client)
        return Measured(took["seconds"], client, memory.server)


@dataclass
class Memory:
    """The most that was resident at once, in MiB."""

    client: float = 0
    server: float = 0

    def see(self, server: float, pid: int) -> None:
        """Look once at a process and those that it started; Java is Neo4j's."""
        sizes = {True: server, False: 0.0}
        with suppress(psutil.Error):
            for one in _family(pid):
                sizes[one.name() == JAVA] += one.memory_info().rss / MIB
        self.client, self.server = max(self.client, sizes[False]), max(self.server, sizes[True])


def _watch(server: BenchServer, process: subprocess.Popen[str], limit: float) -> Memory:
    """Wait for a process, and return the most memory that was needed in the meantime."""
    began, memory = time.monotonic(), Memory()
    while process.poll() is None:
        memory.see(server.memory_mib(), process.pid)
        if time.monotonic() - began > limit:
            for one in _family(process.pid):
                one.kill()
            process.wait()
        time.sleep(EVERY)  # how much memory is in use can only be looked at
    return memory


def _family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]
