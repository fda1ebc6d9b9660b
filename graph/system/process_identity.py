"""Names of processes that are unique across machines and containers, and whether they live.

Host name and process number do not do: two containers may share both. What tells where a process
number counts is the system's boot and the process namespace, where the system gives them.
"""

import socket
import sys
import uuid
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

import psutil

BOOT: Final = Path("/proc/sys/kernel/random/boot_id")
NAMESPACE: Final = Path("/proc/self/ns/pid")
PARTS: Final = 4
# Seconds by which the time at which a process began may seem to move, where the clock is set.
CLOCK: Final = 2


@cache
def numbering() -> str:
    """Return what tells in which system process numbers are those of this process.

    Where the system does not say, it is no other's: then only heartbeats count.
    """
    with suppress(OSError):
        if sys.platform == "linux":
            return f"{BOOT.read_text('ascii').strip()}/{NAMESPACE.readlink()}"
        return f"{socket.gethostname()}/{uuid.getnode():x}".replace(" ", "-")
    return uuid.uuid4().hex


def new() -> str:
    """Return a name for one lease of this process."""
    process = psutil.Process()
    return f"{numbering()} {process.pid} {process.create_time()} {uuid.uuid4().hex}"


def is_dead(name: str) -> bool:
    """Say whether the process of a name is known to be gone; false where nobody here can know.

    What is no such name belongs to nobody.
    """
    parts = name.split(" ")
    if len(parts) != PARTS or not parts[1].isascii() or not parts[1].isdigit():
        return True
    where, pid, began, _ = parts
    if where != numbering():
        return False
    try:
        process = psutil.Process(int(pid))
        moved = abs(process.create_time() - float(began))
        return process.status() == psutil.STATUS_ZOMBIE or moved > CLOCK
    except (psutil.NoSuchProcess, ValueError, OverflowError):
        return True
    except psutil.Error:  # it is there, and may not be looked at
        return False
