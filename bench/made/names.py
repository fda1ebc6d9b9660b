"""Made names in several scripts: one number, one name, never the same twice."""

from collections.abc import Sequence
from typing import Final

LATIN: Final = (
    "an",
    "bei",
    "chan",
    "da",
    "el",
    "gor",
    "hai",
    "jo",
    "kam",
    "lo",
    "min",
    "na",
    "ra",
    "thu",
)
HAN: Final = "安北昌大恩福光海英江康龙明南欧平清瑞山泰武文香元中"
KINDS: Final = (
    ("{} Institute", "Institut {}", "{}研究院"),
    ("University of {}", "Université de {}", "{}大学"),
    ("{} Technologies", "Technologies {}", "{}科技公司"),
    ("Ministry of {}", "Ministère de {}", "{}部"),
)


def latin(number: int) -> str:
    """Return a made name in Latin letters, with a diacritic here and there."""
    syllables = _digits(number, LATIN)
    name = "".join(syllables).capitalize()
    return name.replace("ra", "rà", 1) if number % 3 == 0 else name


def han(number: int) -> str:
    """Return a made name in Chinese characters."""
    return "".join(_digits(number, HAN))


def organization(number: int) -> tuple[str, str, str]:
    """Return an organization's names in English, French and Chinese."""
    english, french, chinese = KINDS[number % len(KINDS)]
    return english.format(latin(number)), french.format(latin(number)), chinese.format(han(number))


def letters(number: int, length: int) -> str:
    """Return a code of capital letters, as ISO 3166 has them."""
    code = ""
    for _ in range(length):
        number, digit = divmod(number, 26)
        code = chr(ord("A") + digit) + code
    return code


def _digits(number: int, symbols: Sequence[str]) -> list[str]:
    """Write a number in the base of so many symbols; two symbols at least."""
    base = len(symbols)
    number += base  # so that even the first names have two syllables
    digits = []
    while number:
        number, digit = divmod(number, base)
        digits.append(symbols[digit])
    return digits[::-1]
