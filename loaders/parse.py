"""From one file's bytes to RDF, strictly, with an error for everything that is no RDF."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse

from graph import canonical
from graph.ledger import Intake
from graph.records import LONGEST_IRI, DatasetContent
from graph.store import MOST_STATEMENTS
from loaders.lines import Lines, lines
from loaders.settings import largest_file
from ontology.errors import InvalidData, LimitExceeded

FORMATS: Final = {
    ".ttl": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".trig": RdfFormat.TRIG,
    ".nq": RdfFormat.N_QUADS,
}
HINTS: Final = {
    "No scheme found": "a relative address needs a base: write `@base <https://…/> .` at the top,"
    " or the whole address",
    "has not been declared": "declare it with `@prefix` at the top",
}


@dataclass(frozen=True)
class SourceFile:
    """A file that is syntactically sound, as datasets, and what was counted while reading it."""

    path: Path
    text: str
    contents: tuple[DatasetContent, ...]
    intakes: Mapping[str, Intake]

    @cached_property
    def lines(self) -> Lines:
        """Where each subject and predicate stands."""
        return lines(self.text)


def source(path: Path, default: str) -> SourceFile:
    """Read one file; what stands in no named graph goes to the dataset `default`.

    Raises:
        InvalidData: it cannot be read, is no RDF, has a syntax error or states nothing.
        LimitExceeded: the file, a dataset or an IRI is too large.
    """
    text = _text(path)
    read = _quads(path, text)
    found = set(read)
    if not found:
        raise InvalidData(f"{path} states nothing. `coopgraph drop` takes a dataset out.")
    _check(path, text, found)
    contents = tuple(canonical.datasets(found, default))
    return SourceFile(path, text, contents, _intakes(contents, Counter(read), default))


def _text(path: Path) -> str:
    try:
        size = path.stat().st_size
        if size > largest_file():
            raise LimitExceeded(
                f"{path} has {size:,} bytes, more than {largest_file():,}."
                " Split it, or raise COOPGRAPH_LARGEST_FILE (in megabytes)."
            )
        content = path.read_bytes()
    except OSError as error:
        raise InvalidData(f"{path} cannot be read: {error.strerror}.") from error
    return _decoded(path, content)


def _decoded(path: Path, content: bytes) -> str:
    """Return a file's text; a byte order mark, which some editors write, is no part of it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if b"\0" in content:
            raise InvalidData(
                f"{path} is no text but binary data (or UTF-16); RDF files are UTF-8."
            ) from error
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidData(f"{path}:{line}: this is not UTF-8. Save the file as UTF-8.") from error
    if text.lstrip()[:14].lower().startswith(("<!doctype html", "<html", "<?xml")):
        raise InvalidData(f"{path} is a web page or XML. Give Turtle, N-Triples, TriG or N-Quads.")
    return text


def _quads(path: Path, text: str) -> list[Quad]:
    rdf_format = FORMATS[path.suffix.lower()]
    try:
        return list(parse(text, format=rdf_format))
    except SyntaxError as error:
        what = (error.msg or "").partition(": ")[2] or str(error.msg)
        hint = next((f" ({h})" for known, h in HINTS.items() if known in what), "")
        raise InvalidData(
            f"{path}:{error.lineno}:{error.offset}: not valid {rdf_format.name}: {what}{hint}."
        ) from error


def _check(path: Path, text: str, quads: set[Quad]) -> None:
    """Refuse what the graph cannot hold, with the line where it can be known."""
    for quad in quads:
        if isinstance(quad.object, Triple):
            line = next(iter(lines(text).quoted), None)
            raise InvalidData(
                f"{place(path, line)}: triple terms of RDF 1.2 are not supported."
                " Give the statement an IRI of its own."
            )
        for term in quad:
            if isinstance(term, NamedNode) and len(term.value.encode()) > LONGEST_IRI:
                raise _too_long(path, text, quad, term)
    for graph, count in Counter(quad.graph_name for quad in quads).items():
        if count > MOST_STATEMENTS:
            raise LimitExceeded(
                f"{path}: {graph} has {count:,} statements; a dataset may have"
                f" {MOST_STATEMENTS:,}. Split it into several datasets."
            )


def _too_long(path: Path, text: str, quad: Quad, term: NamedNode) -> LimitExceeded:
    at = text.find(f"<{term.value}>")
    subject = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
    line = text.count("\n", 0, at) + 1 if at >= 0 else lines(text).of(subject, quad.predicate.value)
    return LimitExceeded(
        f"{place(path, line)}: an IRI has more than {LONGEST_IRI:,} bytes:"
        f" {term.value[:80]}… Use a shorter one."
    )


def place(path: Path | None, line: int | None) -> str:
    """Return a file and line as editors and compilers write it."""
    return f"{path}:{line}" if line else f"{path}"


def _intakes(
    contents: tuple[DatasetContent, ...], read: Counter[Quad], default: str
) -> dict[str, Intake]:
    """Count, dataset by dataset, distinct statements and repetitions.

    Repetitions in graphs that blank nodes name are counted with the first of those.
    """
    repeated: Counter[str] = Counter()
    for quad, times in read.items():
        repeated[_dataset(quad, contents, default)] += times
    sizes = {content.iri: len(set(content.triples)) for content in contents}
    return {
        iri: Intake(read=size, duplicates=max(0, repeated[iri] - size))
        for iri, size in sizes.items()
    }


def _dataset(quad: Quad, contents: tuple[DatasetContent, ...], default: str) -> str:
    if isinstance(quad.graph_name, DefaultGraph):
        return default
    if isinstance(quad.graph_name, BlankNode):
        return next(content.iri for content in contents if content.iri.startswith("_:"))
    return quad.graph_name.value
