"""Tables, JSON and CSV of commands: `--format`, `-o`, `--json`."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click

from api.presentation import csvs
from api.presentation.text import visible
from api.terminal import console
from api.terminal.output import OUTPUT, write


class Form(StrEnum):
    """How a list is written."""

    TABLE = "table"
    JSON = "json"
    CSV = "csv"


WIDE: Final = click.option("--wide", is_flag=True, help="All of the table, however wide and long.")
FORMAT: Final = click.option(
    "--format",
    "form",
    type=click.Choice([form.value for form in Form]),
    default=Form.TABLE.value,
    show_default=True,
    help="How to write it. In a pipe a table is lines of cells with a tab between them.",
)
JSON: Final = click.option("--json", "as_json", is_flag=True, help="The same as --format json.")


@dataclass(frozen=True)
class Listed:
    """Something that a command lists.

    Attributes:
        columns: the names of all columns.
        rows: a value for each column.
        shown: the columns of a table that is not wide, where that is not all.
        document: what JSON says, where that is not the rows.
        text: what people read in place of a table, line by line.
        more: what people read after a table.
    """

    columns: Sequence[str]
    rows: Iterable[Mapping[str, Any]]
    shown: Sequence[str] | None = None
    document: Any = None
    text: Iterable[str] | None = None
    more: Iterable[str] = ()


@dataclass(frozen=True)
class Printer:
    """How and where the user wants a list."""

    form: Form
    output: Path | None
    wide: bool = False

    @property
    def asked(self) -> bool:
        """Whether the user asked for anything but a table on stdout."""
        return self.form is not Form.TABLE or self.output is not None

    def show(self, listed: Listed) -> None:
        """Print a list, or write it to the file that the user named."""
        if self.form is Form.TABLE and not self.output and listed.text is None:
            console.table(self._columns(listed), listed.rows, wide=self.wide)
            write(None, _lines(listed.more))
        else:
            write(self.output, self._chunks(listed))

    def _chunks(self, listed: Listed) -> Iterator[bytes]:
        match self.form:
            case Form.JSON:
                rows = [{name: row[name] for name in listed.columns} for row in listed.rows]
                yield as_json(rows if listed.document is None else listed.document)
            case Form.CSV:
                yield csvs.table(listed.columns, listed.rows).encode()
            case Form.TABLE if listed.text is None:
                yield from console.lines(self._columns(listed), listed.rows)
                yield from _lines(listed.more)
            case Form.TABLE:
                yield from _lines(listed.text)

    def _columns(self, listed: Listed) -> Sequence[str]:
        return listed.columns if self.wide or listed.shown is None else listed.shown


def _lines(lines: Iterable[str]) -> Iterator[bytes]:
    for line in lines:
        yield (visible(line, keep="\n\t") + "\n").encode()


def as_json(content: Any) -> bytes:
    """Return JSON that is safe to look at: control characters are escaped, no others."""
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return (visible(text, keep="\n") + "\n").encode()


def listing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of a list; it gets them as `printer`."""

    @wraps(command)
    def with_printer(*, form: str, as_json: bool, output: Path | None, **given: Any) -> None:
        wide = given.pop("wide", False)
        chosen = Form.JSON if as_json else Form(form)
        command(**given, printer=Printer(chosen, output, wide))

    return FORMAT(JSON(OUTPUT(with_printer)))
