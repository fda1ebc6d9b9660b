"""Making RDF of a source file, so that it is read like any other."""

from dataclasses import replace
from io import BytesIO

from pyoxigraph import RdfFormat, serialize

from loaders.reading.compact.beside import Beside, stem
from loaders.reading.inputs.sources import Source
from loaders.reading.syntax.source_positions import Lines


def compiled(source: Source, dataset: str, beside: Beside) -> tuple[Source, Lines]:
    """Return a source file as N-Triples, and where in its YAML everything stands.

    Args:
        source: the file.
        dataset: the address of its dataset.
        beside: what lies beside it.

    Raises:
        InvalidData: it is no source file, names are not found, or another file has its acts.
        LimitExceeded: it is too long.
    """
    beside.check(source)
    made = beside.read(source).expanded(dataset, stem(dataset), beside.names)
    text = serialize((quad.triple for quad in made.quads), format=RdfFormat.N_TRIPLES) or b""
    return replace(source, kept=BytesIO(text), compression=None), made.lines
