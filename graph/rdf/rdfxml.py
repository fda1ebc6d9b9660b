"""Writing RDF/XML: subject after subject; what it cannot say is refused by name.

It says less than other formats: a predicate must end in what XML takes for a name, and some
characters may be nowhere in XML, not even escaped.
"""

import re
from functools import lru_cache
from typing import Final
from xml.sax.saxutils import escape

from pyoxigraph import BlankNode, Literal, NamedNode

from graph.rdf.records import Statements, triples_of
from ontology.errors import Inexpressible
from ontology.namespaces import PREFIXES, RDF, XSD

FOOTER: Final = "</rdf:RDF>\n"
NAMESPACES: Final = {iri: prefix for prefix, iri in PREFIXES.items()}
# XML lets the end of a line become another one, and turns it into a space in attributes.
IN_TEXT: Final = {"\r": "&#13;"}
IN_ATTRIBUTE: Final = IN_TEXT | {'"': "&quot;", "\n": "&#10;", "\t": "&#9;"}
NO_XML: Final = re.compile(r"[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# A name without a colon at the end: one that any parser takes, else one of XML's fifth edition.
START: Final = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
LOCAL: Final = (
    re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z"),
    re.compile(rf"[{START}][{START}0-9.\u00b7\u0300-\u036f\u203f\u2040-]*\Z"),
)
RESERVED: Final = ("http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/")
# What RDF/XML itself uses for something else than a predicate.
SYNTAX: Final = frozenset(
    RDF + name
    for name in (
        *("RDF", "Description", "li", "ID", "about", "resource", "nodeID", "datatype"),
        *("parseType", "aboutEach", "aboutEachPrefix", "bagID"),
    )
)
# A text's direction is of RDF 1.2.
DIRECTION: Final = (
    ' rdf:version="1.2-basic" xmlns:its="http://www.w3.org/2005/11/its" its:version="2.0" '
    'its:dir="{}"'
)


def header() -> str:
    """Return the beginning of a file, with the prefixes."""
    names = "".join(
        f'\n    xmlns:{prefix}="{escape(iri, IN_ATTRIBUTE)}"' for prefix, iri in PREFIXES.items()
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{names}>\n'


def subject(statements: Statements) -> str:
    """Return what is said with one subject.

    Raises:
        Inexpressible: one of its terms cannot be written in RDF/XML.
    """
    triples = list(triples_of(statements))
    lines = [f"  <rdf:Description {_node(triples[0].subject, 'about')}>"]
    lines += [f"    {_property(triple.predicate.value, triple.object)}" for triple in triples]
    return "\n".join([*lines, "  </rdf:Description>\n"])


def _property(predicate: str, value: object) -> str:
    element, declared = _element(predicate)
    if not isinstance(value, Literal):
        return f"<{element}{declared} {_node(value, 'resource')}/>"
    text = escape(_sound(value.value, value), IN_TEXT)
    if value.language:
        declared += f' xml:lang="{value.language}"'
        declared += DIRECTION.format(value.direction.value) if value.direction else ""
    elif value.datatype.value != f"{XSD}string":
        declared += f' rdf:datatype="{_attribute(value.datatype)}"'
    return f"<{element}{declared}>{text}</{element}>"


def _node(term: object, name: str) -> str:
    if isinstance(term, BlankNode):
        return f'rdf:nodeID="{term.value}"'
    assert isinstance(term, NamedNode)  # noqa: S101 - for mypy; records hold nothing else
    return f'rdf:{name}="{_attribute(term)}"'


def _attribute(term: NamedNode) -> str:
    return escape(_sound(term.value, term), IN_ATTRIBUTE)


def _sound(text: str, term: object) -> str:
    found = NO_XML.search(text)
    if found:
        raise Inexpressible(
            f"RDF/XML cannot say {_shown(term)}: XML has no character U+{ord(found[0]):04X}. "
            "Export another format, such as Turtle."
        )
    return text


@lru_cache(maxsize=4_096)
def _element(predicate: str) -> tuple[str, str]:
    """Return the name of a predicate's element, and what must be declared with it."""
    if predicate not in SYNTAX:
        found = next(filter(None, (local.search(predicate) for local in LOCAL)), None)
        namespace = predicate[: found.start()] if found else ""
        if found and namespace not in RESERVED:
            known = NAMESPACES.get(namespace)
            declared = "" if known else f' xmlns:p="{_attribute(NamedNode(namespace))}"'
            return f"{known or 'p'}:{found[0]}", declared
    raise Inexpressible(
        f"RDF/XML cannot say the predicate <{predicate}>: it must end in a name of XML that "
        "RDF/XML does not use itself. Export another format, such as Turtle."
    )


def _shown(term: object) -> str:
    text = str(term)
    return text if len(text) <= 100 else f"{text[:100]}…"  # noqa: PLR2004
