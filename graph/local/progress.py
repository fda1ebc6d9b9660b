"""One progress bar on a terminal; elsewhere one line before and one after. All on stderr."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn


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
