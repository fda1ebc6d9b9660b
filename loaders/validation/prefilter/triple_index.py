"""Index of statements by subject, predicate and object, on disk.

SQLite's database without a name is private, stays in memory while it is small and moves to a
temporary file when it is not; the file is gone with the process, however that ends.
"""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import IntEnum
from typing import Final, Generic, NamedTuple, TypeVar

from graph.limits import STANDARD
from graph.system.os_errors import of_sqlite
from loaders.validation.terms.terms import ByPredicate, Term, is_literal

# Answers that are kept above what SQLite holds in memory: so many, or of so many characters.
MOST_KEPT: Final = 50_000
MOST_CHARACTERS: Final = 50_000_000
# Subjects that are read at once, or until there are so many characters.
BATCH: Final = 5_000
MOST_READ: Final = 10_000_000

TABLES: Final = """
CREATE TABLE said (id INTEGER PRIMARY KEY, subject TEXT, statements TEXT, rank INTEGER);
CREATE TABLE pointers (object TEXT, predicate TEXT, subject TEXT, dataset INTEGER);
CREATE TABLE asked (what TEXT PRIMARY KEY) WITHOUT ROWID;
"""
ADD: Final = "INSERT INTO said (subject, statements, rank) VALUES (?, ?, ?)"
POINT: Final = "INSERT INTO pointers VALUES (?, ?, ?, ?)"
NEXT: Final = (
    "SELECT id, subject, statements FROM said WHERE id > ? AND rank >= ? ORDER BY id LIMIT ?"
)
# What others say may make a target of a subject.
TARGETED: Final = """
UPDATE said SET rank = ? WHERE rank = ?
AND subject IN (SELECT subject FROM said WHERE rank = ?)
"""
OF: Final = "SELECT statements FROM said WHERE subject = ?"
POINTING: Final = "SELECT DISTINCT predicate, subject FROM pointers WHERE object = ?"
# Datasets that give a value to several subjects, and those that give it to one.
CROWDED: Final = """
SELECT dataset FROM pointers WHERE object = ? AND predicate = ? AND dataset IS NOT NULL
GROUP BY dataset HAVING count(DISTINCT subject) > 1
"""
GIVING: Final = "SELECT dataset FROM pointers WHERE object = ? AND subject = ? AND predicate = ?"


@contextmanager
def room() -> Iterator[None]:
    """Say in a sentence why SQLite cannot keep what does not fit in memory.

    Raises:
        LimitExceeded: it has no room.
        SystemFailed: it cannot open its files.
    """
    # SQLite chooses among folders of its own, so that none is named here (see `hash_partitions`).
    try:
        yield
    except sqlite3.Error as error:
        meant = of_sqlite(error, "what is validated")
        if meant is None:
            raise
        raise meant from error


Asked = TypeVar("Asked")
Answer = TypeVar("Answer")


class Rank(IntEnum):
    """Whose statements they are, and whether a shape may target their subject."""

    OTHERS = 0
    OWN = 1
    TARGET = 2


class Row(NamedTuple):
    """What is said with a subject: a line for each predicate and object."""

    subject: Term
    said: str
    rank: Rank


class Pointer(NamedTuple):
    """A statement that is looked up by its object, and which of our datasets says it."""

    object: Term
    predicate: Term
    subject: Term
    dataset: int | None = None


