"""Making RDF of a source file, so that it is read like any other."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

from pyoxigraph import NamedNode, Quad, serialize

from loaders.reading.compact.beside import Beside, stem
from loaders.reading.compact.source_text import Read
from loaders.reading.inputs.dataset_names import named_stem
from loaders.reading.inputs.sources import Source
from loaders.reading.syntax.source_positions import Lines
from ontology.errors import InvalidData


def compiled(source: Source, dataset: str, beside: Beside) -> tuple[Source, Lines]:
    """Return a source file as N-Triples or N-Quads, and where in it everything stands.

    Args:
        source: the file.
        dataset: the address of its dataset; sources of a workbook may have others.
        beside: what lies beside it.

    Raises:
        InvalidData: it is no source file, names are not found, or another file has its acts.
        LimitExceeded: it is too long.
    """
    beside.check(source)
    lines, quads, faults = Lines(), list[Quad](), list[str]()
    for one in beside.read(source):
        try:
            quads += _stated(one, dataset, beside, lines)
        except InvalidData as error:
            faults.append(str(error))
    if faults:
        raise InvalidData("\n".join(faults))
    text = serialize(quads, format=source.form) or b""
    return replace(source, kept=BytesIO(text), compression=None), lines


def _stated(given: Read, dataset: str, beside: Beside, lines: Lines) -> Iterator[Quad]:
    """Yield what one source states, and note the lines."""
    iri = named_stem(given.dataset) if given.dataset else dataset
    made = given.expanded(iri, stem(iri), beside.names)
    for place, line in made.lines.subjects.items():
        lines.subjects.setdefault(place, line)
    for key, line in made.lines.predicates.items():
        lines.predicates.setdefault(key, line)
    for quad in made.quads:
        subject, predicate, value = quad.triple
        yield Quad(subject, predicate, value, NamedNode(iri)) if given.dataset else quad
