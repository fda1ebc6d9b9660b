"""How much memory something takes: one weight for what is read, held, written and removed.

What is done in one transaction has to fit into the memory of both sides. The unit is a
statement of up to `LONG` bytes; a longer one counts for several, and so does a subject with
many links.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Protocol, TypeVar

from graph.records import Key, Record, Statements
from graph.work import Parameters, Row

T = TypeVar("T")

LONG: Final = 500
# Java holds a text in two bytes a character, unless all of them are Latin.
WIDE: Final = 2
# What a node weighs as it is, whoever describes it: the server reads its records and keeps none.
HELD: Final = """
UNWIND $keys AS key MATCH (n:Resource {iri: key})
RETURN key, COUNT { (n)-->() } AS links, reduce(sum = 0, size IN COLLECT {
  MATCH (n)-[r:DESCRIBED_IN]->() RETURN coalesce(size(toStringOrNull(r.statements)), 0)
} | sum + size) AS size
"""


class Reader(Protocol):
    """Where to ask: a connection, or a running transaction."""

    def stream(self, query: str, parameters: Parameters | None = None) -> Iterator[Row]:
        """Run a query and yield its rows as they come."""


def of_text(statements: Statements) -> int:
    """Return what a text weighs."""
    size = len(statements) if statements.isascii() else len(statements.encode())
    return size // LONG


def of_record(record: Record) -> int:
    """Return what a record weighs that is written."""
    return max(record.size, of_text(record.statements))


def of_held(reader: Reader, keys: Sequence[Key]) -> dict[Key, int]:
    """Return what nodes weigh that are there, with all that anybody says of them."""
    rows = reader.stream(HELD, {"keys": list(keys)}) if keys else ()
    return {row["key"]: max(row["links"], WIDE * row["size"] // LONG) for row in rows}


def batches(
    items: Iterable[T], most: int, weight: Callable[[T], int], number: int
) -> Iterator[list[T]]:
    """Yield items in batches of so much weight and so many at most; a heavier one goes alone."""
    batch: list[T] = []
    size = 0
    for item in items:
        own = weight(item)
        if batch and (size + own > most or len(batch) == number):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += own
    if batch:
        yield batch
