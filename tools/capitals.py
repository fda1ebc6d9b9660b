"""The statements about the capitals of states in the reference data."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from babel import Locale
from pyoxigraph import Triple

from ontology.folding import fold
from ontology.namespaces import COOP
from tools import names
from tools.statements import (
    LANGUAGES,
    Names,
    aliases,
    block,
    evidence,
    labels,
    node,
    supported_by,
)

Entry = dict[str, Any]

# On what it rests that a city lies in the region that has its name.
REGION: Final = "capital-regions"


def statements(table: Mapping[str, Any], states: Mapping[str, Names]) -> Iterator[Triple]:
    """Yield the capital of each state that has one, and the cities that are capitals.

    Args:
        table: the capitals and their further names, by the code of their state.
        states: the names of all states, by code.
    """
    cities = city_names(table)
    taken = {fold(name) for some in states.values() for own in some.values() for name in own[:1]}
    slugs = _slugs(table)
    for code, entry in table["capital"].items():
        yield from _capital(code, entry, states[code]["en"][0], slugs)
        if code in cities:
            yield from _city(f"city/{slugs[code]}", code, entry, cities[code], taken)
    said = "The standard gives a part of the state the name that the city has."
    rule = "A city lies in the region of its state that has the same name."
    yield from evidence(
        REGION, "iso-3166-2", "names of subdivisions", said, "membership", rule=rule
    )


def city_names(table: Mapping[str, Any]) -> dict[str, Names]:
    """Return the names of the capitals that are cities, by the code of their state.

    Behind a name that two of them have stands the state.
    """
    cities = {code: entry for code, entry in table["capital"].items() if "name" in entry}
    times = Counter(entry["name"] for entry in cities.values())
    found = {}
    for code, entry in cities.items():
        name = entry["name"]
        apart = [f"{name} ({names.english(code)})"] if times[name] > 1 else []
        further = table["further"].get(code, {})
        found[code] = names.merged({"en": [*apart, name]}, _translated(entry), further)
    return found


def _translated(entry: Entry) -> Names:
    """Return what the CLDR calls the city of a time zone, by language, but in English."""
    zones = {language: Locale(language).time_zones for language in LANGUAGES[1:]}
    found = {language: zones[language].get(entry.get("zone"), {}) for language in zones}
    return {language: [zone["city"]] for language, zone in found.items() if "city" in zone}


def _slugs(table: Mapping[str, Any]) -> dict[str, str]:
    """Return the last part of each city's IRI; cities of one name have their state's code in it."""
    plain = {
        code: fold(entry["name"]).replace(" ", "-")
        for code, entry in table["capital"].items()
        if "name" in entry
    }
    times = Counter(plain.values())
    return {
        code: slug if times[slug] == 1 else f"{slug}-{code.lower()}" for code, slug in plain.items()
    }


def _capital(code: str, entry: Entry, state: str, slugs: Mapping[str, str]) -> Iterator[Triple]:
    """Yield what the capital of a state is."""
    key = f"capital-{code.lower()}"
    if "region" in entry:
        capital = f"region/{entry['region'].lower()}"
    else:
        capital = f"city/{entry.get('city') or slugs[code]}"
    yield from block(
        f"state/{code.lower()}", None, (COOP + "capital", node(capital)), *supported_by(key)
    )
    said = f"The table gives the capital of {state}."
    document = entry.get("document", "geonames")
    yield from evidence(key, document, f"entry {code}", said, "capital")


def _city(path: str, code: str, entry: Entry, own: Names, taken: set[str]) -> Iterator[Triple]:
    """Yield a city that is a capital; a name that a state has is none of its preferred ones."""
    key = f"capital-{code.lower()}"
    within = f"region/{entry['in'].lower()}" if "in" in entry else f"state/{code.lower()}"
    shared = {language: some for language, some in own.items() if some and fold(some[0]) in taken}
    yield from block(
        path,
        COOP + "City",
        (COOP + "partOf", node(within)),
        *labels({language: some for language, some in own.items() if language not in shared}),
        *aliases(shared),
        *supported_by(f"{key}-city", *([REGION] if "in" in entry else ())),
        *(supported_by(f"{key}-names") if "zone" in entry else ()),
    )
    said = f"The table lists {own['en'][0]} as a city of the state {code}."
    yield from evidence(f"{key}-city", "geonames", f"entry {code}", said)
    if "zone" in entry:
        said = f"The CLDR names the city of the time zone {entry['zone']} in some languages."
        locator = f"zone {entry['zone']}"
        yield from evidence(f"{key}-names", "cldr-cities", locator, said, "names")
