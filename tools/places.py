"""The statements about each place, bloc and document of the reference data."""

import gettext
import re
from collections.abc import Iterator, Mapping
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


def state(code: str, extra: Names, lies_in: str) -> Iterator[Triple]:
    """Yield a state with its codes, names, region of the world and evidence."""
    entry: Any = pycountry.countries.get(alpha_2=code)
    key = f"state-{code.lower()}"
    codes = f"The standard gives {entry.name} the codes {code} and {entry.alpha_3}."
    names = state_names(entry, extra)
    yield from block(
        f"state/{code.lower()}",
        COOP + "State",
        (COOP + "isoAlpha2", Literal(entry.alpha_2)),
        (COOP + "isoAlpha3", Literal(entry.alpha_3)),
        (COOP + "partOf", node(f"world-region/{lies_in}")),
        *labels(names),
        *aliases(further_names(code, names)),
        *supported_by(f"{key}-codes", f"{key}-names", f"{key}-region"),
        *(supported_by(f"{key}-further-names") if extra else ()),
    )
    yield from evidence(f"{key}-codes", "iso-3166-1", f"entry {code}", codes)
    yield from named_by_cldr(f"{key}-names", code)
    yield from located(f"{key}-region", code, lies_in)
    if extra:
        further = f"The table gives {entry.name} further names, long or customary."
        yield from evidence(
            f"{key}-further-names", "place-names", f"entry {code}", further, "names"
        )


def named_by_cldr(key: str, code: str) -> Iterator[Triple]:
    """Yield the evidence for names that the CLDR gives a territory."""
    said = f"The CLDR lists the territory {code} with a name in each of its languages."
    yield from evidence(key, "cldr-territories", f"entry {code}", said, "names")


def located(key: str, code: str, lies_in: str) -> Iterator[Triple]:
    """Yield the evidence for the region of the world in which a state or a region lies."""
    english = Locale("en").territories
    said = f"The standard puts {english[code]} in {english[lies_in]}."
    yield from evidence(key, "m49", f"entry {lies_in}", said, "membership")


def world_region(code: str, entry: Entry) -> Iterator[Triple]:
    """Yield a region of the world with its code, names and evidence."""
    key = f"world-region-{code}"
    within = entry.get("in")
    names = {language: [Locale(language).territories[code]] for language in LANGUAGES}
    names["en"] = [names["en"][0][0].upper() + names["en"][0][1:]]
    yield from block(
        f"world-region/{code}",
        COOP + "WorldRegion",
        (COOP + "m49", Literal(code)),
        *([(COOP + "partOf", node(f"world-region/{within}"))] if within else ()),
        *labels(names),
        *supported_by(f"{key}-code", f"{key}-names", *([f"{key}-region"] if within else ())),
    )
    listed = f"The standard gives {names['en'][0]} the code {code}."
    yield from evidence(f"{key}-code", "m49", f"entry {code}", listed)
    yield from named_by_cldr(f"{key}-names", code)
    if within:
        yield from located(f"{key}-region", code, within)


def state_names(entry: Any, extra: Names) -> Names:
    """Return the CLDR's names first, then the standard's English forms, then those of the table."""
    found: Names = {}
    for language in LANGUAGES:
        found[language] = cldr_names(entry.alpha_2, language)
    found["en"] += [entry.name, getattr(entry, "official_name", entry.name)]
    wrong = extra.get("not", [])
    found["en"] = [name for name in found["en"] if name not in wrong]
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
    translated = translations(entry)
    yield from block(
        f"region/{code.lower()}",
        COOP + "Region",
        (COOP + "isoSubdivision", Literal(code)),
        (COOP + "partOf", node(f"state/{entry.country_code.lower()}")),
        *labels(region_names(translated, given)),
        *supported_by(f"{key}-code", f"{key}-names"),
        *(supported_by(f"{key}-translations") if translated else ()),
    )
    yield from evidence(f"{key}-code", "iso-3166-2", f"entry {code}", listed.replace("a a", "an a"))
    yield from named_by_editor(f"{key}-names", code, given)
    if translated:
        languages = " and ".join(Locale("en").languages[tag] for tag in translated)
        said = f"The catalogue translates {entry.name} into {languages}."
        yield from evidence(f"{key}-translations", "iso-codes", f"entry {code}", said, "names")


def region_names(translated: Mapping[str, str], given: Names) -> Names:
    """Return the table's names, then pycountry's translations into Chinese and Lao."""
    found = {language: list(given.get(language, [])) for language in LANGUAGES}
    for language, name in translated.items():
        found[language].append(name)
    return found


def translations(entry: Any) -> dict[str, str]:
    """Return pycountry's translations of a region's name, by language."""
    found = {}
    for language, catalogue in (("zh", "zh_CN"), ("lo", "lo")):
        known = gettext.translation("iso3166-2", pycountry.LOCALES_DIR, [catalogue])
        translated = known.gettext(entry.name)
        if translated != entry.name:
            found[language] = translated
    return found


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
    )
