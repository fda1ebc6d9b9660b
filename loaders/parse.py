"""From files' bytes to staged statements, strictly, with an error for all that is no RDF."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import compress, groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, Final, cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from graph import canonical
from graph.blocks import blocks
from graph.buckets import room
from graph.records import LONGEST_IRI, check_iri, key_of, triples_of
from graph.staging import Staging
from loaders.lines import Lines, blank_lines, line_of, lines
from loaders.malformed import BYTE_ORDER_MARK, diagnosis
from loaders.streams import Tally
from ontology.errors import InvalidData, LimitExceeded

Term = NamedNode | BlankNode | Literal | Triple | DefaultGraph
Graph = NamedNode | BlankNode | DefaultGraph

FORMATS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
}
# Statements that are turned into lines together; more would fall out of the processor's cache.
BLOCK: Final = 2_000
# Bytes of the file, after which there are none more in a block.
MOST_READ: Final = 4_000_000
# What the parser's buffer holds of one term, in MB.
LONGEST_TERM: Final = 16
# Bytes of statements with blank nodes that wait in memory.
MOST_WAITING: Final = 32_000_000
# What UTF-8 writes first for a character beyond the Basic Multilingual Plane.
REMOTE: Final = (b"\xf0", b"\xf1", b"\xf2", b"\xf3", b"\xf4")
# A statement that may have such a one in an IRI: Turtle's short names take some that IRIs do not.
MAY_BE_NONE: Final = re.compile('<[^<>"]*[\U00010000-\U0010ffff]')
# Bytes of a file in which a statement's line is looked for; it takes a second a megabyte.
MOST_LOOKED_THROUGH: Final = 16_000_000


@dataclass(frozen=True)
class SourceFile:
    """A file that is syntactically sound, with the IRIs of its datasets.

    `default` is that of what stands in no named graph.
    """

    path: Path
    datasets: tuple[str, ...]
    default: str

    @cached_property
    def lines(self) -> Lines:
        """Where each subject and predicate stands; nothing where the file is very large."""
        return _lines(self.path)

    @cached_property
    def blank_lines(self) -> Lines:
        """Where each blank node stands; it is looked for only when it is asked for."""
        text = _text(self.path)
        form = FORMATS[self.path.suffix.lower()]
        return Lines() if text is None else blank_lines(text, form, self.default)


def stage(path: Path, default: str, staging: Staging) -> SourceFile:
    """Read one file; what stands in no named graph goes to the dataset `default`.

    Raises:
        InvalidData: it cannot be read, is no RDF, has a syntax error or states nothing.
        LimitExceeded: an IRI or a literal is too long, or there is no room for the statements.
    """
    try:
        with path.open("rb") as file, SpooledTemporaryFile(MOST_WAITING) as waiting:
            reading = _Reading(path, default, staging, waiting)
            datasets = reading.read(file)
    except OSError as error:
        raise InvalidData(f"{path} cannot be read: {error.strerror}.") from error
    except MemoryError as error:  # of the parser, whose buffer for one term is bounded
        raise LimitExceeded(
            f"{path}: a literal is longer than {LONGEST_TERM} MB. Shorten it; or is the quotation "
            "mark missing that ends it?"
        ) from error
    if not datasets:
        raise InvalidData(f"{path} states nothing. `coopgraph drop` takes a dataset out.")
    return SourceFile(path, tuple(datasets), default)


def place(path: Path | None, line: int | None) -> str:
    """Return a file and line as editors and compilers write it."""
    return f"{path}:{line}" if line else f"{path}"


class _Reading:
    """One file on its way to the staging."""

    def __init__(self, path: Path, default: str, staging: Staging, waiting: IO[bytes]) -> None:
        self._path = path
        self._default = default
        self._staging = staging
        self._format = FORMATS[path.suffix.lower()]
        self._datasets: dict[str, None] = {}
        # Statements that wait because of blank nodes, which get their names from all of them.
        self._waiting = waiting

    def read(self, file: BinaryIO) -> list[str]:
        """Stage all that the file says, and return the IRIs of its datasets."""
        if file.read(len(BYTE_ORDER_MARK)) != BYTE_ORDER_MARK:
            file.seek(0)
        source = Tally(file)
        quads = parse(cast("BinaryIO", source), format=self._format)
        take = self._take_quads if self._format.supports_datasets else self._take_text
        try:
            for block in _blocks(quads, source):
                take(block)
        except SyntaxError as error:
            raise InvalidData(diagnosis(self._path, error, self._format)) from error
        for graph, run in self._named():
            self._stage(self._dataset(graph), "\n".join(run).encode())
        return list(self._datasets)

    def _take_text(self, block: list[Quad]) -> None:
        """Stage statements of a format without graphs, but those with blank nodes."""
        text = serialize(block, format=RdfFormat.N_TRIPLES) or b""
        self._refuse_triple_terms(text, block)
        # A look at the whole text spares one at every statement.
        if _has(text, b"_:", b"_"):
            lines = text.decode().removesuffix("\n").split("\n")
            text = "\n".join(compress(lines, self._without_blank(lines))).encode()
        if text:
            self._stage(self._default, text)

    def _take_quads(self, block: list[Quad]) -> None:
        """Stage statements, but those with blank nodes."""
        text = serialize(block, format=RdfFormat.N_QUADS) or b""
        self._refuse_triple_terms(text, block)
        if _has(text, b"_:", b"_"):
            lines = text.decode().removesuffix("\n").split("\n")
            block = list(compress(block, self._without_blank(lines)))
        self._add(block)

    def _without_blank(self, lines: list[str]) -> list[bool]:
        """Say which statements have no blank nodes; the others wait until all are there."""
        blank = ["_:" in line and canonical.line_mentions_blank(line) for line in lines]
        with room():
            self._waiting.writelines(f"{line}\n".encode() for line in compress(lines, blank))
        return [not one for one in blank]

    def _add(self, quads: Iterable[Quad]) -> None:
        """Stage statements that are in several graphs, or might be."""
        for graph, run in groupby(quads, key=attrgetter("graph_name")):
            text = serialize((quad.triple for quad in run), format=RdfFormat.N_TRIPLES) or b""
            self._stage(self._dataset(graph), text)

    def _stage(self, dataset: str, text: bytes) -> None:
        lines = text.decode().removesuffix("\n").split("\n")
        if any(byte in text for byte in REMOTE):
            self._refuse_addresses([line for line in lines if MAY_BE_NONE.search(line)])
        # Few lines are so long that an IRI in them could be too long.
        if max(map(len, lines)) > LONGEST_IRI // 4:
            self._refuse_long_iris([line for line in lines if len(line) > LONGEST_IRI // 4])
        self._datasets[dataset] = None
        self._staging.add(dataset, lines)

    def _named(self) -> Iterator[tuple[Graph, list[str]]]:
        """Yield the statements with blank nodes, under the names that those keep, by graph."""
        with room():
            self._waiting.seek(0)
        waiting = (line.decode().removesuffix("\n") for line in self._waiting)
        try:
            for graph, run in groupby(canonical.named_lines(waiting, self._default), itemgetter(0)):
                lines = (line for _, line in run)
                for some in blocks(lines, BLOCK, MOST_READ):
                    yield _graph(graph), some
        except LimitExceeded as error:
            raise LimitExceeded(f"{self._path}: {error}") from error

    def _dataset(self, graph: Graph) -> str:
        """Return the IRI of the dataset that a graph is."""
        if isinstance(graph, DefaultGraph):
            return self._default
        if isinstance(graph, NamedNode) and graph.value not in self._datasets:
            self._check_address(graph)
            self._check_length(graph)
        return key_of(graph)

    def _refuse_triple_terms(self, text: bytes, block: list[Quad]) -> None:
        if _has(text, b"<<(", b"(") and any(isinstance(quad.object, Triple) for quad in block):
            line = next(iter(_lines(self._path).quoted), None)
            raise InvalidData(
                f"{place(self._path, line)}: triple terms of RDF 1.2 are not supported."
                " Give the statement an IRI of its own."
            )

    def _refuse_addresses(self, lines: Iterable[str]) -> None:
        for triple in triples_of("\n".join(lines)):
            for term in triple:
                self._check_address(getattr(term, "datatype", term))

    def _check_address(self, term: Term) -> None:
        """Refuse what the parser has put together, but takes for no IRI where it is written out."""
        if isinstance(term, NamedNode):
            try:
                NamedNode(term.value)
            except ValueError as error:
                line = _line(self._path, term.value)
                raise InvalidData(
                    f"{place(self._path, line)}: {term} is no IRI: {error}."
                    " Write another character, or percent-encode it."
                ) from error

    def _refuse_long_iris(self, lines: Iterable[str]) -> None:
        for triple in triples_of("\n".join(lines)):
            for term in triple:
                if isinstance(term, NamedNode):
                    self._check_length(term)

    def _check_length(self, term: NamedNode) -> None:
        try:
            check_iri(term.value)
        except LimitExceeded as error:
            line = _line(self._path, term.value)
            raise LimitExceeded(f"{place(self._path, line)}: {error}") from error


def _blocks(quads: Iterator[Quad], source: Tally) -> Iterator[list[Quad]]:
    """Yield statements together: so many, or those of so many bytes."""
    block: list[Quad] = []
    end = source.taken + MOST_READ
    for quad in quads:
        block.append(quad)
        if len(block) == BLOCK or source.taken > end:
            yield block
            block, end = [], source.taken + MOST_READ
    if block:
        yield block


def _graph(name: str) -> Graph:
    """Return a graph by its name as N-Quads has it."""
    if not name:
        return DefaultGraph()
    return BlankNode(name[2:]) if name.startswith("_:") else NamedNode(name[1:-1])


def _has(text: bytes, sign: bytes, rare: bytes) -> bool:
    """Say whether a sign is in a text; the rare byte of it is soon looked for."""
    return rare in text and sign in text


def _lines(path: Path) -> Lines:
    text = _text(path)
    return Lines() if text is None else lines(text)


def _line(path: Path, iri: str) -> int | None:
    """Return the line in which an address stands."""
    text = _text(path)
    return None if text is None else line_of(text, iri)


def _text(path: Path) -> str | None:
    """Return the text of a file that is valid, None where it is very large."""
    if path.stat().st_size > MOST_LOOKED_THROUGH:
        return None
    return path.read_text("utf-8-sig", "replace")
