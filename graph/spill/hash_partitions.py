"""Hash partitions: rows of text brought together by their first word, in bounded memory.

A hash of the first word says which partition a row belongs to, so all rows of one word are in
one partition, and partitions can be worked through one after the other. Few rows stay in memory
as one partition; many lie in files of a temporary folder.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from graph.spill.text_spool import TextSpool, read_rows
from graph.system.closing import Closing

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
        self._files = TextSpool(FILES, 0)

    def close(self) -> None:
        """Forget all rows, and remove the files."""
        self._waiting = []
        self._files.close()

    @property
    def spilled(self) -> bool:
        """Whether the rows lie in files."""
        return self._files.written

    def __len__(self) -> int:
        """Return how many partitions there are."""
        return FILES if self.spilled else 1

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
        piles: list[list[str]] = [[] for _ in range(FILES)]
        # Rows with the same first word mostly come together.
        word, pile = "\n", piles[0]
        for row in self._waiting:
            if not row.startswith(word):
                word = row[: row.index(" ") + 1]
                pile = piles[hash(word) % FILES]
            pile.append(row)
        self._waiting, self._size = [], 0
        self._files.write(piles)

    def rows(self, number: int) -> list[str]:
        """Return the rows of one partition, in the order in which they came."""
        if not self.spilled:
            return self._waiting
        return read_rows(self.paths()[number])

    def paths(self) -> list[Path]:
        """Return where the partitions are: one after the other, all their rows in files."""
        if self._waiting or not self.spilled:
            self.spill()
        return self._files.paths()

    def __iter__(self) -> Iterator[list[str]]:
        """Yield partition after partition."""
        return map(self.rows, range(len(self)))

    def where(self, word: str) -> int:
        """Return the number of the partition that has the rows of a first word."""
        return hash(word + " ") % len(self)
