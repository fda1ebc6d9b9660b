"""The statements about regions, cities, blocs and documents of the reference data."""

from collections.abc import Iterator
from typing import Any

import pycountry
from pyoxigraph import Literal, Triple

from ontology.namespaces import COOP
from tools import names
from tools.statements import (
    Names,
    aliases,
    block,
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
