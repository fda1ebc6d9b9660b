"""Processes of clients: they stay, and do one job after the other, all at the same time."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import Any, Final

from bench.api.clients.asking import do
from bench.api.clients.fetching import Pages
from bench.api.clients.jobs import Job, Told

CONTEXT: Final = get_context("spawn")
# More processes than processors, so that one that waits for its turn keeps no client back.
PROCESSES: Final = 2 * (os.cpu_count() or 1)
# Seconds between two looks at what else is watched.
EVERY: Final = 0.1
FETCH: Final = "fetch"


def work(pipe: Connection) -> None:
    """Be a process of clients that ask by httpx or the driver, until there is no job."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that started us
    logging.getLogger("neo4j").addHandler(logging.NullHandler())  # failures are counted

    def ready() -> None:
        pipe.send(None)
        pipe.recv()

    while (job := pipe.recv()) is not None:
        pipe.send(asyncio.run(do(job, ready)))


def browse(pipe: Connection) -> None:
    """Be a process that has a browser, until there is no job."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with Pages() as pages:
        while (job := pipe.recv()) is not None:
            pages.do(replace(job, asks=job.asks[:1], requests=job.clients))  # connects all
            pipe.send(None)
            pipe.recv()
            pipe.send(pages.do(job))


class Worker:
    """One such process, as its parent sees it."""

    def __init__(self, target: Callable[[Connection], None]) -> None:
        self.pipe, there = CONTEXT.Pipe()
        self.process: Any = CONTEXT.Process(target=target, args=(there,))
        self.process.start()
        there.close()

    def stop(self) -> None:
        """End it."""
        self.pipe.send(None)
        self.process.join()


class Clients(AbstractContextManager["Clients"]):
    """All processes of clients."""

    def __init__(self, *, browser: bool) -> None:
        self._workers = [Worker(work) for _ in range(PROCESSES)]
        self._browser = [Worker(browse)] if browser else []

    def __exit__(self, *_: object) -> None:
        for one in (*self._workers, *self._browser):
            one.stop()

    @property
    def pids(self) -> list[int]:
        """The processes; they may have children."""
        return [one.process.pid for one in (*self._workers, *self._browser)]

    def do(self, job: Job, begin: Callable[[], None], look: Callable[[], None]) -> Told:
        """Do a job, shared among the processes.

        Args:
            job: what to do.
            begin: called when all are connected.
            look: called again and again until it is done.
        """
        workers = self._browser if job.way == FETCH else self._workers[: job.clients]
        for worker, part in zip(workers, _parts(job, len(workers)), strict=True):
            worker.pipe.send(part)
        _all(workers, lambda: None)
        begin()
        for worker in workers:
            worker.pipe.send(None)
        told: list[Told] = _all(workers, look)
        for one in told[1:]:
            told[0].join(one)
        return told[0]


def _parts(job: Job, number: int) -> list[Job]:
    """Return a job in so many parts; each begins with another of what is asked."""
    return [
        replace(
            job,
            clients=job.clients // number + (one < job.clients % number),
            requests=job.requests // number + (one < job.requests % number),
            asks=job.asks[one % len(job.asks) :] + job.asks[: one % len(job.asks)],
        )
        for one in range(number)
    ]


def _all(workers: Sequence[Worker], look: Callable[[], None]) -> list[Any]:
    """Wait until all have said something."""
    said: dict[Any, Any] = {}
    waiting = {worker.pipe for worker in workers}
    while waiting:
        for pipe in wait(list(waiting), EVERY):
            assert isinstance(pipe, Connection)
            said[pipe] = pipe.recv()
            waiting.remove(pipe)
        look()
    return [said[worker.pipe] for worker in workers]
