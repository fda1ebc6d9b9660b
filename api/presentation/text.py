"""Text without control characters, so that none steers a terminal."""

import re
from typing import Final

# C0 and C1 controls, and what turns the direction of the text around it; line ends that are none
# to a terminal; and bytes of arguments that are no UTF-8.
CONTROLS: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
SHORT: Final = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def visible(text: str, *, keep: str = "") -> str:
    r"""Return text with control characters written as `\u001b`, but for some that are to stay.

    JSON and N-Triples read what is written so as the same characters.
    """

    def written(found: re.Match[str]) -> str:
        letter = found[0]
        return letter if letter in keep else SHORT.get(letter, f"\\u{ord(letter):04x}")

    return CONTROLS.sub(written, text)
