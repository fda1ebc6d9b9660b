"""Writing what is too much for one transaction, step by step, each of them a transaction.

After every step, view and records agree. Steps that only add, of subjects that the load's
datasets said nothing of, are written side by side; others one at a time, with nobody else
writing.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import Final

from graph import bookkeeping, lock
from graph.database import Database
from graph.difference import Touched
from graph.exchange import ByDataset, Exchange
from graph.ledger import Changes
from graph.work import Work
from ontology.vocabulary import Vocabulary

# Statements a step, and how many are written side by side.
STEP: Final = 20_000
WRITERS: Final = 2
# Seconds after which the server ends a step: one whose client stands still keeps its locks.
STEP_WITHIN: Final = 300

# Told how many statements have been written.
Progress = Callable[[int], None]


class Steps:
    """The steps of one load that has claimed its datasets.

    Args:
        database: where to.
        vocabulary: the declared terms.
        holder: the claim's holder.
        progress: told how many statements were written, from time to time.
    """

    def __init__(
        self, database: Database, vocabulary: Vocabulary, holder: str, progress: Progress
    ) -> None:
        self._database = database
        self._vocabulary = vocabulary
        self._holder = holder
        self._progress = progress
        self._written = 0
        self._changes: ByDataset = {}
        # The number of changes at which the graph was known to be empty but for our own steps.
        self._empty_at: int | None = None
        self._places: SimpleQueue[int] = SimpleQueue()
        for place in range(1, WRITERS + 1):
            self._places.put(place)

    def begin(self, coming: Sequence[str], leaving: Sequence[str]) -> None:
        """Announce to readers that datasets are being loaded."""

        def work(work: Work) -> int | None:
            state = bookkeeping.lock_for(work, self._vocabulary)
            lock.check_holder(state.holder, self._holder)
            bookkeeping.enter(work, coming)
            work.run(lock.ANNOUNCE, {"datasets": [*coming, *leaving]})
            return None if state.described else state.changes

        self._empty_at = self._database.write(work)

    def write(self, touched: Iterable[Touched]) -> ByDataset:
        """Write subjects; return what was changed.

        Raises:
            TakenOver: another load has claimed meanwhile.
        """
        running: deque[Future[ByDataset]] = deque()
        with ThreadPoolExecutor(WRITERS) as pool:
            try:
                for held, step in steps(touched):
                    self._collect(running, most=0 if held else WRITERS)
                    if held:
                        self._add(self._write(partial(self._change, step)))
                    else:
                        running.append(pool.submit(self._beside, step))
                self._collect(running, most=0)
            finally:
                for one in running:
                    one.cancel()
        return self._changes

    def _collect(self, running: deque[Future[ByDataset]], most: int) -> None:
        """Wait until no more than so many steps are on their way."""
        while len(running) > most:
            self._add(running.popleft().result())

    def _add(self, changes: ByDataset) -> None:
        for dataset, one in changes.items():
            self._changes[dataset] = self._changes.get(dataset, Changes()) + one
            self._written += one.written + one.removed
        self._progress(self._written)

    def _write(self, work: Callable[[Work], ByDataset]) -> ByDataset:
        return self._database.write(work, timeout=STEP_WITHIN, patient=True)

    def _beside(self, step: Sequence[Touched]) -> ByDataset:
        place = self._places.get()
        try:
            return self._write(partial(self._fill, place, step))
        finally:
            self._places.put(place)

    def _fill(self, place: int, step: Sequence[Touched], work: Work) -> ByDataset:
        """Write subjects that the datasets said nothing of, beside other writers."""
        changes = lock.take_place(work, place, self._holder)
        exchange = Exchange(work, self._vocabulary)
        (exchange.add if changes == self._empty_at else exchange.change)(step)
        return exchange.changes

    def _change(self, step: Sequence[Touched], work: Work) -> ByDataset:
        """Write subjects that the datasets said something of, alone."""
        lock.check_holder(bookkeeping.lock_for(work, self._vocabulary).holder, self._holder)
        work.run(lock.TAKE_PLACE, {"place": 1})
        exchange = Exchange(work, self._vocabulary)
        exchange.change(step)
        return exchange.changes


def steps(touched: Iterable[Touched]) -> Iterator[tuple[bool, list[Touched]]]:
    """Yield steps, each of subjects that were all held before, or all not."""
    waiting: dict[bool, list[Touched]] = {True: [], False: []}
    sizes = {True: 0, False: 0}
    for one in touched:
        waiting[one.held].append(one)
        sizes[one.held] += one.size
        if sizes[one.held] >= STEP:
            yield one.held, waiting[one.held]
            waiting[one.held], sizes[one.held] = [], 0
    yield from ((held, step) for held, step in waiting.items() if step)
