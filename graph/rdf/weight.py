"""Weight of records: how much memory they take when read, held, written or removed.

What is done in one transaction has to fit into the memory of both sides. The unit is a
statement of up to `LONG` bytes; a longer one counts for several, and so does a subject with
many links.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeVar

from graph.rdf.records import Record, Statements

T = TypeVar("T")

LONG: Final = 500


def of_text(statements: Statements) -> int:
    """Return what a text weighs."""
    size = len(statements) if statements.isascii() else len(statements.encode())
    return size // LONG


def of_record(record: Record) -> int:
    """Return what a record weighs that is written."""
    return max(record.size, of_text(record.statements))


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
