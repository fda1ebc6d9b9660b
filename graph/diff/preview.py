"""Preview of a load: what it would do, without doing it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from graph.database.driver import Database
from graph.database.transaction import Row
from graph.diff.changes import Comparison, SubjectChange
from graph.limits import Limits
from graph.rdf import weight
from graph.rdf.record_parts import Portion, Start
from graph.rdf.records import Key, Statements
from graph.spill.staging import Staging
from graph.state.ledger import Changes, Preview
from ontology.vocabulary import Vocabulary

OLD: Final = """
UNWIND $rows AS row
MATCH (n:Resource {iri: row.key})-[r:DESCRIBED_IN]->(:Dataset {iri: row.dataset})
USING INDEX SEEK n:Resource(iri)
WHERE coalesce(r.start, '') IN row.starts
RETURN row.key AS key, row.dataset AS dataset, coalesce(r.start, '') AS start,
  coalesce(toStringOrNull(r.statements), '') AS statements
"""


def preview(database: Database, staging: Staging, vocabulary: Vocabulary) -> dict[str, Preview]:
    """Say, by dataset IRI, what a load would change."""
    comparison = Comparison(database, staging, staging.datasets, vocabulary)
    limits = database.limits
    room = _Room(limits)
    found = {dataset: _Lines(room) for dataset in staging.datasets}
    for batch in weight.batches(
        comparison.touched(), limits.read, lambda one: one.size, limits.subjects
    ):
        old: dict[tuple[Key, str], dict[Start, Statements]] = {}
        for row in database.read(OLD, {"rows": list(_rows(batch))}):
            texts = old.setdefault((row["key"], row["dataset"]), {})
            texts[row["start"]] = row["statements"]
        for one in batch:
            for portion in one.portions():
                there = old.get((one.key, portion.dataset), {})
                concerned = portion.concerned & there.keys()
                found[portion.dataset].compare(
                    portion, {start: there[start] for start in concerned}
                )
    return {
        dataset: lines.preview(comparison.contents[dataset].plus(lines.changes))
        for dataset, lines in found.items()
    }


def _rows(batch: Iterable[SubjectChange]) -> Iterable[Row]:
    for one in batch:
        for portion in one.portions():
            starts = list(portion.concerned)
            yield {"key": one.key, "dataset": portion.dataset, "starts": starts}


class _Room:
    """How much of a load may still be shown; the rest is only counted."""

    def __init__(self, limits: Limits) -> None:
        self.lines = limits.shown
        self.characters = limits.shown_characters

    def take(self, lines: Iterable[str]) -> Iterator[str]:
        """Yield the first of these lines, as many as may be shown."""
        for line in sorted(lines):
            if not self.lines or len(line) > self.characters:
                return
            self.lines -= 1
            self.characters -= len(line)
            yield line


class _Lines:
    """What is added to a dataset, and what goes."""

    def __init__(self, room: _Room) -> None:
        self._room = room
        self.changes = Changes()
        self.added: list[str] = []
        self.removed: list[str] = []

    def compare(self, portion: Portion, old: Mapping[Start, Statements]) -> None:
        added, kept, removed = portion.compared(old)
        self.changes += Changes(len(added), len(kept), len(removed))
        self.added += self._room.take(added)
        self.removed += self._room.take(removed)

    def preview(self, changes: Changes) -> Preview:
        return Preview(changes, tuple(sorted(self.added)), tuple(sorted(self.removed)))
