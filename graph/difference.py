"""What a load changes: its records against those that the database holds, by digest."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, NamedTuple

from graph import weight
from graph.database import Database
from graph.held import Held
from graph.ledger import Changes
from graph.records import Key, Record, combined, key_of_token, token_of
from graph.staging import Part, Staging
from graph.work import Work, batches

ANY: Final = """
UNWIND $datasets AS iri MATCH (:Dataset {iri: iri})<-[:DESCRIBED_IN]-() RETURN 1 LIMIT 1
"""

# Subjects that are weighed in one query.
WEIGHED: Final = 2_000
# Subjects that a line of the ledger lists, and characters of all that one load lists: its lines
# are written in one transaction.
MOST_LISTED: Final = 10_000
MOST_WRITTEN: Final = 1_000_000

# By dataset IRI.
Digests = Mapping[str, str]


class Touched(NamedTuple):
    """A subject of which datasets say something else than before.

    `wanted` has the new records and `gone` those datasets that now say nothing, by their
    IRIs. `held` tells whether any of these datasets said anything of it before, and `going`
    what the node weighs with all that is said of it (see `weight`).
    """

    key: Key
    wanted: Mapping[str, Record]
    gone: frozenset[str]
    held: bool
    going: int = 0

    @property
    def size(self) -> int:
        """What is written weighs, and what may go."""
        return sum(map(weight.of_record, self.wanted.values())) + self.going


@dataclass
class Content:
    """What a dataset says in all: complete once the whole of it was seen.

    `digests` is the sum of its records' digests, in which their order does not matter; `held`
    tells whether the dataset said anything before, `touched` of how many subjects it now says
    something else, and `keys` which of them are noted.
    """

    size: int = 0
    unchanged: int = 0
    digests: int = 0
    held: bool = False
    touched: int = 0
    keys: list[Key] = field(default_factory=list)

    @property
    def digest(self) -> str:
        """The digest of the whole dataset."""
        return combined(self.digests)

    @property
    def listed(self) -> list[Key]:
        """The keys of all subjects that are touched, where it can be of use to know them."""
        return sorted(self.keys) if len(self.keys) == self.touched else []

    def add(self, record: Record) -> None:
        """Count a record."""
        self.size += record.size
        self.digests += int(record.digest, 16)

    def add_new(self, record: Record) -> None:
        """Count a record of a dataset that said nothing before."""
        self.add(record)
        self.touched += 1

    def join(self, other: "Content") -> None:
        """Count what another part of the dataset says, all of it new."""
        self.size += other.size
        self.digests += other.digests
        self.touched += other.touched

    def touch(self, key: Key, room: int) -> int:
        """Note that the dataset says something else of a subject than before.

        Args:
            key: of the subject.
            room: how many characters of keys may still be noted.

        Returns:
            How many were noted.
        """
        self.touched += 1
        listed = self.held and len(self.keys) < MOST_LISTED and len(key) <= room
        if listed:
            self.keys.append(key)
        return len(key) if listed else 0

    def plus(self, changes: Changes | None) -> Changes:
        """Return what was changed, together with what was not even looked at."""
        return Changes(unchanged=self.unchanged) + (changes or Changes())


def first(part: Part, contents: Mapping[str, Content]) -> Iterator[Touched]:
    """Yield all subjects of a part, by key, of datasets that said nothing before; count them."""
    for key in sorted(part):
        for dataset, one in part[key].items():
            contents[dataset].add_new(one)
        yield Touched(key, part[key], frozenset(), held=False)


def steps(touched: Iterable[Touched], size: int) -> Iterator[tuple[bool, list[Touched]]]:
    """Yield steps of so much weight, of subjects that were all held before, or all not."""
    waiting: dict[bool, list[Touched]] = {True: [], False: []}
    sizes = {True: 0, False: 0}
    for one in touched:
        own, held = one.size, one.held
        if waiting[held] and sizes[held] + own > size:
            yield held, waiting[held]
            waiting[held], sizes[held] = [], 0
        waiting[held].append(one)
        sizes[held] += own
    yield from ((held, step) for held, step in waiting.items() if step)


class Comparison:
    """A load's records against those that are held.

    Args:
        reader: where to ask what is held.
        staging: the load's statements.
        datasets: the IRIs of the datasets that the load replaces.

    Attributes:
        contents: what each dataset says in all; complete when `touched` has ended.
    """

    def __init__(
        self, reader: Work | Database, staging: Staging, datasets: Collection[str]
    ) -> None:
        self._reader = reader
        self._staging = staging
        self._datasets = list(datasets)
        self.contents = {dataset: Content() for dataset in self._datasets}
        self._room = MOST_WRITTEN

    def is_first(self) -> bool:
        """Say whether none of the datasets said anything before."""
        return not list(self._reader.stream(ANY, {"datasets": self._datasets}))

    def touched(self) -> Iterator[Touched]:
        """Yield the subjects that have to be written, part by part and there by key."""
        with Held(self._reader, self._datasets) as held:
            for dataset in held.datasets:
                self.contents[dataset].held = True
            buckets = self._staging.buckets
            if held.buckets.spilled or buckets.spilled:
                held.buckets.spill()
                buckets.spill()
            for number in range(len(buckets)):
                for some in batches(self._in_part(number, held), WEIGHED):
                    yield from self._weighed(some)

    def _in_part(self, number: int, held: Held) -> Iterator[Touched]:
        part, digests = self._staging.part(number), held.digests(number)
        for key in sorted(part):
            before: Digests = digests.pop(token_of(key), {})
            changed = {}
            for dataset, one in part[key].items():
                content = self.contents[dataset]
                content.add(one)
                if before.get(dataset) == one.digest:
                    content.unchanged += one.size
                else:
                    changed[dataset] = one
            gone = frozenset(before.keys() - part[key].keys())
            if changed or gone:
                going = held.size(before.keys() & {*changed, *gone})
                yield self._touched(Touched(key, changed, gone, bool(before), going))
        for token, before in sorted(digests.items()):
            gone, going = frozenset(before), held.size(before.keys())
            yield self._touched(Touched(key_of_token(token), {}, gone, held=True, going=going))

    def _weighed(self, some: list[Touched]) -> Iterator[Touched]:
        sizes = weight.of_held(self._reader, [one.key for one in some if one.held])
        for one in some:
            yield one._replace(going=max(one.going, sizes.get(one.key, 0)))

    def _touched(self, one: Touched) -> Touched:
        for dataset in chain(one.wanted, one.gone):
            self._room -= self.contents[dataset].touch(one.key, self._room)
        return one
