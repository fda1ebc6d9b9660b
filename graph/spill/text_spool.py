"""Text spool: rows of text in numbered piles, in memory first and then in temporary files."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from graph.system.closing import Closing
from graph.system.os_errors import room


class TextSpool(Closing):
    """Piles of rows, each in the order in which they come; to be used in a `with` statement.

    Files are open only while they are written or read: processes may have few at a time.

    Args:
        piles: how many there are.
        most_in_memory: characters that wait before they are written.
    """

    def __init__(self, piles: int, most_in_memory: int) -> None:
        self._most = most_in_memory
        self._piles = piles
        self._waiting: list[list[str]] = [[] for _ in range(piles)]
        self._size = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    def close(self) -> None:
        """Forget all rows, and remove the files."""
        self._waiting = []
        if self._folder:
            self._folder.cleanup()

    @property
    def written(self) -> bool:
        """Whether there are files."""
        return self._folder is not None

    def extend(self, pile: int, rows: Iterable[str], size: int) -> None:
        r"""Add rows without `\n`, of so many characters together, to the pile of a number.

        Raises:
            LimitExceeded: the temporary folder has no room.
        """
        self._waiting[pile].extend(rows)
        self._size += size
        if self._size > self._most:
            waiting, self._waiting = self._waiting, [[] for _ in range(self._piles)]
            self._size = 0
            self.write(waiting)

    def write(self, piles: Sequence[Sequence[str]]) -> None:
        """Add rows to all piles, in files at once.

        Raises:
            LimitExceeded: the temporary folder has no room.
        """
        with room():
            if not self._folder:
                self._folder = tempfile.TemporaryDirectory(
                    prefix="coopgraph-", ignore_cleanup_errors=True
                )
                for path in self.paths():
                    path.touch()
            for path, rows in zip(self.paths(), piles, strict=True):
                if rows:
                    with path.open("a", encoding="utf-8", newline="\n") as file:
                        file.write("\n".join([*rows, ""]))

    def rows(self, pile: int) -> Iterator[str]:
        """Yield the rows of a pile."""
        if self._folder:
            with room(), self.paths()[pile].open(encoding="utf-8", newline="\n") as lines:
                for line in lines:
                    yield line[:-1]
        yield from self._waiting[pile]

    def paths(self) -> list[Path]:
        """Return where the files are, by number; none where nothing was written."""
        if not self._folder:
            return []
        return [Path(self._folder.name, str(pile)) for pile in range(self._piles)]


def read_rows(path: Path) -> list[str]:
    """Return the rows of a pile's file, in whatever process."""
    with room(), path.open(encoding="utf-8", newline="\n") as file:
        text = file.read()
    return text.removesuffix("\n").split("\n") if text else []
