"""Reading the file of a report, within bounds, whatever its format."""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from loaders.proposal.document.article import RawText
from loaders.proposal.document.plain import decoded, plain_text
from loaders.proposal.libraries import FORMS
from ontology.errors import InvalidData, LimitExceeded, UsageError

# Bytes of a file, and characters of the text in it.
LARGEST: Final = 20_000_000
LONGEST: Final = 200_000
DASH: Final = Path("-")
ENDINGS: Final = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
}


@dataclass(frozen=True)
class Opening:
    """How a file is read: its format and its encoding, where they are said."""

    form: str = ""
    encoding: str = ""


def read_text(path: Path, opening: Opening) -> RawText:
    """Return the text of a file.

    Args:
        path: the file; `-` is standard input.
        opening: its format and encoding, where its name and content do not tell.

    Raises:
        UsageError: there is no such file, or its format is not known.
        InvalidData: there is no text in it, or not in its encoding.
        LimitExceeded: it is too large.
    """
    content = _content(path)
    form = opening.form or _form(path, content)
    if not content.strip():
        raise InvalidData(f"{path} is empty.")
    found = _READERS[form](content, path, opening.encoding)
    length = sum(map(len, found.blocks))
    if not length:
        raise InvalidData(f"{path} has no text.")
    if length > LONGEST:
        raise LimitExceeded(
            f"{path} has {length:,} characters of text; a report may have {LONGEST:,}. Cut out the"
            " part that is about one report."
        )
    return found


def _content(path: Path) -> bytes:
    """Return all bytes of a file, no more than there may be."""
    try:
        if path == DASH:
            content = sys.stdin.buffer.read(LARGEST + 1)
        else:
            with path.open("rb") as file:
                content = file.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise UsageError(f"There is no file {path}.") from error
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from error
    if len(content) > LARGEST:
        raise LimitExceeded(f"{path} has more than {LARGEST:,} bytes; that is no report.")
    return content


def _form(path: Path, content: bytes) -> str:
    """Return the format of a file by how it begins, or else by its name."""
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-"):
        return "pdf"
    if start.startswith((b"<!doctype html", b"<html")):
        return "html"
    named = ENDINGS.get(path.suffix.lower())
    if named == "pdf":
        raise InvalidData(f"{path} is no PDF, whatever its name says: it does not begin with %PDF.")
    if named or path == DASH:
        return named or "text"
    raise UsageError(
        f"{path}: the end of its name does not say what it is. Give --from {' or '.join(FORMS)}."
    )


def _plain(content: bytes, path: Path, encoding: str) -> RawText:
    return plain_text(decoded(content, path, encoding))


def _html(content: bytes, path: Path, encoding: str) -> RawText:
    from loaders.proposal.document.html import web_page  # noqa: PLC0415 - it takes long to import

    return web_page(content, path, encoding)


def _pdf(content: bytes, path: Path, encoding: str) -> RawText:
    from loaders.proposal.document.pdf import pdf_text  # noqa: PLC0415 - it takes long to import

    del encoding  # a PDF says it itself
    return pdf_text(content, path)


_READERS: Final = {"text": _plain, "html": _html, "pdf": _pdf}
