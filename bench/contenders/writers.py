"""Two threads that write batches while another one parses."""

from collections.abc import Callable, Sequence
from queue import Queue
from threading import Thread
from typing import Any, Final

from neo4j import Driver, ManagedTransaction

WRITERS: Final = 2
WAITING: Final = 8

Rows = Sequence[Any]
Answer = Callable[[Rows, list[Any]], None]


class Writers:
    """Takes batches and writes them, in no certain order.

    Args:
        driver: an open connection.
    """

    def __init__(self, driver: Driver) -> None:
        self._driver = driver
        self._queue: Queue[tuple[str, Rows, Answer | None]] = Queue(WAITING)
        self._failed: list[Exception] = []
        for _ in range(WRITERS):
            Thread(target=self._write, daemon=True).start()

    def submit(self, query: str, rows: Rows, answer: Answer | None = None) -> None:
        """Have a batch written; `answer` is called with it and the first column of the result."""
        self._queue.put((query, rows, answer))

    def wait(self) -> None:
        """Return when all is written; raise what went wrong."""
        self._queue.join()
        if self._failed:
            raise self._failed[0]

    def _write(self) -> None:
        with self._driver.session() as session:
            while True:
                query, rows, answer = self._queue.get()
                try:
                    values = session.execute_write(_run, query, rows)
                    if answer:
                        answer(rows, values)
                except Exception as error:  # `wait` tells it
                    self._failed.append(error)
                finally:
                    self._queue.task_done()


def _run(transaction: ManagedTransaction, query: str, rows: Rows) -> list[Any]:
    return transaction.run(query, rows=rows).value()
