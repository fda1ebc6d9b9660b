"""Compressed streams: gzip, bzip2, xz and Zstandard, in bounded memory."""

import bz2
import gzip
import io
import lzma
import zlib
from collections.abc import Callable, Iterable, Iterator
from enum import Enum
from pathlib import PurePath
from typing import TYPE_CHECKING, BinaryIO, Final, cast

import zstandard

if TYPE_CHECKING:
    from typing_extensions import Buffer

# Bytes that unpacking one stream may hold: what `xz -9` needs is a third of it, and a forged
# header may ask for gigabytes.
MOST_HELD: Final = 200_000_000
# What a reader raises where the compressed data are damaged or cut off.
DAMAGED: Final = (EOFError, zlib.error, lzma.LZMAError, zstandard.ZstdError, OSError)
# Types of blocks in a Zstandard frame: of one that repeats a byte, only that byte is there.
REPEATED: Final = 1
SKIPPABLE: Final = range(0x184D2A50, 0x184D2A60)


class Compression(Enum):
    """A way to compress; its value is the ending of file names, without the dot."""

    GZIP = "gz"
    BZIP2 = "bz2"
    XZ = "xz"
    ZSTANDARD = "zst"

    @property
    def sign(self) -> bytes:
        """The bytes that a compressed file begins with."""
        return _SIGNS[self]

    def reader(self, file: BinaryIO) -> BinaryIO:
        """Return what unpacks a file, stream after stream, as it is read; the file must seek.

        Reading raises one of `DAMAGED` where the file is damaged or cut off.
        """
        return _READERS[self](file)

    def writer(self, file: BinaryIO, *, quick: bool = False) -> BinaryIO:
        """Return what packs into a file; close it to end the stream, the file stays open.

        The same bytes give the same file each time: no name and no time is written into it.

        Args:
            file: what to write into.
            quick: whether to spend little time rather than to save much room.
        """
        if quick and self is Compression.GZIP:
            return cast("BinaryIO", gzip.GzipFile("", "wb", 1, file, 0))
        return _WRITERS[self](file)


_SIGNS: Final = {
    Compression.GZIP: b"\x1f\x8b",
    Compression.BZIP2: b"BZh",
    Compression.XZ: b"\xfd7zXZ\0",
    Compression.ZSTANDARD: b"\x28\xb5\x2f\xfd",
}


def by_name(path: PurePath) -> Compression | None:
    """Return how a file is compressed by the ending of its name; None for others."""
    return next((one for one in Compression if path.suffix.lower() == f".{one.value}"), None)


def by_content(beginning: bytes) -> Compression | None:
    """Return how a file is compressed by its first bytes; None for others."""
    return next((one for one in Compression if beginning.startswith(one.sign)), None)


def packed(
    chunks: Iterable[bytes], compression: Compression | None, *, quick: bool = False
) -> Iterator[bytes]:
    """Compress chunks as they come; with None, give them as they are. For `quick`, see `writer`.

    Where the chunks end in an error, so does this, and what came before lacks its end.
    """
    if compression is None:
        yield from chunks
        return
    sink = io.BytesIO()
    writer = compression.writer(sink, quick=quick)
    for chunk in chunks:
        writer.write(chunk)
        if sink.tell():
            yield _taken(sink)
    writer.close()
    yield _taken(sink)


def _taken(sink: io.BytesIO) -> bytes:
    content = sink.getvalue()
    sink.seek(0)
    sink.truncate()
    return content


class _Streams(io.RawIOBase):
    """Unpacks the streams of a file, one after the other, no more at a time than is asked for."""

    def __init__(
        self, file: BinaryIO, make: Callable[[], bz2.BZ2Decompressor | lzma.LZMADecompressor]
    ) -> None:
        self._file = file
        self._make = make
        self._stream = make()

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "Buffer", /) -> int:
        """Unpack as many bytes as there is room for."""
        view = memoryview(buffer)
        while True:
            packed = b""
            if self._stream.eof:
                packed = self._stream.unused_data or self._file.read(io.DEFAULT_BUFFER_SIZE)
                if not packed.strip(b"\0"):
                    return 0
                self._stream = self._make()
            elif self._stream.needs_input:
                packed = self._file.read(io.DEFAULT_BUFFER_SIZE)
                if not packed:
                    raise EOFError("it is cut off")
            if found := self._stream.decompress(packed, len(view)):
                view[: len(found)] = found
                return len(found)


def _zstandard(file: BinaryIO) -> BinaryIO:
    _check_frames(file)
    unpacker = zstandard.ZstdDecompressor(max_window_size=MOST_HELD)
    return cast("BinaryIO", unpacker.stream_reader(file, read_across_frames=True, closefd=False))


def _check_frames(file: BinaryIO) -> None:
    """Go from block to block without unpacking: the reader does not tell of a missing end."""
    size = file.seek(0, io.SEEK_END)
    place = file.seek(0)
    while place < size:
        place = _end_of_frame(file, place)
    if place > size:
        raise EOFError("it is cut off")
    file.seek(0)


def _end_of_frame(file: BinaryIO, place: int) -> int:
    file.seek(place)
    head = file.read(18)
    if int.from_bytes(head[:4], "little") in SKIPPABLE:
        return place + 8 + int.from_bytes(head[4:8], "little")
    checked = zstandard.get_frame_parameters(head).has_checksum
    place += zstandard.frame_header_size(head)
    last = False
    while not last:
        file.seek(place)
        block = file.read(3)
        if len(block) < len(b"123"):
            raise EOFError("it is cut off")
        number = int.from_bytes(block, "little")
        last, kind, length = bool(number & 1), number >> 1 & 3, number >> 3
        place += len(block) + (1 if kind == REPEATED else length)
    return place + 4 * checked


_READERS: Final[dict[Compression, Callable[[BinaryIO], BinaryIO]]] = {
    Compression.GZIP: lambda file: cast("BinaryIO", gzip.GzipFile(fileobj=file, mode="rb")),
    Compression.BZIP2: lambda file: io.BufferedReader(_Streams(file, bz2.BZ2Decompressor)),
    Compression.XZ: lambda file: io.BufferedReader(
        _Streams(file, lambda: lzma.LZMADecompressor(memlimit=MOST_HELD))
    ),
    Compression.ZSTANDARD: _zstandard,
}
_WRITERS: Final[dict[Compression, Callable[[BinaryIO], BinaryIO]]] = {
    Compression.GZIP: lambda file: cast("BinaryIO", gzip.GzipFile("", "wb", 6, file, 0)),
    Compression.BZIP2: lambda file: cast("BinaryIO", bz2.BZ2File(file, "wb")),
    Compression.XZ: lambda file: cast("BinaryIO", lzma.LZMAFile(file, "wb")),  # noqa: SIM115 - is closed by who asked
    Compression.ZSTANDARD: lambda file: cast(
        "BinaryIO", zstandard.ZstdCompressor(write_checksum=True).stream_writer(file, closefd=False)
    ),
}
