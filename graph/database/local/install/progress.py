"""Progress on stderr: a spinner or bar on a terminal, lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Timer
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

# Seconds; what is done sooner is not worth a word.
PATIENCE: Final = 1.0


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Tell that a `with` block takes long, where it does: by a spinner, or one line."""
    console = Console(stderr=True)
    spinner = console.status(f"{what} …")

    def tell() -> None:
        if console.is_terminal and not console.is_dumb_terminal:
            spinner.start()
        else:
            console.print(f"{what} …", soft_wrap=True)

    timer = Timer(PATIENCE, tell)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        spinner.stop()


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how far `what` of `total` bytes is; the block calls what it gets with each step."""
    console = Console(stderr=True)
    if console.is_terminal:
        columns = (TextColumn(what), BarColumn(), DownloadColumn(), TimeRemainingColumn())
        with Progress(*columns, console=console) as bar:
            task = bar.add_task(what, total=total)
            yield lambda step: bar.advance(task, step)
    else:
        console.print(f"{what}: {total / 1e6:.0f} MB …", soft_wrap=True)
        yield lambda step: None
        console.print(f"{what}: done.", soft_wrap=True)
