"""Detecting what is in a file by its first bytes."""

import re
from typing import Final, NamedTuple
from xml.parsers import expat

from pyoxigraph import RdfFormat, parse

from graph.system.compression import by_content
from loaders.reading.inputs.formats import NAMES, TEXTUAL
from ontology.namespaces import RDF

# Bytes at the beginning that tell what a file is.
BEGINNING: Final = 65_536
ENDINGS: Final = {
    RdfFormat.TURTLE: ".ttl",
    RdfFormat.N_TRIPLES: ".nt",
    RdfFormat.N_QUADS: ".nq",
    RdfFormat.TRIG: ".trig",
    RdfFormat.N3: ".n3",
    RdfFormat.RDF_XML: ".rdf",
    RdfFormat.JSON_LD: ".jsonld",
}
# Where words alone tell what a file is, in small letters.
OTHERS: Final = {
    b"version https://git-lfs": "a Git LFS pointer, not the file itself. Run `git lfs pull`",
    b"pk\x03\x04": "a ZIP archive. Unpack it, and give the files in it",
    b"%pdf": "a PDF document. Give RDF",
    b"<!doctype html": "a web page. Give the RDF that it is about; often it has a link to it",
    b"<html": "a web page. Give the RDF that it is about; often it has a link to it",
    b"prefix(": "OWL in functional-style syntax. Convert it to Turtle or RDF/XML",
    b"ontology(": "OWL in functional-style syntax. Convert it to Turtle or RDF/XML",
    b"prefix: ": "OWL in Manchester syntax. Convert it to Turtle or RDF/XML",
    b"ontology: ": "OWL in Manchester syntax. Convert it to Turtle or RDF/XML",
    b"format-version: ": "an ontology in the OBO format. Convert it to Turtle or RDF/XML",
}
# A key of JSON-LD: a keyword, or an address.
KEYWORD: Final = re.compile(rb'"(?:@[a-z]+|[A-Za-z][A-Za-z0-9+.-]*:[^"\s]*)"\s*:')
# JSON, which TriG never begins like.
JSON: Final = re.compile(rb'(?:\{\s*["}]|\[\s*[\[{"\]])')
# XML, which Turtle never begins like.
MARKUP: Final = re.compile(rb"<(?:\?xml|!|[\w.:-]+\s+[\w.:-]+\s*=)")
BASE: Final = "https://base.invalid/"


class Root(NamedTuple):
    """The first element of an XML document, with its namespace, and whether it speaks RDF."""

    name: str
    speaks: bool


def told(beginning: bytes, form: RdfFormat) -> str | None:
    """Return what a file is, and what to do, where it is surely not of a format."""
    if packed := by_content(beginning):
        return f"packed as .{packed.value}. Add that to its name"
    start = beginning.lstrip().lower()
    if other := next((told for sign, told in OTHERS.items() if start.startswith(sign)), None):
        return other
    if form == RdfFormat.RDF_XML or MARKUP.match(start):
        found = root(beginning)
        return _xml(found, form) if found else _no_xml(start, form)
    if JSON.match(start):
        return _json(start, form)
    return None


def rather(beginning: bytes, form: RdfFormat) -> str | None:
    """Return of what other format a file is, and what to do; None where that is not sure."""
    order = (RdfFormat.N_TRIPLES, RdfFormat.N_QUADS, RdfFormat.TURTLE, RdfFormat.TRIG)
    if form in TEXTUAL and _is(beginning, form):  # the fault is further on, or one of its own
        return None
    return next((_named(one) for one in order if _is(beginning, one)), None)


def is_meant(beginning: bytes, form: RdfFormat) -> bool:
    """Say whether XML or JSON is RDF, as far as can be told; any other file may be."""
    start = beginning.lstrip()
    if form == RdfFormat.RDF_XML and start.startswith(b"<"):
        found = root(beginning)
        return found is None or found.speaks
    if form == RdfFormat.JSON_LD and JSON.match(start):
        return KEYWORD.search(beginning) is not None
    return True


def root(beginning: bytes) -> Root | None:
    """Return the root element of XML; None for what is none, or begins with very much else."""
    found: list[Root] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if not found:
            speaks = name == f"{RDF}RDF" or any(one.startswith(RDF) for one in attributes)
            found.append(Root(name, speaks))

    parser = expat.ParserCreate(namespace_separator="")
    parser.StartElementHandler = start
    try:
        parser.Parse(beginning, False)
    except (expat.ExpatError, ValueError):
        return found[0] if found else None
    return found[0] if found else None


def _xml(found: Root, form: RdfFormat) -> str | None:
    if found.speaks:
        return None if form == RdfFormat.RDF_XML else _named(RdfFormat.RDF_XML)
    if found.name.startswith("http://www.w3.org/2002/07/owl#"):
        return "OWL/XML, which is not RDF/XML. Convert it to Turtle or RDF/XML"
    if found.name.lower().endswith("html"):
        return OTHERS[b"<html"]
    return f"XML, but no RDF/XML: it begins with <{found.name}>. Give RDF"


def _no_xml(start: bytes, form: RdfFormat) -> str | None:
    """Return what begins like XML, but has no element, or a faulty one, soon."""
    known = form == RdfFormat.RDF_XML or not start.startswith((b"<?xml", b"<!"))
    return None if known else "XML. Give RDF"


def _json(start: bytes, form: RdfFormat) -> str | None:
    if not KEYWORD.search(start):
        return "JSON, but no JSON-LD: none of its keys is a keyword or an address"
    return None if form == RdfFormat.JSON_LD else _named(RdfFormat.JSON_LD)


def _named(form: RdfFormat) -> str:
    option = next(name for name, one in NAMES.items() if one == form)
    return f"{form.name}. Let its name end in {ENDINGS[form]}, or say `--from {option}`"


def _is(beginning: bytes, form: RdfFormat) -> bool:
    """Say whether a file begins with statements of a format, and nothing else.

    What is odd in an address or a tag makes no other format of a file.
    """
    whole = len(beginning) < BEGINNING
    lines = beginning if whole else beginning[: beginning.rfind(b"\n") + 1]
    try:
        return sum(1 for _ in parse(lines, format=form, base_iri=BASE, lenient=True)) > 0
    except SyntaxError as error:
        return not whole and error.lineno == lines.count(b"\n") + 1
