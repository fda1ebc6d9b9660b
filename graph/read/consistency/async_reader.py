"""Reading on the event loop with the async driver, with a deadline.

They have connections of their own, which nothing else can use up, and a limit of seconds that
holds whatever the server does: also where it takes a connection and then is silent.
"""

import asyncio
from collections.abc import Callable
from typing import Final, Self, TypeVar

from neo4j import (
    READ_ACCESS,
    AsyncGraphDatabase,
    Bookmarks,
    NotificationMinimumSeverity,
    Query,
)
from neo4j.exceptions import DriverError, Neo4jError
from tenacity import retry, retry_if_exception, stop_after_delay, wait_random_exponential

from graph.database.driver import CONNECT_WITHIN, IDLE, ROWS_AT_ONCE, Database
from graph.database.driver_errors import translated
from graph.database.statements import QueryCoroutine, Statement
from graph.database.transaction import DIALECT, Row, row
from graph.read.consistency.consistent_read import until_unchanged

T = TypeVar("T")

# More would not be answered sooner: others wait for one that is free.
CONNECTIONS: Final = 32


def _passing(error: BaseException) -> bool:
    return isinstance(error, Neo4jError | DriverError) and error.is_retryable()


class AsyncReader:
    """Connections to the database of another connection, to be used in an `async with` statement.

    Args:
        database: the other one. What was read and written over it is seen here.
    """

    def __init__(self, database: Database) -> None:
        self._target = target = database.target
        self._limits = database.limits
        self._run_patiently = retry(
            retry=retry_if_exception(_passing),
            wait=wait_random_exponential(multiplier=0.05, max=1),
            stop=stop_after_delay(database.limits.retry_for),
            reraise=True,
        )(self._run)
        self._driver = AsyncGraphDatabase.driver(
            target.uri,
            auth=(target.user, target.password),
            connection_timeout=CONNECT_WITHIN,
            liveness_check_timeout=IDLE,
            max_connection_pool_size=CONNECTIONS,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )
        self._bookmarks = AsyncGraphDatabase.bookmark_manager(
            bookmarks_supplier=lambda: Bookmarks.from_raw_values(database.bookmarks())
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._driver.close()

    async def ask(self, begin: Callable[[], QueryCoroutine[T]], *, within: float) -> T:
        """Hold a conversation; begin it anew where a commit comes between.

        Args:
            begin: called for each attempt.
            within: seconds after which to give up, and some for the server to say so itself.

        Raises:
            LimitExceeded: a statement took longer than it may.
            BeingLoaded: a dataset is half written, or loads follow each other too closely.
            DatabaseUnavailable: the server does not answer in time, or went away.
        """
        with translated(self._target):
            async with asyncio.timeout(within + self._limits.grace):
                return await until_unchanged(self._limits)(self._converse)(begin)

    async def _converse(self, begin: Callable[[], QueryCoroutine[T]]) -> T:
        conversation = begin()
        statement = next(conversation)
        while True:
            found = await self._run_patiently(statement)
            try:
                statement = conversation.send(found)
            except StopIteration as end:
                result: T = end.value
                return result

    async def _run(self, statement: Statement) -> list[Row]:
        """Run a statement as a transaction of its own, which is one way there and back."""
        query = Query(DIALECT + statement.text, timeout=statement.timeout)
        async with self._driver.session(
            database=self._target.database,
            default_access_mode=READ_ACCESS,
            fetch_size=ROWS_AT_ONCE,
            bookmark_manager=self._bookmarks,
        ) as session:
            result = await session.run(query, dict(statement.parameters))
            return [row(record) async for record in result]
