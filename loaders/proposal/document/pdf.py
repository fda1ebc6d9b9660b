"""PDF files: the text of their pages, by pypdf, as paragraphs."""

import io
import logging
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from loaders.proposal.document.article import RawText
from loaders.proposal.document.plain import CONTROLS, joined
from ontology.errors import InvalidData, LimitExceeded

# Pages of a file, and seconds that they may take.
MOST_PAGES: Final = 200
SECONDS: Final = 60.0
# Characters on a page below which it is a picture.
FEWEST: Final = 20
# The part of the longest line below which a line ends its paragraph; the other, if it is a stop.
SHORTER: Final = 0.7
SHORT: Final = 0.85
ENDS: Final = re.compile(r"[.!?:。！？؟»”\"]$")
NUMBERED: Final = "The paragraphs of a PDF are told by its lines: look whether their numbers fit."
# What pypdf raises for a file that is not as it should be.
DAMAGED: Final = (
    PyPdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)


def pdf_text(content: bytes, path: Path) -> RawText:
    """Return the text of a PDF.

    Raises:
        InvalidData: it is damaged, has a password, or is a picture of text.
        LimitExceeded: it has too many pages, or takes too long.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    pages = _pages(content, path)
    if sum(map(len, pages)) < FEWEST * len(pages):
        raise InvalidData(
            f"{path} has {len(pages)} page{'s' * (len(pages) > 1)} and no text: it is a scan. Let a"
            " program for text recognition (OCR) read it, and give its text."
        )
    lines = [
        " ".join(CONTROLS.sub(" ", one).split()) for page in pages for one in page.splitlines()
    ]
    return RawText(tuple(_paragraphs(lines)), notes=(NUMBERED,))


def _pages(content: bytes, path: Path) -> list[str]:
    """Return the text of each page."""
    try:
        return list(_each_page(PdfReader(io.BytesIO(content)), path))
    except DAMAGED as error:
        raise InvalidData(f"{path} is a damaged PDF: {error}.") from error


def _each_page(reader: PdfReader, path: Path) -> Iterator[str]:
    """Yield the text of each page, no more of them than there may be."""
    started = time.monotonic()
    if reader.is_encrypted and not reader.decrypt(""):
        raise InvalidData(f"{path} has a password. Save it without one.")
    if len(reader.pages) > MOST_PAGES:
        raise LimitExceeded(f"{path} has {len(reader.pages):,} pages; at most {MOST_PAGES}.")
    for page in reader.pages:
        if time.monotonic() - started > SECONDS:
            raise LimitExceeded(f"{path} takes longer than {SECONDS:.0f} seconds to read.")
        yield page.extract_text()


def _paragraphs(lines: list[str]) -> list[str]:
    """Return paragraphs: a line that is empty or short ends one."""
    longest = max(map(len, lines))
    found: list[list[str]] = [[]]
    for line in lines:
        if line:
            found[-1].append(line)
        part = len(line) / longest
        if not line or part < SHORTER or (part < SHORT and ENDS.search(line)):
            found.append([])
    return [joined(one) for one in found if one]
