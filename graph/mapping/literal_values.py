"""Converting RDF literals to Neo4j's values, one type per `Kind`."""

import calendar
import math
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal

from ontology.namespaces import RDF, XSD
from ontology.vocabulary import Kind

Value = str | int | float | bool

INTEGER: Final = re.compile(r"[+-]?0*[0-9]{1,19}")
DECIMAL: Final = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)")
DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?(?:Z|[+-][0-9]{2}:[0-9]{2})?")
BOOLEANS: Final = {"true": True, "1": True, "false": False, "0": False}

SMALLEST: Final = -(2**63)
LARGEST: Final = 2**63 - 1
# The integers of XML Schema, and what each may hold of what Neo4j can.
INTEGERS: Final = {
    "integer": (SMALLEST, LARGEST),
    "nonNegativeInteger": (0, LARGEST),
    "positiveInteger": (1, LARGEST),
    "nonPositiveInteger": (SMALLEST, 0),
    "negativeInteger": (SMALLEST, -1),
    "long": (SMALLEST, LARGEST),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "unsignedLong": (0, LARGEST),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
# How many parts (year, month, day) a date of each datatype has.
DATES: Final = {"date": 3, "gYearMonth": 2, "gYear": 1}


def value(literal: Literal, kind: Kind) -> Value | None:
    """Return a literal as the type of a kind, or None where datatype or form does not fit."""
    return CONVERTERS[kind](literal.value, literal.datatype.value)


def span(literal: Literal) -> tuple[date, date] | None:
    """Return the first and last day of an `xsd:date`, `xsd:gYearMonth` or `xsd:gYear`.

    A time zone moves neither: sources give days, not instants.
    """
    return _span(literal.value, literal.datatype.value)


def _text(form: str, datatype: str) -> Value | None:
    # RDF 1.2 texts with a direction are texts too.
    return form if datatype.startswith(RDF) or datatype == XSD + "string" else None


def _string(form: str, datatype: str) -> Value | None:
    return form if datatype == XSD + "string" else None


def _iri(form: str, datatype: str) -> Value | None:
    return form if datatype == XSD + "anyURI" else None


def _boolean(form: str, datatype: str) -> Value | None:
    return BOOLEANS.get(form) if datatype == XSD + "boolean" else None


def _integer(form: str, datatype: str) -> Value | None:
    least, most = INTEGERS.get(datatype.removeprefix(XSD), (1, 0))
    if not INTEGER.fullmatch(form):
        return None
    sign = -1 if form.startswith("-") else 1
    number = sign * int(form.lstrip("+-0") or "0")
    return number if least <= number <= most else None


def _decimal(form: str, datatype: str) -> Value | None:
    known = datatype == XSD + "decimal" or _integer(form, datatype) is not None
    number = float(form) if known and DECIMAL.fullmatch(form) else math.inf
    return number if math.isfinite(number) else None


def _date(form: str, datatype: str) -> Value | None:
    return form if _span(form, datatype) else None


@lru_cache(maxsize=10_000)  # the same days come again and again
def _span(form: str, datatype: str) -> tuple[date, date] | None:
    found = DATE.fullmatch(form)
    parts = [int(part) for part in found.groups() if part] if found else []
    if not parts or len(parts) != DATES.get(datatype.removeprefix(XSD)):
        return None
    try:
        first = date(*[*parts, 1, 1][:3])
    except ValueError:  # the year 0, a 13th month, a 30th of February
        return None
    month = first.month if len(parts) > 1 else 12
    day = first.day if len(parts) > len("ym") else calendar.monthrange(first.year, month)[1]
    return first, date(first.year, month, day)


CONVERTERS: Final[dict[Kind, Callable[[str, str], Value | None]]] = {
    Kind.TEXT: _text,
    Kind.STRING: _string,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.BOOLEAN: _boolean,
    Kind.DATE: _date,
    Kind.IRI: _iri,
}
