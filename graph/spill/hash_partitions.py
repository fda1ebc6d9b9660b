"""Hash partitions: rows of text brought together by their first word, in bounded memory.

A hash of the first word says which partition a row belongs to, so all rows of one word are in
one partition, and partitions can be worked through one after the other. Few rows stay in memory
as one partition; many lie in files of a temporary folder.
"""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Final, TextIO

from graph.system.closing import Closing
from graph.system.os_errors import room

# Ten million statements are some 2 GB: 16 MB a file. A hundred million still fit in memory
# file by file.
FILES: Final = 128


class HashPartitions(Closing):
    """Rows by their first word; close it, or use it in a `with` statement.

    Args:
        most_in_memory: how many characters are kept before they go to files.
    """

    def __init__(self, most_in_memory: int) -> None:
        self._most = most_in_memory
        self._waiting: list[str] = []
        self._size = 0
        self._files: list[TextIO] = []
        self._open = ExitStack()

    def close(self) -> None:
        """Forget all rows, and remove the files."""
        self._waiting, self._files = [], []
        # What could not be written for want of room is tried again on closing, and is not missed.
        with suppress(OSError):
            self._open.close()

    @property
    def spilled(self) -> bool:
        """Whether the rows lie in files."""
        return bool(self._files)

    def __len__(self) -> int:
        """Return how many partitions there are."""
        return len(self._files) or 1

    def extend(self, rows: Iterable[str], size: int) -> None:
        """Add rows (of more than one word, without line ends) of so many characters together.

        Raises:
            LimitExceeded: the disk of the temporary folder is full.
        """
        self._waiting.extend(rows)
        self._size += size
        if self._size > self._most:
            self.spill()

    def spill(self) -> None:
        """Put all rows into files, so that there are as many partitions as can be."""
        partitions_: list[list[str]] = [[] for _ in range(FILES)]
        # Rows with the same first word mostly come together.
        word, partition = "\n", partitions_[0]
        for row in self._waiting:
            if not row.startswith(word):
                word = row[: row.index(" ") + 1]
                partition = partitions_[hash(word) % FILES]
            partition.append(row)
        self._waiting, self._size = [], 0
        with room():
            for file, rows in zip(self._files or self._made(), partitions_, strict=True):
                if rows:
                    file.write("\n".join(rows) + "\n")
                    file.flush()

    def rows(self, number: int) -> list[str]:
        """Return the rows of one partition, in the order in which they came."""
        if not self._files:
            return self._waiting
        if self._waiting:
            self.spill()
        return rows(Path(self._files[number].name))

    def paths(self) -> list[Path]:
        """Return where the partitions are: one after the other, all their rows in files."""
        if self._waiting or not self._files:
            self.spill()
        return [Path(file.name) for file in self._files]

    def __iter__(self) -> Iterator[list[str]]:
        """Yield partition after partition."""
        return map(self.rows, range(len(self)))

    def where(self, word: str) -> int:
        """Return the number of the partition that has the rows of a first word."""
        return hash(word + " ") % len(self)

    def _made(self) -> list[TextIO]:
        folder = Path(self._open.enter_context(tempfile.TemporaryDirectory(prefix="coopgraph-")))
        self._files = [
            self._open.enter_context(
                (folder / str(number)).open("w", encoding="utf-8", newline="\n")
            )
            for number in range(FILES)
        ]
        return self._files


def rows(path: Path) -> list[str]:
    """Return the rows of a partition's file, in whatever process."""
    with room():
        text = path.read_text("utf-8")
    return text.removesuffix("\n").split("\n") if text else []
