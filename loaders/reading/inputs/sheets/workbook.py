"""Reading workbooks: the sheets of an .xlsx file, row by row, within bounds."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from itertools import zip_longest
from typing import IO, Any, Final, cast

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from graph.system.closing import Closing
from loaders import settings
from loaders.reading.inputs.sheets.cell_values import value
from loaders.reading.inputs.sheets.rows import MOST_TOLD, Cell, Row, check_bounds
from loaders.reading.inputs.sources import Source
from ontology.errors import CoopgraphError, InvalidData, LimitExceeded

# Files in the archive that a workbook is.
MOST_PARTS: Final = 5_000
FORMULA: Final = re.compile(rb"<(?:\w+:)?f[ >/]")
# The beginning of old workbooks, and of those with a password.
OLD: Final = b"\xd0\xcf\x11\xe0"
# Bytes that are looked through at once, and those in which a document type would be.
PART: Final = 1_000_000
HEAD: Final = 4_096


class Workbook(Closing):
    """An .xlsx file that is open; close it, or use it in a `with` statement.

    Raises:
        InvalidData: it is no workbook, or damaged.
        LimitExceeded: it unpacks to more than may be.
    """

    def __init__(self, source: Source) -> None:
        self._path = source.path
        self._opened = ExitStack()
        try:
            file = _seekable(
                self._opened.enter_context(source.open()), packed=source.compression is not None
            )
            self._has_formulas = self._looked_at(file)
            with _explained(self._path):
                self._values = self._open(file, formulas=False)
                self._formulas = self._open(file, formulas=True) if self._has_formulas else None
        except BaseException:
            self._opened.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._opened.close()

    @property
    def sheets(self) -> list[str]:
        """The names of the sheets that have cells, in their order."""
        return [one.title for one in self._values.worksheets]

    def rows(self, sheet: str) -> Iterator[Row]:
        """Yield the rows of a sheet that are not blank.

        Raises:
            InvalidData: cells have no value; the first ones are told.
            LimitExceeded: there are too many rows or columns.
        """
        faults = list[str]()
        for number, (cells, formulas) in enumerate(self._pairs(sheet), 1):
            row = Row(number, Cell(number, f"{sheet}!{number}"), _values(cells))
            check_bounds(self._path, row)
            if any(row.cells):
                faults += _faulty(cells, formulas, row)
                if len(faults) > MOST_TOLD:
                    break
                yield row
            elif formulas:
                faults += _faulty(cells, formulas, row)
        if faults:
            raise InvalidData("\n".join(f"{self._path}:{one}" for one in faults[:MOST_TOLD]))

    def _pairs(self, sheet: str) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
        """Yield the cells of each row, and those with their formulas where there are any."""
        ours = self._cells(self._values, sheet)
        if self._formulas is None:
            yield from ((cells, ()) for cells in ours)
        else:
            theirs = self._cells(self._formulas, sheet)
            yield from zip_longest(ours, theirs, fillvalue=())

    def _cells(self, book: Any, sheet: str) -> Iterator[tuple[Any, ...]]:
        one = cast("ReadOnlyWorksheet", book[sheet])
        one.reset_dimensions()  # which may say anything
        cells = iter(one.rows)
        while True:
            with _explained(self._path):
                row = next(cells, None)
            if row is None:
                return
            yield row

    def _open(self, file: IO[bytes], *, formulas: bool) -> Any:
        book = load_workbook(file, read_only=True, data_only=not formulas, keep_links=False)
        self._opened.callback(book.close)
        return book

    def _looked_at(self, file: IO[bytes]) -> bool:
        """Say whether a workbook has formulas; refuse one that is none, or too large."""
        beginning = file.read(len(OLD))
        if beginning == OLD:
            raise InvalidData(
                f"{self._path} is an old workbook (.xls), or has a password. Save it as .xlsx,"
                " without a password."
            )
        with _explained(self._path):
            size = file.seek(0, io.SEEK_END)
            with zipfile.ZipFile(file) as archive:
                self._bound(archive.infolist(), settings.most_unpacked(size))
                return self._search(archive)

    def _bound(self, parts: list[zipfile.ZipInfo], most: int) -> None:
        if sum(one.file_size for one in parts) > most or len(parts) > MOST_PARTS:
            raise LimitExceeded(
                f"{self._path} unpacks to more than {most:,} bytes or {MOST_PARTS:,} files, which"
                f" is suspiciously much for its size. If it is meant to, set {settings.UNPACKED}"
                " to the bytes that it may have."
            )

    def _search(self, archive: zipfile.ZipFile) -> bool:
        """Look for formulas, and refuse XML that could unfold."""
        found = False
        for name in archive.namelist():
            if not name.endswith((".xml", ".rels")):
                continue
            with archive.open(name) as part:
                before = part.read(HEAD)
                if b"<!DOCTYPE" in before or b"<!ENTITY" in before:
                    raise InvalidData(f"{self._path}: {name} has a document type; no workbook has.")
                while name.startswith("xl/worksheets/") and before and not found:
                    found = FORMULA.search(before) is not None
                    rest = part.read(PART)
                    before = before[-HEAD:] + rest if rest else b""
        return found


def _seekable(file: IO[bytes], *, packed: bool) -> IO[bytes]:
    """Return a file in which one may go back: what was packed is kept in memory."""
    return io.BytesIO(file.read()) if packed else file


def _values(cells: tuple[Any, ...]) -> list[Any]:
    found = [None if one.value is None else value(one.value, _pattern(one)) for one in cells]
    while found and found[-1] is None:
        found.pop()
    return found


def _pattern(cell: Any) -> str:
    """Return how a cell shows a date; it takes long to ask for that."""
    return (cell.number_format or "") if cell.data_type == "d" else ""


def _faulty(cells: tuple[Any, ...], formulas: tuple[Any, ...], row: Row) -> Iterator[str]:
    """Yield what is wrong with the cells of a row."""
    for column, one in enumerate(cells):
        name = row.cell(column)
        if one.data_type == "e":
            yield f"{name}: the cell has the error {one.value}. Correct it."
        elif one.value is None and column < len(formulas) and formulas[column].data_type == "f":
            yield (
                f"{name}: the formula has no value. Open and save the workbook in a spreadsheet"
                " program, or write the value."
            )


@contextmanager
def _explained(path: object) -> Iterator[None]:
    """Say in a sentence that a workbook is damaged; what openpyxl merely leaves out is not told."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (CoopgraphError, MemoryError):
        raise
    except Exception as error:  # whatever there is in a file that is none
        told = " ".join(str(error).split())
        raise InvalidData(
            f"{path} cannot be read as a workbook (.xlsx): {told or type(error).__name__}. It is"
            " damaged or something else; save it again."
        ) from error
