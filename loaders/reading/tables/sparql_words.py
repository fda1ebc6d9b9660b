"""The words of a SPARQL query, with their lines: enough to know what it asks for, and of what."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import urljoin

WORD: Final = re.compile(
    r"""
      (?P<space> \s+ )
    | (?P<comment> \#[^\n\r]* )
    | (?P<text> \"{3}(?:\\.|[^\\])*?\"{3} | '{3}(?:\\.|[^\\])*?'{3}
              | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*' )
    | (?P<iri> <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<variable> [?$]\w+ )
    | (?P<name> (?:[^\W\d](?:[\w.\-]*[\w\-])?)? :
                (?:(?:[\w:.\-]|%[0-9A-Fa-f]{2}|\\.)*(?:[\w:\-]|%[0-9A-Fa-f]{2}|\\.))? )
    | (?P<word> [^\W\d]\w* )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)


class Word(NamedTuple):
    """A word of a query: its kind, itself, and its line."""

    kind: str
    text: str
    line: int


class Address(NamedTuple):
    """An address that a query writes, whole, and its line."""

    iri: str
    line: int


def words(text: str) -> Iterator[Word]:
    """Yield the words of a query, comments and blanks too."""
    line = 1
    for found in WORD.finditer(text):
        yield Word(str(found.lastgroup), found[0], line)
        line += found[0].count("\n")


def without_comments(text: str) -> str:
    """Return a query without its comments; every word stays in its place."""
    return "".join(one.text for one in words(text) if one.kind != "comment")


def addresses(text: str, base: str) -> Iterator[Address]:
    """Yield the addresses that a query writes, but for those of its prefixes."""
    prefixes = dict[str, str]()
    declaring = list[str]()
    for one in words(text):
        if one.kind in ("space", "comment"):
            continue
        if declaring or (one.kind == "word" and one.text.upper() in ("PREFIX", "BASE")):
            declaring.append(one.text)
            if one.kind == "iri":
                if declaring[0].upper() == "BASE":
                    base = joined(base, one.text[1:-1])
                else:
                    prefixes[declaring[1]] = joined(base, one.text[1:-1])
                declaring.clear()
        elif one.kind == "iri":
            yield Address(joined(base, one.text[1:-1]), one.line)
        elif one.kind == "name":
            prefix, _, local = one.text.partition(":")
            if prefix + ":" in prefixes:
                plain = re.sub(r"\\(.)", r"\1", local)
                yield Address(prefixes[prefix + ":"] + plain, one.line)


def joined(base: str, iri: str) -> str:
    """Return an address joined to a base; `urljoin` would lose an empty `#`, and knows no URN."""
    if iri.startswith("#") or not iri:
        return base.partition("#")[0] + iri
    return iri if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", iri) else urljoin(base, iri)
