"""Identifiers of organizations as IRIs, in one form for all ways to write them."""

import re
from typing import Final

# Addresses under which others name what has a LEI; we write the first.
LEI_ADDRESSES: Final = (
    "https://lei.info/",
    "https://search.gleif.org/#/record/",
    "https://api.gleif.org/api/v1/lei-records/",
    "https://rdf.gleif.org/data/L1-",
    "http://rdf.gleif.org/data/L1-",
)
WEB: Final = re.compile(r"^https?://(www\.)?", re.IGNORECASE)


def same_form(iri: str) -> str:
    """Return what is the same for all addresses of one entry of a register."""
    for address in LEI_ADDRESSES:
        if iri.startswith(address):
            return f"lei:{iri.removeprefix(address).strip('/').upper()}"
    return WEB.sub("", iri).replace("/wiki/", "/entity/").rstrip("/")
