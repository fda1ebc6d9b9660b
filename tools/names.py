"""Names of places in many languages, from the Unicode CLDR and from Debian's iso-codes.

The CLDR comes through Babel, the catalogues of iso-codes through pycountry.
"""

import gettext
import re
from collections.abc import Callable
from functools import cache
from typing import Any, Final

import pycountry
from babel import Locale

from ontology.folding import fold
from tools.statements import LANGUAGES, Names

# What iso-codes calls the languages that it calls otherwise.
CATALOGUES: Final = {"zh": "zh_CN"}
# Territories for which the CLDR writes two names as one, such as "Myanmar (Burma)".
TWO_NAMES: Final = ("MM",)


def territory(code: str) -> Names:
    """Return the CLDR's names of a territory or a region of the world in each language."""
    return {language: _cldr(code, language) for language in LANGUAGES}


def english(code: str) -> str:
    """Return the CLDR's English name of a territory or a region of the world."""
    return _cldr(code, "en")[0]


def short(entry: Any) -> str:
    """Return the English name of an ISO 3166-1 entry as a sentence has it."""
    return str(getattr(entry, "common_name", entry.name))


def translated(standard: str, name: str) -> dict[str, str]:
    """Return the translations of a name by language, where they are written otherwise.

    Vietnamese ones that spell a foreign name syllable by syllable, such as `Na-mi-bi-a`, are out of
    use and left out.

    Args:
        standard: the catalogue, such as `iso3166-2`.
        name: what the standard calls the place.
    """
    into = {language: _catalogue(standard, language)(name) for language in LANGUAGES[1:]}
    return {
        language: found
        for language, found in into.items()
        if fold(found) != fold(name) and not (language == "vi" and "-" in found)
    }


def merged(*some: Names) -> Names:
    """Return all names by language, the first ones first, each in one way to write it only."""
    found: Names = {}
    for language in LANGUAGES:
        given = [name for names in some for name in names.get(language, ())]
        once = {fold(name): name for name in reversed(given)}
        found[language] = [name for name in dict.fromkeys(given) if once[fold(name)] == name]
    return found


def _cldr(code: str, language: str) -> list[str]:
    name = Locale(language).territories[code]
    parts = re.findall(r"[^()]+", name) if code in TWO_NAMES else [name]
    return [part.strip() for part in parts]


@cache
def _catalogue(standard: str, language: str) -> Callable[[str], str]:
    catalogue = [CATALOGUES.get(language, language)]
    return gettext.translation(standard, pycountry.LOCALES_DIR, catalogue, fallback=True).gettext
