"""Tables and progress for people: nothing is cut off in a pipe, no bar is drawn there."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Final

from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from api.csvs import cell

# Wide enough for any row: what reads a pipe breaks no lines.
PIPE: Final = 1_000_000


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Print rows as a table on stdout; one line a row in a pipe, fitted to a terminal."""
    console = Console(file=sys.stdout, width=None if sys.stdout.isatty() else PIPE)
    drawn = Table(*columns, box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for row in rows:
        drawn.add_row(*(Text(cell(row[column])) for column in columns))
    console.print(drawn)


def say(message: str) -> None:
    """Print a message on stderr."""
    print(message, file=sys.stderr, flush=True)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Draw a bar on a terminal's stderr; told what is done, how many steps are, of how many."""
    with Progress(
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()
    ) as bar:
        task = bar.add_task("")

        def step(what: str, done: int, of: int) -> None:
            bar.update(task, description=what, completed=done, total=of)

        yield step
