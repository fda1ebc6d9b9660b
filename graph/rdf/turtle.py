"""Writing Turtle: a paragraph per subject, types first, names as short as they can be.

Works on the text of records (`<s> <p> o .` per line, sorted) and parses nothing: literals and
what has no short name are taken as they stand, so that what is written parses back to the
same terms. The output needs `header` once, before the first subject.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from graph.rdf.records import Statements
from ontology.errors import InvalidData
from ontology.namespaces import BASE, PREFIXES, RDF, XSD

TYPE: Final = f"<{RDF}type>"
# Local names that need no escapes, and relative IRIs that no parser reads differently.
LOCAL: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
RELATIVE: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*(/[A-Za-z0-9_][A-Za-z0-9_-]*)*")
ABSOLUTE: Final = re.compile("[A-Za-z][A-Za-z0-9+.-]*:")
NAMESPACES: Final = {iri: prefix for prefix, iri in PREFIXES.items() if iri != BASE}
# A base that every parser puts before a relative IRI as it is; below another, IRIs stay whole.
BASED: Final = re.fullmatch(r"[a-z][a-z0-9+.-]*://[\w.:-]+/([\w.~-]+/)*", BASE) is not None
# What Turtle reads without quotes, in exactly this form, as these datatypes.
BARE: Final = {
    f"<{XSD}integer>": re.compile(r'"([+-]?[0-9]+)"'),
    f"<{XSD}decimal>": re.compile(r'"([+-]?[0-9]*\.[0-9]+)"'),
    f"<{XSD}boolean>": re.compile(r'"(true|false)"'),
}
# Terms whose names are kept: predicates, datatypes and what is often linked to.
NAMES: Final = 4_096


def header() -> str:
    """Return the base and the prefixes, always the same."""
    lines = [f"@base <{BASE}> ."] if BASED else []
    lines += [f"@prefix {prefix}: <{iri}> ." for iri, prefix in NAMESPACES.items()]
    return "\n".join(lines) + "\n"


def subject(statements: Statements, indent: str = "") -> str:
    """Return what is said with one subject, as a Turtle paragraph."""
    term = statements.partition(" ")[0]
    objects: dict[str, list[str]] = {}
    # A line end inside a literal is escaped, so only lines begin like this.
    for line in statements[len(term) + 1 : -len(" .\n")].split(f" .\n{term} "):
        predicate, value = line.split(" ", 1)
        if value[0] != '"':
            value = SHORT[value]
        elif value[-1] == ">":
            value = _typed(value)
        objects.setdefault(predicate, []).append(value)
    types = objects.pop(TYPE, None)
    comma, semicolon = f" ,\n{indent}        ", f" ;\n{indent}    "
    said = [f"a {comma.join(types)}"] if types else []
    said += [f"{SHORT[one]} {comma.join(values)}" for one, values in objects.items()]
    return f"\n{indent}{_short(term)} {semicolon.join(said)} .\n"


def block(graph: str, subjects: Iterable[Statements]) -> Iterator[str]:
    """Yield a TriG block: what one dataset, a term of N-Triples, says."""
    yield f"\n{_short(graph)} {{"
    for statements in subjects:
        yield subject(statements, "    ")
    yield "}\n"


def _typed(literal: str) -> str:
    text, _, datatype = literal.rpartition("^^")
    bare = datatype in BARE and BARE[datatype].fullmatch(text)
    return bare[1] if bare else f"{text}^^{SHORT[datatype]}"


def _short(term: str) -> str:
    if term.startswith("_:"):
        return term
    iri = term[1:-1]
    if not ABSOLUTE.match(iri):
        raise InvalidData(
            f"{term} is a relative address that was kept as it is; Turtle and TriG would join it"
            " to their base. Export N-Triples or N-Quads."
        )
    if BASED and iri.startswith(BASE) and RELATIVE.fullmatch(iri, len(BASE)):
        return f"<{iri[len(BASE) :]}>"
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    prefix = NAMESPACES.get(iri[:cut])
    return f"{prefix}:{iri[cut:]}" if prefix and LOCAL.fullmatch(iri, cut) else term


class _Names(dict[str, str]):
    """The short names of terms; starts anew when it is full. A hit costs no call of Python."""

    def __missing__(self, term: str) -> str:
        if len(self) >= NAMES:
            self.clear()
        return self.setdefault(term, _short(term))


SHORT: Final = _Names()
