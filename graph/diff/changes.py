"""Diff of a load: its records against those that the database holds, by digest."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from graph.database.driver import Database
from graph.database.transaction import Transaction, batches
from graph.diff.stored_digests import StoredDigests
from graph.rdf import weight
from graph.rdf.record_parts import ByStart, Portion, Start, parts, portions
from graph.rdf.records import Key, Record, key_of_token, token_of
from graph.read.stored import stored_weight
from graph.spill.staging import Partition, Staging
from graph.state.dataset_totals import DatasetTotals
from ontology.vocabulary import Vocabulary

ANY: Final = """
UNWIND $datasets AS iri MATCH (:Dataset {iri: iri})<-[:DESCRIBED_IN]-() RETURN 1 LIMIT 1
"""

# Subjects that are weighed in one query.
WEIGHED: Final = 2_000

# Of the parts of records, by dataset IRI.
Digests = Mapping[str, Mapping[Start, str]]


class SubjectChange(NamedTuple):
    """A subject of which datasets say something else than before.

    `upserts` has the new records and `deletions` those datasets that now say nothing, by their
    IRIs. `stored` tells whether any of these datasets said anything of it before, and
    `leaving_weight` what the node weighs with all that is said of it (see `weight`). Of records
    in parts, `portion` is what is written (see `record_parts`), one of several, and the others
    are empty.
    """

    key: Key
    upserts: Mapping[str, Record]
    deletions: frozenset[str]
    stored: bool
    leaving_weight: int = 0
    portion: Portion | None = None

    @property
    def size(self) -> int:
        """What is written weighs, and what may go."""
        if self.portion:
            return self.portion.size
        return sum(map(weight.of_record, self.upserts.values())) + self.leaving_weight

    def portions(self) -> Iterator[Portion]:
        """Yield the same in portions, a dataset each, whether its records are in parts or not."""
        if self.portion:
            yield self.portion
        for dataset, record in self.upserts.items():
            yield Portion(dataset, {"": record}, frozenset(), frozenset())
        for dataset in self.deletions:
            yield Portion(dataset, {}, frozenset({""}), frozenset())


def all_new(part: Partition, contents: Mapping[str, DatasetTotals]) -> Iterator[SubjectChange]:
    """Yield all subjects of a part, by key, of datasets that said nothing before; count them."""
    for key in sorted(part):
        subject = _Subject()
        for dataset, one in part[key].items():
            cut = parts(one)
            contents[dataset].add_new(cut)
            subject.compare(dataset, cut, {})
        yield from subject.touched(key, stored=False)


class _Subject:
    """What datasets say else of one subject: records that are whole, and portions of others."""

    def __init__(self) -> None:
        self._upserts: dict[str, Record] = {}
        self._deletions: set[str] = set()
        self._portions: list[Portion] = []

    def compare(self, dataset: str, new: ByStart, old: Mapping[Start, str]) -> None:
        """Compare a dataset's record with the digests of what is held; neither may be there."""
        if not new.keys() | old.keys() <= {""}:
            self._portions.extend(portions(dataset, new, old))
        elif not new:
            self._deletions.add(dataset)
        elif new[""].digest != old.get(""):
            self._upserts[dataset] = new[""]

    @property
    def datasets(self) -> list[str]:
        """Those that say something else than before."""
        by_parts = (one.dataset for one in self._portions)
        return [*self._upserts, *self._deletions, *dict.fromkeys(by_parts)]

    def touched(
        self, key: Key, *, stored: bool, leaving_weight: int = 0
    ) -> Iterator[SubjectChange]:
        """Yield what has to be written."""
        if self._upserts or self._deletions:
            yield SubjectChange(
                key, self._upserts, frozenset(self._deletions), stored, leaving_weight
            )
        for one in self._portions:
            yield SubjectChange(key, {}, frozenset(), stored, portion=one)


