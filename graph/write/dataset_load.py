"""One load, from staged statements to the graph: at once where it can be, else in steps.

At once is one transaction: readers see the graph before or after it, and a kill leaves
nothing. A change that is too large for that is written in steps (see `steps`): its datasets
are announced as loading while that lasts, and after a kill until they are loaded again,
which goes on from what is there, or dropped.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Final

from graph.database.driver import Database
from graph.database.transaction import Work
from graph.diff.changes import Comparison, Touched
from graph.spill.staging import Staging
from graph.state import catalog, fingerprints, version_gate, write_lock
from graph.state.dataset_totals import DatasetTotals
from graph.state.error_state import NOTHING, is_sure, listed, telling
from graph.state.lease import claimed, patient
from graph.state.ledger import Intake
from graph.write.apply import ByDataset, Exchange
from graph.write.load_batches import Progress, Steps
from ontology.errors import CoopgraphError
from ontology.vocabulary import Vocabulary

# One transaction holds as many changed statements: more would need more memory than the
# server gives it.
AT_ONCE: Final = 100_000


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
        self._vocabulary = vocabulary
        self._staging = staging
        self._intakes = intakes
        self._leaving = list(leaving)
        self._datasets = [*staging.datasets, *self._leaving]
        self._progress = progress
        self._door = version_gate.Door(database)
        self._steps: Steps | None = None

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
            self._door.open_after_failure()
            raise
        self._door.open()
        return done

    def _left(self, error: CoopgraphError) -> str:
        """Say what state an error leaves."""
        if self._steps and self._steps.began:
            names = listed(self._datasets)
            if self._leaving:
                return f"Half of {names} is taken out: drop it again, or load it."
            return f"Half of {names} is loaded: load it again, or drop it."
        if is_sure(error):
            return NOTHING
        return "Nothing was written, or all of a first part: `coopgraph datasets` says which."

    def _run(self) -> ByDataset:
        if self._staging.totals.total() <= AT_ONCE:
            try:
                return patient(self._database.write)(self._small)
            except TooMuch:  # what goes is more than what comes
                pass
        return self._large()

    def _small(self, work: Work) -> ByDataset:
        """Compare and write in one transaction."""
        state = catalog.lock_for(work, self._vocabulary)
        write_lock.free(work, state, self._datasets)
        if catalog.size(work, self._datasets) - self._staging.totals.total() > AT_ONCE:
            raise TooMuch
        comparison = Comparison(work, self._staging, self._datasets)
        some, more = split(comparison.touched(), AT_ONCE)
        if more:
            raise TooMuch
        return self._at_once(work, some, comparison, state)

    def _large(self) -> ByDataset:
        """Claim the datasets, compare, and only then write."""
        with claimed(self._database, self._datasets) as holder:
            steps = self._steps = Steps(
                self._database,
                self._vocabulary,
                holder,
                self._staging,
                door=self._door,
                leaving=self._leaving,
                progress=self._progress,
            )
            comparison = Comparison(self._database, self._staging, self._datasets)
            if not self._leaving and comparison.is_first():
                return self._finish(steps, steps.fill())
            touched = comparison.touched()
            some, more = split(touched, AT_ONCE)
            if not more:
                once = partial(self._claimed, holder, some, comparison)
                return self._database.write(once, patient=True)
            steps.write(chain(some, more, touched))
            return self._finish(steps, comparison.contents)

    def _claimed(
        self, holder: str, touched: list[Touched], comparison: Comparison, work: Work
    ) -> ByDataset:
        state = catalog.lock_for(work, self._vocabulary)
        write_lock.check_holder(state.holder, holder)
        return self._at_once(work, touched, comparison, state)

    def _at_once(
        self, work: Work, touched: list[Touched], comparison: Comparison, state: write_lock.State
    ) -> ByDataset:
        catalog.enter(work, self._staging.datasets)
        exchange = Exchange(work, self._vocabulary)
        (exchange.change if state.described else exchange.add)(touched)
        done = self._settle(exchange.changes, comparison.contents, work)
        if touched or state.loading or version_gate.left_shut(work):
            self._door.shut()
        return done

    def _finish(self, steps: Steps, contents: Mapping[str, DatasetTotals]) -> ByDataset:
        def work(work: Work) -> ByDataset:
            write_lock.check_holder(write_lock.lock(work).holder, steps.holder)
            done = self._settle(steps.changes, contents, work)
            self._door.shut()
            return done

        return self._database.write(work, patient=True)

    def _settle(
        self, changes: ByDataset, contents: Mapping[str, DatasetTotals], work: Work
    ) -> ByDataset:
        """Note what the datasets now say, and what the load did."""
        catalog.settle(work, {one: contents[one] for one in self._staging.datasets})
        catalog.leave(work, self._leaving)
        work.run(write_lock.WITHDRAW, {"datasets": self._datasets})
        fingerprints.remember(work, self._staging.sources)
        done = {one: contents[one].plus(changes.get(one)) for one in self._datasets}
        catalog.note(work, contents, done, counted(self._staging, contents, self._intakes))
        return done


def counted(
    staging: Staging, contents: Mapping[str, DatasetTotals], intakes: Mapping[str, Intake]
) -> dict[str, Intake]:
    """Return by IRI what was counted for each dataset, where its loader did not say it."""
    return {
        iri: intakes.get(iri, Intake()).counted(content.size, staging.totals[iri])
        for iri, content in contents.items()
    }


def split(touched: Iterator[Touched], most: int) -> tuple[list[Touched], list[Touched]]:
    """Take subjects of so many statements; the second list has the one that was too much."""
    some: list[Touched] = []
    size = 0
    for one in touched:
        size += one.size
        if size > most:
            return some, [one]
        some.append(one)
    return some, []
