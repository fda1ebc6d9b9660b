"""Writing in batches what is too much for one transaction.

After every batch, view and records agree. Batches that only add, of subjects that the load's
datasets said nothing of, are written side by side (see `parallel_writers`); others one at a time,
with nobody else writing.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

from graph.database.driver import Database
from graph.database.transaction import Transaction, batches
from graph.diff.changes import SubjectChange, all_new, weighed_batches
from graph.spill.staging import Staging
from graph.state import catalog, write_lock
from graph.state.dataset_totals import DatasetTotals
from graph.state.ledger import Changes
from graph.state.version_gate import VersionGate
from graph.write.apply import Applier, ByDataset
from graph.write.parallel_writers import ParallelWriters, WriteContext, Written
from ontology.vocabulary import Vocabulary

# Batches that a writer gets at once, if a partition has not more.
TASK: Final = 2

# Told how many statements have been written.
Progress = Callable[[int], None]


class BatchedLoad:
    """The batches of one load that has the lease on its datasets.

    Args:
        database: where to.
        vocabulary: the declared terms.
        owner: the lease's owner.
        staging: what the datasets shall say.
        leaving: datasets to take out.
        gate: told of the commit of the batch that announces the others.
        progress: told how many statements were written, from time to time.

    Attributes:
        owner: the lease's owner.
        changes: by dataset IRI, what was changed so far.
        began: whether a batch was written, so that datasets are half loaded.
    """

    def __init__(
        self,
        database: Database,
        vocabulary: Vocabulary,
        owner: str,
        staging: Staging,
        *,
        leaving: Sequence[str],
        gate: VersionGate,
        progress: Progress,
    ) -> None:
        self.owner = owner
        self._database = database
        self._limits = database.limits
        self._context = WriteContext(vocabulary, owner, None)
        self._staging = staging
        self._leaving = leaving
        self._gate = gate
        self._progress = progress
        self._written = 0
        self.changes: ByDataset = {}
        self.began = False

    def write(self, touched: Iterable[SubjectChange]) -> None:
        """Write these subjects.

        Raises:
            TakenOver: another load has the lease meanwhile.
        """

        def done(written: Written) -> None:
            self._add(written.changes)

        with ParallelWriters(self._database, self._staging.totals.total(), done) as writers:
            for held, batch in weighed_batches(touched, self._limits.batch):
                if held or not self.began:
                    writers.wait()
                    self._write_exclusively(batch)
                else:
                    writers.submit(partial(self._context.fill, batch))
            writers.wait()

    def fill(self) -> dict[str, DatasetTotals]:
        """Write all that is staged, of which nothing was there; return what datasets then say.

        Raises:
            TakenOver: another load has the lease meanwhile.
        """
        contents = {dataset: DatasetTotals() for dataset in self._staging.datasets}

        def done(written: Written) -> None:
            self._add(written.changes)
            for dataset, content in written.contents.items():
                contents[dataset].join(content)

        total = self._staging.totals.total()
        makers = deque(self._staging.makers())
        size = max(1, TASK * self._limits.batch * len(makers) // max(1, total))
        while makers and not self.began:
            new = all_new(makers.popleft()(), contents)
            for _, batch in weighed_batches(new, self._limits.batch):
                self._write_exclusively(batch)
        with ParallelWriters(self._database, total, done) as writers:
            for some in batches(makers, size):
                writers.submit(partial(self._context.fill_partitions, some))
            writers.wait()
        return contents

    def _add(self, changes: ByDataset) -> None:
        for dataset, one in changes.items():
            self.changes[dataset] = self.changes.get(dataset, Changes()) + one
            self._written += one.written + one.removed
        self._progress(self._written)

    def _write_exclusively(self, batch: Sequence[SubjectChange]) -> None:
        """Write subjects with nobody else writing; the first batch marks what is half loaded."""

        def task(tx: Transaction) -> tuple[ByDataset, int | None]:
            state = catalog.lock_for(tx, self._context.vocabulary)
            write_lock.check_owner(state.owner, self._context.owner)
            tx.run(write_lock.TAKE_SLOT, {"slot": 1})
            if not self.began:
                catalog.create(tx, self._staging.datasets)
                tx.run(
                    write_lock.MARK_LOADING, {"datasets": [*self._staging.datasets, *self._leaving]}
                )
            applier = Applier(tx, self._context.vocabulary)
            (applier.change if state.described else applier.add)(batch)
            if not self.began:  # nobody may see the batch, and not yet what it announces
                self._gate.begin_commit()
            return applier.changes, None if state.described else state.changes

        changes, empty_at = self._database.write(
            task, timeout=self._limits.batch_within, patient=True
        )
        if not self.began:
            self._gate.end_commit()
            self.began = True
            self._context = self._context._replace(empty_at=empty_at)
        self._add(changes)
