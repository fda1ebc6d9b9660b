"""Reading GLEIF's golden copy of level 1, who is who: CSV, or XML of LEI-CDF 3.1."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, Final

from loaders.registers.gleif_xml import rows_of_xml
from loaders.registers.packed import Input, opened
from loaders.registers.records import (
    LEI_ADDRESSES,
    Location,
    Name,
    NameKind,
    Record,
    clean,
    language,
)
from ontology.errors import InvalidData

ENDINGS: Final = (".csv", ".xml")
LEI: Final = re.compile(r"[A-Z0-9]{18}[0-9]{2}")
REGION: Final = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")
COUNTRY: Final = re.compile(r"[A-Z]{2}")
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
NEEDED: Final = ("LEI", "Entity.LegalName", "Entity.LegalAddress.Country")
# Records of what has another LEI, or should not have one.
NOT_TAKEN: Final = {"DUPLICATE", "ANNULLED", "CANCELLED"}
OTHER_NAMES: Final = (
    "Entity.OtherEntityNames.OtherEntityName",
    "Entity.TransliteratedOtherEntityNames.TransliteratedOtherEntityName",
)
# Names of each sort that the columns of the CSV have.
MOST_NAMES: Final = 5
# What tells a record of an authority or of an organization of states from one of a company; GENERAL
# may be any of them, and a branch or fund is none of what the graph speaks of.
INSTITUTIONS: Final = {"RESIDENT_GOVERNMENT_ENTITY", "INTERNATIONAL_ORGANIZATION"}
KINDS: Final = {"INTERNATIONAL_ORGANIZATION": "international_organization", "FUND": "fund"}


def records(path: Path) -> Iterator[Record]:
    """Yield the records of a golden copy, but for duplicate, annulled and cancelled ones.

    Raises:
        InvalidData: it is no golden copy of level 1; the message names the record.
        LimitExceeded: it, or one record, is too long.
    """
    with opened(path, ENDINGS) as file:
        beginning = io.BufferedReader(file)
        is_xml = beginning.peek(64)[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")
        rows = rows_of_xml(file, beginning) if is_xml else _rows_of_csv(file, beginning)
        for number, row in rows:
            if row.get("Registration.RegistrationStatus") not in NOT_TAKEN:
                try:
                    yield _record(number, row)
                except ValueError as error:
                    lei = clean(row.get("LEI"))[:40]
                    raise InvalidData(f"{file.name}: record {number:,} ({lei}): {error}") from error


def _rows_of_csv(file: Input, beginning: BinaryIO) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table with their numbers, one at a time."""
    number = 0
    try:
        reader = csv.DictReader(io.TextIOWrapper(beginning, "utf-8-sig", newline=""), strict=True)
        missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
        if missing:
            raise InvalidData(
                f"{file.name}: there is no column {missing[0]}. Take the golden copy of level 1"
                " (LEI-CDF), not that of relationships or exceptions."
            )
        for row in reader:
            number = file.next_record()
            if None in row or None in row.values():
                raise InvalidData(f"{file.name}: record {number:,} has not a cell for each column.")
            yield number, row
    except (csv.Error, UnicodeDecodeError) as error:
        raise InvalidData(
            f"{file.name}: record {number + 1:,} is no CSV in UTF-8: {clean(error)[:200]}."
        ) from error


def _record(number: int, row: Mapping[str, str]) -> Record:
    lei = row["LEI"].strip()
    if not LEI.fullmatch(lei):
        raise ValueError("this is no LEI, which has 18 capital letters or digits and two digits.")
    display = clean(row.get("Entity.LegalName"))
    if not display:
        raise ValueError("there is no Entity.LegalName.")
    category = row.get("Entity.EntityCategory", "")
    return Record(
        number,
        lei,
        LEI_ADDRESSES[0] + lei,
        display,
        tuple(_names(display, row)),
        "Institution" if category in INSTITUTIONS else "",
        KINDS.get(category, ""),
        tuple(_locations(row)),
        modified=_day(row.get("Registration.LastUpdateDate", "")),
    )


def _names(display: str, row: Mapping[str, str]) -> Iterator[Name]:
    """Yield the legal name and the others, each once; names that it had before are aliases."""
    legal = Name(display, "label", language(row.get("Entity.LegalName.xmllang")))
    yield legal
    seen = {(legal.text, legal.language)}
    for kind in OTHER_NAMES:
        for at in range(1, MOST_NAMES + 1):
            text = clean(row.get(f"{kind}.{at}"))
            tag = language(row.get(f"{kind}.{at}.xmllang"))
            if text and (text, tag) not in seen:
                seen.add((text, tag))
                yield Name(text, _kind(row.get(f"{kind}.{at}.type", "")), tag)


def _kind(said: str) -> NameKind:
    """Return what sort of name it is: the legal name in another language is a label, too."""
    return "label" if said == "ALTERNATIVE_LANGUAGE_LEGAL_NAME" else "alias"


def _locations(row: Mapping[str, str]) -> Iterator[Location]:
    """Yield where the headquarters are, and the legal address where that is in another country."""
    found = [_location(row, where) for where in ("HeadquartersAddress", "LegalAddress")]
    seen = set[str]()
    for one in found:
        if one.country and one.country not in seen:
            seen.add(one.country)
            yield one


def _location(row: Mapping[str, str], where: str) -> Location:
    country = row.get(f"Entity.{where}.Country", "").strip()
    if country and not COUNTRY.fullmatch(country):
        raise ValueError(f"Entity.{where}.Country {country[:40]!r} has not two capital letters.")
    region = row.get(f"Entity.{where}.Region", "").strip()
    city = clean(row.get(f"Entity.{where}.City"))
    return Location(country, region if REGION.fullmatch(region) else "", "", city)


def _day(text: str) -> str:
    found = DAY.match(text)
    return found[0] if found else ""
