"""Writing what is too much for one transaction, step by step, each of them a transaction.

After every step, view and records agree. Steps that only add, of subjects that the load's
datasets said nothing of, are written side by side (see `writers`); others one at a time, with
nobody else writing.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from graph.database.driver import Database
from graph.database.transaction import Work, batches
from graph.diff.changes import Touched, first, steps
from graph.spill.staging import Staging
from graph.state import catalog, write_lock
from graph.state.dataset_totals import DatasetTotals
from graph.state.ledger import Changes
from graph.state.version_gate import Door
from graph.write.apply import ByDataset, Exchange
from graph.write.parallel_writers import Filled, Hand, Writers
from ontology.vocabulary import Vocabulary

# Statements a step, and those that a writer gets at once, if a part has not more.
STEP: Final = 20_000
TASK: Final = 2 * STEP

# Told how many statements have been written.
Progress = Callable[[int], None]


class Steps:
    """The steps of one load that has claimed its datasets.

    Args:
        database: where to.
        vocabulary: the declared terms.
        holder: the claim's holder.
        staging: what the datasets shall say.
        leaving: datasets to take out.
        door: shut while the step is committed that announces the others.
        progress: told how many statements were written, from time to time.

    Attributes:
        holder: the claim's holder.
        changes: by dataset IRI, what was changed so far.
        began: whether a step was written, so that datasets are half loaded.
    """

    def __init__(
        self,
        database: Database,
        vocabulary: Vocabulary,
        holder: str,
        staging: Staging,
        *,
        leaving: Sequence[str],
        door: Door,
        progress: Progress,
    ) -> None:
        self.holder = holder
        self._database = database
        self._hand = Hand(vocabulary, holder, None)
        self._staging = staging
        self._leaving = leaving
        self._door = door
        self._progress = progress
        self._written = 0
        self.changes: ByDataset = {}
        self.began = False

    def write(self, touched: Iterable[Touched]) -> None:
        """Write these subjects.

        Raises:
            TakenOver: another load has claimed meanwhile.
        """

        def done(filled: Filled) -> None:
            self._add(filled.changes)

        with Writers(self._database, self._staging.totals.total(), done) as writers:
            for held, step in steps(touched, STEP):
                if held or not self.began:
                    writers.wait()
                    self._alone(step)
                else:
                    writers.give(partial(self._hand.fill, step))
            writers.wait()

    def fill(self) -> dict[str, DatasetTotals]:
        """Write all that is staged, of which nothing was there; return what datasets then say.

        Raises:
            TakenOver: another load has claimed meanwhile.
        """
        contents = {dataset: DatasetTotals() for dataset in self._staging.datasets}

        def done(filled: Filled) -> None:
            self._add(filled.changes)
            for dataset, content in filled.contents.items():
                contents[dataset].join(content)

        total = self._staging.totals.total()
        makers = deque(self._staging.makers())
        size = max(1, TASK * len(makers) // max(1, total))
        while makers and not self.began:
            for _, step in steps(first(makers.popleft()(), contents), STEP):
                self._alone(step)
        with Writers(self._database, total, done) as writers:
            for some in batches(makers, size):
                writers.give(partial(self._hand.fill_parts, some, STEP))
            writers.wait()
        return contents

    def _add(self, changes: ByDataset) -> None:
        for dataset, one in changes.items():
            self.changes[dataset] = self.changes.get(dataset, Changes()) + one
            self._written += one.written + one.removed
        self._progress(self._written)

    def _alone(self, step: Sequence[Touched]) -> None:
        """Write subjects with nobody else writing; the first step announces what is half loaded."""

        def work(work: Work) -> tuple[ByDataset, int | None]:
            state = catalog.lock_for(work, self._hand.vocabulary)
            write_lock.check_holder(state.holder, self._hand.holder)
            work.run(write_lock.TAKE_PLACE, {"place": 1})
            if not self.began:
                catalog.enter(work, self._staging.datasets)
                work.run(
                    write_lock.ANNOUNCE, {"datasets": [*self._staging.datasets, *self._leaving]}
                )
            exchange = Exchange(work, self._hand.vocabulary)
            (exchange.change if state.described else exchange.add)(step)
            if not self.began:  # nobody may see the step, and not yet what it announces
                self._door.shut()
            return exchange.changes, None if state.described else state.changes

        changes, empty_at = self._database.write(work, timeout=write_lock.STEP_WITHIN, patient=True)
        if not self.began:
            self._door.open()
            self.began = True
            self._hand = self._hand._replace(empty_at=empty_at)
        self._add(changes)
