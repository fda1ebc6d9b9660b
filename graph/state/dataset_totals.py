"""Totals of a dataset: statements, digest, subjects that changed."""

from dataclasses import dataclass, field

from graph.rdf.record_parts import ByStart
from graph.rdf.records import Key, combined
from graph.state.ledger import Changes


@dataclass
class DatasetTotals:
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

    def add(self, record: ByStart) -> None:
        """Count a record, in parts or whole."""
        for part in record.values():
            self.size += part.size
            self.digests += int(part.digest, 16)

    def add_new(self, record: ByStart) -> None:
        """Count a record of a dataset that said nothing before."""
        self.add(record)
        self.touched += 1

    def join(self, other: "DatasetTotals") -> None:
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
        listed = self.held and len(key) <= room
        if listed:
            self.keys.append(key)
        return len(key) if listed else 0

    def plus(self, changes: Changes | None) -> Changes:
        """Return what was changed, together with what was not even looked at."""
        return Changes(unchanged=self.unchanged) + (changes or Changes())
