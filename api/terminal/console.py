"""Printing to the terminal, with control characters of the data as escapes."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from api.presentation.csvs import cell
from api.presentation.text import visible
from api.terminal.output import write

# Wider than any row: such a table is not fitted to the terminal.
UNFITTED: Final = 1_000_000
# A column of words that are no longer is left whole: dates, codes, numbers.
WORD: Final = 26


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], *, wide: bool = False) -> None:
    """Print rows as a table on a terminal, fitted to it unless `wide`; elsewhere as `lines`."""
    if not sys.stdout.isatty():
        write(None, lines(columns, rows))
        return
    # Where nobody looks at a terminal, rich would be imported in vain.
    from rich import box  # noqa: PLC0415
    from rich.console import Console  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    cells = [[visible(cell(row[column])) for column in columns] for row in rows]
    drawn = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for index, column in enumerate(columns):
        word = all(len(row[index]) <= WORD and " " not in row[index] for row in cells)
        drawn.add_column(column, overflow="fold", no_wrap=word)
    for row in cells:
        drawn.add_row(*map(Text, row))
    # rich heeds a width only beside a height.
    width, height = (UNFITTED, 1) if wide else (None, None)
    Console(file=sys.stdout, width=width, height=height).print(drawn)


def lines(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> Iterator[bytes]:
    """Yield a line of column names and one of each row, tabs between cells, nothing padded."""
    yield _line(columns)
    for row in rows:
        yield _line(cell(row[column]) for column in columns)


def _line(cells: Iterable[str]) -> bytes:
    return ("\t".join(map(visible, cells)) + "\n").encode()


def echo(text: str) -> None:
    """Print lines of data on stdout."""
    write(None, [(visible(text, keep="\n\t") + "\n").encode()])


def say(message: str) -> None:
    """Print a message on stderr."""
    sys.stderr.write(visible(message, keep="\n\t") + "\n")
    sys.stderr.flush()


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Draw a bar on a terminal's stderr; told what is done, how many steps are, of how many."""
    if not sys.stderr.isatty():
        yield lambda what, done, of: None
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")

        def step(what: str, done: int, of: int) -> None:
            bar.update(task, description=what, completed=done, total=of)

        yield step
