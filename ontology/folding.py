"""When two names are the same to a reader: `Tô Lâm` and `TO LAM`, `Xi’an` and `Xi'an`.

A folded name has only letters, digits and single spaces, so it can stand in quotes in a
full-text query without a character that means something there.
"""

import re
import unicodedata
from typing import Final

# Letters that Unicode does not take apart, though readers type them without their strokes.
LETTERS: Final = str.maketrans(
    {
        "đ": "d",
        "ð": "d",
        "ħ": "h",
        "ı": "i",
        "ł": "l",
        "ø": "o",
        "ŧ": "t",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
    }
)
# Only these marks are dropped: in Lao, Thai or Devanagari a mark is a vowel.
DIACRITICS: Final = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
# ʻ and ʼ are letters to Unicode, and apostrophes to whoever types them.
APOSTROPHES: Final = re.compile("[\u02b9-\u02bf]")


def fold(name: str) -> str:
    """Return a name without case, diacritics, punctuation and apostrophes; empty if none is left.

    Chinese, Lao and other scripts stay as they are, their compatibility forms made plain.
    """
    if name.isascii():  # most names are
        return " ".join(name.translate(ASCII).split())
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    bare = APOSTROPHES.sub(" ", DIACRITICS.sub("", apart)).translate(LETTERS)
    return " ".join("".join(map(_spaced, unicodedata.normalize("NFC", bare))).split())


def _spaced(character: str) -> str:
    """Return what stands for a character: itself, a space for punctuation, nothing if invisible."""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    return character if category[0] in "LMN" else " "


# What stands for each character that needs no taking apart.
ASCII: Final = {code: _spaced(chr(code).casefold()) for code in range(128)}
