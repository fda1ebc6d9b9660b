"""What a load would do, without doing it."""

from collections.abc import Iterable
from typing import Final

from graph import weight
from graph.database import Database
from graph.difference import Comparison, Touched
from graph.ledger import Changes, Preview
from graph.records import compared
from graph.staging import Staging
from graph.work import Row

# Subjects that are compared at once, and what these weigh at most.
SUBJECTS: Final = 2_000
READ: Final = 30_000
# More lines than these are counted, but not shown.
MOST_LINES: Final = 100_000

OLD: Final = """
UNWIND $rows AS row
MATCH (:Resource {iri: row.key})-[r:DESCRIBED_IN]->(:Dataset {iri: row.dataset})
RETURN row.key AS key, row.dataset AS dataset,
  coalesce(toStringOrNull(r.statements), '') AS statements
"""


def preview(database: Database, staging: Staging) -> dict[str, Preview]:
    """Say, by dataset IRI, what a load would change."""
    comparison = Comparison(database, staging, staging.datasets)
    found = {dataset: _Lines() for dataset in staging.datasets}
    for batch in weight.batches(comparison.touched(), READ, lambda one: one.size, SUBJECTS):
        old = {
            (row["key"], row["dataset"]): row["statements"]
            for row in database.read(OLD, {"rows": list(_rows(batch))})
        }
        for one in batch:
            for dataset in {*one.wanted, *one.gone}:
                found[dataset].compare(one, dataset, old.get((one.key, dataset), ""))
    return {
        dataset: lines.preview(comparison.contents[dataset].plus(lines.changes))
        for dataset, lines in found.items()
    }


def _rows(batch: Iterable[Touched]) -> Iterable[Row]:
    for one in batch:
        for dataset in {*one.wanted, *one.gone}:
            yield {"key": one.key, "dataset": dataset}


class _Lines:
    """What is added to a dataset, and what goes."""

    def __init__(self) -> None:
        self.changes = Changes()
        self.added: list[str] = []
        self.removed: list[str] = []

    def compare(self, one: Touched, dataset: str, old: str) -> None:
        added, kept, removed = compared(old, one.wanted.get(dataset))
        self.changes += Changes(len(added), len(kept), len(removed))
        self.added += sorted(added)[: MOST_LINES - len(self.added)]
        self.removed += sorted(removed)[: MOST_LINES - len(self.removed)]

    def preview(self, changes: Changes) -> Preview:
        return Preview(changes, tuple(sorted(self.added)), tuple(sorted(self.removed)))
