"""One measured operation in a process of its own: a task as JSON in, seconds and memory out.

The clock starts when the modules are imported, and stops when the work is done; Python's own
start counts for nobody. Standard library only, see `place`.
"""

import importlib
import json
import resource
import sys
import time
from pathlib import Path

from bench.measuring.place import Place, Task

STATUS = Path("/proc/self/status")
KIB_IN_MIB = 1024


def main() -> None:
    """Read a place and a task from stdin, do it, and print what it took."""
    asked = json.load(sys.stdin)
    place, task = Place(**asked["place"]), Task(**asked["task"])
    operation = getattr(importlib.import_module(f"bench.contenders.{task.module}"), task.operation)
    began = time.perf_counter()
    operation(place, task.file, **task.options)
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "client_mib": peak_mib()}))


def peak_mib() -> float:
    """Return the most memory that this process ever had resident, in MiB."""
    if STATUS.exists():
        # Not getrusage: on Linux its figure starts with that of the process that started this one.
        lines = dict(line.split(":", 1) for line in STATUS.read_text("utf-8").splitlines())
        return int(lines["VmHWM"].split()[0]) / KIB_IN_MIB
    unit = KIB_IN_MIB if sys.platform != "darwin" else KIB_IN_MIB**2
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit


if __name__ == "__main__":
    main()
