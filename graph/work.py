"""A running transaction: the one place where a query's text and parameters go to the driver."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from neo4j import ManagedTransaction, Transaction

from graph.values import plain

Row = dict[str, Any]
Parameters = Mapping[str, Any]

# Whatever the server's default is.
DIALECT: Final = "CYPHER 5 "


class Work:
    """A running transaction. `run` gives all rows, `stream` one after the other."""

    def __init__(self, transaction: ManagedTransaction | Transaction) -> None:
        self._transaction = transaction

    def run(self, query: str, parameters: Parameters | None = None) -> list[Row]:
        """Run a query and return all its rows."""
        return list(self.stream(query, parameters))

    def stream(self, query: str, parameters: Parameters | None = None) -> Iterator[Row]:
        """Run a query and yield its rows as they come."""
        for record in self._transaction.run(DIALECT + query, dict(parameters or {})):
            yield dict(zip(record.keys(), map(plain, record.values()), strict=True))