class TripleIndex:
    """Statements by subject, and some of them by object.

    Args:
        known: what is known of subjects beforehand, and stays in memory.
        cache: kilobytes that SQLite holds in memory.

    Attributes:
        said: what is said with a subject, by its term.
        pointing: the subjects that point at an object, by predicate, where that has pointers.
    """

    def __init__(
        self, known: Mapping[Term, ByPredicate], cache: int = STANDARD.index_cache
    ) -> None:
        self.known = known
        self.said: BoundedCache[Term, ByPredicate] = BoundedCache(self._said, _weight)
        self.pointing: BoundedCache[Term, ByPredicate] = BoundedCache(self._pointing, _weight)
        self._crowded: BoundedCache[tuple[Term, Term], set[int]] = BoundedCache(self._crowding)
        self._known_pointing: dict[Term, dict[Term, list[Term]]] = {}
        for subject, said in known.items():
            for predicate, values in said.items():
                for value in values:
                    pointing = self._known_pointing.setdefault(value, {})
                    pointing.setdefault(predicate, []).append(subject)
        self._rows = sqlite3.connect("")
        self._rows.execute(f"PRAGMA cache_size = -{cache:d}")
        # Nothing is ever rolled back, and nothing outlives the process.
        self._rows.execute("PRAGMA journal_mode = OFF")
        self._rows.executescript(TABLES)

    def add(self, rows: Iterable[Row], pointers: Iterable[Pointer]) -> None:
        """Take in statements. Answers that are held already do not change: let go of them."""
        self._rows.executemany(ADD, rows)
        self._rows.executemany(POINT, pointers)

    def ready(self) -> None:
        """Make look-ups quick, once the most is added; earlier answers are forgotten."""
        self.said.clear()
        self.pointing.clear()
        self._rows.execute("CREATE INDEX said_subject ON said (subject)")
        self._rows.execute("CREATE INDEX pointers_object ON pointers (object, subject)")
        self._rows.execute(TARGETED, (Rank.TARGET, Rank.OWN, Rank.OTHERS))

    def own(self, least: Rank, *, alone: bool) -> Iterator[list[Term]]:
        """Yield subjects of a rank or a higher one, in batches.

        Args:
            least: the rank.
            alone: whether nobody else says anything, or will be asked; it saves looking it up.
        """
        after = 0
        while batch := list(self._next(after, least)):
            after = batch[-1][0]
            for _, subject, text in batch if alone else ():
                if subject not in self.known:
                    self.said.keep(subject, _parsed(text), len(text))
            yield [subject for _, subject, _ in batch]

    def crowded(self, subject: Term, value: Term, predicates: Iterable[Term]) -> bool:
        """Say whether one of our datasets gives a value to a subject and to another."""
        for one in predicates:
            if several := self._crowded[value, one]:
                giving = self._rows.execute(GIVING, (value, subject, one))
                if any(dataset in several for (dataset,) in giving):
                    return True
        return False

    def new(self, asked: Iterable[str]) -> list[str]:
        """Return what was never asked with this before."""
        add = "INSERT OR IGNORE INTO asked VALUES (?)"
        return [one for one in asked if self._rows.execute(add, (one,)).rowcount]

    def _next(self, after: int, least: Rank) -> Iterator[tuple[int, Term, str]]:
        size = 0
        for row in self._rows.execute(NEXT, (after, least, BATCH)):
            yield row
            size += len(row[-1])
            if size > MOST_READ:
                return

    def _crowding(self, asked: tuple[Term, Term]) -> set[int]:
        return {dataset for (dataset,) in self._rows.execute(CROWDED, asked)}

    def _said(self, subject: Term) -> ByPredicate:
        if is_literal(subject):
            return {}
        said = [_parsed(text) for (text,) in self._rows.execute(OF, (subject,))]
        known = self.known.get(subject)
        return _merged([known, *said] if known else said)

    def _pointing(self, value: Term) -> ByPredicate:
        found: dict[Term, list[Term]] = {}
        for predicate, subject in self._rows.execute(POINTING, (value,)):
            found.setdefault(predicate, []).append(subject)
        known = self._known_pointing.get(value)
        return _merged([known, found] if known else [found])


class BoundedCache(dict[Asked, Answer], Generic[Asked, Answer]):
    """Answers that were given lately; what is not held is asked for.

    Args:
        ask: gives an answer.
        weigh: says about how many characters one has.
    """

    def __init__(
        self, ask: Callable[[Asked], Answer], weigh: Callable[[Answer], int] = lambda answer: 0
    ) -> None:
        super().__init__()
        self._ask, self._weigh, self._size = ask, weigh, 0

    def __missing__(self, asked: Asked) -> Answer:
        answer = self._ask(asked)
        self.keep(asked, answer, self._weigh(answer))
        return answer

    def keep(self, asked: Asked, answer: Answer, size: int) -> None:
        """Hold an answer of so many characters; let go of all others when there are too many."""
        if len(self) >= MOST_KEPT or self._size > MOST_CHARACTERS:
            self.clear()
            self._size = 0
        self._size += size
        self[asked] = answer


def _weight(said: ByPredicate) -> int:
    return sum(len(value) for values in said.values() for value in values)


def _parsed(text: str) -> ByPredicate:
    said: dict[Term, list[Term]] = {}
    for line in text.split("\n"):
        predicate, _, value = line.partition(" ")
        if predicate in said:
            said[predicate].append(value)
        else:
            said[predicate] = [value]
    return said


def _merged(parts: Collection[ByPredicate]) -> ByPredicate:
    if len(parts) <= 1:
        return next(iter(parts), {})
    said: dict[Term, dict[Term, None]] = {}
    for part in parts:
        for predicate, values in part.items():
            said.setdefault(predicate, {}).update(dict.fromkeys(values))
    return {predicate: list(values) for predicate, values in said.items()}
