"""Consistent reads: they see a commit whole or not at all, and say what they may lack.

Neo4j shows a reader what is committed at the moment when it looks, so an answer could see half
of a load, even of one that is a single transaction. So every answer is taken between two looks
at the database's state (see `load_status` and `version_gate`), all in one statement: where they
differ, the graph changed meanwhile, and the question is asked again. What is written in steps is
seen step by step, and the answer names it; one that has to be consistent is refused.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final, NamedTuple, ParamSpec, TypeVar

from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from graph.database.driver import Database
from graph.database.statements import READ_WITHIN, QueryCoroutine, Statement
from graph.database.transaction import Parameters, Row
from graph.limits import Limits
from graph.read.consistency import load_status
from graph.read.consistency.load_status import ConcurrentChange, Incomplete, LoadStatus

P = ParamSpec("P")
T = TypeVar("T")

# The second look needs the rows, so it cannot come before them.
BETWEEN_LOOKS: Final = """
CALL () {{ {before} }}
WITH look AS before
CALL () {{
CALL () {{
{query}
}}
RETURN collect([{columns}]) AS rows
}}
CALL () {{
CALL () {{
{beside}
}}
RETURN [{column}] AS beside
}}
CALL (rows, beside) {{
WITH CASE WHEN size(rows) >= 0 AND size(beside) > 0 THEN 1 END AS one
{after}
}}
RETURN before, rows, beside[0] AS beside, look AS after
"""


def until_unchanged(limits: Limits) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Return what does something, in a thread or on an event loop, until no commit is between."""
    return retry(
        retry=retry_if_exception_type(ConcurrentChange),
        wait=wait_fixed(0.05),
        stop=stop_after_delay(limits.commit_wait),
        reraise=True,
    )


class Query(NamedTuple):
    """A query that only reads.

    Attributes:
        text: the Cypher.
        columns: the columns that it returns.
        beside: another query of one row and one column, asked in the same breath.
        column: its column.
    """

    text: str
    columns: tuple[str, ...]
    beside: str = "RETURN null AS nothing"
    column: str = "nothing"


class Found(NamedTuple):
    """An answer, what it may lack, and the state of the graph of which it tells."""

    rows: list[Row]
    incomplete: Incomplete
    look: LoadStatus
    beside: Any = None


def asked(
    query: Query, parameters: Parameters, *, consistent: bool, timeout: float = READ_WITHIN
) -> QueryCoroutine[Found]:
    """Ask a query between two looks.

    Raises:
        BeingLoaded: a dataset is half written, and the answer has to be consistent.
        Unsteady: a commit came between; ask again.
    """
    (row,) = yield Statement(between_looks(query), parameters, timeout)
    before, after = LoadStatus.of(row["before"]), LoadStatus.of(row["after"])
    incomplete = load_status.between(before, after, consistent=consistent)
    if before.rebuilding or after.rebuilding:
        (every,) = yield Statement(load_status.ANY, {}, timeout)
        incomplete = Incomplete.of(every["iris"], every["total"])
    rows = [dict(zip(query.columns, one, strict=True)) for one in row["rows"]]
    return Found(rows, incomplete, after, row["beside"])


@lru_cache
def between_looks(query: Query) -> str:
    """Return the statement that looks, asks and looks again; it has one row."""
    return BETWEEN_LOOKS.format(
        before=load_status.query(),
        query=query.text,
        columns=", ".join(query.columns),
        beside=query.beside,
        column=query.column,
        after=load_status.look(load_status.NAMED),
    )


def read(
    database: Database, query: Query, parameters: Parameters, *, consistent: bool = False
) -> Found:
    """Run a read-only query on a graph into which nobody commits meanwhile.

    Raises:
        BeingLoaded: a dataset is half written, and the answer has to be consistent; or loads
            follow each other too closely.
        LimitExceeded: it took too long.
        DatabaseUnavailable: the server does not answer, or went away.
    """

    def attempt() -> Found:
        return database.run_coroutine(asked(query, parameters, consistent=consistent))

    return until_unchanged(database.limits)(attempt)()
