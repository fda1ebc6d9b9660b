"""Parsing files to staged statements, strictly or leniently, in blocks."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress, groupby
from operator import attrgetter, itemgetter
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, BinaryIO, Final, cast

from pyoxigraph import (
    DefaultGraph,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
    serialize,
)

from graph.blank_nodes import node_labels
from graph.rdf.records import key_of_token
from graph.spill.staging import Staging
from graph.spill.text_blocks import blocks
from graph.system.os_errors import room
from loaders.reading.inputs import content_type
from loaders.reading.inputs.formats import TEXTUAL
from loaders.reading.inputs.language_tags import Renaming, restored
from loaders.reading.inputs.parser_input import Tally
from loaders.reading.inputs.sources import Source
from loaders.reading.syntax.acceptance import ABSOLUTE, Acceptance
from loaders.reading.syntax.source_positions import Lines, blank_lines, lines
from loaders.reading.syntax.syntax_errors import BYTE_ORDER_MARK, diagnosis, place
from loaders.reading.syntax.xml_entities import Entities
from ontology.errors import InvalidData, LimitExceeded, UsageError

# Statements that are turned into lines together; more would fall out of the processor's cache.
BLOCK: Final = 2_000
# Bytes of the file, after which there are none more in a block.
MOST_READ: Final = 4_000_000
# What the parser's buffer holds of one term, in MB.
LONGEST_TERM: Final = 16
# Bytes of statements with blank nodes that wait in memory.
MOST_WAITING: Final = 32_000_000
# Statements about statements in one part of a file; more within each other end the parser.
MOST_QUOTED: Final = 5_000
# Keys of JSON that are told where they mean nothing.
MOST_TOLD: Final = 10


@dataclass(frozen=True)
class ParseOptions:
    """How files are read.

    Attributes:
        base: what relative addresses are relative to.
        lenient: whether language tags that are not quite well-formed, and relative addresses,
            are kept as they are.
    """

    base: str | None = None
    lenient: bool = False


STRICT: Final = ParseOptions()


def parse_options(base: str | None, *, lenient: bool) -> ParseOptions:
    """Return how files are read for what somebody types.

    Raises:
        UsageError: the base is no IRI.
    """
    if base is not None:
        try:
            NamedNode(base)
        except ValueError as error:
            raise UsageError(f"{base!r} can be no base: {error}. Give a whole IRI.") from error
    return ParseOptions(base, lenient)


@dataclass(frozen=True)
class SourceFile:
    """A file that is syntactically sound, with the IRIs of its datasets.

    Attributes:
        source: what was read.
        datasets: the IRIs of its datasets; none where it states nothing.
        default: the IRI of that of what stands in no named graph.
        apart: what tells its blank nodes from those of files that share its datasets.
        parse_options: how it was read.
        notes: what else there is to say of it.
    """

    source: Source
    datasets: tuple[str, ...]
    default: str
    apart: str = ""
    parse_options: ParseOptions = STRICT
    notes: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.source.path

    @cached_property
    def lines(self) -> Lines:
        """Where each subject and predicate stands; nothing where the file is very large."""
        return _lines(self.source, self.parse_options.base)

    @cached_property
    def blank_lines(self) -> Lines:
        """Where each blank node stands; it is looked for only when it is asked for."""
        text, form = self.source.text, self.source.form
        if text is None or form not in TEXTUAL:
            return Lines()
        return blank_lines(text, form, self.default, self.parse_options.base, self.apart)


def stage(
    source: Source,
    default: str,
    staging: Staging,
    parse_options: ParseOptions = STRICT,
    apart: str = "",
) -> SourceFile:
    """Read one file; what stands in no named graph goes to the dataset `default`.

    Raises:
        InvalidData: it cannot be read, is no RDF or has a syntax error.
        LimitExceeded: an IRI or a literal is too long, there is no room for the statements, or
            the file unpacks or unfolds to too much.
    """
    try:
        with SpooledTemporaryFile(MOST_WAITING) as waiting:
            file = SourceFile(source, (), default, apart, parse_options)
            return _Reading(file, staging, waiting).read()
    except MemoryError as error:  # of the parser, whose buffer for one term is bounded
        raise LimitExceeded(
            f"{source.path}: a literal is longer than {LONGEST_TERM} MB. Shorten it; or is the "
            "quotation mark missing that ends it?"
        ) from error


class _Reading:
    """One file on its way to the staging."""

    def __init__(self, file: SourceFile, staging: Staging, waiting: IO[bytes]) -> None:
        self._file = file
        self._source = file.source
        self._default = file.default
        self._options = file.parse_options
        self._staging = staging
        self._judge = Acceptance(file.source, lenient=file.parse_options.lenient)
        self._datasets: dict[str, None] = {}
        # Keys of JSON that mean nothing, and how often each is there.
        self._keys: Counter[str] = Counter()
        # Statements that wait because of blank nodes, which get their names from all of them.
        self._waiting = waiting

    def read(self) -> SourceFile:
        """Stage all that the file says, and return what there is to know of it."""
        form = self._source.form
        if form == RdfFormat.JSON_LD and not self._options.lenient:
            self._survey()
        graphs = form.supports_datasets or form == RdfFormat.N3
        take = self._take_quads if graphs else self._take_text
        try:
            for block in self._parsed(lenient=self._options.lenient):
                take(block)
        except SyntaxError as error:
            if form == RdfFormat.RDF_XML:
                self._survey()  # names what is wrong with an address, and its line
            raise InvalidData(diagnosis(self._source, error)) from error
        for graph, run in self._named():
            self._stage(self._dataset(graph), "\n".join(run).encode())
        return replace(self._file, datasets=tuple(self._datasets), notes=tuple(self._notes()))

    def _notes(self) -> Iterator[str]:
        """Yield what else there is to say of the file."""
        if self._keys:
            some = ", ".join(key for key, _ in self._keys.most_common(MOST_TOLD))
            more = ", …" if len(self._keys) > MOST_TOLD else ""
            yield (
                f"{self._source.path}: {self._keys.total():,} values were left out, because no"
                f" @context gives their keys an address: {some}{more}."
            )
        yield from self._judge.notes()

    def _parsed(self, *, lenient: bool) -> Iterator[list[Quad]]:
        """Yield the file's statements, a block at a time."""
        form = self._source.form
        with self._source.open() as file:
            beginning = file.read(content_type.BEGINNING).removeprefix(BYTE_ORDER_MARK)
            if not content_type.is_meant(beginning, form):
                raise InvalidData(f"{self._source.path} is {content_type.told(beginning, form)}.")
            whole = Tally(beginning, file, self._guard(beginning))
            odd = lenient and form in TEXTUAL
            source = Renaming(cast("BinaryIO", whole)) if odd else whole
            quads = parse(
                cast("BinaryIO", source),
                format=form,
                base_iri=self._options.base,
                lenient=lenient,
                rename_blank_nodes=form == RdfFormat.JSON_LD,
            )
            for block in _blocks(quads, whole):
                if form == RdfFormat.JSON_LD and lenient:
                    yield self._with_addresses(block)
                else:
                    yield block

    def _guard(self, beginning: bytes) -> Callable[[bytes, int], None]:
        """Return what looks at each part of the file before the parser has it."""
        if self._source.form == RdfFormat.RDF_XML:
            return Entities(self._source.path, beginning).count

        def count(part: bytes, _: int) -> None:
            if part.count(b"<<(") > MOST_QUOTED:
                self._refuse_triple_terms()

        return count

    def _survey(self) -> None:
        """Refuse what the strict parser leaves out, or refuses without a line."""
        judge = Acceptance(self._source, lenient=False)
        try:
            for block in self._parsed(lenient=True):
                if text := serialize((q.triple for q in block), format=RdfFormat.N_TRIPLES):
                    judge.check(text, _split(text), wholly=True)
        except SyntaxError as error:
            raise InvalidData(diagnosis(self._source, error)) from error

    def _with_addresses(self, block: list[Quad]) -> list[Quad]:
        """Return the statements whose predicates are addresses; count the keys of the others."""
        kept = [quad for quad in block if ABSOLUTE.match(quad.predicate.value)]
        if len(kept) < len(block):
            keys = (quad.predicate.value for quad in block)
            self._keys.update(key for key in keys if not ABSOLUTE.match(key))
        return kept

    def _take_text(self, block: list[Quad]) -> None:
        """Stage statements of a format without graphs, but those with blank nodes."""
        text = serialize(block, format=RdfFormat.N_TRIPLES) or b""
        self._check_triple_terms(text, block)
        # A look at the whole text spares one at every statement.
        if _has(text, b"_:", b"_"):
            lines = _split(text)
            text = "\n".join(compress(lines, self._without_blank(lines))).encode()
        if text:
            self._stage(self._default, text)

    def _take_quads(self, block: list[Quad]) -> None:
        """Stage statements, but those with blank nodes."""
        text = serialize(block, format=RdfFormat.N_QUADS) or b""
        self._check_triple_terms(text, block)
        if self._source.form == RdfFormat.N3:
            self._refuse_formulas(block)
        if _has(text, b"_:", b"_"):
            block = list(compress(block, self._without_blank(_split(text))))
        self._add(block)

    def _without_blank(self, lines: list[str]) -> list[bool]:
        """Say which statements have no blank nodes; the others wait until all are there."""
        blank = ["_:" in line and node_labels.line_mentions_blank(line) for line in lines]
        with room():
            self._waiting.writelines(f"{line}\n".encode() for line in compress(lines, blank))
        return [not one for one in blank]

    def _add(self, quads: Iterable[Quad]) -> None:
        """Stage statements that are in several graphs, or might be."""
        for graph, run in groupby(quads, key=attrgetter("graph_name")):
            text = serialize((quad.triple for quad in run), format=RdfFormat.N_TRIPLES) or b""
            name = "" if isinstance(graph, DefaultGraph) else str(graph)
            self._stage(self._dataset(name), text)

    def _stage(self, dataset: str, text: bytes) -> None:
        text = restored(text) if self._options.lenient else text
        lines = _split(text)
        self._judge.check(text, lines)
        self._datasets[dataset] = None
        self._staging.add(dataset, lines)

    def _named(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the statements with blank nodes, under the names that those keep, by graph."""
        with room():
            self._waiting.seek(0)
        waiting = (line.decode().removesuffix("\n") for line in self._waiting)
        named = node_labels.named_lines(waiting, self._default, self._file.apart)
        try:
            for graph, run in groupby(named, itemgetter(0)):
                for some in blocks((line for _, line in run), BLOCK, MOST_READ):
                    yield graph, some
        except LimitExceeded as error:
            raise LimitExceeded(f"{self._source.path}: {error}") from error

    def _dataset(self, graph: str) -> str:
        """Return the IRI of the dataset that a graph is, by its name as N-Quads has it."""
        if not graph:
            return self._default
        key = key_of_token(graph)
        if not key.startswith("_:") and key not in self._datasets:
            self._judge.check_graph(key)
        return key

    def _check_triple_terms(self, text: bytes, block: list[Quad]) -> None:
        if _has(text, b"<<(", b"(") and any(isinstance(quad.object, Triple) for quad in block):
            self._refuse_triple_terms()

    def _refuse_triple_terms(self) -> None:
        line = next(iter(_lines(self._source).quoted), None)
        raise InvalidData(
            f"{place(self._source.path, line)}: triple terms of RDF 1.2 are not supported."
            " Give the statement an IRI of its own."
        )

    def _refuse_formulas(self, block: list[Quad]) -> None:
        if any(not isinstance(quad.graph_name, DefaultGraph) for quad in block):
            text = self._source.text or ""
            line = text.count("\n", 0, text.find("{")) + 1 if "{" in text else None
            raise InvalidData(
                f"{place(self._source.path, line)}: formulas and rules of N3 are not RDF."
                " Leave them out, or write what holds as statements."
            )


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


def _split(text: bytes) -> list[str]:
    return text.decode().removesuffix("\n").split("\n")


def _has(text: bytes, sign: bytes, rare: bytes) -> bool:
    """Say whether a sign is in a text; the rare byte of it is soon looked for."""
    return rare in text and sign in text


def _lines(source: Source, base: str | None = None) -> Lines:
    if source.text is None or source.form not in TEXTUAL:
        return Lines()
    return lines(source.text, base)
