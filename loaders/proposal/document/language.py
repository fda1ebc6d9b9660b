"""Which language a text is in: what is said of it, or what py3langid finds, offline."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from loaders.proposal.words.lexicon import languages
from ontology.errors import InvalidData, UsageError

# Characters from which a language is told, and how sure that must be.
MOST: Final = 5_000
FEWEST: Final = 40
SURE: Final = 0.8
HINT: Final = "`coopgraph new` writes the first lines of a source file for any text"


def language_of(text: str, given: str, sources: Sequence[str] = ()) -> str:
    """Return the code of the language of a text.

    Args:
        text: what is to be read.
        given: the language that the caller says, if any.
        sources: what else says so, such as a page's own words.

    Raises:
        UsageError: the language that is given cannot be read.
        InvalidData: the text is in none that can be read.
    """
    if given:
        code = given.lower().split("-")[0]
        if code not in languages():
            raise UsageError(f"{given!r} cannot be read; {_choice()}.")
        return code
    found, sure = _told(text[:MOST])
    if found in languages():
        return found
    said = [one for one in sources if one in languages()]
    if said and (sure < SURE or len(text) < FEWEST):
        return said[0]
    raise InvalidData(
        f"The text is in none of the languages that can be read, as far as can be told (it looks"
        f" like {found!r}). If it is, say which: {_choice()}. Otherwise {HINT}."
    )


def _choice() -> str:
    codes = ", ".join(f"{code} ({name})" for code, name in languages().items())
    return f"--language {codes}"


def _told(text: str) -> tuple[str, float]:
    """Return the likeliest language and how sure that is, from 0 to 1."""
    code, sure = _identifier().classify(text)
    return str(code), float(sure)


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
