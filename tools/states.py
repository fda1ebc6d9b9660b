"""The statements about states and regions of the world in the reference data."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

import pycountry
from pyoxigraph import Literal, Triple

from ontology.namespaces import COOP
from tools import names
from tools.statements import (
    LANGUAGES,
    Names,
    block,
    evidence,
    labels,
    node,
    supported_by,
)

Entry = dict[str, Any]

# Areas that the United Nations' table leaves out; the CLDR says in which region they lie.
NOT_IN_M49: Final = ("TW",)


def states(table: Mapping[str, Entry], world: Mapping[str, Entry]) -> Iterator[Triple]:
    """Yield all entries of ISO 3166-1 as states.

    Args:
        table: further names of some, by code.
        world: the regions of the world, and which states lie in each.
    """
    lies_in = {code: region for region, entry in world.items() for code in entry.get("states", ())}
    for entry in sorted(pycountry.countries, key=lambda entry: str(entry.alpha_2)):
        yield from _state(entry, table.get(entry.alpha_2, {}), lies_in[entry.alpha_2])


def _state(entry: Any, extra: Entry, lies_in: str) -> Iterator[Triple]:
    """Yield a state with its codes, names, region of the world and evidence."""
    code = entry.alpha_2
    key = f"state-{code.lower()}"
    translated = long_forms(entry)
    yield from block(
        f"state/{code.lower()}",
        COOP + "State",
        (COOP + "isoAlpha2", Literal(code)),
        (COOP + "isoAlpha3", Literal(entry.alpha_3)),
        (COOP + "partOf", node(f"world-region/{lies_in}")),
        *labels(state_names(entry, extra)),
        *supported_by(f"{key}-codes", f"{key}-names", f"{key}-region"),
        *(supported_by(f"{key}-translations") if translated else ()),
        *(supported_by(f"{key}-further-names") if extra else ()),
    )
    codes = f"The standard gives {names.short(entry)} the codes {code} and {entry.alpha_3}."
    yield from evidence(f"{key}-codes", "iso-3166-1", f"entry {code}", codes)
    yield from _named_by_cldr(f"{key}-names", code)
    yield from _located(f"{key}-region", code, names.english(code), lies_in)
    if translated:
        said = f"The catalogues translate what {names.short(entry)} is called in full."
        yield from evidence(f"{key}-translations", "iso-codes-1", f"entry {code}", said, "names")
    if extra:
        said = f"The table gives {names.short(entry)} further names, long or customary."
        yield from evidence(f"{key}-further-names", "place-names", f"entry {code}", said, "names")


def state_names(entry: Any, extra: Entry) -> Names:
    """Return a state's names by language, the preferred one of each first.

    These are the CLDR's, then the standard's, those of the table and the translations, but for
    those that the table puts first or calls wrong.
    """
    standard = [entry.name]
    standard += [getattr(entry, name, entry.name) for name in ("common_name", "official_name")]
    found = names.merged(
        extra.get("first", {}),
        names.territory(entry.alpha_2),
        {"en": standard},
        extra,
        {language: [name] for language, name in long_forms(entry).items()},
    )
    wrong = extra.get("not", ())
    return {tag: [name for name in some if name not in wrong] for tag, some in found.items()}


def all_names(table: Mapping[str, Entry]) -> dict[str, Names]:
    """Return the names of all states by code."""
    return {
        entry.alpha_2: state_names(entry, table.get(entry.alpha_2, {}))
        for entry in pycountry.countries
    }


def long_forms(entry: Any) -> dict[str, str]:
    """Return what a state is called in full, by language, where the catalogues translate it."""
    name = getattr(entry, "official_name", None)
    return names.translated("iso3166-1", name) if name else {}


def world_region(code: str, entry: Entry) -> Iterator[Triple]:
    """Yield a region of the world with its code, names and evidence."""
    key = f"world-region-{code}"
    within = entry.get("in", [])
    named = names.merged(names.territory(code), {tag: [entry.get(tag, "")] for tag in LANGUAGES})
    named = {
        tag: [name[0].upper() + name[1:] for name in some if name] for tag, some in named.items()
    }
    yield from block(
        f"world-region/{code}",
        COOP + "WorldRegion",
        (COOP + "m49", Literal(code)),
        *((COOP + "partOf", node(f"world-region/{larger}")) for larger in within),
        *labels(named),
        *supported_by(f"{key}-code", f"{key}-names", *([f"{key}-region"] if within else ())),
    )
    listed = f"The standard gives {entry['en']} the code {code}."
    yield from evidence(f"{key}-code", "m49", f"entry {code}", listed)
    yield from _named_by_cldr(f"{key}-names", code)
    if within:
        yield from _located(f"{key}-region", code, entry["en"], *within)


def _named_by_cldr(key: str, code: str) -> Iterator[Triple]:
    """Yield the evidence for names that the CLDR gives a territory."""
    said = f"The CLDR lists the territory {code} with a name in each of its languages."
    yield from evidence(key, "cldr-territories", f"entry {code}", said, "names")


def _located(key: str, code: str, name: str, *within: str) -> Iterator[Triple]:
    """Yield the evidence for the regions of the world in which a state or a region lies."""
    document = "cldr-containment" if code in NOT_IN_M49 else "m49"
    regions = " and ".join(names.english(one) for one in within)
    said = f"The standard puts {name} in {regions}."
    yield from evidence(key, document, f"entry {within[0]}", said, "membership")
