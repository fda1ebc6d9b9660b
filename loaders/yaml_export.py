"""Exporting a dataset, or what it says of one thing, as a source file in YAML."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.database.driver import Database
from graph.rdf.formats import Format
from graph.read.export import export
from loaders.reading.compact.beside import named_things, stem
from loaders.reading.compact.expand.names import Names
from loaders.reading.compact.form import terms
from loaders.reading.compact.reduce.reduction import reduce
from loaders.reading.compact.reduce.yaml_text import dumped
from loaders.reading.compact.source_text import read
from loaders.reading.files import names_around
from loaders.reading.inputs import sources
from loaders.reading.inputs.formats import Compact
from ontology.errors import Inexpressible, InvalidData
from ontology.namespaces import COOP, DCTERMS, dataset_name, short

# Properties that lead from what is inside a thing to that.
BACK: Final = {COOP + "inAct", *(COOP + one.back for one in terms.NESTED.values())}
EVIDENCE: Final = COOP + "hasEvidence"
DOCUMENTS: Final = {COOP + "inDocument", DCTERMS + "source"}
# Statements that an error tells.
MOST_TOLD: Final = 3


def exported(database: Database, dataset: str, of: str | None = None) -> str:
    """Return the YAML of a dataset in the graph, or of what it says of one thing.

    Args:
        database: where it is loaded.
        dataset: its address.
        of: the address of the thing.

    Raises:
        NotFound: no such dataset is loaded.
        Inexpressible: a source file cannot say all of it.
        BeingLoaded: it is half written.
    """
    lines = b"".join(export(database, Format.NTRIPLES, dataset))
    return source_file(list(parse(lines, format=RdfFormat.N_TRIPLES)), dataset, of)


def source_file(quads: Sequence[Quad], dataset: str, of: str | None = None) -> str:
    """Return the YAML of a dataset, or of what it says of one thing.

    Args:
        quads: all that the dataset states.
        dataset: its address.
        of: the address of the thing.

    Raises:
        Inexpressible: a source file cannot say all of it.
    """
    said = _about(quads, dataset, of) if of else quads
    beside = Names(named_things(quads), names_around([_anything()]).names)
    for named in (False, True):
        written = reduce(said, dataset, stem(dataset), beside, named=named)
        text = dumped(written)
        lost = _lost(text, said, dataset, beside)
        if not lost:
            return text
    told = " ".join(str(one.triple) + " ." for one in lost[:MOST_TOLD])
    raise Inexpressible(
        f"{len(lost):,} of {len(said):,} statements of {dataset_name(dataset)} cannot be said in a"
        f" source file: {short(told)} Export it as Turtle."
    )


def _anything() -> sources.Source:
    """Return a source file, for the sake of which names are looked for."""
    return sources.source(Path("source.yaml"), "source", Compact.YAML)


def _lost(text: str, said: Sequence[Quad], dataset: str, beside: Names) -> list[Quad]:
    """Return the statements that are not there again when the YAML is read."""
    try:
        made = read(text, Path("source.yaml")).expanded(dataset, stem(dataset), beside)
    except InvalidData:
        return list(said)
    again = {quad.triple for quad in made.quads}
    return [quad for quad in said if quad.triple not in again]


def _about(quads: Sequence[Quad], dataset: str, thing: str) -> list[Quad]:
    """Return what is said of a thing and of what is inside it, with evidence and documents."""
    wanted = {thing, dataset}
    wanted |= {_subject(q) for q in quads if q.predicate.value in BACK and _leads(q, wanted)}
    wanted |= {_object(q) for q in quads if q.predicate.value == EVIDENCE and _subject(q) in wanted}
    wanted |= {
        _object(q) for q in quads if q.predicate.value in DOCUMENTS and _subject(q) in wanted
    }
    wanted |= {_object(q) for q in quads if q.predicate.value == EVIDENCE and _subject(q) in wanted}
    return [q for q in quads if _subject(q) in wanted]


def _leads(quad: Quad, wanted: set[str]) -> bool:
    return _object(quad) in wanted


def _subject(quad: Quad) -> str:
    return quad.subject.value if isinstance(quad.subject, NamedNode) else ""


def _object(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, NamedNode) else ""
