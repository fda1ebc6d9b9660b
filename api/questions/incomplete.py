"""Datasets of which an answer may lack something: in JSON, in headers, in words."""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import quote

from pydantic import Field

from graph.read.consistency.load_status import Incomplete

NAMES: Final = "Coopgraph-Incomplete"
MORE: Final = "Coopgraph-Incomplete-More"
HEADERS: Final = (NAMES, MORE)
# Bytes of all names in the header; what stands between clients and us cuts off at 8,000 or so.
HEADER_LENGTH: Final = 2_000
# What a name may have in a header as it is: a comma is none of it.
SAFE: Final = "/:#?&=+@~!$'()*"

# The same headers in OpenAPI.
DOCUMENTED: Final = {
    NAMES: {
        "description": "Datasets of which the answer may lack something, percent-encoded.",
        "schema": {"type": "string"},
    },
    MORE: {
        "description": "How many more of them there are.",
        "schema": {"type": "integer", "minimum": 1},
    },
}

FIELDS: Final[dict[str, Any]] = {
    "incomplete": (
        list[str],
        Field(
            default=[],
            description="Datasets that are being loaded, replaced or dropped, or were left half "
            "so: the answer may lack something of them. The first 20; left out where none is.",
        ),
    ),
    "incomplete_more": (int, Field(default=0, description="How many more of them there are.")),
}


def members(found: Incomplete) -> dict[str, Any]:
    """Return what JSON says; nothing where the answer is whole."""
    said: dict[str, Any] = {"incomplete": list(found.names)} if found.names else {}
    return said | ({"incomplete_more": found.more} if found.more else {})


def headers(found: Incomplete) -> dict[str, str]:
    """Return the headers, of names in percent-encoding; none where the answer is whole."""
    names: list[str] = []
    left = HEADER_LENGTH
    for name in (quote(name, safe=SAFE) for name in found.names):
        left -= len(name) + len(", ")
        if left >= 0:
            names.append(name)
    more = found.more + len(found.names) - len(names)
    said = {NAMES: ", ".join(names)} if found.names else {}
    return said | ({MORE: str(more)} if more else {})


def lines(found: Incomplete) -> Iterator[str]:
    """Yield the line for people; none where the answer is whole."""
    if found.names:
        yield (
            f"Not all of {found} is loaded: what it says may be missing here. "
            "`--consistent` refuses such answers."
        )
