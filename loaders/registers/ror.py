"""Reading a data dump of ROR, the Research Organization Registry: JSON of schema 2."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import ijson

from loaders.registers.packed import Input, opened
from loaders.registers.records import MOST_NAMES, Location, Name, NameKind, Record, clean, language
from ontology.errors import InvalidData

ENDINGS: Final = ("_schema_v2.json", ".json")
ID: Final = re.compile(r"https://ror\.org/(0[a-z0-9]{8})")
COUNTRY: Final = re.compile(r"[A-Z]{2}")
WEBSITE: Final = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
WIKIDATA: Final = re.compile(r"Q[1-9]\d*")
ISNI: Final = re.compile(r"\d{15}[\dX]")
FUNDER: Final = re.compile(r"\d+")
# What ROR's types are among our kinds; those that are missing may be several of them.
KINDS: Final = {
    "company": "company",
    "education": "university",
    "healthcare": "hospital",
    "facility": "research_institute",
}
TYPES: Final = {*KINDS, "archive", "funder", "government", "nonprofit", "other"}
# Types that say little of what an organization is.
SAY_LITTLE: Final = {"funder", "other"}


def records(path: Path) -> Iterator[Record]:
    """Yield the records of a dump, but for those that ROR has withdrawn.

    Raises:
        InvalidData: it is no dump of schema 2; the message names the record.
        LimitExceeded: it, or one record, is too long.
    """
    with opened(path, ENDINGS) as file:
        for number, said in _objects(file):
            try:
                if said["status"] != "withdrawn":
                    yield _record(number, said)
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                raise InvalidData(_told(file.name, number, said, error)) from error


def _objects(file: Input) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the objects of a JSON array with their numbers, one at a time."""
    try:
        found = False
        for said in ijson.items(file, "item", use_float=True):
            found = True
            yield file.next_record(), said
        if not found:
            raise InvalidData(f"{file.name}: there is no record. A dump of ROR is a JSON array.")
    except (ijson.JSONError, UnicodeDecodeError) as error:
        number = file.next_record()
        raise InvalidData(
            f"{file.name}: record {number:,} is no JSON: {clean(error)[:200]}. The file is damaged"
            " or cut off, or something else; get it again."
        ) from error


def _told(name: str, number: int, said: object, error: Exception) -> str:
    which = said.get("id", "without an id") if isinstance(said, Mapping) else "no object"
    what = f"{error} is missing" if isinstance(error, KeyError) else clean(error)[:200]
    return (
        f"{name}: record {number:,} ({clean(which)[:100]}): {what}. It is not of schema 2 of ROR;"
        " take the dump of that schema."
    )


def _record(number: int, said: Mapping[str, Any]) -> Record:
    iri = said["id"]
    if not (found := ID.fullmatch(iri)):
        raise ValueError(f"the id {iri!r} is none of ROR")
    types = said["types"]
    if unknown := set(types) - TYPES:
        raise ValueError(f"the type {min(unknown)!r} is none of ROR")
    names = tuple(_names(said["names"]))
    shown = [one["value"] for one in said["names"] if "ror_display" in one["types"]]
    if not names:
        raise ValueError("there is no name")
    return Record(
        number,
        found[1],
        iri,
        clean(shown[0]) if shown else names[0].text,
        names,
        _type(types),
        _kind(types),
        tuple(_location(one["geonames_details"]) for one in said["locations"]),
        _homepage(said.get("links") or ()),
        tuple(_same(said.get("external_ids") or ())),
        tuple(_parents(said.get("relationships") or ())),
        said["admin"]["last_modified"]["date"],
    )


def _names(said: list[Mapping[str, Any]]) -> Iterator[Name]:
    """Yield names: one that ROR shows or labels a thing with is a label, whatever else it is."""
    for one in said[:MOST_NAMES]:
        types, text = set(one["types"]), clean(one["value"])
        kind: NameKind = "alias"
        if types & {"label", "ror_display"}:
            kind = "label"
        elif "acronym" in types:
            kind = "acronym"
        if text:
            yield Name(text, kind, language(one.get("lang")))


def _type(types: list[str]) -> str:
    """Return the class; none where something is a company and something else besides."""
    saying = set(types) - SAY_LITTLE
    if saying == {"company"}:
        return "Company"
    return "" if "company" in saying else "Institution"


def _kind(types: list[str]) -> str:
    """Return the kind where the types say one."""
    saying = set(types) - SAY_LITTLE
    return KINDS.get(saying.pop(), "") if len(saying) == 1 else ""


def _location(said: Mapping[str, Any]) -> Location:
    country = said.get("country_code") or ""
    code = said.get("country_subdivision_code") or ""
    if country and not COUNTRY.fullmatch(country):
        raise ValueError(f"the country code {country!r} has not two capital letters")
    subdivision = f"{country}-{code}" if country and code else ""
    region = clean(said.get("country_subdivision_name"))
    return Location(country, subdivision, region, clean(said["name"]))


def _homepage(links: Iterable[Mapping[str, Any]]) -> str:
    found = [one["value"] for one in links if one["type"] == "website"]
    return next((one for one in found if WEBSITE.fullmatch(one)), "")


def _same(said: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield IRIs in Wikidata, ISNI and the Funder Registry; of several the preferred one."""
    for one in said:
        every = one["all"]
        value = one.get("preferred") or (every[0] if len(every) == 1 else "")
        bare = value.replace(" ", "")
        if one["type"] == "wikidata" and WIKIDATA.fullmatch(bare):
            yield f"http://www.wikidata.org/entity/{bare}"
        elif one["type"] == "isni" and ISNI.fullmatch(bare):
            yield f"https://isni.org/isni/{bare}"
        elif one["type"] == "fundref" and FUNDER.fullmatch(bare):
            yield f"https://doi.org/10.13039/{bare}"


def _parents(said: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for one in said:
        if one["type"] == "parent":
            if not ID.fullmatch(one["id"]):
                raise ValueError(f"the parent {one['id']!r} is none of ROR")
            yield one["id"]
