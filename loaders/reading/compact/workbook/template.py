"""Making an empty workbook to fill in: the model's keys as columns, its codes as lists."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from loaders.reading.compact.form.domains import codes
from loaders.reading.compact.workbook.sheets import LINKS, SHEETS, USUAL, Column, columns
from loaders.reading.inputs.sheets.rows import letters

GUIDE: Final = "guide"
CODES: Final = "codes"
# The last row of a sheet.
LAST: Final = 1_048_576
# How a cell shows what is typed as it is: no date, no number.
AS_TYPED: Final = "@"
HEADING: Final = Font(bold=True)
LINKING: Final = PatternFill("solid", fgColor="DDEBF7")
WRAPPED: Final = Alignment(wrap_text=True, vertical="top")
WIDE: Final = {"says": 60, "title": 50, "source.title": 50, "our_name": 40, "name": 30, "who": 40}
WIDTH: Final = 18
# One that is always the same, so that the same version makes the same workbook.
MADE: Final = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
# What the first sheet says; lines that begin with `# ` are headings.
TEXT: Final = Path(__file__).with_name("guide.txt")


def template() -> bytes:
    """Return the workbook."""
    book = Workbook()
    guide = book.worksheets[0]
    guide.title = GUIDE
    _guide(guide)
    some = {one.scheme: one for sheet in SHEETS for one in columns(sheet) if one.codes}
    ranges = dict(_ranges(some))
    for name in SHEETS:
        _sheet(book.create_sheet(name), name, ranges)
    _codes(book.create_sheet(CODES), some)
    book.properties.created = book.properties.modified = MADE
    book.properties.creator = "coopgraph"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _guide(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 110
    for number, line in enumerate(TEXT.read_text(encoding="utf-8").splitlines(), 1):
        cell = sheet.cell(number, 1, line.removeprefix("# "))
        cell.alignment = WRAPPED
        if line.startswith("# "):
            cell.font = HEADING


def _sheet(sheet: Worksheet, name: str, ranges: Mapping[str, str]) -> None:
    """Write the header of a sheet, with comments, lists of codes, and widths."""
    linking = {one.key for one in LINKS.values()} - ({"name"} if name != "evidence" else set())
    usual = {*USUAL[name], *linking}
    for number, column in enumerate(columns(name)):
        letter = letters(number)
        cell = sheet[f"{letter}1"]
        cell.value, cell.font = column.key, HEADING
        if column.key in linking:
            cell.fill = LINKING
        cell.comment = _comment(column)
        shown = sheet.column_dimensions[letter]
        shown.width, shown.number_format = WIDE.get(column.key, WIDTH), AS_TYPED
        if column.key not in usual:
            shown.outlineLevel, shown.hidden = 1, True
        if column.codes:
            sheet.add_data_validation(_choice(column, ranges[column.scheme], letter))
    sheet.freeze_panes = "A2"


def _comment(column: Column) -> Comment:
    several = " Several with semicolons between them." if column.many else ""
    found = Comment(f"{column.meaning}{several}", "coopgraph")
    found.width, found.height = 320, 110
    return found


def _choice(column: Column, where: str, letter: str) -> DataValidation:
    """Return the list of a column's codes; several, and addresses, may be typed."""
    found = DataValidation("list", formula1=where, allow_blank=True)
    found.showErrorMessage = not column.many
    found.errorStyle = "warning"
    found.error = f"This is no code of {column.scheme}; the sheet {CODES} lists them."
    found.add(f"{letter}2:{letter}{LAST}")
    return found


def _ranges(some: Mapping[str, Column]) -> Iterator[tuple[str, str]]:
    """Yield where each scheme's codes are listed."""
    for number, (scheme, column) in enumerate(some.items()):
        letter = letters(2 * number)
        yield scheme, f"{CODES}!${letter}$2:${letter}${len(column.codes) + 1}"


def _codes(sheet: Worksheet, some: Mapping[str, Column]) -> None:
    """List the codes of each scheme with their meanings beside them."""
    for number, (scheme, column) in enumerate(some.items()):
        meanings = {code: told for one in scheme.split(" or ") for code, told in codes(one).items()}
        for place, texts in enumerate((column.codes, [meanings.get(c, "") for c in column.codes])):
            letter = letters(2 * number + place)
            sheet.column_dimensions[letter].width = 50 if place else 28
            head = sheet[f"{letter}1"]
            head.value, head.font = "" if place else scheme, HEADING
            for row, text in enumerate(texts, 2):
                sheet[f"{letter}{row}"].value = text
    sheet.freeze_panes = "A2"
