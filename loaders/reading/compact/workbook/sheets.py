"""The sheets of a workbook and their columns, made from the model of source files."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from loaders.reading.compact.form import terms
from loaders.reading.compact.form.form_errors import forms_in
from loaders.reading.compact.form.model import (
    Evidence,
    Form,
    Source,
    keys_of,
    participation,
    singulars,
    source_file,
    thing,
)

SOURCE: Final = "source"
PARTIES: Final = "parties"
EVIDENCE: Final = "evidence"
# The sections whose things are in each sheet; a thing is of the first unless `type` says else.
SECTIONS: Final[Mapping[str, Sequence[str]]] = {
    "actors": (
        "institutions", "companies", "people", "groups", "units", "centres", "blocs", "cities",
        "regions", "states",
    ),
    "agreements": ("agreements", "agreement_sets", "programmes", "prospects"),
    "events": ("events",),
    "claims": ("claims",),
    "documents": ("documents",),
}  # fmt: skip
SHEETS: Final = (SOURCE, "actors", "agreements", PARTIES, "events", EVIDENCE, "claims", "documents")
# What parts several values in a cell.
PARTING: Final = ";"


@dataclass(frozen=True)
class Column:
    """A column: its key with dots, what that means, the codes, and whether it takes several."""

    key: str
    meaning: str
    codes: Sequence[str] = ()
    scheme: str = ""
    many: bool = False


# Columns that are no keys of source files: what the workbook needs beside them.
LINKS: Final = {
    SOURCE: Column("id", "A short name of the source, if there are several: its dataset's."),
    "of": Column("source", "The id of the source, if there are several."),
    "type": Column("type", "What it is."),
    "act": Column("of", "The agreement or event: its id or its name in this workbook."),
    "role": Column("role", "The role; party unless you say otherwise."),
    "thing": Column("of", "What rests on it: an id or a name in this workbook, or `source`."),
    "name": Column("name", "A name for it, to write under `see` where several things rest on it."),
}
# The keys that most rows need, in this order; others follow.
USUAL: Final = {
    SOURCE: (
        "title", "checked", "source.title", "source.publisher", "source.url", "source.date",
        "source.language", "source.kind", "source.at", "source.says", "description",
    ),
    "actors": (
        "name", "our_name", "kind", "country", "id", "aliases", "unit_of", "seat",
        "post.title", "post.organization", "membership.organization", "at", "says", "see",
    ),
    "agreements": (
        "our_name", "name", "id", "kind", "status", "date", "date_basis", "place", "topic",
        "not_stated", "at", "says", "commitment.kind", "commitment.summary", "commitment.amount",
        "commitment.unit", "commitment.due", "known", "sector", "see",
    ),
    "events": (
        "our_name", "name", "id", "kind", "date", "end_date", "date_basis", "place", "venue",
        "topic", "not_stated", "at", "says", "known", "see",
    ),
    PARTIES: ("who", "on_behalf_of", "side", "at", "says", "see"),
    EVIDENCE: ("at", "says", "for", "sure", "inferred", "in"),
    "claims": ("summary", "speaker", "about", "as_of", "topic", "at", "says", "see"),
    "documents": ("name", "our_name", "title", "kind", "publisher", "url", "date", "language"),
}  # fmt: skip
# What stands for the main value of something inside a thing.
MAIN: Final = {"status": "status", "realisation_status": "realisation_status"}


def forms(sheet: str) -> list[type[Form]]:
    """Return the forms of the rows of a sheet."""
    if sheet in SECTIONS:
        return [thing(terms.sections()[section]) for section in SECTIONS[sheet]]
    others: dict[str, type[Form]] = {PARTIES: participation(), EVIDENCE: Evidence}
    return [others.get(sheet, source_file())]


def links(sheet: str) -> list[Column]:
    """Return the columns that say to what a row belongs."""
    if sheet == SOURCE:
        return [LINKS[SOURCE]]
    types = [
        terms.PATHS[terms.sections()[one]].replace("-", "_") for one in SECTIONS.get(sheet, ())
    ]
    found = [LINKS["of"]]
    if len(types) > 1:
        found.append(Column("type", LINKS["type"].meaning, types, f"{sheet} type"))
    if sheet == PARTIES:
        role = Column("role", LINKS["role"].meaning, list(terms.roles()), "role")
        found += [LINKS["act"], role]
    if sheet == EVIDENCE:
        found += [LINKS["thing"], LINKS["name"]]
    return found


@cache
def columns(sheet: str) -> list[Column]:
    """Return the columns of a sheet: the usual ones, then the others."""
    usual = [column(sheet, key) for key in USUAL[sheet]]
    found = {one.key: one for one in (*links(sheet), *filter(None, usual))}
    for form in forms(sheet):
        for key in _own_keys(sheet, form):
            if key not in found and (one := column(sheet, key)):
                found[key] = one
    return list(found.values())


def _own_keys(sheet: str, form: type[Form]) -> Iterator[str]:
    """Yield the keys that a row of a sheet can have, but for roles, and lists of evidence."""
    besides = {"evidence", *(terms.sections() if sheet == SOURCE else ())}
    if sheet != "claims":
        besides |= terms.roles().keys()
    for key in keys_of(form):
        if key == SOURCE:
            yield from (f"{SOURCE}.{one}" for one in keys_of(Source) if one != "evidence")
        elif key not in besides:
            yield key


def column(sheet: str, key: str) -> Column | None:
    """Return a column by its key; None where no row of the sheet has that."""
    found = [leaf for form in forms(sheet) if (leaf := _leaf(form, key.split("."), key))]
    if not found:
        return None
    codes = list(dict.fromkeys(code for one in found for code in one.codes))
    scheme = " or ".join(dict.fromkeys(one.scheme for one in found if one.scheme))
    return Column(key, found[0].meaning, codes, scheme, any(one.many for one in found))


def _leaf(form: type[Form], steps: Sequence[str], whole: str) -> Column | None:
    """Return what is written under some keys within each other."""
    key = singulars(form).get(steps[0], steps[0])
    field = next((f for n, f in form.model_fields.items() if (f.alias or n) == key), None)
    if field is None:
        return None
    rest = [step for step in steps[1:] if not step.isdigit()]
    inner = next(forms_in(field.annotation), None)
    if inner:
        main = MAIN.get(key) or ("who" if "who" in inner.model_fields else None)
        below = rest or [main] if main else rest
        return _leaf(inner, below, whole) if below else None
    if len(rest) > 1:
        return None
    schema = _schemas(form)[key]
    scheme, codes = _codes(schema)
    many = '"array"' in json.dumps(schema)
    return Column(whole, field.description or "", codes, scheme, many)


@cache
def _schemas(form: type[Form]) -> dict[str, Any]:
    found: dict[str, Any] = form.model_json_schema(by_alias=True)["properties"]
    return found


def _codes(schema: Mapping[str, Any]) -> tuple[str, Sequence[str]]:
    """Return the scheme of a key's codes and these, from its JSON Schema."""
    for one in (schema, *schema.get("anyOf", ())):
        if "enum" in one:
            return str(one.get("title", "")), one["enum"]
    return "", ()
