"""The store: datasets in and out of the graph, each change one transaction."""

from collections.abc import Iterator
from typing import Final

from graph.database import Database
from graph.ledger import Changes, DatasetInfo, Difference, Intake, Load, Preview
from graph.records import DatasetContent
from ontology.vocabulary import Vocabulary

MOST_STATEMENTS: Final = 100_000


class Store:
    """The datasets in one database, and the property graph that is their view.

    Args:
        database: an open connection.
        vocabulary: the declared terms; they decide what the view looks like.
    """

    def __init__(self, database: Database, vocabulary: Vocabulary) -> None:
        self._database = database
        self._vocabulary = vocabulary

    def prepare(self) -> bool:
        """Make constraints and indexes, and the view anew where the vocabulary has changed.

        Returns:
            Whether the view was rebuilt.
        """
        raise NotImplementedError

    def replace(self, content: DatasetContent, intake: Intake | None = None) -> Changes:
        """Make a dataset say exactly this, in one transaction.

        Args:
            content: the dataset.
            intake: what its loader counted; without it, every statement counts as read.

        Raises:
            LimitExceeded: more than `MOST_STATEMENTS` statements, or an IRI is too long.
            InvalidData: a statement that cannot be kept.
        """
        raise NotImplementedError

    def preview(self, content: DatasetContent) -> Preview:
        """Say what `replace` would do, and do nothing."""
        raise NotImplementedError

    def drop(self, iri: str) -> Changes:
        """Take a dataset out, as if it had never been there.

        Raises:
            NotFound: no such dataset is loaded.
        """
        raise NotImplementedError

    def datasets(self) -> list[DatasetInfo]:
        """Return what is loaded, by IRI."""
        raise NotImplementedError

    def loads(self, dataset: str | None = None) -> list[Load]:
        """Return the ledger of one dataset or of all, oldest first."""
        raise NotImplementedError

    def check(self) -> Iterator[Difference]:
        """Compare the whole view with the records, in the order of keys."""
        raise NotImplementedError

    def rebuild(self) -> int:
        """Make the whole view anew from the records; return how many nodes were wrong."""
        raise NotImplementedError
