"""Reading the database's own properties as their type, whatever somebody made of them by hand.

In Cypher for what a query computes with, and in Python for what is shown.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

# Beyond any number that is counted up or is a time in milliseconds; more could overflow.
FAR: Final = 10**17
CYPHER: Final[Mapping[Any, str]] = {
    str: "STRING",
    int: "INTEGER",
    datetime: "ZONED DATETIME",
    Sequence[str]: "LIST<STRING NOT NULL>",
}


def is_of(value: str, kind: Any) -> str:
    """Return Cypher that says whether a property is there and of a type."""
    near = f" AND {-FAR} < {value} < {FAR}" if kind is int else ""
    return f"({value} IS :: {CYPHER[kind]} NOT NULL{near})"


def number(value: str) -> str:
    """Return Cypher that gives a property as a number, 0 where it is none."""
    return f"CASE WHEN {is_of(value, int)} THEN {value} ELSE 0 END"


def texts(value: str) -> str:
    """Return Cypher that gives a property as a list of texts, an empty one where it is none."""
    return f"CASE WHEN {is_of(value, Sequence[str])} THEN {value} ELSE [] END"


def fits(value: object, kind: Any) -> bool:
    """Say whether a property is of a type."""
    if kind == Sequence[str]:
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if kind is datetime:
        return isinstance(value, datetime) and value.tzinfo is not None
    if kind is int:
        return type(value) is int and -FAR < value < FAR
    return type(value) is kind


def fitting(found: Mapping[str, Any], kinds: Mapping[str, Any]) -> dict[str, Any]:
    """Return those properties that are known and of their type."""
    known = {name: found[name] for name in kinds if name in found}
    return {name: value for name, value in known.items() if fits(value, kinds[name])}