def weighed_batches(
    touched: Iterable[SubjectChange], size: int
) -> Iterator[tuple[bool, list[SubjectChange]]]:
    """Yield batches of so much weight, of subjects that were all stored before, or all not."""
    waiting: dict[bool, list[SubjectChange]] = {True: [], False: []}
    sizes = {True: 0, False: 0}
    for one in touched:
        own, stored = one.size, one.stored
        if waiting[stored] and sizes[stored] + own > size:
            yield stored, waiting[stored]
            waiting[stored], sizes[stored] = [], 0
        waiting[stored].append(one)
        sizes[stored] += own
    yield from ((stored, batch) for stored, batch in waiting.items() if batch)


class Comparison:
    """A load's records against those that are held.

    Args:
        reader: where to ask what is held.
        staging: the load's statements.
        datasets: the IRIs of the datasets that the load replaces.
        vocabulary: the declared terms.

    Attributes:
        contents: what each dataset says in all; complete when `touched` has ended.
    """

    def __init__(
        self,
        reader: Transaction | Database,
        staging: Staging,
        datasets: Collection[str],
        vocabulary: Vocabulary,
    ) -> None:
        self._reader = reader
        self._vocabulary = vocabulary
        self._staging = staging
        self._datasets = list(datasets)
        self.contents = {dataset: DatasetTotals() for dataset in self._datasets}
        self._limits = reader.limits
        self._room = self._limits.listed_characters

    def is_first(self) -> bool:
        """Say whether none of the datasets said anything before."""
        return not list(self._reader.stream(ANY, {"datasets": self._datasets}))

    def touched(self) -> Iterator[SubjectChange]:
        """Yield the subjects that have to be written, part by part and there by key."""
        with StoredDigests(self._reader, self._datasets) as held:
            for dataset in held.datasets:
                self.contents[dataset].held = True
            partitions = self._staging.hash_partitions
            if held.hash_partitions.spilled or partitions.spilled:
                held.hash_partitions.spill()
                partitions.spill()
            for number in range(len(partitions)):
                for some in batches(self._in_partition(number, held), WEIGHED):
                    yield from self._weighed(some)

    def _in_partition(self, number: int, held: StoredDigests) -> Iterator[SubjectChange]:
        part, digests = self._staging.partition(number), held.digests(number)
        for key in sorted(part):
            before: Digests = digests.pop(token_of(key), {})
            subject = _Subject()
            for dataset, one in part[key].items():
                content, cut = self.contents[dataset], parts(one)
                was = before.get(dataset, {})
                content.add(cut)
                content.unchanged += sum(
                    one.size for start, one in cut.items() if was.get(start) == one.digest
                )
                subject.compare(dataset, cut, was)
            for dataset in before.keys() - part[key].keys():
                subject.compare(dataset, {}, before[dataset])
            yield from self._touched(key, subject, before, held)
        for token, before in sorted(digests.items()):
            subject = _Subject()
            for dataset, was in before.items():
                subject.compare(dataset, {}, was)
            yield from self._touched(key_of_token(token), subject, before, held)

    def _touched(
        self, key: Key, subject: _Subject, before: Digests, held: StoredDigests
    ) -> Iterator[SubjectChange]:
        touched = subject.datasets
        for dataset in touched:
            content = self.contents[dataset]
            room = self._room if len(content.keys) < self._limits.listed else 0
            self._room -= content.touch(key, room)
        leaving = held.size(before.keys() & set(touched))
        yield from subject.touched(key, stored=bool(before), leaving_weight=leaving)

    def _weighed(self, some: list[SubjectChange]) -> Iterator[SubjectChange]:
        keys = {one.key for one in some if one.stored and not one.portion}
        sizes = stored_weight.of_stored(self._reader, sorted(keys), self._vocabulary)
        for one in some:
            yield one._replace(leaving_weight=max(one.leaving_weight, sizes.get(one.key, 0)))
