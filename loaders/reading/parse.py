"""Parsing files to staged statements, strictly or leniently, in blocks."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import compress, groupby
from operator import attrgetter, itemgetter
from typing import BinaryIO, Final, cast

from pyoxigraph import (
    DefaultGraph,
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
from loaders.reading.inputs import content_type
from loaders.reading.inputs.formats import TEXTUAL
from loaders.reading.inputs.language_tags import Renaming, restored
from loaders.reading.inputs.parser_input import Tally
from loaders.reading.inputs.sources import Source
from loaders.reading.source_file import STRICT, ParseOptions, SourceFile, lines_of
from loaders.reading.syntax.acceptance import ABSOLUTE, Acceptance
from loaders.reading.syntax.syntax_errors import BYTE_ORDER_MARK, diagnosis, place
from loaders.reading.syntax.xml_entities import Entities
from ontology.errors import InvalidData, LimitExceeded

# Statements that are turned into lines together; more would fall out of the processor's cache.
BLOCK: Final = 2_000
# Bytes of the file, after which there are none more in a block.
MOST_READ: Final = 4_000_000
# What the parser's buffer holds of one term, in MB.
LONGEST_TERM: Final = 16
# Statements about statements in one part of a file; more within each other end the parser.
MOST_QUOTED: Final = 5_000
# Keys of JSON that are told where they mean nothing.
MOST_TOLD: Final = 10


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
        return _Reading(SourceFile(source, (), default, apart, parse_options), staging).read()
    except MemoryError as error:  # of the parser, whose buffer for one term is bounded
        raise LimitExceeded(
            f"{source.path}: a literal is longer than {LONGEST_TERM} MB. Shorten it; or is the "
            "quotation mark missing that ends it?"
        ) from error


class _Reading:
    """One file on its way to the staging."""

    def __init__(self, file: SourceFile, staging: Staging) -> None:
        self._file = file
        self._source = file.source
        self._default = file.default
        self._options = file.parse_options
        self._staging = staging
        self._judge = Acceptance(file.source, lenient=file.parse_options.lenient)
        self._datasets: dict[str, None] = {}
        # Keys of JSON that mean nothing, and how often each is there.
        self._keys: Counter[str] = Counter()

    def read(self) -> SourceFile:
        """Stage all that the file says, and return what there is to know of it."""
        form = self._source.form
        if form == RdfFormat.JSON_LD and not self._options.lenient:
            self._survey()
        try:
            named = node_labels.named_lines(
                self._with_blank_nodes(), self._default, self._file.apart, self._staging.limits
            )
            for graph, run in groupby(named, itemgetter(0)):
                for some in blocks((line for _, line in run), BLOCK, MOST_READ):
                    self._stage(self._dataset(graph), "\n".join(some).encode())
        except SyntaxError as error:
            if form == RdfFormat.RDF_XML:
                self._survey()  # names what is wrong with an address, and its line
            raise InvalidData(diagnosis(self._source, error)) from error
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

    def _with_blank_nodes(self) -> Iterator[str]:
        """Yield the statements with blank nodes as lines; stage the others.

        Blank nodes get their names from all of them, so that nothing of these can be staged yet.
        """
        form = self._source.form
        graphs = form.supports_datasets or form == RdfFormat.N3
        lines_form = RdfFormat.N_QUADS if graphs else RdfFormat.N_TRIPLES
        for block in self._parsed(lenient=self._options.lenient):
            text = serialize(block, format=lines_form) or b""
            self._check_triple_terms(text, block)
            if form == RdfFormat.N3:
                self._refuse_formulas(block)
            others = block
            # A look at the whole text spares one at every statement.
            if _has(text, b"_:", b"_"):
                lines = _split(text)
                blank = ["_:" in one and node_labels.line_mentions_blank(one) for one in lines]
                yield from compress(lines, blank)
                plain = [not one for one in blank]
                others = list(compress(block, plain))
                text = "\n".join(compress(lines, plain)).encode()
            if graphs:
                self._add(others)
            elif others:
                self._stage(self._default, text)

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
        line = next(iter(lines_of(self._source).quoted), None)
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
