"""What is wrong with a file that is no RDF, said in the words of the one who made it."""

import codecs
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat

BYTE_ORDER_MARK: Final = codecs.BOM_UTF8
# Bytes at the beginning that tell what a file is.
BEGINNING: Final = 4_096
MARKUP: Final = ("<!doctype html", "<html", "<?xml")
HINTS: Final = {
    "No scheme found": "a relative address needs a base: write `@base <https://…/> .` at the top,"
    " or the whole address",
    "has not been declared": "declare it with `@prefix` at the top",
}


def diagnosis(path: Path, error: SyntaxError, rdf_format: RdfFormat) -> str:
    """Return the message for a file that the parser refuses.

    Raises:
        OSError: the file cannot be read again.
    """
    with path.open("rb") as file:
        beginning = file.read(BEGINNING)
    line = _not_utf8(path)
    if line and b"\0" in beginning:
        return f"{path} is no text but binary data (or UTF-16); RDF files are UTF-8."
    if line:
        return f"{path}:{line}: this is not UTF-8. Save the file as UTF-8."
    start = beginning.removeprefix(BYTE_ORDER_MARK).decode(errors="replace").lstrip().lower()
    if start.startswith(MARKUP):
        return f"{path} is a web page or XML. Give Turtle, N-Triples, TriG or N-Quads."
    what = (error.msg or "").partition(": ")[2] or str(error.msg)
    hint = next((f" ({h})" for known, h in HINTS.items() if known in what), "")
    where = f"{path}:{error.lineno}:{error.offset}"
    return f"{where}: not valid {rdf_format.name}: {what}{hint}."


def _not_utf8(path: Path) -> int | None:
    """Return the first line that is not UTF-8, None where all are."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return None
