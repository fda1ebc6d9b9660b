"""The wrapper of Neo4j's driver: sessions, transactions, retries, bookmarks.

Read-only work says so (a cluster may send it to its secondaries), and a read sees the
writes that went before it.
"""

import logging
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, Self, TypeVar

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Bookmarks,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Query,
    Session,
    unit_of_work,
)
from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_random_exponential

from graph.database.config.target import Target
from graph.database.driver_errors import Contended, translated
from graph.database.statements import READ_WITHIN, QueryCoroutine
from graph.database.transaction import DIALECT, Parameters, Row, Transaction, rows
from graph.limits import STANDARD, Limits
from graph.system.closing import Closing

T = TypeVar("T")

# The driver tells of transactions that it tries again; whoever wants to know listens.
logging.getLogger("neo4j").addHandler(logging.NullHandler())

# Seconds.
CONNECT_WITHIN: Final = 5
# A connection that was idle for longer is tried before it is used: the server may have restarted.
IDLE: Final = 5
# What a client holds when it vanishes without a word (its lock too) is freed after this long.
WRITE_WITHIN: Final = 1_800
ROWS_AT_ONCE: Final = 2_000

# Writers that work side by side get into deadlocks, of which the server ends one at once. That
# is a sign that it is well, so who was ended waits as for a lock, each for another while.
contended = retry(
    retry=retry_if_exception_type(Contended),
    wait=wait_random_exponential(multiplier=0.2, max=5),
    stop=stop_after_delay(WRITE_WITHIN),
    reraise=True,
)


@dataclass(frozen=True)
class Plan:
    """What the server says of a query without running it.

    Attributes:
        read_only: whether it only reads.
        columns: the columns that it returns.
        operators: by which kinds of steps it is done, such as `NodeUniqueIndexSeek`.
    """

    read_only: bool
    columns: tuple[str, ...]
    operators: frozenset[str] = field(default=frozenset(), compare=False)


