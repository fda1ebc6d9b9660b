"""Staging: all that one load states, by subject, between parsing and the graph.

Statements come as N-Triples lines, in any order and number, and go out as records, part by
part. All that any of the datasets says with one subject is in one part.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final, Self

from graph.limits import STANDARD, Limits
from graph.rdf.records import DatasetContent, Key, Record, key_of_token, line_of, record, token_of
from graph.spill.hash_partitions import HashPartitions
from graph.spill.text_spool import read_rows
from graph.system.closing import Closing
from ontology.errors import LimitExceeded

# By subject and, below it, by the IRI of the dataset that says it.
Partition = Mapping[Key, Mapping[str, Record]]
# How a row of the first dataset ends; others have a number behind it.
FIRST: Final = " ."
MakePartition = Callable[[], Partition]


class Staging(Closing):
    """The statements of one load; close it, or use it in a `with` statement.

    Args:
        limits: how much waits in memory, and how many datasets there may be.

    Attributes:
        hash_partitions: where the statements lie: their numbers are those of `partition`.
        totals: for each dataset, by its IRI, how many statements came, repeated ones too.
        sources: by dataset IRI, the fingerprint of what it was read from, where one is known
            (see `fingerprints`).
    """

    def __init__(self, limits: Limits = STANDARD) -> None:
        self.limits = limits
        self.hash_partitions = HashPartitions(limits.spill)
        self._numbers: dict[str, int] = {}
        # Who validates and who compares ask for the same one after the other.
        self._last: tuple[tuple[int, int], Partition] | None = None
        self.totals: Counter[str] = Counter()
        self.sources: Mapping[str, str] = {}

    @classmethod
    def of(cls, contents: Iterable[DatasetContent], limits: Limits = STANDARD) -> Self:
        """Return the statements of datasets that are in memory.

        Raises:
            InvalidData: a statement cannot be kept.
            LimitExceeded: an IRI is too long.
        """
        staging = cls(limits)
        for content in contents:
            staging.put(content)
        return staging

    def close(self) -> None:
        """Forget the statements."""
        self._last = None
        self.hash_partitions.close()

    @property
    def datasets(self) -> list[str]:
        """The IRIs of the datasets, in the order in which they came."""
        return list(self._numbers)

    def put(self, content: DatasetContent) -> None:
        """Add a dataset that is in memory.

        Raises:
            InvalidData: a statement cannot be kept.
            LimitExceeded: an IRI is too long, or there is no room.
        """
        self.add(content.iri, [line_of(triple) for triple in content.triples])

    def add(self, dataset: str, lines: Collection[str]) -> None:
        """Add statements, each an N-Triples line without its end; none is fine, too.

        Raises:
            LimitExceeded: there is no room for them, or there are too many datasets.
        """
        number = self._numbers.setdefault(dataset, len(self._numbers))
        if number >= self.limits.datasets:
            raise LimitExceeded(
                f"There are more than {self.limits.datasets:,} named graphs. Load them in several "
                "files, one after the other."
            )
        self.totals[dataset] += len(lines)
        # The number stands at the end, so that the subject is the row's first word; the rows of
        # the first dataset, often the only one, stay as they are.
        ending = f" {number}" if number else ""
        rows = [line + ending for line in lines] if ending else lines
        self._last = None
        self.hash_partitions.extend(rows, sum(map(len, lines)))

    def partitions(self) -> Iterator[Partition]:
        """Yield all records, part by part; may be called again."""
        return map(self.partition, range(len(self.hash_partitions)))

    def partition(self, number: int) -> Partition:
        """Return the records of one partition; the last one that was asked for is kept."""
        # There are more of them when they lie in files.
        which = (len(self.hash_partitions), number)
        if self._last is None or self._last[0] != which:
            self._last = None
            self._last = which, _partition(self.hash_partitions.rows(number), self.datasets)
        return self._last[1]

    def makers(self) -> list[MakePartition]:
        """Return what makes each part, in other processes too, while the staging is open."""
        datasets = self.datasets
        return [partial(_read_partition, path, datasets) for path in self.hash_partitions.paths()]

    def about(self, keys: Collection[Key]) -> dict[Key, Mapping[str, Record]]:
        """Return what is said with some subjects; reads every part in which one of them is."""
        wanted = set(keys)
        found: dict[Key, Mapping[str, Record]] = {}
        for number in sorted({self.hash_partitions.where(token_of(key)) for key in wanted}):
            part = self.partition(number)
            found |= {key: part[key] for key in wanted & part.keys()}
        return found


def _read_partition(path: Path, datasets: Sequence[str]) -> Partition:
    return _partition(read_rows(path), datasets)


def _partition(rows: Iterable[str], datasets: Sequence[str]) -> Partition:
    only = len(datasets) == 1
    part: dict[Key, dict[str, Record]] = {}
    for subject, some in _by_subject(rows).items():
        by_ending = {FIRST: some} if only else _by_ending(some)
        part[key_of_token(subject)] = {
            datasets[0 if ending == FIRST else int(ending)]: _record(lines, ending)
            for ending, lines in by_ending.items()
        }
    return part


def _by_subject(rows: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    # Statements of one subject mostly stand together.
    subject, last = "\n", list[str]()
    for row in rows:
        if not row.startswith(subject):
            subject = row[: row.index(" ") + 1]
            last = groups.setdefault(subject, [])
        last.append(row)
    return {subject[:-1]: some for subject, some in groups.items()}


def _by_ending(rows: Iterable[str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for row in rows:
        groups.setdefault(row[row.rindex(" ") :], []).append(row)
    return groups


def _record(rows: Collection[str], ending: str) -> Record:
    """Return the record of lines that all have an ending: the number of their dataset, or none."""
    distinct = sorted(set(rows))
    text = "\n".join([*distinct, ""])
    if ending != FIRST:
        text = text.replace(f" .{ending}\n", " .\n")
    return record(text, len(distinct))
