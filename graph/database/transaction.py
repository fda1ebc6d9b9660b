"""A running transaction: the one place where queries and parameters go to the driver."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any, Final, TypeVar

import neo4j
from neo4j import Record

from graph.database.plain_values import plain
from graph.limits import STANDARD, Limits
from ontology.errors import LimitExceeded

T = TypeVar("T")

Row = dict[str, Any]
Parameters = Mapping[str, Any]

# Whatever the server's default is.
DIALECT: Final = "CYPHER 5 "


def batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield the items, so many at a time."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def rows(found: Iterable[Row], limit: int | None = None) -> list[Row]:
    """Return rows as a list.

    Raises:
        LimitExceeded: there are more than `limit`.
    """
    taken: list[Row] = []
    for row in found:
        if limit is not None and len(taken) == limit:
            raise LimitExceeded(f"The answer has more than {limit} rows. Ask for less at once.")
        taken.append(row)
    return taken


def row(record: Record) -> Row:
    """Return a row as it comes from the driver, of plain values."""
    return dict(zip(record.keys(), map(plain, record.values()), strict=True))


class Rows(list[Any]):
    """Rows of which only the number is written out.

    The driver prepares a line for its log with every query, whether anybody listens or not:
    with all parameters in it, that takes longer than sending them.
    """

    def __repr__(self) -> str:
        return f"[{len(self)} rows]"


class Transaction:
    """A running transaction. `run` gives all rows, `stream` one after the other."""

    def __init__(
        self,
        transaction: neo4j.ManagedTransaction | neo4j.Transaction,
        limits: Limits = STANDARD,
    ) -> None:
        self._transaction = transaction
        self.limits = limits

    def run(self, query: str, parameters: Parameters | None = None) -> list[Row]:
        """Run a query and return all its rows."""
        return list(self.stream(query, parameters))

    def stream(self, query: str, parameters: Parameters | None = None) -> Iterator[Row]:
        """Run a query and yield its rows as they come."""
        given = {
            name: Rows(value) if isinstance(value, list) else value
            for name, value in (parameters or {}).items()
        }
        yield from map(row, self._transaction.run(DIALECT + query, given))
