"""Formats and compressions by name, option and file ending."""

from enum import Enum
from pathlib import PurePath
from typing import Final, NamedTuple

from pyoxigraph import RdfFormat

from graph.system.compression import Compression, by_name
from ontology.errors import UsageError


class Compact(Enum):
    """The format of source files, of which RDF is made."""

    YAML = "yaml"


class Table(Enum):
    """The formats of tables, of whose rows RDF is made."""

    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"


Format = RdfFormat | Compact | Table

# By the ending of a file's name.
FORMATS: Final[dict[str, Format]] = {
    ".ttl": RdfFormat.TURTLE,
    ".turtle": RdfFormat.TURTLE,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".trig": RdfFormat.TRIG,
    ".n3": RdfFormat.N3,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".yaml": Compact.YAML,
    ".yml": Compact.YAML,
    ".csv": Table.CSV,
    ".tsv": Table.TSV,
    ".xlsx": Table.XLSX,
}
# By what people type after `--from`.
NAMES: Final[dict[str, Format]] = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "n3": RdfFormat.N3,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
    "yaml": Compact.YAML,
    "csv": Table.CSV,
    "tsv": Table.TSV,
    "xlsx": Table.XLSX,
}
# Those of one grammar, whose words `lines` knows.
TEXTUAL: Final = {
    RdfFormat.TURTLE,
    RdfFormat.N_TRIPLES,
    RdfFormat.N_QUADS,
    RdfFormat.TRIG,
    RdfFormat.N3,
}
# Those in which every address is whole.
BY_LINE: Final = {RdfFormat.N_TRIPLES, RdfFormat.N_QUADS}


class Kind(NamedTuple):
    """What the name of a file says: its stem, its format and how it is compressed."""

    stem: str
    form: Format | None
    compression: Compression | None


def kind(path: PurePath) -> Kind:
    """Read a file's name: `a.nt.gz` is the stem `a`, N-Triples and gzip."""
    compression = by_name(path)
    inner = PurePath(path.stem) if compression else path
    form = FORMATS.get(inner.suffix.lower())
    return Kind(inner.stem if form else inner.name, form, compression)


def named(name: str) -> Format:
    """Return the format of a name or an ending that somebody types.

    Raises:
        UsageError: there is no such format; those that there are are told.
    """
    found = NAMES.get(name.lower()) or FORMATS.get(f".{name.lower().removeprefix('.')}")
    if found is None:
        raise UsageError(f"There is no format {name!r}. Give one of {', '.join(NAMES)}.")
    return found


def endings() -> str:
    """Return the endings that are read, as a list for people."""
    packed = " ".join(f".{one.value}" for one in Compression)
    return f"{' '.join(FORMATS)} (each also with {packed})"
