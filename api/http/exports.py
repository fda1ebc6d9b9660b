"""Limit on exports at once, with threads and connections of their own.

An export may wait for its client for long. What it needs meanwhile is what no question needs,
so that exports only ever keep each other waiting. They take turns in the order in which they
were asked for; who would wait too long is refused.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from functools import partial
from http import HTTPStatus
from typing import Annotated, Final, NamedTuple, ParamSpec, TypeVar

import anyio
import anyio.to_thread
from fastapi import Depends, Request

from api import settings
from api.http.problems import Refused
from graph.database.driver import Database
from graph.database.health import HealthCheck
from graph.system.closing import Closing

# Bytes that are sent together, and seconds in which they come.
GATHERED: Final = 262_144
GATHERED_WITHIN: Final = 0.1

P = ParamSpec("P")
T = TypeVar("T")


class Gathered(NamedTuple):
    """Chunks that are sent together, and whether they are the last ones."""

    content: bytes
    last: bool


def gather(chunks: Iterator[bytes]) -> Gathered:
    """Take chunks until they are worth a change of threads, or took long enough."""
    taken: list[bytes] = []
    size, until = 0, time.monotonic() + GATHERED_WITHIN
    for chunk in chunks:
        taken.append(chunk)
        size += len(chunk)
        if size >= GATHERED or time.monotonic() > until:
            return Gathered(b"".join(taken), last=False)
    return Gathered(b"".join(taken), last=True)


class Exports(Closing):
    """The exports of one API.

    Args:
        connect: makes a connection that they share.
        pulse: where to ask whether the server is well.
    """

    def __init__(self, connect: Callable[[], Database], pulse: HealthCheck) -> None:
        self.database = connect()
        self._pulse = pulse
        self._waiting = 0
        self._turns = asyncio.Semaphore(settings.EXPORTS)
        self._threads = anyio.CapacityLimiter(settings.EXPORTS)

    def close(self) -> None:
        """Close the connection."""
        self.database.close()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Exports"]:
        """Be one of those that run, for a `with` block; wait until one of them may begin.

        Raises:
            Refused: too many run or wait already.
        """
        await self._turn()
        try:
            yield self
        finally:
            self._turns.release()

    async def _turn(self) -> None:
        # Those that wait are connected, so that they must not take the place of questions.
        full = self._turns.locked() and self._waiting >= settings.CONNECTIONS // 2
        self._waiting += 1
        try:
            async with asyncio.timeout(0 if full else settings.EXPORT_WAIT_SECONDS):
                await self._turns.acquire()
        except TimeoutError as error:
            raise Refused(
                HTTPStatus.SERVICE_UNAVAILABLE,
                f"{settings.EXPORTS} exports are running, no more may run at once, and others "
                f"wait. Try again in {settings.RETRY_AFTER} seconds.",
            ) from error
        finally:
            self._waiting -= 1

    async def run(self, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Do something that waits for the database, in a thread that only exports use.

        Raises:
            DatabaseUnavailable: the server gives no sign of life; the thread is left to its end.
        """
        call = partial(work, *args, **kwargs)
        done = asyncio.ensure_future(
            anyio.to_thread.run_sync(call, limiter=self._threads, abandon_on_cancel=True)
        )
        try:
            while not (await asyncio.wait({done}, timeout=self.database.limits.ask_after))[0]:
                await self._pulse.check()
            return done.result()
        finally:
            done.cancel()

    async def stream(self, first: Gathered, chunks: Iterator[bytes]) -> AsyncIterator[bytes]:
        """Yield what was gathered and the rest, in a thread for only as long as it is made."""
        some = first
        yield some.content
        while not some.last:
            some = await self.run(gather, chunks)
            yield some.content


async def _running(request: Request) -> AsyncIterator[Exports]:
    exports: Exports = request.app.state.exports
    async with exports.running():
        yield exports


ExportsDep = Annotated[Exports, Depends(_running)]
