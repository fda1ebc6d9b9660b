"""The stream that a parser reads from: a beginning that is known, and the rest of a file."""

from collections.abc import Callable
from typing import BinaryIO


class Tally:
    """A file, its beginning read already; counts the bytes that a parser has taken.

    Args:
        beginning: what has been read.
        file: the rest.
        seen: is given each part before the parser has it.
    """

    def __init__(
        self, beginning: bytes, file: BinaryIO, seen: Callable[[bytes, int], None]
    ) -> None:
        self._beginning = beginning
        self._file = file
        self._seen = seen
        self.taken = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        if self._beginning:
            end = len(self._beginning) if size < 0 else size
            found, self._beginning = self._beginning[:end], self._beginning[end:]
        else:
            found = self._file.read(size)
        self.taken += len(found)
        self._seen(found, self.taken)
        return found
