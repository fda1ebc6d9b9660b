"""Language tags with underscores (`en_GB`), replaced for parsers that do not take them.

Where they are to be kept, they are read under other names: as private tags that have the
hexadecimal digits of the real one. What is read is given the real ones again, also where
something like a tag was inside a text.
"""

import re
from typing import BinaryIO, Final

PREFIX: Final = b"x-coopgraph-tag-"
ODD: Final = re.compile(rb"""(["']@)([A-Za-z][A-Za-z0-9-]*_[A-Za-z0-9_-]*)""")
RENAMED: Final = re.compile(re.escape(PREFIX) + rb"((?:[0-9a-f]{2})+)")
# Bytes that a tag may have; of a longer one the rest is taken for something else.
LONGEST: Final = 200


class Renaming:
    """A file whose odd tags are renamed while it is read."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._waiting = b""
        self._ready = b""

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        while not self._ready:
            part = self._file.read(size)
            whole = self._waiting + part
            end = _end(whole) if part else len(whole)
            self._waiting = whole[end:]
            self._ready = ODD.sub(_renamed, whole[:end])
            if not part:
                break
        found, self._ready = self._ready[:size], self._ready[size:]
        return found


def restored(text: bytes) -> bytes:
    """Return a text with the real tags."""
    if PREFIX not in text:
        return text
    return RENAMED.sub(lambda found: bytes.fromhex(found[1].decode()), text)


def _renamed(found: re.Match[bytes]) -> bytes:
    return found[1] + PREFIX + found[2].hex().encode()


def _end(whole: bytes) -> int:
    """Return how much of a part has no tag that may go on behind it."""
    last = max(whole.rfind(b'"', -LONGEST), whole.rfind(b"'", -LONGEST))
    return len(whole) if last < 0 else last
