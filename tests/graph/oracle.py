"""What the property graph should show of a node, told a second time from docs/mapping.md.

Slow, and for the small vocabulary of `support` alone, whose terms stand here once more: it calls
nothing of the code that it judges.
"""

import calendar
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

EX = "https://example.org/"
COOP = "https://w3id.org/coopgraph/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
LANGUAGES = Path(__file__).parents[2] / "graph" / "mapping" / "languages.txt"

CLASSES = {
    EX + "Actor": {"Actor"},
    EX + "Organization": {"Organization", "Actor"},
    EX + "Company": {"Company", "Organization", "Actor"},
    EX + "Person": {"Person", "Actor"},
}
LINKS = {
    EX + "partOf": "PART_OF",
    EX + "knows": "KNOWS",
    COOP + "participant": "PARTICIPANT",
    COOP + "inAct": "IN_ACT",
    COOP + "role": "ROLE",
}
DIRECT = {EX + "party": "PARTY_TO", EX + "signatory": "SIGNED"}
# Direct links that one participation may have.
MOST_DIRECT = 100
# Key, type, and whether a shape allows one value only.
ATTRIBUTES = {
    SKOS + "prefLabel": ("name", "text", True),
    SKOS + "altLabel": ("aliases", "text", False),
    EX + "code": ("code", "string", True),
    EX + "identifier": ("identifier", "string", False),
    EX + "tag": ("tag", "string", False),
    EX + "count": ("count", "integer", True),
    EX + "weight": ("weight", "decimal", False),
    EX + "open": ("open", "boolean", True),
    EX + "page": ("page", "anyURI", False),
    EX + "date": ("date", "date", True),
    EX + "seen": ("seen", "date", False),
}
INDEXED = {"code", "identifier"}
FOLDED = {"name": "folded_names", "aliases": "folded_aliases"}
# The least and the most of each of XML Schema's integers; where it has no end, Neo4j's.
LEAST, MOST = -(2**63), 2**63 - 1
INTEGERS = {
    **dict.fromkeys(("integer", "long"), (LEAST, MOST)),
    "nonNegativeInteger": (0, MOST),
    "positiveInteger": (1, MOST),
    "nonPositiveInteger": (LEAST, 0),
    "negativeInteger": (LEAST, -1),
    **{name: (-(2 ** (n - 1)), 2 ** (n - 1) - 1) for name, n in [("int", 32), ("short", 16)]},
    "byte": (-128, 127),
    "unsignedLong": (0, MOST),
    **{name: (0, 2**n - 1) for name, n in [("unsignedInt", 32), ("unsignedShort", 16)]},
    "unsignedByte": (0, 255),
}


class Shown(NamedTuple):
    """A node: its labels, its properties, and its links, by type, predicate, target and source."""

    labels: set[str]
    properties: dict[str, Any]
    links: dict[tuple[str, str | None, str, str | None], list[str]]


def shown(key: str, said: Mapping[str, str]) -> Shown:
    """Return what is shown of a node of which datasets, by short name, say N-Triples."""
    node = Shown({"Resource"}, {"iri": key}, {})
    stated: dict[str, list[tuple[str, str, Literal]]] = {}
    for dataset in sorted(said):
        for triple in _triples(said[dataset]):
            predicate, value = triple.predicate.value, triple.object
            if isinstance(value, Literal):
                stated.setdefault(predicate, []).append((dataset, value.value, value))
            elif predicate == RDF + "type" and isinstance(value, NamedNode):
                node.labels.update(CLASSES.get(value.value, ()))
            elif predicate != RDF + "type" and predicate not in ATTRIBUTES:
                target = value.value if isinstance(value, NamedNode) else str(value)
                declared = LINKS.get(predicate)
                link = (declared or "LINK", None if declared else predicate, target, None)
                node.links.setdefault(link, []).append(dataset)
    node.links.update(_direct(node))
    for predicate, (name, kind, single) in ATTRIBUTES.items():
        rows = sorted(stated.get(predicate, ()), key=lambda row: (*row[:2], str(row[2])))
        fitting = [
            (value, one)
            for _, _, one in rows
            if (value := _value(one, kind)) is not None and not _is_too_long(name, one)
        ]
        node.properties.update(_properties(name, kind, single, fitting) if fitting else {})
    return node


