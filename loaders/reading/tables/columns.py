"""The columns of a table: their names, and what the query calls them."""

import difflib
import re
from collections.abc import Iterator, Sequence
from typing import Final
from urllib.parse import quote, unquote

from loaders.reading.inputs.sheets.rows import Row
from loaders.reading.tables.query import Query
from ontology.errors import InvalidData

# Names that a query may use beside those of columns: of the row itself.
OF_ROWS: Final = "row="
MOST_LISTED: Final = 30


def fragment(name: str) -> str:
    """Return a column's name as a query writes it: `Signed%20on`; letters stay letters."""
    return re.sub(r"[^\w.~-]", lambda found: quote(found[0], safe=""), name)


def columns(row: Row, path: object) -> list[str | None]:
    """Return the names of columns that the header gives; None where it gives none.

    Raises:
        InvalidData: two have one name, or there is none.
    """
    names = [" ".join(cell.text.split()) if cell else None for cell in row.cells]
    while names and names[-1] is None:
        names.pop()
    first = dict[str, int]()
    for number, name in enumerate(names):
        if name is not None and first.setdefault(name, number) != number:
            raise InvalidData(
                f"{path}:{row.cell(number)}: the column {name!r} is there twice, as columns"
                f" {first[name] + 1} and {number + 1}. Give each a name of its own."
            )
    if not first:
        raise InvalidData(f"{path}:{row.place}: the header is empty; name the columns there.")
    return names


def check_used(query: Query, names: Sequence[str | None], base: str, path: object) -> None:
    """Refuse a query that uses a column which is not there.

    Raises:
        InvalidData: there is such a one; all are told, with their lines.
    """
    known = {fragment(name): name for name in names if name}
    faults = dict[str, str]()
    for iri, line in query.addresses:
        found = iri.removeprefix(f"{base}#")
        if found == iri or not found or found in known or found.startswith(OF_ROWS):
            continue
        faults.setdefault(
            found,
            f"{query.path}:{line}: {path} has no column {unquote(found)!r}. {_near(found, known)}",
        )
    if faults:
        raise InvalidData("\n".join(faults.values()))


def _near(found: str, known: dict[str, str]) -> str:
    by_reading = {unquote(one).casefold(): one for one in known}
    near = difflib.get_close_matches(unquote(found).casefold(), by_reading, 3, 0.6)
    if near:
        return f"Did you mean <#{'>, <#'.join(by_reading[one] for one in near)}>?"
    return f"It has {', '.join(_listed(list(known)))}."


def _listed(known: list[str]) -> Iterator[str]:
    yield from (f"<#{one}>" for one in known[:MOST_LISTED])
    if len(known) > MOST_LISTED:
        yield f"and {len(known) - MOST_LISTED} more"
