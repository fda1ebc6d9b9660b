"""Health check of a server, on the event loop, with a deadline.

It needs no thread and no connection that anything else uses, so it says at once what is so,
however busy those are; and who asks meanwhile shares the answer.
"""

import asyncio
from typing import Final, Self

from neo4j import READ_ACCESS, AsyncGraphDatabase

from graph.database.config.target import Target
from graph.database.driver_errors import translated
from graph.database.transaction import DIALECT

# Seconds within which a server that is well says so.
WITHIN: Final = 3


class HealthCheck:
    """A server's sign of life, to be used in an `async with` statement."""

    def __init__(self, target: Target) -> None:
        self._target = target
        self._asking: asyncio.Task[None] | None = None
        with translated(target):
            self._driver = AsyncGraphDatabase.driver(
                target.uri, auth=(target.user, target.password), max_connection_pool_size=1
            )

    async def __aenter__(self) -> Self:
        """Return it."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close its connection."""
        await self._driver.close()

    async def check(self) -> None:
        """Ask for a sign of life.

        Raises:
            InvalidConfiguration: user, password or database are wrong.
            DatabaseUnavailable: the server does not answer, or not in time.
        """
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask())
        await asyncio.shield(self._asking)

    async def _ask(self) -> None:
        with translated(self._target):
            async with (
                asyncio.timeout(WITHIN),
                self._driver.session(
                    database=self._target.database, default_access_mode=READ_ACCESS
                ) as session,
            ):
                result = await session.run(DIALECT + "RETURN 1")
                await result.consume()
