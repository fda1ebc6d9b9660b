"""Reading CSV: comma, semicolon or tab, in UTF-8."""

import csv
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from loaders.reading.inputs.formats import Table
from loaders.reading.inputs.sheets.rows import Row, Value, check_bounds
from loaders.reading.inputs.sources import Source
from ontology.errors import InvalidData, LimitExceeded

DELIMITERS: Final = ",;\t"
# Bytes of one line.
LONGEST: Final = 16_000_000
QUOTED: Final = re.compile(r'"[^"]*"?')
UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
AS_UTF_8: Final = 'Save the table as UTF-8: in Excel "CSV UTF-8", in LibreOffice "Unicode (UTF-8)"'


def rows(source: Source) -> Iterator[Row]:
    """Yield the rows of a CSV file that are not blank.

    Raises:
        InvalidData: it is not UTF-8, or a quotation mark is amiss; its line is told.
        LimitExceeded: a line or a cell is too long, or there are too many.
    """
    with source.open() as file:
        lines = _lines(source, file)
        first = next(lines, "")
        reader = csv.reader(_with(first, lines), delimiter=_delimiter(source, first), strict=True)
        begins, number = 1, 0
        try:
            for cells in reader:
                number += 1
                values = [Value(text.strip()) if text.strip() else None for text in cells]
                row = Row(number, begins, values)
                check_bounds(source.path, row)
                begins = reader.line_num + 1
                if any(values):
                    yield row
        except csv.Error as error:
            raise _told(source, begins, error) from error


def _with(first: str, lines: Iterator[str]) -> Iterator[str]:
    yield first
    yield from lines


def _lines(source: Source, file: BinaryIO) -> Iterator[str]:
    """Yield the lines of a file, with their ends."""
    number = 0
    while line := file.readline(LONGEST):
        number += 1
        if len(line) == LONGEST:
            raise LimitExceeded(f"{source.path}:{number}: the line is longer than {LONGEST:,}.")
        if number == 1 and line.startswith(UTF_16):
            raise InvalidData(f"{source.path} is UTF-16. {AS_UTF_8}.")
        if b"\0" in line:
            raise InvalidData(f"{source.path}:{number}: this is binary data, no text.")
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise InvalidData(
                f"{source.path}:{number}: this is not UTF-8. {AS_UTF_8}, without mixing encodings."
            ) from error


def _delimiter(source: Source, first: str) -> str:
    """Return what parts the columns: of comma, semicolon and tab the one in the first line."""
    if source.table is Table.TSV:
        return "\t"
    bare = QUOTED.sub("", first)
    return max(DELIMITERS, key=bare.count)


def _told(source: Source, line: int, error: csv.Error) -> InvalidData:
    what = str(error)
    if "field larger than" in what or "unexpected end" in what:
        what = (
            "a cell that begins in this row does not end, or has more than"
            f" {csv.field_size_limit():,} characters. Is a quotation mark missing?"
        )
    elif "expected after" in what:
        what = (
            'a quotation mark inside a cell. Write it twice (""), and the cell in quotation marks.'
        )
    elif "new-line character" in what:
        what = "lines end in a lone carriage return. Save the table with usual line ends."
    return InvalidData(f"{source.path}:{line}: {what}")