def _direct(node: Shown) -> dict[tuple[str, str | None, str, str | None], list[str]]:
    """Return the links from participants to acts that a participation stands for."""
    said: dict[str, list[tuple[str, list[str]]]] = {}
    for (kind, _, target, _), datasets in node.links.items():
        said.setdefault(kind, []).append((target, datasets))
    direct: dict[tuple[str, str | None, str, str | None], list[str]] = {}
    ends = (said.get(kind, ()) for kind in ("PARTICIPANT", "IN_ACT", "ROLE"))
    for (actor, one), (act, two), (role, three) in product(*ends):
        if role in DIRECT:
            direct[DIRECT[role], None, act, actor] = sorted({*one, *two, *three})
    return direct if len(direct) <= MOST_DIRECT else {}


def _triples(text: str) -> Iterator[Triple]:
    for quad in parse(text, format=RdfFormat.N_TRIPLES, lenient=True):
        yield quad.triple


def _is_too_long(name: str, one: Literal) -> bool:
    return name in INDEXED and len(one.value.encode()) > 7_000


def _value(one: Literal, kind: str) -> Any:
    form, datatype = one.value, one.datatype.value
    if datatype.startswith(RDF) or datatype == XSD + "string":
        plain = kind == "text" or (kind == "string" and datatype.startswith(XSD))
        return form if plain else None
    name = datatype.removeprefix(XSD)
    number = _integer(form, name)
    values = {
        "integer": number,
        "decimal": _decimal(form) if name == "decimal" or number is not None else None,
        "boolean": {"true": True, "1": True, "false": False, "0": False}.get(form)
        if name == "boolean"
        else None,
        "anyURI": form if name == "anyURI" else None,
        "date": form if _days(form, name) else None,
    }
    return values.get(kind)


def _integer(form: str, name: str) -> int | None:
    least, most = INTEGERS.get(name, (1, 0))
    known = re.fullmatch("[+-]?[0-9]+", form) and len(form.lstrip("+-0")) < 20
    return int(form) if known and least <= int(form) <= most else None


def _decimal(form: str) -> float | None:
    if not re.fullmatch(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)", form):
        return None
    number = float(Decimal(form))
    return number if abs(number) < float("inf") else None


def _days(form: str, name: str) -> tuple[date, date] | None:
    """Return the first and the last day that a date can mean."""
    shape = {"date": "-MM-DD", "gYearMonth": "-MM", "gYear": ""}.get(name)
    if shape is None:
        return None
    pattern = "([0-9]{4})" + shape.replace("-MM", "-([0-9]{2})").replace("-DD", "-([0-9]{2})")
    found = re.fullmatch(pattern + "(?:Z|[+-][0-9]{2}:[0-9]{2})?", form)
    if not found:
        return None
    numbers = [int(one) for one in found.groups()]
    try:
        first = date(*[*numbers, 1, 1][:3])
    except ValueError:
        return None
    if name == "date":
        return first, first
    month = first.month if name == "gYearMonth" else 12
    return first, date(first.year, month, calendar.monthrange(first.year, month)[1])


def _properties(
    name: str, kind: str, single: bool, fitting: list[tuple[Any, Literal]]
) -> Iterator[tuple[str, Any]]:
    if kind == "text" and single:
        yield from _by_language(name, [one for _, one in fitting])
    elif single:
        fitting = fitting[:1]
        yield name, fitting[0][0]
    else:
        yield name, sorted({value for value, _ in fitting})
    if kind == "date":
        days = [_days(one.value, one.datatype.value.removeprefix(XSD)) for _, one in fitting]
        yield f"{name}_earliest", min(span[0] for span in days if span)
        yield f"{name}_latest", max(span[1] for span in days if span)
    if name in FOLDED:
        yield FOLDED[name], sorted({_folded(one.value) for _, one in fitting} - {""})


def _by_language(name: str, texts: list[Literal]) -> Iterator[tuple[str, str]]:
    """Yield a text for each language that has a key, and the one that is displayed."""
    first: dict[str, str] = {}
    for one in texts:
        first.setdefault(one.language or "", one.value)
    for language, text in first.items():
        if language.lower() in _languages():
            yield f"{name}_{language.lower().replace('-', '_')}", text
    for wanted in ("en", "fr"):
        of_it = sorted(one for one in first if one.lower().split("-")[0] == wanted)
        if of_it:
            yield name, first[of_it[0]]
            return
    yield name, first[min((one for one in first if one), default="")]


def _languages() -> set[str]:
    found = set()
    for line in LANGUAGES.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            language, *others = line.split() or [""]
            found.update({language, *(f"{language}-{other}" for other in others)})
    return found


def _folded(text: str) -> str:
    """Return a name as it is compared: for letters that the tests have, not for all of Unicode."""
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = "".join(one for one in apart if not "\u0300" <= one <= "\u036f")
    joined = unicodedata.normalize("NFC", kept.replace("đ", "d").replace("ø", "o"))
    return " ".join(re.sub(r"[\W_]", " ", joined).split())
