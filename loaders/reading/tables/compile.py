"""Giving the RDF of a table to whoever reads a file, and the row of each subject."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import IO, Final, cast

from graph.system.closing import Closing
from loaders.reading.inputs.sources import Source
from loaders.reading.syntax.source_positions import Lines
from loaders.reading.tables.construct import Made, made
from loaders.reading.tables.query import read_query
from ontology.errors import CoopgraphError

# Rows without statements that are told.
MOST_TOLD: Final = 10
# Subjects whose rows are looked for; of more, nobody reads all findings.
MOST_LOCATED: Final = 500_000


class Compiled(Closing):
    """The RDF of a table, made while it is read.

    Args:
        source: the table.
        dataset: the address of its dataset, to which the addresses of the query are relative.

    Raises:
        UsageError: it has no query.
        InvalidData: the query cannot be taken.
    """

    def __init__(self, source: Source, dataset: str) -> None:
        self._table = source
        self._base = dataset.partition("#")[0]
        self._query = read_query(source.query, self._base)
        self._stream = _Stream(self)
        kept = cast("IO[bytes]", self._stream)
        self.source = replace(source, kept=kept, compression=None)

    def close(self) -> None:
        """Stop reading."""
        self._stream.close()

    def rows(self) -> Iterator[Made]:
        """Yield what rows state; it raises what `made` raises."""
        return made(self._table, self._query, self._base)

    def notes(self) -> Iterator[str]:
        """Yield of which rows nothing was made."""
        silent, places = self._stream.silent, self._stream.places
        if silent:
            some = ", ".join(map(str, places))
            more = f" and {silent - len(places):,} more" if silent > len(places) else ""
            yield (
                f"{self._table.path}: {self._query.path} makes nothing of {silent:,} rows: {some}"
                f"{more}. Is a cell empty that is not OPTIONAL in it?"
            )

    def lines(self) -> Lines:
        """Return the first row that states something of each subject; the rows are read again."""
        found = Lines()
        with suppress(CoopgraphError):
            for rows in self.rows():
                for place, subjects in rows.subjects.items():
                    for subject in subjects:
                        if len(found.subjects) < MOST_LOCATED:
                            found.subjects.setdefault(subject, place)
        return found


class _Stream:
    """A file of N-Triples that is made while it is read.

    Attributes:
        silent: the number of rows of which nothing was made; places: the first of them.
    """

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled
        self._rows: Iterator[Made] = iter(())
        self._ready = b""
        self._said = False
        self.silent = 0
        self.places: list[int] = []

    def seek(self, position: int, whence: int = 0) -> int:
        """Begin again."""
        assert position == whence == 0  # noqa: S101 - nobody asks for more
        self.close()
        self._rows = self._compiled.rows()
        self._ready, self.silent, self.places = b"", 0, []
        return 0

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        parts = [self._ready]
        length = len(self._ready)
        while size < 0 or length < size:
            rows = next(self._rows, None)
            if rows is None:
                break
            parts.append(self._text(rows))
            length += len(parts[-1])
        whole = b"".join(parts)
        end = len(whole) if size < 0 else size
        self._ready = whole[end:]
        return whole[:end]

    def close(self) -> None:
        """Close the table."""
        if close := getattr(self._rows, "close", None):
            close()

    def _text(self, rows: Made) -> bytes:
        for place, subjects in rows.subjects.items():
            if not subjects:
                self.silent += 1
                if len(self.places) < MOST_TOLD:
                    self.places.append(place)
        return "".join(f"{line}\n" for line in rows.lines).encode()
