"""The statements about the first-level parts of all states, as ISO 3166-2 lists them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from typing import Any, Final

import pycountry
from pyoxigraph import Literal, Triple

from ontology.folding import fold
from ontology.namespaces import COOP
from tools import names
from tools.statements import LANGUAGES, Names, block, evidence, labels, node, supported_by

# On what the names rest that are not the standard's: one piece of evidence for each source.
CLDR: Final = "subdivision-names-cldr"
CUSTOM: Final = "subdivision-names-customary"
TRANSLATIONS: Final = "subdivision-names-translated"
# Tables of English names, and on what each rests.
_NAMED: Final = {"customary": CUSTOM, "english": CLDR}
# Where a name is written in brackets behind another one, such as "Catalunya [Cataluña]".
BRACKETS: Final = re.compile(
    r" *\[(?:[^\]]*\b[A-Z]{2}-[A-Z0-9]+|([^\]]*))\]| *\(EH(?:-partial)?\)| *†"
)
# Languages that put full-width brackets around what tells two of one name apart.
WIDE: Final = ("zh", "ja")


def statements(
    table: Mapping[str, Any],
    elsewhere: Iterable[str],
    states: Mapping[str, Names],
    capitals: Iterable[Names],
) -> Iterator[Triple]:
    """Yield the regions of all states, state by state.

    Args:
        table: English names by code, and the codes of places that are made elsewhere.
        elsewhere: codes of regions that another file has, with richer names.
        states: the names of all states, by code.
        capitals: the names of cities that are capitals.
    """
    left_out = {*table["elsewhere"], *elsewhere}
    entries = [entry for entry in first_level() if entry.code not in left_out]
    named = {entry.code: region_names(entry, table) for entry in entries}
    others = [*states.values(), *capitals]
    taken = {fold(name) for some in others for own in some.values() for name in own[:1]}
    told_apart(named, states, taken)
    for state, regions in groupby(entries, lambda entry: str(entry.country_code)):
        made = list(regions)
        for entry in made:
            yield from _region(entry, named[entry.code], _sources(entry.code, table))
        yield from _listed(state, len(made))
    yield from _named()


def first_level() -> list[Any]:
    """Return all entries of ISO 3166-2 that are no part of another one, by code."""
    entries = (entry for entry in pycountry.subdivisions if not entry.parent_code)
    return sorted(entries, key=lambda entry: str(entry.code))


def region_names(entry: Any, table: Mapping[str, Any]) -> Names:
    """Return a region's names by language, the preferred one of each first.

    The English ones are the customary, the CLDR's, then those in the standard. A name that several
    places of the standard have is not translated: the catalogues do not tell them apart.
    """
    standard = [BRACKETS.sub("", entry.name), *filter(None, BRACKETS.findall(entry.name))]
    usual = [table[source][entry.code] for source in _NAMED if entry.code in table[source]]
    found = {"en": [*usual, *standard]}
    if _how_many()[entry.name] == 1:
        known = {fold(name) for name in [*found["en"], table["wrong"].get(entry.code, "")]}
        for language, name in names.translated("iso3166-2", entry.name).items():
            found[language] = [one for one in [BRACKETS.sub("", name)] if fold(one) not in known]
    return names.merged(found)


def told_apart(named: Mapping[str, Names], states: Mapping[str, Names], taken: set[str]) -> None:
    """Put the state behind a preferred name that is taken, or that regions of several states have.

    A translation that two regions of one state have is right for one of them at most, and is
    left out.
    """
    for language in LANGUAGES:
        first = {code: fold(some[language][0]) for code, some in named.items() if some[language]}
        within = Counter((code[:2], name) for code, name in first.items())
        shared = Counter(name for _, name in within)
        for code, name in first.items():
            if within[code[:2], name] > 1:
                named[code][language].clear()
            elif shared[name] > 1 or name in taken:
                whole, state = named[code][language][0], states[code[:2]][language][0]
                apart = f"{whole}（{state}）" if language in WIDE else f"{whole} ({state})"
                named[code][language].insert(0, apart)


def _sources(code: str, table: Mapping[str, Any]) -> list[str]:
    """Return on which evidence a region's English names rest, besides the standard."""
    return [source for names, source in _NAMED.items() if code in table[names]]


def _region(entry: Any, named: Names, sources: Iterable[str]) -> Iterator[Triple]:
    """Yield a region with its code and names."""
    translated = any(named[language] for language in LANGUAGES[1:])
    yield from block(
        f"region/{entry.code.lower()}",
        COOP + "Region",
        (COOP + "isoSubdivision", Literal(entry.code)),
        (COOP + "partOf", node(f"state/{entry.country_code.lower()}")),
        *labels(named),
        *supported_by(f"subdivisions-{entry.country_code.lower()}"),
        *supported_by(*sources),
        *(supported_by(TRANSLATIONS) if translated else ()),
    )


def _listed(state: str, count: int) -> Iterator[Triple]:
    """Yield the evidence that all regions of a state share."""
    parts = "1 part" if count == 1 else f"{count} parts"
    said = f"The standard lists {parts} of {names.english(state)} that are given here."
    yield from evidence(f"subdivisions-{state.lower()}", "iso-3166-2", f"entry {state}", said)


def _named() -> Iterator[Triple]:
    """Yield the evidence for names that are not the standard's."""
    said = "The CLDR gives these parts of states a name in English, where it differs."
    yield from evidence(CLDR, "cldr-subdivisions", "subdivisions/en.json", said, "names")
    said = "The table gives these parts of states a customary name in English."
    yield from evidence(CUSTOM, "place-names", "table of subdivisions", said, "names")
    said = "The catalogues translate these names, each into some languages."
    yield from evidence(TRANSLATIONS, "iso-codes", "domain iso_3166-2", said, "names")


@cache
def _how_many() -> Counter[str]:
    """Return how many places of the standard have a name, on all levels."""
    return Counter(str(entry.name) for entry in pycountry.subdivisions)
