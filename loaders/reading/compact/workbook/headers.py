"""Reading the header of a sheet: its columns by their keys."""

import difflib
from typing import Final

from loaders.reading.compact.workbook.sheets import Column, column, columns, links
from loaders.reading.inputs.sheets.rows import Row
from ontology.errors import InvalidData

# Keys that an error lists.
MOST_LISTED: Final = 30


def header(sheet: str, row: Row, path: object) -> list[tuple[int, Column]]:
    """Return the columns of a sheet with their numbers.

    Raises:
        InvalidData: a key is unknown, or there twice; each cell is told.
    """
    own = {one.key: one for one in links(sheet)}
    found, faults, seen = list[tuple[int, Column]](), list[str](), set[str]()
    for number, cell in enumerate(row.cells):
        if cell is None:
            continue
        key = cell.text.strip()
        one = own.get(key) or column(sheet, key)
        where = f"{path}:{row.cell(number)}"
        if one is None:
            faults.append(f"{where}: {sheet} has no key {key!r}. {_near(sheet, key)}")
        elif key in seen:
            faults.append(f"{where}: the key {key!r} is there twice. Leave one of them out.")
        else:
            found.append((number, one))
        seen.add(key)
    if faults:
        raise InvalidData("\n".join(faults))
    return found


def _near(sheet: str, key: str) -> str:
    known = [one.key for one in columns(sheet)]
    near = difflib.get_close_matches(key.lower().replace(" ", "_"), known, 3, 0.6)
    if near:
        return f"Did you mean {' or '.join(map(repr, near))}?"
    more = f" and {len(known) - MOST_LISTED} more" if len(known) > MOST_LISTED else ""
    return f"It has {', '.join(known[:MOST_LISTED])}{more}."
