"""What a register says of one organization, whichever register it is."""

import re
from dataclasses import dataclass
from typing import Final, Literal

NameKind = Literal["label", "alias", "acronym"]
TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
# Addresses under which others name what has a LEI; we write the first.
LEI_ADDRESSES: Final = (
    "https://lei.info/",
    "https://search.gleif.org/#/record/",
    "https://api.gleif.org/api/v1/lei-records/",
    "https://rdf.gleif.org/data/L1-",
    "http://rdf.gleif.org/data/L1-",
)
WEB: Final = re.compile(r"^https?://(www\.)?", re.IGNORECASE)
# The language of what is said to be in none.
UNKNOWN: Final = "und"
# Characters of a name, and names of an organization, that are taken.
LONGEST: Final = 2_000
MOST_NAMES: Final = 500


@dataclass(frozen=True, slots=True)
class Name:
    """A name, what sort of name it is, and the tag of its language."""

    text: str
    kind: NameKind
    language: str = UNKNOWN


@dataclass(frozen=True, slots=True)
class Location:
    """Where an organization is: codes of ISO 3166, and names as the register gives them."""

    country: str = ""
    subdivision: str = ""
    region: str = ""
    city: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a register says of one organization.

    Attributes:
        number: the how manieth record of the file it is.
        id: its identifier in the register.
        iri: the same as an IRI.
        display: the name by which the register shows it.
        names: all names, that one among them.
        type: the class of the ontology: Company or Institution; empty where both may be meant.
        kind: the code of its kind of organization; empty where the register's is no such kind.
        locations: where it is.
        homepage: its website.
        same: IRIs of it in other registers.
        parents: the IRIs of those of which it is a part.
        modified: the day of the record's last change.
    """

    number: int
    id: str
    iri: str
    display: str
    names: tuple[Name, ...]
    type: str = ""
    kind: str = ""
    locations: tuple[Location, ...] = ()
    homepage: str = ""
    same: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    modified: str = ""

    @property
    def countries(self) -> set[str]:
        """The codes of the countries that it is in."""
        return {one.country for one in self.locations if one.country}


def language(tag: object) -> str:
    """Return a language tag, or that of an unknown language where it is none."""
    text = str(tag or "").strip()
    text = text[:2].lower() + text[2:]
    return text if TAG.fullmatch(text) else UNKNOWN


def clean(text: object) -> str:
    """Return text in one line, without what cannot be written, no longer than it may be."""
    words = "".join(one if one.isprintable() else " " for one in str(text or "")).split()
    return " ".join(words)[:LONGEST]


def same_form(iri: str) -> str:
    """Return what is the same for all addresses of one entry of a register."""
    for address in LEI_ADDRESSES:
        if iri.startswith(address):
            return f"lei:{iri.removeprefix(address).strip('/').upper()}"
    return WEB.sub("", iri).replace("/wiki/", "/entity/").rstrip("/")
