"""Rows and their cells, whatever file they are in."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from ontology.errors import LimitExceeded

# What a sheet of a workbook can have.
MOST_ROWS: Final = 1_048_576
MOST_COLUMNS: Final = 1_000
# Faults of one file that are told.
MOST_TOLD: Final = 20


class Cell(int):
    """The row of a cell, which messages tell with its sheet and column: `agreements!C5`."""

    name: str

    def __new__(cls, row: int, name: str = "") -> "Cell":
        """Make one of a row and what is told."""
        made = super().__new__(cls, row)
        made.name = name or str(row)
        return made

    def __str__(self) -> str:
        """Return what is told."""
        return self.name

    def __format__(self, spec: str) -> str:
        """Return what is told."""
        return format(self.name, spec)


class Value(NamedTuple):
    """What a cell says: its text, and the local name of its XML Schema datatype."""

    text: str
    datatype: str = "string"


class Row(NamedTuple):
    """One row.

    Attributes:
        number: which row of the file or sheet it is, from 1.
        place: the line or the row that messages tell.
        cells: what they say; None for an empty one.
    """

    number: int
    place: int
    cells: Sequence[Value | None]

    def cell(self, column: int) -> int:
        """Return the place of one of the cells, or that of the row where lines are told."""
        if isinstance(self.place, Cell):
            sheet = self.place.name.rpartition("!")[0]
            return Cell(self.number, f"{sheet}!{letters(column)}{self.number}")
        return self.place


def letters(column: int) -> str:
    """Return what a column is called, from 0: `A`, …, `Z`, `AA`."""
    name, left = "", column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        name = chr(ord("A") + digit) + name
    return name


def check_bounds(path: object, row: Row) -> None:
    """Refuse a row that is beyond what a table may have.

    Raises:
        LimitExceeded: it is.
    """
    if row.number > MOST_ROWS:
        raise LimitExceeded(f"{path}: a table has at most {MOST_ROWS:,} rows. Split it.")
    if len(row.cells) > MOST_COLUMNS:
        raise LimitExceeded(
            f"{path}:{row.place}: a table has at most {MOST_COLUMNS:,} columns; this row has"
            f" {len(row.cells):,}. Are the right columns parted by the right sign?"
        )
