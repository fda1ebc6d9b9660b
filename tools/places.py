"""The statements about each place, bloc and document of the reference data."""

import gettext
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pycountry
from babel import Locale
from pyoxigraph import Literal, NamedNode, Triple

from ontology.folding import fold
from ontology.namespaces import COOP, DCTERMS, XSD
from tools.statements import (
    FURTHER,
    LANGUAGES,
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


def state(code: str, extra: Names) -> Iterator[Triple]:
    """Yield a state with its codes, names and evidence."""
    entry: Any = pycountry.countries.get(alpha_2=code)
    key = f"state-{code.lower()}"
    codes = f"The standard gives {entry.name} the codes {code} and {entry.alpha_3}."
    named = f"The CLDR lists the territory {code} with a name in each of its languages."
    names = state_names(entry, extra)
    yield from block(
        f"state/{code.lower()}",
        COOP + "State",
        (COOP + "isoAlpha2", Literal(entry.alpha_2)),
        (COOP + "isoAlpha3", Literal(entry.alpha_3)),
        *labels(names),
        *aliases(further_names(code, names)),
        *supported_by(f"{key}-codes", f"{key}-names"),
    )
    yield from evidence(f"{key}-codes", "iso-3166-1", f"entry {code}", codes)
    yield from evidence(f"{key}-names", "cldr-territories", f"entry {code}", named)


def state_names(entry: Any, extra: Names) -> Names:
    """Return the CLDR's names first, then the standard's English forms, then those of the table."""
    found: Names = {}
    for language in LANGUAGES:
        found[language] = cldr_names(entry.alpha_2, language)
    found["en"] += [entry.name, getattr(entry, "official_name", entry.name)]
    return {language: found[language] + extra.get(language, []) for language in LANGUAGES}


def further_names(code: str, known: Names) -> Names:
    """Return the CLDR's names in further languages where they are written in another way."""
    written = {fold(name) for names in known.values() for name in names}
    return {
        language: [name for name in cldr_names(code, language) if fold(name) not in written]
        for language in FURTHER
    }


def cldr_names(code: str, language: str) -> list[str]:
    """Return the CLDR's names of a territory.

    Where it writes two names as one, such as "Myanmar (Burma)", both are taken.
    """
    cldr = Locale(language).territories[code]
    return [part.strip() for part in re.findall(r"[^()]+", cldr)]


def region(code: str, given: Names) -> Iterator[Triple]:
    """Yield a region with its code, names and evidence."""
    entry = next(known for known in pycountry.subdivisions if known.code == code)
    key = f"region-{code.lower()}"
    kind = entry.type.lower()
    listed = f"The standard lists {code}, {entry.name}, under {entry.country_code} as a {kind}."
    yield from block(
        f"region/{code.lower()}",
        COOP + "Region",
        (COOP + "isoSubdivision", Literal(code)),
        (COOP + "partOf", node(f"state/{entry.country_code.lower()}")),
        *labels(region_names(entry, given)),
        *supported_by(f"{key}-code", f"{key}-names"),
    )
    yield from evidence(f"{key}-code", "iso-3166-2", f"entry {code}", listed.replace("a a", "an a"))
    yield from named_by_editor(f"{key}-names", code, given)


def region_names(entry: Any, given: Names) -> Names:
    """Return the table's names, then pycountry's translations into Chinese and Lao."""
    found = {language: list(given.get(language, [])) for language in LANGUAGES}
    for language, catalogue in (("zh", "zh_CN"), ("lo", "lo")):
        known = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, [catalogue])
        translated = known.gettext(entry.name)
        found[language] += [translated] if translated != entry.name else []
    return found


def named_by_editor(key: str, place: str, given: Names, more: str = "") -> Iterator[Triple]:
    """Yield the evidence for names that stand in the editor's table."""
    said = f"The table gives the names of {given['en'][0]} in several languages.{more}"
    yield from evidence(key, "place-names", f"entry {place}", said)


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
    yield from named_by_editor(f"city-{slug}", slug, entry, within)


def bloc(slug: str, given: Names, members: dict[str, date]) -> Iterator[Triple]:
    """Yield a bloc with its names, and since when each state is its member."""
    document = f"{slug}-members"
    said = f"The list names the states that belong to {given['en'][0]}."
    yield from block(f"bloc/{slug}", COOP + "Bloc", *labels(given), *supported_by(f"bloc-{slug}"))
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
        (COOP + "bloc", node(f"bloc/{bloc}")),
        (COOP + "startDate", day(since)),
        *supported_by(key),
    )
    said = f"{name} has been a member since {since.day} {since:%B %Y}."
    yield from evidence(key, document, f"entry {name}", said)


def institution(slug: str, entry: Entry) -> Iterator[Triple]:
    """Yield a publisher of the documents."""
    key = f"institution-{slug}"
    yield from block(
        f"institution/{slug}", COOP + "Institution", *labels(entry["names"]), *supported_by(key)
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
    )
