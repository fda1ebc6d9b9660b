"""Reading a template that has been filled in: the sources in a workbook."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from loaders.reading.compact.source_text import Read, of_tree
from loaders.reading.compact.workbook.assembly import Assembly
from loaders.reading.compact.workbook.headers import header
from loaders.reading.compact.workbook.row_trees import tree_of
from loaders.reading.compact.workbook.sheets import PARTIES, SECTIONS, SHEETS, SOURCE, Column
from loaders.reading.inputs.sheets.rows import Row
from loaders.reading.inputs.sheets.workbook import Workbook
from loaders.reading.inputs.sources import Source
from ontology.errors import CoopgraphError, InvalidData, LimitExceeded

# Cells of one workbook, and characters in them.
MOST_CELLS: Final = 500_000
MOST_CHARACTERS: Final = 20_000_000
# Sheets by which a template is known.
KNOWN_BY: Final = {*SECTIONS, PARTIES}


def is_template(source: Source) -> bool:
    """Say whether a workbook has the sheets of a template."""
    with suppress(CoopgraphError), Workbook(source) as book:
        return _is_one(book)
    return False


def filled(source: Source) -> list[Read]:
    """Return the sources in a workbook.

    Raises:
        InvalidData: it is no template, has no source, or does not fit the model; cells are told.
        LimitExceeded: it is too large.
    """
    with Workbook(source) as book:
        if not _is_one(book):
            raise InvalidData(
                f"{source.path} is neither a table nor a template that was filled in. For a table"
                f" write {source.query} beside it, which says what its rows mean; `coopgraph"
                " template` makes a workbook that needs none. docs/tables.md explains both."
            )
        assembly = Assembly(source.path)
        counted = _Counted(source.path)
        for sheet in (one for one in SHEETS if one in book.sheets):
            for row, columns in _rows(book, sheet, source):
                counted.count(row)
                assembly.take(sheet, row, tree_of(row, columns))
    return _read(assembly, source)


def _read(assembly: Assembly, source: Source) -> list[Read]:
    """Return the sources that were put together; the faults of all of them are told."""
    reads, faults = list[Read](), list[str]()
    for name, tree in assembly.sources():
        try:
            reads.append(of_tree(tree, source.path, name))
        except InvalidData as error:
            faults.append(str(error))
    if faults:
        raise InvalidData("\n".join(faults))
    return reads


def _is_one(book: Workbook) -> bool:
    return SOURCE in book.sheets and not KNOWN_BY.isdisjoint(book.sheets)


def _rows(
    book: Workbook, sheet: str, source: Source
) -> Iterator[tuple[Row, list[tuple[int, Column]]]]:
    """Yield the rows below the header, with its columns."""
    rows = book.rows(sheet)
    first = next(rows, None)
    if first is None:
        return
    columns = header(sheet, first, source.path)
    for row in rows:
        yield row, columns


class _Counted:
    """The cells and characters of a workbook, no more of them than may be."""

    def __init__(self, path: object) -> None:
        self._path = path
        self._cells = self._characters = 0

    def count(self, row: Row) -> None:
        """Count a row; it raises `LimitExceeded`."""
        some = [cell.text for cell in row.cells if cell]
        self._cells += len(some)
        self._characters += sum(map(len, some))
        if self._cells > MOST_CELLS or self._characters > MOST_CHARACTERS:
            raise LimitExceeded(
                f"{self._path}: a workbook has at most {MOST_CELLS:,} cells and"
                f" {MOST_CHARACTERS:,} characters. Split it, or load it as a table with a query."
            )
