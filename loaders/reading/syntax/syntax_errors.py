"""Explaining syntax errors: what a file is, and what to change."""

import codecs
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.parsers import expat

from pyoxigraph import Literal, NamedNode, RdfFormat

from loaders.reading.inputs import content_type
from loaders.reading.inputs.formats import BY_LINE
from loaders.reading.inputs.sources import Source

BYTE_ORDER_MARK: Final = codecs.BOM_UTF8
DECLARE: Final = "has not been declared"
NO_SCHEME: Final = "No scheme found"
NO_FETCHING: Final = "No LoadDocumentCallback"
# Bytes of a line that are looked at.
LONGEST_LINE: Final = 16_000_000
COLUMN: Final = re.compile(r"columns? (\d+)(?: and (\d+))?")
TAG: Final = re.compile(r"""["']@([A-Za-z0-9][A-Za-z0-9_-]*)""")
CONTEXT: Final = re.compile(r'"@(?:context|import)"\s*:\s*')
# Tags that are in wide use and were replaced.
REPLACED: Final = {"zh-classical": "lzh", "zh-min-nan": "nan", "be-x-old": "be-tarask"}
KEEP: Final = "`--lenient` keeps it as it is"


def place(path: Path | None, line: int | None) -> str:
    """Return a file and line as editors and compilers write it."""
    return f"{path}:{line}" if line else f"{path}"


def diagnosis(source: Source, error: SyntaxError) -> str:
    """Return the message for a file that the parser refuses.

    Raises:
        InvalidData: the file cannot be read again.
    """
    with source.open() as file:
        beginning = file.read(content_type.BEGINNING)
    if what := _other(source, beginning.removeprefix(BYTE_ORDER_MARK)):
        return what
    if NO_FETCHING in str(error):
        return _context(source)
    if source.form == RdfFormat.RDF_XML and error.lineno is None:
        return _markup(source, error)
    return _at_line(source, error)


def _other(source: Source, beginning: bytes) -> str | None:
    """Return what a file is that has nothing of its format; None for one that is only faulty."""
    what = content_type.told(beginning, source.form)
    line = None if what else _not_utf8(source)
    if line and b"\0" in beginning:
        return f"{source.path} is no text but binary data (or UTF-16); RDF files are UTF-8."
    if line:
        return f"{source.path}:{line}: this is not UTF-8. Save the file as UTF-8."
    what = what or content_type.rather(beginning, source.form)
    return f"{source.path} is {what}." if what else None


def address(iri: str, form: RdfFormat) -> str | None:
    """Return what is wrong with an address, and what to do; None where nothing is."""
    try:
        NamedNode(iri)
    except ValueError as error:
        if NO_SCHEME not in str(error):
            return f"<{iri}> is no IRI: {error}. Write another character, or percent-encode it"
        return f"<{iri}> is a relative address and needs a base: {_base(form)}; {KEEP}"
    return None


def language(tag: str) -> str | None:
    """Return what is wrong with a language tag, and what to write; None where nothing is."""
    try:
        Literal("", language=tag)
    except ValueError as error:
        return f"the language tag {tag!r} is not well-formed ({error}). {_advice(tag)}; {KEEP}"
    return None


def _advice(tag: str) -> str:
    hyphens = re.sub("-+", "-", tag.replace("_", "-")).strip("-")
    for better in (REPLACED.get(hyphens.lower()), hyphens):
        if better and better != tag and language(better) is None:
            return f"Write {better!r}"
    return "Write one of BCP 47, such as 'en' or 'zh-Hant'"


def _base(form: RdfFormat) -> str:
    if form in BY_LINE:
        return f"in {form.name} addresses are whole. Write it whole"
    first = {
        RdfFormat.RDF_XML: "write `xml:base` into the first element",
        RdfFormat.JSON_LD: 'write `"@base"` into the `@context`',
    }.get(form, "write `@base <https://…/> .` at the top")
    return f"{first}, give `--base IRI`, or write the whole address"


def _at_line(source: Source, error: SyntaxError) -> str:
    """Return the message for a fault of which the parser knows the line."""
    what = (error.msg or "").partition(": ")[2] or str(error.msg)
    where = place(source.path, error.lineno) + (f":{error.offset}" if error.lineno else "")
    said = f"not valid {source.form.name}: {what}"
    if error.lineno and error.offset:
        first, last = _columns(error)
        text = _line(source, error.lineno)
        word = text[first - 1 : last - 1]
        if NO_SCHEME in what and word.startswith("<"):
            return f"{where}: {said}: {address(word[1:-1], source.form)}."
        for tag in TAG.finditer(text):
            if tag.start() < first <= tag.end() + 1 and (wrong := language(tag[1])):
                return f"{where}: not valid {source.form.name}: {wrong}."
    hint = " (declare it with `@prefix` at the top)" if DECLARE in what else ""
    if NO_SCHEME in what:
        hint = f" ({_base(source.form)}; {KEEP})"
    return f"{where}: {said}{hint}."


def _columns(error: SyntaxError) -> tuple[int, int]:
    found = COLUMN.search(error.msg or "")
    first = int(found[1]) if found else error.offset or 1
    return first, int(found[2]) if found and found[2] else first + 1


def _markup(source: Source, error: SyntaxError) -> str:
    """Return the message for XML: where it is not even well-formed, with the line."""
    parser = expat.ParserCreate()
    try:
        with source.open() as file:
            parser.ParseFile(file)
    except expat.ExpatError as fault:
        what = expat.ErrorString(fault.code)
        where = f"{source.path}:{fault.lineno}:{fault.offset + 1}"
        return f"{where}: not valid XML: {what}."
    return f"{source.path}: not valid {source.form.name}: {error.msg}."


def _context(source: Source) -> str:
    """Return the message for JSON-LD that wants something fetched."""
    line, name = next(_contexts(source.text or ""), (None, "a context"))
    return (
        f"{place(source.path, line)}: {name} is somewhere else, and coopgraph fetches nothing."
        " Write what it says into the file, in its place."
    )


def _contexts(text: str) -> Iterator[tuple[int, str]]:
    """Yield the line and the address of each context that is not in the file."""
    for found in CONTEXT.finditer(text):
        try:
            value, _ = json.JSONDecoder().raw_decode(text, found.end())
        except (ValueError, RecursionError):
            continue
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str):
                yield text.count("\n", 0, found.start()) + 1, f"the context <{one}>"


def _line(source: Source, number: int) -> str:
    """Return one line of a file, without its end."""
    with source.open() as file:
        for _ in range(number - 1):
            file.readline(LONGEST_LINE)
        line = file.readline(LONGEST_LINE)
    return line.removeprefix(BYTE_ORDER_MARK if number == 1 else b"").decode(errors="replace")


def _not_utf8(source: Source) -> int | None:
    """Return the first line that is not UTF-8, None where all are."""
    with source.open() as file:
        for number, line in enumerate(file, 1):
            try:
                line.decode()
            except UnicodeDecodeError:
                return number
    return None
