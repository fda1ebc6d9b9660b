"""Opening sources: files, compressed ones too, and standard input."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, Final, cast

from pyoxigraph import RdfFormat

from graph.system.compression import DAMAGED, Compression, by_content
from graph.system.os_errors import room
from loaders import settings
from loaders.reading.inputs.formats import Compact, Format, Table, kind
from ontology.errors import InvalidData, LimitExceeded

if TYPE_CHECKING:
    from typing_extensions import Buffer

# What standard input is called where files are.
STDIN: Final = Path("stdin")
# The ending of the query that says what the rows of a table mean.
QUERY: Final = ".rq"
# Bytes of a file in which lines are looked for; it takes a second a megabyte.
MOST_LOOKED_THROUGH: Final = 16_000_000


@dataclass(frozen=True)
class Source:
    """A file to read.

    Attributes:
        path: where it is; `stdin` for standard input.
        name: what a dataset of it is called: its stem, with folders where that is needed.
        form: its format; of a source file that of the RDF that is made of it.
        compression: how it is packed.
        kept: what came from standard input, or was made of a source file or a table.
        compact: whether it is a source file, in YAML or as a workbook.
        table: the format of a table or a workbook.
    """

    path: Path
    name: str
    form: RdfFormat
    compression: Compression | None = None
    kept: IO[bytes] | None = None
    compact: bool = False
    table: Table | None = None

    @property
    def by_query(self) -> bool:
        """Whether a query says what the rows mean."""
        return self.table is not None and not self.compact

    @property
    def query(self) -> Path:
        """Where the query of a table is: `a.rq` beside `a.csv`."""
        return query_beside(self.path)

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open it from its beginning, unpacked.

        Raises:
            InvalidData: it cannot be read, or is damaged; while it is read, too.
            LimitExceeded: while it is read, it unpacks to more than may be.
        """
        try:
            with self._raw() as raw:
                yield self._unpacked(raw) if self.compression else raw
        except OSError as error:
            raise InvalidData(f"{self.path} cannot be read: {error.strerror}.") from error

    @cached_property
    def text(self) -> str | None:
        """All that it says, to look for lines in; None where it is very large."""
        with self.open() as file:
            found = file.read(MOST_LOOKED_THROUGH + 1)
        too_large = len(found) > MOST_LOOKED_THROUGH
        return None if too_large else found.decode("utf-8-sig", "replace")

    @contextmanager
    def _raw(self) -> Iterator[BinaryIO]:
        if self.kept is None:
            with self.path.open("rb") as file:
                yield file
        else:
            self.kept.seek(0)
            yield cast("BinaryIO", self.kept)

    def _unpacked(self, raw: BinaryIO) -> BinaryIO:
        assert self.compression  # noqa: S101 - who calls has looked
        size = raw.seek(0, io.SEEK_END)
        raw.seek(0)
        with _told(self.path, self.compression):
            reader = self.compression.reader(raw)
        most = settings.most_unpacked(size)
        return io.BufferedReader(_Unpacked(self.path, self.compression, reader, most))


class _Unpacked(io.RawIOBase):
    """The bytes of a packed file, no more of them than may be."""

    def __init__(self, path: Path, compression: Compression, reader: BinaryIO, most: int) -> None:
        self._path = path
        self._compression = compression
        self._reader = reader
        self._most = self._left = most

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: "Buffer", /) -> int:
        """Unpack as many bytes as there is room for."""
        view = memoryview(buffer)
        with _told(self._path, self._compression):
            found = self._reader.read(len(view))
        self._left -= len(found)
        if self._left < 0:
            raise LimitExceeded(
                f"{self._path} unpacks to more than {self._most:,} bytes, which is suspiciously"
                f" much for its size. If it is meant to, set {settings.UNPACKED} to the bytes that"
                " it may have."
            )
        view[: len(found)] = found
        return len(found)


@contextmanager
def _told(path: Path, compression: Compression) -> Iterator[None]:
    """Say in a sentence that a packed file is damaged."""
    try:
        yield
    except DAMAGED as error:
        if getattr(error, "errno", None) is not None:  # of the disk
            raise
        raise InvalidData(
            f"{path} cannot be unpacked as .{compression.value}: {error}. It is damaged, cut off,"
            " or something else; fetch or pack it again."
        ) from error


def source(
    path: Path,
    name: str,
    form: Format,
    compression: Compression | None = None,
    kept: IO[bytes] | None = None,
) -> Source:
    """Return a file to read; RDF is made of source files and tables, line by line.

    A workbook without a query beside it is a source file.
    """
    if isinstance(form, Compact):
        return Source(path, name, RdfFormat.N_TRIPLES, compression, kept, compact=True)
    if form is Table.XLSX and not query_beside(path).is_file():
        return Source(path, name, RdfFormat.N_QUADS, compression, kept, compact=True, table=form)
    if isinstance(form, Table):
        return Source(path, name, RdfFormat.N_TRIPLES, compression, kept, table=form)
    return Source(path, name, form, compression, kept)


def query_beside(path: Path) -> Path:
    """Return where the query of a table would be."""
    return path.with_name(f"{kind(path).stem}{QUERY}")


def from_stdin(form: Format, stdin: BinaryIO, kept: IO[bytes]) -> Source:
    """Return what standard input says, all of it, whether it is packed or not."""
    with room():
        shutil.copyfileobj(stdin, kept)
        kept.seek(0)
    return source(STDIN, STDIN.name, form, by_content(kept.read(16)), kept)
