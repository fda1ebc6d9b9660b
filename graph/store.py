"""The store: load, drop, list, verify and rebuild datasets in one database."""

import difflib
from collections.abc import Iterable, Iterator, Mapping

from graph.database import schema
from graph.database.driver import Database
from graph.database.transaction import Transaction
from graph.diff.preview import preview
from graph.maintenance import verify
from graph.maintenance.rebuild import rebuild
from graph.rdf.records import DatasetContent
from graph.read.neighbourhood import Neighbourhood
from graph.spill.staging import Staging
from graph.state import catalog, fingerprints, version_gate
from graph.state.lease import patient
from graph.state.ledger import Changes, DatasetInfo, Difference, Intake, Known, Load, Preview
from graph.state.write_lock import Busy, at_work, lock
from graph.write import merging
from graph.write.dataset_load import NO_INTAKES, Loading
from graph.write.load_batches import Progress
from ontology.errors import NotFound
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary


class Store:
    """The datasets in one database, and the property graph that is their view.

    Args:
        database: an open connection.
        vocabulary: the declared terms; they decide what the view looks like.
    """

    def __init__(self, database: Database, vocabulary: Vocabulary) -> None:
        self._database = database
        self._vocabulary = vocabulary

    @property
    def database(self) -> Database:
        """The connection that the store works on."""
        return self._database

    @property
    def vocabulary(self) -> Vocabulary:
        """The declared terms."""
        return self._vocabulary

    def prepare(self) -> bool:
        """Make constraints and indexes, and the view anew where the vocabulary has changed.

        Call it once before the first change. Who only reads calls `furnish`.

        Returns:
            Whether the view was rebuilt.
        """
        schema.prepare(self._database, self._vocabulary)
        if catalog.state(self._database) == catalog.digest(self._vocabulary):
            return False
        stale = patient(self._database.write)(self._is_stale)
        if stale:
            rebuild(self._database, self._vocabulary)
        return stale

    def furnish(self) -> None:
        """Make constraints and indexes where nothing was ever loaded: questions need them, too.

        Nothing else is written, and nobody is waited for.
        """
        if catalog.is_new(self._database):
            self.prepare()

    def check_view(self) -> None:
        """See that questions of this version can be asked.

        While the view is being made anew they can: each reader is told of that itself.

        Raises:
            InvalidConfiguration: the view was made with another version of the ontology.
        """
        found = catalog.state(self._database)
        if found is not None:
            catalog.check_view(found, self._vocabulary)

    def load(
        self,
        staging: Staging,
        intakes: Mapping[str, Intake] = NO_INTAKES,
        progress: Progress = lambda written: None,
    ) -> dict[str, Changes]:
        """Make datasets say exactly what is staged for them.

        Up to `Limits.at_once` changed statements are one transaction; more are written in
        steps, and readers are told meanwhile.

        Args:
            staging: the datasets.
            intakes: by dataset IRI, what their loader counted.
            progress: told how many statements were written, from time to time.

        Returns:
            By dataset IRI, what was changed.

        Raises:
            InvalidConfiguration: the view was made with another version of the ontology.
            DatabaseUnavailable: another load kept the datasets for too long, or took over.
        """
        return Loading(
            self._database, self._vocabulary, staging, intakes=intakes, progress=progress
        ).run()

    def replace(self, content: DatasetContent, intake: Intake | None = None) -> Changes:
        """Make a dataset that is in memory say exactly this; see `load`.

        Raises:
            LimitExceeded: an IRI is too long.
            InvalidData: a statement that cannot be kept.
        """
        with Staging.of([content], self._database.limits) as staging:
            return self.load(staging, {content.iri: intake or Intake()})[content.iri]

    def preview(self, staging: Staging) -> dict[str, Preview]:
        """Say, by dataset IRI, what `load` would do, and do nothing."""
        return preview(self._database, staging, self._vocabulary)

    def drop(self, iri: str) -> Changes:
        """Take a dataset out, as if it had never been there.

        Raises:
            NotFound: no such dataset is loaded.
            InvalidConfiguration: the view was made with another version of the ontology.
        """
        self._known(iri)
        return self.drop_all([iri])[iri]

    def drop_all(self, iris: Iterable[str]) -> dict[str, Changes]:
        """Take datasets out that are loaded, all in one transaction where they are small.

        Returns:
            By dataset IRI, what was removed.

        Raises:
            InvalidConfiguration: the view was made with another version of the ontology.
        """
        with Staging(self._database.limits) as nothing:
            return Loading(self._database, self._vocabulary, nothing, leaving=iris).run()

    def known(self) -> list[Known]:
        """Return what a loader has to know of what is loaded, by IRI; less than `datasets` does."""
        return catalog.known(self._database)

    def datasets(self) -> list[DatasetInfo]:
        """Return what is loaded, by IRI."""
        return self._database.run_coroutine(catalog.datasets(self._vocabulary))

    def loads(self, iri: str | None = None) -> list[Load]:
        """Return the ledger of one dataset or of all, oldest first."""
        return self._database.run_coroutine(catalog.loads(iri))

    def unchanged(self, source: str) -> list[Load]:
        """Note that the datasets of a source need no loading; see `fingerprints`."""
        lines = fingerprints.unchanged(self._database, self._vocabulary, source)
        if lines:  # who loaded them may have been killed before letting readers in
            version_gate.end_abandoned(self._database)
        return lines

    def context(self, without: Iterable[str]) -> Neighbourhood:
        """Return what is loaded, but for some datasets, to be asked about some nodes."""
        return Neighbourhood(self._database, self._vocabulary, without)

    def settle(self) -> None:
        """Make the view follow the decisions that came with a load in bulk."""

        def task(tx: Transaction) -> None:
            catalog.lock_for(tx, self._vocabulary)
            merging.settle(tx, self._vocabulary, {})

        self._database.write(task, patient=True)

    def check(self) -> Iterator[Difference]:
        """Compare the whole view with the records, in the order of keys and bounded memory.

        Raises:
            BeingLoaded: the graph was changed meanwhile, known only after the last difference.
        """
        return verify.check(self._database, self._vocabulary)

    def rebuild(self) -> int:
        """Make constraints, indexes and the whole view anew; return how many nodes were wrong.

        Raises:
            DatabaseUnavailable: a large load was at work for too long.
        """
        schema.prepare(self._database, self._vocabulary)
        return rebuild(self._database, self._vocabulary)

    def _is_stale(self, tx: Transaction) -> bool:
        """Say whether there is a view, made with another vocabulary; sign where there is none."""
        state = lock(tx)
        if state.digest is None and at_work(state):
            raise Busy("The view is being made anew. Wait until it is done.")
        if not state.filled:
            catalog.mark_view(tx, self._vocabulary)
        return state.filled and state.digest != catalog.digest(self._vocabulary)

    def _known(self, iri: str) -> None:
        names = {one.iri: one.name for one in self.known()}
        if iri not in names:
            # It may have been dropped by one who was killed before letting readers in.
            version_gate.end_abandoned(self._database)
            name = dataset_name(iri)
            raise NotFound(
                f"No dataset {name!r} is loaded. `coopgraph datasets` shows which are.",
                tuple(difflib.get_close_matches(name, names.values())),
            )
