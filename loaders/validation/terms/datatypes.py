"""Whether a literal's form fits its datatype."""

import logging
import re
import warnings
from calendar import isleap
from functools import lru_cache
from typing import Final

from pyoxigraph import Literal

from loaders.validation.terms.terms import Term, literal
from ontology.namespaces import XSD

YEAR: Final = r"(?!0000)[0-9]{4}"
MONTH: Final = r"(?:0[1-9]|1[0-2])"
# All days but the 29th of February, which is looked at with a calendar.
DAY: Final = (
    f"(?:{MONTH}-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
TIME: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?"
ZONE: Final = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
NUMBER: Final = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
OURS: Final = f'"^^<{XSD}'
# Forms that fit for certain, not all that do.
USUAL: Final = {
    f'"^^<{XSD}{name}>': re.compile(form)
    for name, form in {
        "integer": r"[+-]?[0-9]{1,18}",
        "nonNegativeInteger": r"[0-9]{1,18}",
        "positiveInteger": r"[1-9][0-9]{0,17}",
        "int": r"[+-]?[0-9]{1,9}",
        "long": r"[+-]?[0-9]{1,18}",
        "decimal": NUMBER,
        "double": NUMBER + r"(?:[eE][+-]?[0-9]{1,3})?",
        "float": NUMBER + r"(?:[eE][+-]?[0-9]{1,3})?",
        "boolean": "true|false|1|0",
        "date": f"{YEAR}-{DAY}",
        "gYearMonth": f"{YEAR}-{MONTH}",
        "gYear": YEAR,
        "dateTime": f"{YEAR}-{DAY}T{TIME}{ZONE}",
        "anyURI": r"[!-\[\]-~]*",
    }.items()
}

ANY_DAY: Final = f"(?:{DAY}|02-29)"
ANY_YEAR: Final = r"-?(?:[1-9][0-9]{3,}|0[0-9]{3})"
ANY_TIME: Final = r"(?:(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
LEAP_DAY: Final = re.compile(r"-?[0-9]*([0-9]{4})-02-29.*")
# All forms that fit, by W3C XML Schema 1.1, of datatypes of which Python knows only a part: years
# of any length, also before Christ, the end of a day, integers of any size.
WHOLE: Final = {
    XSD + name: re.compile(form)
    for name, form in {
        "date": f"{ANY_YEAR}-{ANY_DAY}{ZONE}",
        "dateTime": f"{ANY_YEAR}-{ANY_DAY}T{ANY_TIME}{ZONE}",
        "dateTimeStamp": f"{ANY_YEAR}-{ANY_DAY}T{ANY_TIME}(?!$){ZONE}",
        "time": ANY_TIME + ZONE,
        "gYear": ANY_YEAR + ZONE,
        "gYearMonth": f"{ANY_YEAR}-{MONTH}{ZONE}",
        "gMonth": f"--{MONTH}{ZONE}",
        "gMonthDay": f"--{ANY_DAY}{ZONE}",
        "gDay": f"---(?:0[1-9]|[12][0-9]|3[01]){ZONE}",
        "integer": "[+-]?[0-9]+",
        "nonNegativeInteger": r"\+?[0-9]+|-0+",
        "positiveInteger": r"\+?0*[1-9][0-9]*",
        "nonPositiveInteger": r"-[0-9]+|\+?0+",
        "negativeInteger": "-0*[1-9][0-9]*",
    }.items()
}
# More is not remembered.
SHORT: Final = 200
# What does not fit is reported; rdflib would log a traceback too.
logging.getLogger("rdflib.term").setLevel(logging.ERROR)


def usual(term: Term) -> bool:
    """Say whether a literal with a datatype is written in one of the usual forms that fit."""
    at = term.rfind('"')
    known = USUAL.get(term[at:])
    return known is not None and known.fullmatch(term, 1, at) is not None


def fits_as_text(term: Term) -> bool:
    """Say whether a literal with a datatype fits it."""
    at = term.rfind('"')
    known = USUAL.get(term[at:])
    if known is not None and known.fullmatch(term, 1, at):
        return True
    if not term.startswith(OURS, at):
        return True
    return _fits(term) if len(term) <= SHORT else fits(literal(term))


@lru_cache(maxsize=10_000)
def _fits(term: Term) -> bool:
    return fits(literal(term))


def fits(literal: Literal) -> bool:
    """Say whether a literal's form fits its datatype, where that is a known one."""
    datatype = literal.datatype.value
    if datatype in WHOLE:
        return WHOLE[datatype].fullmatch(literal.value) is not None and _leaps(literal.value)
    if not datatype.startswith(XSD):
        return True
    import rdflib  # noqa: PLC0415 - takes long, and most literals are plain

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # rdflib warns of booleans such as "yes"
        kind = rdflib.URIRef(datatype)
        return not rdflib.Literal(literal.value, datatype=kind, normalize=False).ill_typed


def _leaps(form: str) -> bool:
    """Say whether a year that has a 29th of February is a leap year; 400 years are alike."""
    found = LEAP_DAY.fullmatch(form)
    return found is None or isleap(int(found[1]))
