"""The store: datasets in and out of the graph, each change one transaction."""

import difflib
from collections.abc import Iterator
from typing import Final

from graph import audit, bookkeeping, schema
from graph.database import Database
from graph.exchange import Exchange, counted, differing, held
from graph.ledger import Changes, DatasetInfo, Difference, Intake, Load, Preview
from graph.records import DatasetContent, Key, Record, lines_of, records
from graph.work import Work
from ontology.errors import LimitExceeded, NotFound
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

# One transaction holds a dataset: more would need more memory than the server gives it.
MOST_STATEMENTS: Final = 100_000

OLD: Final = """
UNWIND $keys AS key
MATCH (:Resource {iri: key})-[r:DESCRIBED_IN]->(:Dataset {iri: $dataset})
RETURN key, r.statements AS statements
"""


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

    def prepare(self) -> bool:
        """Make constraints and indexes, and the view anew where the vocabulary has changed.

        Call it once before the first change.

        Returns:
            Whether the view was rebuilt.
        """
        schema.prepare(self._database, self._vocabulary)
        if bookkeeping.state(self._database) == bookkeeping.digest(self._vocabulary):
            return False
        filled = not self._database.write(self._sign_if_empty)
        if filled:
            self.rebuild()
        return filled

    def replace(self, content: DatasetContent, intake: Intake | None = None) -> Changes:
        """Make a dataset say exactly this, in one transaction.

        Args:
            content: the dataset.
            intake: what its loader counted; without it, every statement counts as read.

        Raises:
            LimitExceeded: more than `MOST_STATEMENTS` statements, or an IRI is too long.
            InvalidData: a statement that cannot be kept.
            InvalidConfiguration: the view was made with another version of the ontology.
        """
        wanted = _records(content)

        def work(work: Work) -> Changes:
            bookkeeping.lock_for(work, self._vocabulary)
            changes = Exchange(work, content.iri, self._vocabulary).replace(wanted)
            bookkeeping.enter(work, content.iri, changes, intake)
            return changes

        return self._database.write(work)

    def preview(self, content: DatasetContent) -> Preview:
        """Say what `replace` would do, and do nothing.

        Raises:
            LimitExceeded: more than `MOST_STATEMENTS` statements, or an IRI is too long.
            InvalidData: a statement that cannot be kept.
        """
        wanted = _records(content)
        keys = sorted(differing(held(self._database, content.iri), wanted))
        old = self._old(content.iri, keys)
        same = sum(one.size for key, one in wanted.items() if key not in old)
        changes = counted(old, wanted) + Changes(unchanged=same)
        before = {line for text in old.values() for line in lines_of(text)}
        after = {line for key in old if key in wanted for line in lines_of(wanted[key].statements)}
        return Preview(changes, tuple(sorted(after - before)), tuple(sorted(before - after)))

    def drop(self, iri: str) -> Changes:
        """Take a dataset out, as if it had never been there.

        Raises:
            NotFound: no such dataset is loaded.
            InvalidConfiguration: the view was made with another version of the ontology.
        """
        self._known(iri)

        def work(work: Work) -> Changes:
            bookkeeping.lock_for(work, self._vocabulary)
            changes = Exchange(work, iri, self._vocabulary).drop()
            bookkeeping.enter(work, iri, changes, Intake(0))
            return changes

        return self._database.write(work)

    def datasets(self) -> list[DatasetInfo]:
        """Return what is loaded, by IRI."""
        return bookkeeping.datasets(self._database)

    def loads(self, iri: str | None = None) -> list[Load]:
        """Return the ledger of one dataset or of all, oldest first."""
        return bookkeeping.loads(self._database, iri)

    def check(self) -> Iterator[Difference]:
        """Compare the whole view with the records, in the order of keys and bounded memory."""
        return audit.check(self._database, self._vocabulary)

    def rebuild(self) -> int:
        """Make the whole view anew from the records; return how many nodes were wrong."""
        return audit.rebuild(self._database, self._vocabulary)

    def _sign_if_empty(self, work: Work) -> bool:
        empty = not bookkeeping.lock(work)["filled"]
        if empty:
            bookkeeping.sign(work, self._vocabulary)
        return empty

    def _old(self, iri: str, keys: list[Key]) -> dict[Key, str]:
        rows = self._database.read(OLD, {"dataset": iri, "keys": keys})
        return dict.fromkeys(keys, "") | {row["key"]: row["statements"] for row in rows}

    def _known(self, iri: str) -> None:
        names = {one.iri: one.name for one in self.datasets()}
        if iri not in names:
            name = dataset_name(iri)
            raise NotFound(
                f"No dataset {name!r} is loaded. `coopgraph datasets` shows which are.",
                tuple(difflib.get_close_matches(name, names.values())),
            )


def _records(content: DatasetContent) -> dict[Key, Record]:
    wanted = records(content.triples)
    size = sum(one.size for one in wanted.values())
    if size > MOST_STATEMENTS:
        raise LimitExceeded(
            f"Dataset {dataset_name(content.iri)} has {size:,} statements; one dataset may have "
            f"{MOST_STATEMENTS:,}. Split it into several."
        )
    return wanted
