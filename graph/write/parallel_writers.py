"""Parallel writers of one load, which only add.

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
from graph.database.transaction import Transaction
from graph.diff.changes import SubjectChange, all_new, weighed_batches
from graph.spill.staging import MakePartition
from graph.state import write_lock
from graph.state.dataset_totals import DatasetTotals
from graph.state.ledger import Changes
from graph.system.processes import processes
from graph.write.apply import Applier, ByDataset
from ontology.vocabulary import Vocabulary

THREADS: Final = 2


@dataclass
class Written:
    """What was written.

    Attributes:
        changes: by dataset IRI.
        contents: by dataset IRI, where the writer compared nothing and so had to count.
        bookmarks: of the transactions, where the connection was the writer's own.
    """

    changes: ByDataset = field(default_factory=dict)
    contents: Mapping[str, DatasetTotals] = field(default_factory=dict)
    bookmarks: Collection[str] = ()


class WriteContext(NamedTuple):
    """How one load adds to the graph: what each of its writers has to know.

    Attributes:
        vocabulary: the declared terms.
        owner: of the load's lease.
        empty_at: the number of changes at which the graph was known to have no nodes but
            those of the load; None where it has.
    """

    vocabulary: Vocabulary
    owner: str
    empty_at: int | None

    def fill(self, touched: Sequence[SubjectChange], database: Database, slot: int) -> Written:
        """Write subjects that the load's datasets said nothing of, in one transaction."""

        def task(tx: Transaction) -> ByDataset:
            changes = write_lock.take_slot(tx, slot, self.owner)
            applier = Applier(tx, self.vocabulary)
            (applier.add if changes == self.empty_at else applier.change)(touched)
            return applier.changes

        return Written(database.write(task, timeout=database.limits.batch_within, patient=True))

    def fill_partitions(
        self, makers: Sequence[MakePartition], database: Database, slot: int
    ) -> Written:
        """Write partitions of datasets that said nothing at all, batch by batch."""
        changes: ByDataset = {}
        contents: dict[str, DatasetTotals] = defaultdict(DatasetTotals)
        touched = (one for make in makers for one in all_new(make(), contents))
        for _, batch in weighed_batches(touched, database.limits.batch):
            for dataset, one in self.fill(batch, database, slot).changes.items():
                changes[dataset] = changes.get(dataset, Changes()) + one
        return Written(changes, contents)


# Writes something over a connection, in one of the writer slots.
Task = Callable[[Database, int], Written]


class ParallelWriters:
    """The writers of one load, to be used in a `with` statement.

    Args:
        database: where to.
        statements: how many there are to write, about.
        done: told of each task what it wrote, in the order in which they were given.
    """

    def __init__(
        self, database: Database, statements: int, done: Callable[[Written], None]
    ) -> None:
        self._database = database
        self._in_processes = statements >= database.limits.processes_from
        self._done = done
        self._running: deque[tuple[int, Future[Written]]] = deque()
        # More than there are writers: so who is done finds the next task.
        self._free_slots = list(range(1, write_lock.WRITER_SLOTS))
        self._stack = ExitStack()
        self._pool: Executor

    def __enter__(self) -> Self:
        if self._in_processes:
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

    def submit(self, task: Task) -> None:
        """Have a task done; wait where all slots are taken."""
        if not self._free_slots:
            self._collect()
        slot = self._free_slots.pop()
        if self._in_processes:
            self._running.append((slot, self._pool.submit(_in_processes, task, slot)))
        else:
            self._running.append((slot, self._pool.submit(task, self._database, slot)))

    def wait(self) -> None:
        """Wait until all tasks are done."""
        while self._running:
            self._collect()

    def _collect(self) -> None:
        slot, task = self._running.popleft()
        written = task.result()
        self._free_slots.append(slot)
        self._database.follow(written.bookmarks)
        self._done(written)


_own: Database


def _connect(connect: Callable[[], Database]) -> None:
    global _own  # noqa: PLW0603  a process has one connection, which its tasks share
    _own = connect()


def _in_processes(task: Task, slot: int) -> Written:
    written = task(_own, slot)
    written.bookmarks = _own.bookmarks()
    return written
