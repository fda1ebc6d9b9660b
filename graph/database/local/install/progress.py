"""Progress on stderr: a spinner or bar on a terminal, lines elsewhere."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from threading import Timer
from typing import Final

# Seconds; what is done sooner is not worth a word, nor the time to import rich.
PATIENCE: Final = 1.0


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Tell that a `with` block takes long, where it does: by a spinner, or one line."""
    spinning = ExitStack()

    def tell() -> None:
        from rich.console import Console  # noqa: PLC0415 - most waits are short

        console = Console(stderr=True)
        if console.is_terminal and not console.is_dumb_terminal:
            spinning.enter_context(console.status(f"{what} …"))
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
        spinning.close()


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show how far `what` of `total` bytes is; the block calls what it gets with each step."""
    from rich import progress as bars  # noqa: PLC0415 - shown at the first start alone
    from rich.console import Console  # noqa: PLC0415

    console = Console(stderr=True)
    if console.is_terminal:
        columns = (
            bars.TextColumn(what),
            bars.BarColumn(),
            bars.DownloadColumn(),
            bars.TimeRemainingColumn(),
        )
        with bars.Progress(*columns, console=console) as bar:
            task = bar.add_task(what, total=total)
            yield lambda step: bar.advance(task, step)
    else:
        console.print(f"{what}: {total / 1e6:.0f} MB …", soft_wrap=True)
        yield lambda step: None
        console.print(f"{what}: done.", soft_wrap=True)
