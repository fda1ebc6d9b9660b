"""Long records in parts, and their changes in portions. Pure functions.

A long record is cut between statements, where the statements themselves say so: one more of
them changes the part that it belongs to, and at most the next ones. A part begins with the
text of its first statement, without the subject; so parts have an order, and each a name.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from itertools import chain, pairwise
from typing import Final, NamedTuple
from zlib import crc32

from graph.rdf import weight
from graph.rdf.records import Record, Statements, each_line, lines_of, record

# Bytes of a record that is kept whole, and of a part: on an average, and at most but for what
# a single statement is longer.
WHOLE: Final = 262_144
PART: Final = 65_536
LONGEST: Final = 4 * PART
# Characters by which parts are told apart.
START: Final = 200
# What a portion weighs at most, about, and what a part of it does.
MOST: Final = 10_000
WEIGHT: Final = 1_000
# Behind all of them.
LAST: Final = "\U0010ffff"

# Where a part begins; of a record that is whole, the empty text.
Start = str
ByStart = Mapping[Start, Record]


class Portion(NamedTuple):
    """A stretch of one dataset's record that is written in one transaction.

    Attributes:
        dataset: its IRI.
        wanted: the parts that are written.
        gone: those that go.
        read: those that are there, among whose statements wanted ones may be.
        beside: what else shall be said where parts go.
    """

    dataset: str
    upserts: ByStart
    deletions: frozenset[Start]
    read: frozenset[Start]
    beside: tuple[Statements, ...] = ()

    @property
    def concerned(self) -> frozenset[Start]:
        """The parts of which it matters what they say."""
        return self.deletions | self.read | self.upserts.keys()

    @property
    def size(self) -> int:
        """What it weighs, about."""
        going = WEIGHT * len(self.deletions | self.read)
        return sum(map(weight.of_record, self.upserts.values())) + going

    def compared(self, old: Mapping[Start, Statements]) -> tuple[list[str], list[str], list[str]]:
        """Return which lines come, stay and go, by what the parts say that are there."""
        before = {line for text in old.values() for line in lines_of(text)}
        new = [line for one in self.upserts.values() for line in lines_of(one.statements)]
        leaving = (old[start] for start in self.deletions | self.upserts.keys() if start in old)
        after = {*new, *chain.from_iterable(map(lines_of, self.beside))}
        return (
            [line for line in new if line not in before],
            [line for line in new if line in before],
            [line for text in leaving for line in lines_of(text) if line not in after],
        )


def parts(whole: Record) -> ByStart:
    """Return a record in its parts, in their order; a short one as it is."""
    text = whole.statements
    if len(text) * (1 if text.isascii() else 4) <= WHOLE or len(text.encode()) <= WHOLE:
        return {"": whole}
    cuts = [0, *_cuts(text), len(text)]
    if len(cuts) == 2:  # noqa: PLR2004  one long statement
        return {"": whole}
    cut = (text[i:j] for i, j in pairwise(cuts))
    return {start(_first_line(one)): record(one, one.count("\n")) for one in cut}


def start(line: str) -> Start:
    """Return where the part begins of which this is the first line."""
    return line[line.index(" ") + 1 :][:START]


def begins(statements: Statements, found: object) -> bool:
    """Whether a part begins where it is said to."""
    return found == start(_first_line(statements))


def _first_line(statements: Statements) -> str:
    return statements[: statements.index("\n")] if "\n" in statements else statements


def _cuts(text: Statements) -> Iterator[int]:
    """Yield where in a text the lines stand with which parts begin, but the first."""
    size = at = 0
    before = ""
    for line in each_line(text):
        own = line.encode()
        # The chance is that of one cut in the bytes of a part.
        by_chance = crc32(own) * PART < len(own) << 32 and size > PART // 4
        ends = by_chance or size + len(own) > LONGEST
        if before and ends and start(line) != start(before):
            yield at
            size = 0
        size += len(own)
        at += len(line) + 1
        before = line


def portions(
    dataset: str, new: ByStart, old: Mapping[Start, str], most: int = MOST
) -> Iterator[Portion]:
    """Yield what has to be written so that a dataset's record is another one.

    Args:
        dataset: its IRI.
        new: the record in parts; none where it goes.
        old: the digests of the parts that are there.
        most: what a portion weighs, about.
    """
    stretches = _Stretches(new, old)
    draft = _Draft(dataset)
    for one, goes in stretches.events():
        # What is written anew cannot be read any more: so all that is in it is one portion.
        if draft.size >= most and (goes or one >= draft.until):
            yield draft.portion()
            draft = _Draft(dataset)
        draft.add(one, stretches, goes=goes)
    if draft.size:
        yield draft.portion()


class _Stretches:
    """Old parts and new ones, by where they begin; a part goes on to where the next begins."""

    def __init__(self, new: ByStart, old: Mapping[Start, str]) -> None:
        self.new, self._old = new, old
        self._starts = {True: sorted(new), False: sorted(old)}

    def events(self) -> Iterator[tuple[Start, bool]]:
        """Yield new parts, each before those go that it meets, and whether it is one that goes."""
        events = [
            (False, one, 1, one)
            for one, record in self.new.items()
            if self._old.get(one) != record.digest
        ]
        for one in self._old.keys() - self.new.keys():
            end = self.end(one, new=False)
            events.append((end is None, end or "", 0, one))
        for _, _, comes, one in sorted(events):
            yield one, not comes

    def end(self, one: Start, *, new: bool) -> Start | None:
        """Return where a part ends; None for the last one."""
        starts = self._starts[new]
        place = bisect_right(starts, one)
        return starts[place] if place < len(starts) else None

    def meeting(self, one: Start, *, new: bool) -> list[Start]:
        """Return the old parts that a new one meets, or the new parts that an old one does."""
        own, others = self._starts[new], self._starts[not new]
        end = self.end(one, new=new)
        # The first of each begins where the record does.
        low = max(bisect_right(others, one) - 1, 0) if one != own[0] else 0
        high = len(others) if end is None else max(bisect_left(others, end), 1)
        return others[low:high]

    def overwritten(self, one: Start) -> bool:
        """Whether a new part takes the place of an old one."""
        return one in self._old


class _Draft:
    """A portion that is being put together."""

    def __init__(self, dataset: str) -> None:
        self._dataset = dataset
        self._wanted: dict[Start, Record] = {}
        self._gone: set[Start] = set()
        self._read: set[Start] = set()
        self._beside: dict[Start, Statements] = {}
        self.size = 0
        self.until: Start = ""

    def add(self, one: Start, stretches: _Stretches, *, goes: bool) -> None:
        """Take in a part that goes, or else is wanted."""
        if goes:
            self._gone.add(one)
        else:
            self._wanted[one] = stretches.new[one]
            self._read.update(stretches.meeting(one, new=True))
            self.size += weight.of_record(stretches.new[one])
        if goes or stretches.overwritten(one):
            for other in stretches.meeting(one, new=False):
                self._beside[other] = stretches.new[other].statements
        if stretches.overwritten(one) and not goes:
            self.until = max(self.until, stretches.end(one, new=False) or LAST)
        self.size += WEIGHT

    def portion(self) -> Portion:
        """Return it."""
        beside = (text for start, text in self._beside.items() if start not in self._wanted)
        return Portion(
            self._dataset,
            self._wanted,
            frozenset(self._gone),
            frozenset(self._read - self._gone),
            tuple(beside),
        )
