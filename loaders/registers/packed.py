"""Opening a register's file, also in a zip or compressed, with bounds on what it unpacks to."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from graph.system.compression import DAMAGED, by_content
from loaders import settings
from ontology.errors import InvalidData, LimitExceeded

if TYPE_CHECKING:
    from typing_extensions import Buffer

# Bytes of one record; the longest ones that registers have are a thousandth of it.
LONGEST_RECORD: Final = 16_000_000
ZIP: Final = b"PK"
BROKEN: Final = (*DAMAGED, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)


class Input(io.RawIOBase):
    """The bytes of a file, unpacked; no more of them than may be, in all and in one record.

    Attributes:
        name: what is read, for messages and to tell its version.
    """

    def __init__(self, name: str, reader: BinaryIO, most: int | None = None) -> None:
        self.name = name
        self._reader = reader
        self._most = most
        self._read = 0
        self._of_record = 0
        self._record = 1

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def next_record(self) -> int:
        """Note that a record has been read; return its number."""
        self._of_record, self._record = 0, self._record + 1
        return self._record - 1

    def readinto(self, buffer: "Buffer", /) -> int:
        """Read as many bytes as there is room for."""
        view = memoryview(buffer)
        try:
            found = self._reader.read(len(view))
        except BROKEN as error:
            raise InvalidData(
                f"{self.name} cannot be unpacked: {error}. It is damaged, cut off or locked;"
                " get it again."
            ) from error
        self._read += len(found)
        self._of_record += len(found)
        if self._most is not None and self._read > self._most:
            raise LimitExceeded(
                f"{self.name} unpacks to more than {self._most:,} bytes, which is suspiciously"
                f" much for its size. If it is meant to, set {settings.UNPACKED} to the bytes that"
                " it may have."
            )
        if self._of_record > LONGEST_RECORD:
            raise LimitExceeded(
                f"{self.name}: record {self._record:,} is longer than {LONGEST_RECORD:,} bytes."
            )
        view[: len(found)] = found
        return len(found)


@contextmanager
def opened(path: Path, endings: Sequence[str]) -> Iterator[Input]:
    """Open a register's file from its beginning, unpacked.

    Args:
        path: where it is.
        endings: how the names of files in a zip end that may be meant, the best one first.

    Raises:
        InvalidData: it cannot be read, is damaged, or holds no such file or several.
    """
    try:
        with path.open("rb") as file:
            beginning = file.read(6)
            file.seek(0)
            if beginning.startswith(ZIP):
                with _in_zip(path, file, endings) as found:
                    yield found
            elif compression := by_content(beginning):
                most = settings.most_unpacked(path.stat().st_size)
                yield Input(str(path), compression.reader(file), most)
            else:
                yield Input(str(path), file)
    except OSError as error:
        raise InvalidData(f"{path} cannot be read: {error.strerror or error}.") from error


@contextmanager
def _in_zip(path: Path, file: BinaryIO, endings: Sequence[str]) -> Iterator[Input]:
    """Open the one file in a zip that is meant."""
    try:
        archive = zipfile.ZipFile(file)
    except BROKEN as error:
        raise InvalidData(f"{path} is a damaged zip: {error}. Get it again.") from error
    with archive:
        member = _meant(path, archive.infolist(), endings)
        try:
            reader = archive.open(member)
        except BROKEN as error:
            raise InvalidData(f"{path}: {member.filename} cannot be read: {error}.") from error
        with reader:
            most = settings.most_unpacked(member.compress_size)
            yield Input(f"{path}/{member.filename}", cast("BinaryIO", reader), most)


def _meant(
    path: Path, members: Sequence[zipfile.ZipInfo], endings: Sequence[str]
) -> zipfile.ZipInfo:
    for ending in endings:
        found = [one for one in members if one.filename.lower().endswith(ending)]
        if len(found) == 1:
            return found[0]
        if found:
            names = ", ".join(one.filename for one in found[:5])
            raise InvalidData(
                f"{path} holds several files {ending}: {names}. Unpack the one meant."
            )
    raise InvalidData(f"{path} holds no file that ends in {' or '.join(endings)}.")
