"""Reading the query of a table: one SPARQL CONSTRUCT, with nothing from outside."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pyoxigraph import Store

from loaders.reading.tables.row_analysis import of_many_rows
from loaders.reading.tables.sparql_words import Address, Word, addresses, without_comments, words
from ontology.errors import InvalidData, LimitExceeded, UsageError

# Characters of a query.
LONGEST: Final = 1_000_000
# What the first lines may say of the table: a comment that begins so.
SAID: Final = "#+"
FORMS: Final = {"SELECT", "ASK", "DESCRIBE", "CONSTRUCT"}
UPDATES: Final = {
    *("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"),
}
OUTSIDE: Final = {"FROM", "SERVICE"}
# Functions that say something else each time.
CHANGING: Final = {"NOW", "RAND", "UUID", "STRUUID"}
# A query of another server, however it is hidden; what is told apart here by mistake is a text.
SERVICE: Final = re.compile(r"service(?:\s*[<?$#]|\s+silent\b|\s+[\w.\-]*:)", re.IGNORECASE)
ESCAPE: Final = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
WHERE: Final = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
UNKNOWN: Final = "Prefix not found"
CONSTRUCT: Final = "A table needs a CONSTRUCT, which says what is made of each row"


@dataclass(frozen=True)
class Query:
    """What makes RDF of a row.

    Attributes:
        path: the file.
        text: the CONSTRUCT, without comments.
        many: the same for many rows at once; None where it has to be asked row by row.
        addresses: those that it writes.
        sheet: the sheet of a workbook that it is about, if it says that.
        header: the row in which the columns have their names.
    """

    path: Path
    text: str
    many: str | None
    addresses: Sequence[Address]
    sheet: str | None = None
    header: int = 1


def read_query(path: Path, base: str) -> Query:
    """Read and check the query of a table.

    Args:
        path: the file.
        base: what its relative addresses are relative to.

    Raises:
        UsageError: there is none.
        InvalidData: it is no CONSTRUCT, is wrong, or asks for something from outside.
        LimitExceeded: it is too long.
    """
    given = _text(path)
    said = _said(given, path)
    text = without_comments(given)
    _check_words(text, path)
    _try(text, base, path)
    many = of_many_rows(text)
    used = tuple(addresses(text, base))
    return Query(path, text, many, used, said.get("sheet"), said.get("header", 1))


def _try(text: str, base: str, path: Path) -> None:
    """Refuse what is no SPARQL."""
    try:
        Store().query(text, base_iri=base)
    except (SyntaxError, ValueError) as error:
        raise InvalidData(_wrong(path, str(error))) from error


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(LONGEST + 1)
    except FileNotFoundError as error:
        raise UsageError(
            f"{path} does not exist: a table needs a query beside it that says what its rows mean."
            " docs/tables.md shows how to write one."
        ) from error
    except OSError as error:
        raise InvalidData(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > LONGEST:
        raise LimitExceeded(f"{path}: a query has at most {LONGEST:,} bytes.")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidData(f"{path}:{line}: this is not UTF-8. Save the file as UTF-8.") from error


def _said(text: str, path: Path) -> dict[str, Any]:
    """Return what the first lines say of the table, in TOML behind `#+`."""
    lines = text.splitlines()
    toml = "\n".join(line.removeprefix(SAID) if line.startswith(SAID) else "" for line in lines)
    try:
        said = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise InvalidData(f"{path}: what begins with `#+` is no TOML: {error}.") from error
    sheet, header = said.get("sheet", ""), said.get("header", 1)
    if not {*said} <= {"sheet", "header"} or not isinstance(sheet, str) or not _is_row(header):
        line = next(number for number, one in enumerate(lines, 1) if one.startswith(SAID))
        raise InvalidData(
            f'{path}:{line}: write `#+ sheet = "…"`, the name of a sheet, or `#+ header = 2`,'
            " the row in which the columns have their names."
        )
    return said


def _is_row(number: object) -> bool:
    return isinstance(number, int) and not isinstance(number, bool) and number > 0


def _check_words(text: str, path: Path) -> None:
    """Refuse what is no CONSTRUCT, or asks for what is not in the table."""
    some = [one for one in words(text) if one.kind != "space"]
    bare = [one._replace(text=one.text.upper()) for one in some if one.kind == "word"]
    form = next((one for one in bare if one.text in FORMS | UPDATES), None)
    if form is None or form.text != "CONSTRUCT":
        line = form.line if form else 1
        raise InvalidData(f"{path}:{line}: {f'this is {form.text}. ' if form else ''}{CONSTRUCT}.")
    for one, after in zip(some, [*some[1:], Word("", "", 0)], strict=True):
        name = one.text.upper() if one.kind == "word" else ""
        if name in OUTSIDE:
            raise InvalidData(
                f"{path}:{one.line}: {name} asks for something from outside; a query sees the"
                " row and nothing else. Write what it needs with VALUES."
            )
        if name in CHANGING and after.text == "(":
            raise InvalidData(
                f"{path}:{one.line}: {name}() says something else each time, so no load would be"
                " like the one before. Make it of what the row says."
            )
    plain = ESCAPE.sub(lambda found: chr(min(int(found[1] or found[2], 16), 0x10FFFF)), text)
    if found := SERVICE.search(plain):
        line = plain.count("\n", 0, found.start()) + 1
        raise InvalidData(
            f"{path}:{line}: this could ask another server. Where it is a text, write it in two"
            " with CONCAT."
        )


def _wrong(path: Path, told: str) -> str:
    if found := WHERE.search(told):
        if UNKNOWN in told:
            what = "this prefix is not declared; write a PREFIX line for it at the top"
            return f"{path}:{found[1]}:{found[2]}: {what}."
        return f"{path}:{found[1]}:{found[2]}: not valid SPARQL: {' '.join(found[3].split())}."
    return f"{path}: not valid SPARQL: {' '.join(told.split())}."
