"""The plurals of keys: what is written of several things, `parties`, beside what is of one."""

import re
from typing import Final

IRREGULAR: Final = {"person": "people"}


def plural(word: str) -> str:
    """Return the plural of an English key: `party` is `parties`, `person` is `people`."""
    if word in IRREGULAR:
        return IRREGULAR[word]
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")
