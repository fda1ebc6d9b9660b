"""Queries as a coroutine: it yields statements, and is sent their rows.

It is a generator that yields statements and is sent their rows, so one declaration of what is
asked serves whoever asks: `Database.run_coroutine` in a thread, and others on an event loop.
"""

from collections.abc import Generator
from typing import Final, NamedTuple, TypeVar

from graph.database.transaction import Parameters, Row

T = TypeVar("T")

# Seconds that a read may take where nobody says.
READ_WITHIN: Final = 30


class Statement(NamedTuple):
    """A read-only query, a transaction of its own.

    Attributes:
        text: Cypher 5, with `$parameters`.
        parameters: their values.
        timeout: seconds after which the server gives up.
    """

    text: str
    parameters: Parameters
    timeout: float = READ_WITHIN


QueryCoroutine = Generator[Statement, list[Row], T]
