"""Files that are read a part at a time, and how much of them has been."""

from typing import BinaryIO


class Tally:
    """What a parser reads from; counts the bytes that it has taken."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        found = self._file.read(size)
        self.taken += len(found)
        return found
