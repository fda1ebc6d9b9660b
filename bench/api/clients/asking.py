"""Clients that ask in a loop: over HTTP by httpx, and over Bolt by the bare async driver."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from itertools import cycle, islice
from types import MappingProxyType
from typing import Any, Final

import httpx2
from neo4j import READ_ACCESS, AsyncDriver, AsyncGraphDatabase, AsyncManagedTransaction
from neo4j import NotificationMinimumSeverity as Severity

from bench.api.clients.jobs import PATIENCE, PAUSE, Calls, Job, Request, Statement, Told

REFUSED: Final = 503
# Seconds for which the driver tries again what failed in passing.
RETRY_FOR: Final = 5

Ask = Callable[[Calls], Awaitable[None]]
Clients = AbstractAsyncContextManager[list[Ask]]


class Refused(Exception):
    """A limit was reached; the answer says when to ask again."""


class Failed(Exception):
    """An answer that is none."""


@asynccontextmanager
async def by_httpx(job: Job) -> AsyncIterator[list[Ask]]:
    """Give clients that keep a connection each."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(_by_httpx()) for _ in range(job.clients)]


@asynccontextmanager
async def _by_httpx() -> AsyncIterator[Ask]:
    async with httpx2.AsyncClient(verify=False, trust_env=False, timeout=PATIENCE) as client:

        async def ask(calls: Calls) -> None:
            for call in calls:
                assert isinstance(call, Request)
                answer = await client.request(
                    call.method, call.url, headers=dict(call.headers), content=call.body or None
                )
                check(answer.status_code, answer.headers)

        yield ask


def check(status: int, headers: Mapping[str, str]) -> None:
    """See that an HTTP answer is one.

    Raises:
        Refused: a limit was reached.
        Failed: it is an error.
    """
    if status == REFUSED and "retry-after" in headers:
        raise Refused
    if not 200 <= status < 300:
        raise Failed(f"HTTP {status}")


@asynccontextmanager
async def by_driver(job: Job) -> AsyncIterator[list[Ask]]:
    """Give clients that share a driver, with a connection for each."""
    async with AsyncGraphDatabase.driver(
        job.place.uri,
        auth=job.place.login,
        max_connection_pool_size=job.clients,
        max_transaction_retry_time=RETRY_FOR,
        notifications_min_severity=Severity.OFF,
    ) as driver:
        yield [_by_driver(driver)] * job.clients


def _by_driver(driver: AsyncDriver) -> Ask:
    async def ask(calls: Calls) -> None:
        async with driver.session(database="neo4j", default_access_mode=READ_ACCESS) as session:
            await session.execute_read(_run, calls)

    return ask


async def _run(transaction: AsyncManagedTransaction, calls: Calls) -> None:
    for call in calls:
        assert isinstance(call, Statement)
        found = await transaction.run(call.query, dict(call.parameters))
        async for _ in found:
            pass


WAYS: Final[Mapping[str, Callable[[Job], Clients]]] = MappingProxyType(
    {"httpx": by_httpx, "driver": by_driver}
)


async def do(job: Job, ready: Callable[[], None]) -> Told:
    """Do a job.

    Args:
        job: what to ask.
        ready: called when all clients are connected; returns when they are to begin.
    """
    async with WAYS[job.way](job) as clients:
        # Who cannot be connected is counted when he asks.
        greetings = (client(job.greeting) for client in clients)
        await asyncio.gather(*greetings, return_exceptions=True)
        ready()
        told = Told(time.time(), 0)
        asks = islice(cycle(job.asks), job.requests)
        await asyncio.gather(*(_loop(client, asks, told, job.seconds) for client in clients))
        told.ended = time.time()
    return told


async def _loop(client: Ask, asks: Iterator[Calls], told: Told, seconds: float) -> None:
    """Ask for the next answer that nobody has asked for yet, again and again."""
    for calls in asks:
        if time.time() - told.began > seconds:
            return
        began = time.perf_counter()
        try:
            await client(calls)
        except Refused:
            told.refused += 1
            await asyncio.sleep(PAUSE)
        except Exception as error:  # whatever it is, it is counted
            told.failures[_kind(error)] += 1
        else:
            told.latencies.append(time.perf_counter() - began)


def _kind(error: Any) -> str:
    return str(error) if isinstance(error, Failed) else type(error).__name__
