"""Writers of one load that work side by side, and only add.

Each is a process with a connection of its own, because threads of Python take turns. Where
little is to be written they are threads all the same, which begin at once.
"""

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from types import TracebackType
from typing import Final, NamedTuple, Self

from graph.database.driver import Database
from graph.database.transaction import Work
from graph.diff.changes import Touched, first, steps
from graph.spill.staging import MakePart
from graph.state import write_lock
from graph.state.dataset_totals import DatasetTotals
from graph.state.ledger import Changes
from graph.system.processes import processes
from graph.write.apply import ByDataset, Exchange
from ontology.vocabulary import Vocabulary

# Statements for which it pays to start processes.
PROCESSES_FROM: Final = 300_000
THREADS: Final = 2


@dataclass
class Filled:
    """What was written.

    Attributes:
        changes: by dataset IRI.
        contents: by dataset IRI, where the writer compared nothing and so had to count.
        bookmarks: of the transactions, where the connection was the writer's own.
    """

    changes: ByDataset = field(default_factory=dict)
    contents: Mapping[str, DatasetTotals] = field(default_factory=dict)
    bookmarks: Collection[str] = ()


class Hand(NamedTuple):
    """How one load adds to the graph: what each of its writers has to know.

    Attributes:
        vocabulary: the declared terms.
        holder: of the load's claim.
        empty_at: the number of changes at which the graph was known to have no nodes but
            those of the load; None where it has.
    """

    vocabulary: Vocabulary
    holder: str
    empty_at: int | None

    def fill(self, touched: Sequence[Touched], database: Database, place: int) -> Filled:
        """Write subjects that the load's datasets said nothing of, in one transaction."""

        def work(work: Work) -> ByDataset:
            changes = write_lock.take_place(work, place, self.holder)
            exchange = Exchange(work, self.vocabulary)
            (exchange.add if changes == self.empty_at else exchange.change)(touched)
            return exchange.changes

        return Filled(database.write(work, timeout=write_lock.STEP_WITHIN, patient=True))

    def fill_parts(
        self, makers: Sequence[MakePart], size: int, database: Database, place: int
    ) -> Filled:
        """Write parts of datasets that said nothing at all, so many statements at a time."""
        changes: ByDataset = {}
        contents: dict[str, DatasetTotals] = defaultdict(DatasetTotals)
        touched = (one for make in makers for one in first(make(), contents))
        for _, step in steps(touched, size):
            for dataset, one in self.fill(step, database, place).changes.items():
                changes[dataset] = changes.get(dataset, Changes()) + one
        return Filled(changes, contents)


# Writes something over a connection, in one of the places for writers.
Task = Callable[[Database, int], Filled]


class Writers:
    """The writers of one load, to be used in a `with` statement.

    Args:
        database: where to.
        statements: how many there are to write, about.
        done: told of each task what it wrote, in the order in which they were given.
    """

    def __init__(self, database: Database, statements: int, done: Callable[[Filled], None]) -> None:
        self._database = database
        self._apart = statements >= PROCESSES_FROM
        self._done = done
        self._running: deque[tuple[int, Future[Filled]]] = deque()
        # More than there are writers: so who is done finds the next task.
        self._places = list(range(1, write_lock.PLACES))
        self._stack = ExitStack()
        self._pool: Executor

    def __enter__(self) -> Self:
        if self._apart:
            connect = partial(_connect, self._database.connect())
            self._pool = self._stack.enter_context(processes(connect))
        else:
            self._pool = self._stack.enter_context(ThreadPoolExecutor(THREADS))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool | None:
        for _, one in self._running:
            one.cancel()
        return self._stack.__exit__(kind, error, traceback)

    def give(self, task: Task) -> None:
        """Have a task done; wait where all places are taken."""
        if not self._places:
            self._collect()
        place = self._places.pop()
        if self._apart:
            self._running.append((place, self._pool.submit(_apart, task, place)))
        else:
            self._running.append((place, self._pool.submit(task, self._database, place)))

    def wait(self) -> None:
        """Wait until all tasks are done."""
        while self._running:
            self._collect()

    def _collect(self) -> None:
        place, task = self._running.popleft()
        filled = task.result()
        self._places.append(place)
        self._database.follow(filled.bookmarks)
        self._done(filled)


_own: Database


def _connect(connect: Callable[[], Database]) -> None:
    global _own  # noqa: PLW0603  a process has one connection, which its tasks share
    _own = connect()


def _apart(task: Task, place: int) -> Filled:
    filled = task(_own, place)
    filled.bookmarks = _own.bookmarks()
    return filled
