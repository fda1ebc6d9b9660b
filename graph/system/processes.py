"""A pool of processes that end with the one that started them."""

import gc
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from threading import Thread
from typing import Final

from ontology.errors import LimitExceeded

# Each holds a part of the data in memory; the server has to have processors, too.
MOST: Final = 4
# New objects after which Python looks for cycles among them.
OBJECTS: Final = 200_000


@contextmanager
def processes(begin: Callable[[], None] | None = None) -> Iterator[ProcessPoolExecutor]:
    """Give a pool with a process for each processor, up to `MOST`.

    Args:
        begin: called first in each process.

    Raises:
        LimitExceeded: one of them was ended from outside.
    """
    # Spawned and not forked, because the driver has threads.
    context = get_context("spawn")
    try:
        with ProcessPoolExecutor(min(os.cpu_count() or 1, MOST), context, _begin, (begin,)) as pool:
            try:
                yield pool
            except BaseException:
                pool.shutdown(cancel_futures=True)  # what has begun comes to its end
                raise
    except BrokenProcessPool as error:
        raise LimitExceeded(
            "A process that prepared the data was ended from outside, perhaps for its memory. "
            "Give it more, or load in smaller files."
        ) from error


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Look for cycles of dead objects less often: records make many objects, and no cycles.

    With Python's own thresholds it is a fifth of what a load takes.
    """
    before = gc.get_threshold()
    gc.set_threshold(OBJECTS, *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _begin(begin: Callable[[], None] | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us
    Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(OBJECTS, *gc.get_threshold()[1:])
    if begin:
        begin()


def _end_with_parent() -> None:
    """Wait until the process that started this one is gone, however it ended, and follow it."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)
