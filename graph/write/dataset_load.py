"""Loading datasets from staging: in one transaction where it can be, else in batches.

At once is one transaction: readers see the graph before or after it, and a kill leaves
nothing. A change that is too large for that is written in batches (see `load_batches`): its
datasets are marked as loading while that lasts, and after a kill until they are loaded again,
which goes on from what is there, or dropped.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Final

from graph.database.driver import Database
from graph.database.transaction import Transaction
from graph.diff.changes import Comparison, SubjectChange
from graph.read.stored import stored_merges
from graph.read.stored.stored_merges import Merges
from graph.spill.staging import Staging
from graph.state import catalog, fingerprints, version_gate, write_lock
from graph.state.dataset_totals import DatasetTotals
from graph.state.error_state import NOTHING, is_sure, listed, telling
from graph.state.lease import leased, patient
from graph.state.ledger import Intake
from graph.write import merging
from graph.write.apply import Applier, ByDataset
from graph.write.load_batches import BatchedLoad, Progress
from ontology.errors import CoopgraphError
from ontology.vocabulary import Vocabulary

NO_INTAKES: Final[Mapping[str, Intake]] = {}


class TooMuch(Exception):
    """There is more to change than one transaction can hold."""


class Loading:
    """One load of some datasets, each of which then says what is staged for it.

    Args:
        database: where to.
        vocabulary: the declared terms.
        staging: what the datasets shall say.
        intakes: by dataset IRI, what the loader counted.
        leaving: datasets to take out.
        progress: told how many statements were written, from time to time.
    """

    def __init__(
        self,
        database: Database,
        vocabulary: Vocabulary,
        staging: Staging,
        *,
        intakes: Mapping[str, Intake] = NO_INTAKES,
        leaving: Iterable[str] = (),
        progress: Progress = lambda written: None,
    ) -> None:
        self._database = database
        self._limits = database.limits
        self._vocabulary = vocabulary
        self._merged = vocabulary
        self._staging = staging
        self._intakes = intakes
        self._leaving = list(leaving)
        self._datasets = [*staging.datasets, *self._leaving]
        self._progress = progress
        self._gate = version_gate.VersionGate(database)
        self._batched: BatchedLoad | None = None

    def run(self) -> ByDataset:
        """Load, and return by dataset IRI what was changed.

        Raises:
            InvalidConfiguration: the view was made with another version of the ontology.
            Busy: another load was busy with the datasets for too long.
        """
        try:
            with telling(self._left):
                done = self._run()
        except BaseException:
            self._gate.end_failed_commit()
            raise
        self._gate.end_commit()
        return done

    def _left(self, error: CoopgraphError) -> str:
        """Say what state an error leaves."""
        if self._batched and self._batched.began:
            names = listed(self._datasets)
            if self._leaving:
                return f"Half of {names} is taken out: drop it again, or load it."
            return f"Half of {names} is loaded: load it again, or drop it."
        if is_sure(error):
            return NOTHING
        return "Nothing was written, or all of a first part: `coopgraph datasets` says which."

    def _run(self) -> ByDataset:
        if self._staging.totals.total() <= self._limits.at_once:
            try:
                return patient(self._database.write)(self._small)
            except TooMuch:  # what goes is more than what comes
                pass
        return self._large()

    def _small(self, tx: Transaction) -> ByDataset:
        """Compare and write in one transaction."""
        state = catalog.lock_for(tx, self._vocabulary)
        write_lock.end_stale_lease(tx, state, self._datasets)
        if catalog.size(tx, self._datasets) - self._staging.totals.total() > self._limits.at_once:
            raise TooMuch
        comparison = Comparison(tx, self._staging, self._datasets, self._vocabulary)
        some, more = split(comparison.touched(), self._limits.at_once)
        if more:
            raise TooMuch
        return self._in_one(tx, some, comparison, state)

    def _large(self) -> ByDataset:
        """Claim the datasets, compare, and only then write."""
        with leased(self._database, self._datasets) as owner:
            self._merged = stored_merges.merged(self._database, self._vocabulary)
            batched = self._batched = BatchedLoad(
                self._database,
                self._merged,
                owner,
                self._staging,
                gate=self._gate,
                leaving=self._leaving,
                progress=self._progress,
            )
            comparison = Comparison(self._database, self._staging, self._datasets, self._vocabulary)
            if not self._leaving and comparison.is_first():
                return self._finish(batched, batched.fill())
            touched = comparison.touched()
            some, more = split(touched, self._limits.at_once)
            if not more:
                once = partial(self._under_lease, owner, some, comparison)
                return self._database.write(once, patient=True)
            batched.write(chain(some, more, touched))
            return self._finish(batched, comparison.contents)

    def _under_lease(
        self, owner: str, touched: list[SubjectChange], comparison: Comparison, tx: Transaction
    ) -> ByDataset:
        state = catalog.lock_for(tx, self._vocabulary)
        write_lock.check_owner(state.owner, owner)
        return self._in_one(tx, touched, comparison, state)

    def _in_one(
        self,
        tx: Transaction,
        touched: list[SubjectChange],
        comparison: Comparison,
        state: write_lock.State,
    ) -> ByDataset:
        catalog.create(tx, self._staging.datasets)
        vocabulary = stored_merges.merged(tx, self._vocabulary)
        applier = Applier(tx, vocabulary)
        (applier.change if state.described else applier.add)(touched)
        merging.settle(tx, self._vocabulary, vocabulary.merges)
        done = self._settle(applier.changes, comparison.contents, tx)
        if touched or state.loading or version_gate.is_abandoned(tx):
            self._gate.begin_commit()
        return done

    def _finish(self, batched: BatchedLoad, contents: Mapping[str, DatasetTotals]) -> ByDataset:
        def task(tx: Transaction) -> ByDataset:
            write_lock.check_owner(write_lock.lock(tx).owner, batched.owner)
            # Another load may have brought decisions meanwhile, and who was killed left some.
            merging.settle(tx, self._vocabulary, self._stale(tx))
            done = self._settle(batched.changes, contents, tx)
            self._gate.begin_commit()
            return done

        return self._database.write(task, patient=True)

    def _stale(self, tx: Transaction) -> Merges:
        """Return what was merged when the batches were written, without what still is."""
        now, used = stored_merges.read(tx), self._merged.merges
        return {key: merge for key, merge in used.items() if now.get(key) != merge}

    def _settle(
        self, changes: ByDataset, contents: Mapping[str, DatasetTotals], tx: Transaction
    ) -> ByDataset:
        """Note what the datasets now say, and what the load did."""
        catalog.finalize(tx, {one: contents[one] for one in self._staging.datasets})
        catalog.delete(tx, self._leaving)
        tx.run(write_lock.UNMARK_LOADING, {"datasets": self._datasets})
        fingerprints.remember(tx, self._staging.sources)
        done = {one: contents[one].plus(changes.get(one)) for one in self._datasets}
        catalog.append(tx, contents, done, counted(self._staging, contents, self._intakes))
        return done


def counted(
    staging: Staging, contents: Mapping[str, DatasetTotals], intakes: Mapping[str, Intake]
) -> dict[str, Intake]:
    """Return by IRI what was counted for each dataset, where its loader did not say it."""
    return {
        iri: intakes.get(iri, Intake()).counted(content.size, staging.totals[iri])
        for iri, content in contents.items()
    }


def split(
    touched: Iterator[SubjectChange], most: int
) -> tuple[list[SubjectChange], list[SubjectChange]]:
    """Take subjects of so many statements; the second list has the one that was too much."""
    some: list[SubjectChange] = []
    size = 0
    for one in touched:
        size += one.size
        if size > most:
            return some, [one]
        some.append(one)
    return some, []
