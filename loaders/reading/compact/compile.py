"""Making RDF of a source file, so that it is read like any other."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from pyoxigraph import NamedNode, Quad, serialize

from loaders.reading.compact.beside import Beside, stem
from loaders.reading.inputs.dataset_names import named_stem
from loaders.reading.inputs.sources import Source
from loaders.reading.syntax.source_positions import Lines


def compiled(source: Source, dataset: str, beside: Beside) -> tuple[Source, Lines]:
    """Return a source file as N-Triples or N-Quads, and where in it everything stands.

    Args:
        source: the file.
        dataset: the address of its dataset; sources of a workbook may have others.
        beside: what lies beside it.

    Raises:
        InvalidData: it is no source file, or names are not found.
        LimitExceeded: it is too long.
    """
    lines = Lines()
    text = serialize(_quads(source, dataset, beside, lines), format=source.form) or b""
    return replace(source, kept=BytesIO(text), compression=None), lines


def _quads(source: Source, dataset: str, beside: Beside, lines: Lines) -> Iterator[Quad]:
    """Yield what the sources in a file state, and note the lines."""
    for one in beside.read(source):
        iri = named_stem(one.dataset) if one.dataset else dataset
        made = one.expanded(iri, stem(iri), beside.names)
        lines.subjects.update(made.lines.subjects | lines.subjects)
        lines.predicates.update(made.lines.predicates | lines.predicates)
        for quad in made.quads:
            subject, predicate, value = quad.triple
            yield Quad(subject, predicate, value, NamedNode(iri)) if one.dataset else quad
