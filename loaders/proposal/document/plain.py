"""Plain text: its encoding, its blocks, and lines at its beginning that say what it is."""

import codecs
import re
from itertools import pairwise
from pathlib import Path
from typing import Final

from loaders.proposal.document.article import Given, RawText
from ontology.errors import InvalidData, UsageError

MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What may stand at the beginning of a text: `url: https://…`.
HEADER: Final = re.compile(r"(title|publisher|url|date|language)\s*:\s*(\S.*)", re.I)
MARKED_DATE: Final = re.compile(r"\s*date\s+(\d{4}-\d{2}-\d{2})\s+(?=\S)", re.I)
# The part of the longest line that a line has which ends at the edge of the page.
FULL: Final = 0.6
CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


def decoded(content: bytes, path: Path, encoding: str) -> str:
    """Return the text of bytes: in the encoding that is said, that of its mark, or UTF-8.

    Raises:
        InvalidData: they are not in it.
        UsageError: there is no such encoding.
    """
    marked = next((name for mark, name in MARKS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding or marked)
    except LookupError as error:
        raise UsageError(
            f"There is no encoding {encoding!r}; write one such as gb18030."
        ) from error
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidData(
            f"{path}:{line}: this is not {(encoding or marked).upper()}. Save the file as UTF-8, or"
            " say what it is: --encoding gb18030, windows-1251, windows-1256, iso-8859-1, …"
        ) from error
    if "\x00" in text:
        raise InvalidData(f"{path} is no text: it has bytes of value zero.")
    return CONTROLS.sub(" ", text)


def plain_text(text: str) -> RawText:
    """Return the blocks of a text: parted by empty lines, or each line where there are none."""
    lines = [" ".join(one.split()) for one in text.splitlines()]
    given, lines = _header(lines)
    body = "\n".join(lines).strip("\n")
    wrapped = "\n\n" in body and _is_wrapped(lines)
    blocks = re.split(r"\n{2,}", body) if wrapped else body.split("\n")
    if not wrapped:
        return RawText(tuple(filter(None, blocks)), given)
    return RawText(tuple(joined(one.split("\n")) for one in blocks if one), given)


def _is_wrapped(lines: list[str]) -> bool:
    """Say whether lines end where the page was full: most that go on are long, without a stop."""
    longest = max(map(len, lines), default=0)
    going_on = [a for a, b in pairwise(lines) if a and b]
    full = [one for one in going_on if len(one) > FULL * longest]
    open_ended = [one for one in full if one[-1] not in '.!?。！？:»”"؟']
    return len(open_ended) * 2 > len(going_on)


def joined(lines: list[str]) -> str:
    """Return the lines of a paragraph as one; Chinese ones without spaces between them."""
    text = ""
    for line in lines:
        if text.endswith("\u00ad"):
            text = text[:-1] + line
        elif text and ord(text[-1]) > 0x2E80 and line and ord(line[0]) > 0x2E80:  # noqa: PLR2004
            text += line
        else:
            text = f"{text} {line}".strip()
    return text


def _header(lines: list[str]) -> tuple[Given, list[str]]:
    """Return what the first lines say of the text, and the other lines."""
    found: dict[str, str] = {}
    rest = list(lines)
    while rest and (not rest[0] or HEADER.fullmatch(rest[0])):
        if said := HEADER.fullmatch(rest.pop(0)):
            found[said[1].lower()] = said[2]
    if rest and (dated := MARKED_DATE.match(rest[0])):
        found["date"] = dated[1]
        rest[0] = rest[0][dated.end() :]
    return Given(**found), rest
