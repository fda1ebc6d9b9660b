"""The statements about regions, cities, blocs and documents of the reference data."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pycountry
from babel import Locale
from pyoxigraph import Literal, NamedNode, Triple

from ontology.namespaces import COOP, DCTERMS, XSD
from tools import names
from tools.statements import (
    Names,
    aliases,
    block,
    day,
    evidence,
    labels,
    node,
    supported_by,
)

Entry = dict[str, Any]


def region(code: str, given: Names) -> Iterator[Triple]:
    """Yield a region with its code, names and evidence."""
    entry: Any = pycountry.subdivisions.get(code=code)
    key = f"region-{code.lower()}"
    kind = entry.type.lower()
    listed = f"The standard lists {code}, {entry.name}, under {entry.country_code} as a {kind}."
    translated = names.translated("iso3166-2", entry.name)
    yield from block(
        f"region/{code.lower()}",
        COOP + "Region",
        (COOP + "isoSubdivision", Literal(code)),
        (COOP + "partOf", node(f"state/{entry.country_code.lower()}")),
        *labels(names.merged(given, {tag: [name] for tag, name in translated.items()})),
        *supported_by(f"{key}-code", f"{key}-names"),
        *(supported_by(f"{key}-translations") if translated else ()),
    )
    yield from evidence(f"{key}-code", "iso-3166-2", f"entry {code}", listed.replace("a a", "an a"))
    yield from named_by_editor(f"{key}-names", code, given)
    if translated:
        said = f"The catalogues translate what the standard calls {entry.name}."
        yield from evidence(f"{key}-translations", "iso-codes", f"entry {code}", said, "names")


def named_by_editor(
    key: str, place: str, given: Names, *aspects: str, more: str = ""
) -> Iterator[Triple]:
    """Yield the evidence for names that stand in the editor's table."""
    said = f"The table gives the names of {given['en'][0]} in several languages.{more}"
    yield from evidence(key, "place-names", f"entry {place}", said, *aspects)


def others(path: str, given: Names) -> Iterator[Triple]:
    """Yield further names of what another dataset describes."""
    key = path.replace("/", "-") + "-names"
    said = "The table gives further names in several languages."
    yield from block(path, None, *aliases(given), *supported_by(key))
    yield from evidence(key, "other-names", f"entry {path}", said)


def city(slug: str, entry: Entry) -> Iterator[Triple]:
    """Yield a city with its names and evidence."""
    within = f" It puts the city in {entry['lies_in']}."
    yield from block(
        f"city/{slug}",
        COOP + "City",
        (COOP + "partOf", node(entry["part_of"])),
        *labels(entry),
        *supported_by(f"city-{slug}"),
    )
    yield from named_by_editor(f"city-{slug}", slug, entry, more=within)


def bloc(slug: str, given: Names, members: dict[str, date]) -> Iterator[Triple]:
    """Yield a bloc with its names, and since when each state is its member."""
    document = f"{slug}-members"
    said = f"The list names the states that belong to {given['en'][0]}."
    yield from block(
        f"bloc/{slug}",
        COOP + "Bloc",
        (COOP + "kind", node("organization-kind/international_organization")),
        *labels(given),
        *supported_by(f"bloc-{slug}", f"bloc-{slug}-names"),
    )
    yield from named_by_editor(f"bloc-{slug}-names", slug, given, "names")
    yield from evidence(f"bloc-{slug}", document, "list of members", said)
    for code, since in members.items():
        yield from membership(slug, code.lower(), since, document)


def membership(bloc: str, code: str, since: date, document: str) -> Iterator[Triple]:
    """Yield one state's membership."""
    key = f"membership-{bloc}-{code}"
    name = Locale("en").territories[code.upper()].partition(" (")[0]
    yield from block(
        f"membership/{bloc}-{code}",
        COOP + "Membership",
        (COOP + "member", node(f"state/{code}")),
        (COOP + "organization", node(f"bloc/{bloc}")),
        (COOP + "startDate", day(since)),
        *supported_by(key),
    )
    said = f"{name} has been a member since {since.day} {since:%B %Y}."
    yield from evidence(key, document, f"entry {name}", said)


def institution(slug: str, entry: Entry) -> Iterator[Triple]:
    """Yield a publisher of the documents."""
    key = f"institution-{slug}"
    yield from block(
        f"institution/{slug}",
        COOP + "Institution",
        (COOP + "kind", node(f"organization-kind/{entry['kind']}")),
        *labels(entry["names"]),
        *supported_by(key),
    )
    said = f"These data are published by: {entry['names']['en'][0]}."
    yield from evidence(key, entry["document"], "publisher", said)


def document(slug: str, entry: Entry) -> Iterator[Triple]:
    """Yield a document that the reference data rest on."""
    title = Literal(entry["title"], language="en")
    address = Literal(entry.get("url", ""), datatype=NamedNode(XSD + "anyURI"))
    yield from block(
        f"document/{slug}",
        COOP + "Document",
        (COOP + "kind", node("document-kind/data_file")),
        (DCTERMS + "title", title),
        *labels({"en": [entry["title"]]}),
        (DCTERMS + "publisher", node(entry["publisher"])),
        *((DCTERMS + "language", Literal(language)) for language in entry["languages"]),
        (COOP + "url", address) if "url" in entry else (COOP + "notStated", node("aspect/url")),
        (DCTERMS + "issued", day(entry["issued"]))
        if "issued" in entry
        else (COOP + "notStated", node("aspect/date")),
        *([(DCTERMS + "license", NamedNode(entry["licence"]))] if "licence" in entry else ()),
    )