class Database(Closing):
    """A connection to one Neo4j database, to be used in a `with` statement.

    Args:
        target: where it is and how to log in.
        bookmarks: of what reads have to see from the first on.
        limits: of the work over it.

    Raises:
        InvalidConfiguration: on entering, where address, user or password are wrong.
        DatabaseUnavailable: on entering and on every call, where the server does not answer.
    """

    def __init__(
        self, target: Target, bookmarks: Collection[str] = (), limits: Limits = STANDARD
    ) -> None:
        self._target = target
        self.limits = limits
        with translated(target):
            self._driver = GraphDatabase.driver(
                target.uri,
                auth=(target.user, target.password),
                connection_timeout=CONNECT_WITHIN,
                connection_acquisition_timeout=limits.log_in_within,
                liveness_check_timeout=IDLE,
                notifications_min_severity=NotificationMinimumSeverity.OFF,
            )
        # One for all sessions, so that each read sees what was written before it.
        self._bookmarks = GraphDatabase.bookmark_manager(Bookmarks.from_raw_values(bookmarks))

    @property
    def target(self) -> Target:
        """Where it is and how to log in."""
        return self._target

    def __enter__(self) -> Self:
        try:
            self.verify()
        except BaseException:
            self.close()
            raise
        return self

    def close(self) -> None:
        """Close all connections."""
        self._driver.close()

    def connect(self) -> Callable[[], "Database"]:
        """Return what makes a connection, in any process, that sees all that this one saw."""
        return partial(Database, self._target, self.bookmarks(), self.limits)

    def bookmarks(self) -> list[str]:
        """Return the bookmarks of what was read and written."""
        return list(self._bookmarks.get_bookmarks())

    def follow(self, bookmarks: Collection[str]) -> None:
        """See from now on what another connection wrote."""
        self._bookmarks.update_bookmarks((), bookmarks)

    def forget(self) -> None:
        """Forget what was read and written: at the same address there is another database now."""
        self._bookmarks = GraphDatabase.bookmark_manager()

    def verify(self) -> None:
        """Ask the server for a sign of life.

        Raises:
            InvalidConfiguration: address, user, password or database are wrong.
            DatabaseUnavailable: the server does not answer.
        """
        with self._session(READ_ACCESS) as session:
            session.run(DIALECT + "RETURN 1").consume()

    def server(self) -> str:
        """Return what the server calls itself, such as `Neo4j/5.26.26`.

        Raises:
            DatabaseUnavailable: the server does not answer.
        """
        with translated(self._target):
            return self._driver.get_server_info().agent

    def read(
        self,
        query: str,
        parameters: Parameters | None = None,
        *,
        timeout: float = READ_WITHIN,
        limit_rows: int | None = None,
    ) -> list[Row]:
        """Run a read-only query.

        Args:
            query: Cypher 5, with `$parameters`.
            parameters: their values.
            timeout: seconds after which the server gives up.
            limit_rows: how many rows are too many.

        Raises:
            LimitExceeded: it took longer than `timeout`, or has more rows than `limit_rows`.
            DatabaseUnavailable: the server does not answer, or went away.
        """
        return self.ask(lambda tx: rows(tx.stream(query, parameters), limit_rows), timeout=timeout)

    def ask(self, task: Callable[[Transaction], T], *, timeout: float = READ_WITHIN) -> T:
        """Do a task in one read-only transaction; it may be called again after an error.

        Raises:
            LimitExceeded: a query took longer than `timeout`.
            DatabaseUnavailable: the server does not answer, or went away.
        """

        @unit_of_work(timeout=timeout)
        def managed(transaction: ManagedTransaction) -> T:
            return task(Transaction(transaction, self.limits))

        with self._session(READ_ACCESS) as session:
            return session.execute_read(managed)

    def run_coroutine(self, conversation: QueryCoroutine[T]) -> T:
        """Run the statements of a conversation one after the other; return what it comes to.

        Raises:
            LimitExceeded: a statement took longer than it may.
            DatabaseUnavailable: the server does not answer, or went away.
        """
        text, parameters, timeout = next(conversation)
        while True:
            found = self.read(text, parameters, timeout=timeout)
            try:
                text, parameters, timeout = conversation.send(found)
            except StopIteration as end:
                result: T = end.value
                return result

    def stream(self, query: str, parameters: Parameters | None = None) -> Iterator[Row]:
        """Yield the rows of a read-only query as they come, in one transaction without a limit.

        The transaction ends when the iterator does, also where its consumer stops early
        and closes it.

        Raises:
            DatabaseUnavailable: the server does not answer, or went away.
        """
        with self.reading() as tx:
            yield from tx.stream(query, parameters)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Give a read-only transaction without a limit, for queries that belong together.

        Raises:
            DatabaseUnavailable: the server does not answer, or went away.
        """
        with (
            self._session(READ_ACCESS) as session,
            session.begin_transaction(timeout=0) as transaction,
        ):
            yield Transaction(transaction, self.limits)

    def write(
        self,
        task: Callable[[Transaction], T],
        *,
        timeout: float = WRITE_WITHIN,
        patient: bool = False,
    ) -> T:
        """Do a task in one write transaction: all of it or nothing.

        Args:
            task: what to do; it may be called again after a transient error.
            timeout: seconds after which the server gives up.
            patient: whether a server that does not answer is tried for longer, as part of a
                large load.

        Returns:
            What `tx` returns.

        Raises:
            LimitExceeded: it took longer than `timeout`.
            DatabaseUnavailable: the server does not answer, or went away.
        """

        @unit_of_work(timeout=timeout)
        def managed(transaction: ManagedTransaction) -> T:
            return task(Transaction(transaction, self.limits))

        @contended
        def attempt() -> T:
            with self._session(WRITE_ACCESS, patient=patient) as session:
                return session.execute_write(managed)

        return attempt()

    def explain(self, query: str, parameters: Parameters | None = None) -> Plan:
        """Return what the server says of a query, without running it.

        Raises:
            InvalidVocabulary: the server does not understand the query.
            DatabaseUnavailable: the server does not answer.
        """
        with self._session(READ_ACCESS) as session:
            asked = Query(DIALECT + "EXPLAIN " + query, timeout=READ_WITHIN)
            result = session.run(asked, dict(parameters or {}))
            columns = tuple(result.keys())
            summary = result.consume()
            operators = frozenset(_operators(summary.plan or {}))
            return Plan(summary.query_type == "r", columns, operators)

    @contextmanager
    def _session(self, access: str, *, patient: bool = False) -> Iterator[Session]:
        with (
            translated(self._target),
            self._driver.session(
                database=self._target.database,
                default_access_mode=access,
                fetch_size=ROWS_AT_ONCE,
                bookmark_manager=self._bookmarks,
                max_transaction_retry_time=(
                    self.limits.patience if patient else self.limits.retry_for
                ),
                initial_retry_delay=0.05,
            ) as session,
        ):
            yield session


def _operators(plan: Mapping[str, Any]) -> Iterator[str]:
    """Yield the names of a plan's steps, without the database that they are of."""
    if kind := plan.get("operatorType"):
        yield kind.partition("@")[0]
    for child in plan.get("children", ()):
        yield from _operators(child)
