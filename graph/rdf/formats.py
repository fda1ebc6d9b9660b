"""The RDF formats that coopgraph reads and writes: names, media types, file endings."""

from enum import Enum
from pathlib import PurePath

from pyoxigraph import RdfFormat

from ontology.errors import UsageError


class Format(Enum):
    """An RDF format; its value is the name that people type."""

    TURTLE = "turtle"
    TRIG = "trig"
    NTRIPLES = "ntriples"
    NQUADS = "nquads"
    RDFXML = "rdfxml"
    JSONLD = "jsonld"

    @property
    def rdf(self) -> RdfFormat:
        """What pyoxigraph calls it."""
        return _RDF[self]

    @property
    def media_type(self) -> str:
        """Its registered media type."""
        return self.rdf.media_type

    @property
    def ending(self) -> str:
        """The usual ending of a file name, without the dot."""
        return self.rdf.file_extension

    @property
    def graphs(self) -> bool:
        """Whether it can say which dataset states what."""
        return self.rdf.supports_datasets


_RDF = {
    Format.TURTLE: RdfFormat.TURTLE,
    Format.TRIG: RdfFormat.TRIG,
    Format.NTRIPLES: RdfFormat.N_TRIPLES,
    Format.NQUADS: RdfFormat.N_QUADS,
    Format.RDFXML: RdfFormat.RDF_XML,
    Format.JSONLD: RdfFormat.JSON_LD,
}


def by_path(path: PurePath) -> Format:
    """Return the format of a file by its ending.

    Raises:
        UsageError: the ending is none of those known.
    """
    for known in Format:
        if path.suffix.lower() == f".{known.ending}":
            return known
    endings = ", ".join(f".{known.ending}" for known in Format)
    raise UsageError(f"{path}: cannot tell its format. File names may end in {endings}.")
