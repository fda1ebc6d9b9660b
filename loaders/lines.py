"""In which line a file speaks of what: a walk over the words of a file that has been parsed.

The parser says where an error is, but not where a statement was. The words of Turtle,
TriG, N-Triples and N-Quads are told apart by one expression; because the file is known to
be valid, that is enough to know which word is a subject and which a predicate. Names are
resolved as the file declares them. What resolves to nothing that the file states is never
asked for, so a line is right or absent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin

from ontology.namespaces import RDF

WORD: Final = re.compile(
    r"""
      (?P<space> \s+ | \#[^\n\r]* )
    | (?P<text> \"{3}(?:\\.|[^\\])*?\"{3} | '{3}(?:\\.|[^\\])*?'{3}
              | "(?:\\.|[^"\\\n\r])*" | '(?:\\.|[^'\\\n\r])*' )
    | (?P<iri> <[^\s<>"{}]*> )
    | (?P<mark> <<\(?|\)?>> | \{\||\|\} | \^\^ | [.;,()\[\]{}~] )
    | (?P<tag> @[A-Za-z]+(?:-+[A-Za-z0-9]+)* )
    | (?P<number> [+-]?(?:\d+\.\d*[eE][+-]?\d+|\d*\.?\d+(?:[eE][+-]?\d+)?) )
    | (?P<blank> _:\w(?:[\w.\-]*[\w\-])? )
    | (?P<name> (?!\.) (?: \\. | [^\s<>"'()\[\]{};,^\\\#.@|~] | \.+(?=[\w:%\\-]) )+ )
    """,
    re.VERBOSE | re.DOTALL,
)
OPENING: Final = {"[", "(", "<<", "<<(", "{|"}
CLOSING: Final = {"]", ")", ">>", ")>>", "|}"}
DIRECTIVES: Final = {"@prefix", "prefix", "@base", "base", "@version", "version"}


@dataclass(frozen=True)
class Lines:
    """The first line of each subject, of each predicate under it, and of triple terms."""

    subjects: dict[str, int] = field(default_factory=dict)
    predicates: dict[tuple[str, str], int] = field(default_factory=dict)
    quoted: list[int] = field(default_factory=list)

    def of(self, subject: str, predicate: str | None = None) -> int | None:
        """Return where a subject's predicate stands, else where its subject does, else None."""
        first = self.subjects.get(subject)
        return self.predicates.get((subject, predicate), first) if predicate else first


def lines(text: str) -> Lines:
    """Find the lines in a file's text; it must be valid Turtle, TriG, N-Triples or N-Quads."""
    walk = _Walk()
    for kind, word, line in words(text):
        walk.take(kind, word, line)
    return walk.lines


def line_of(text: str, iri: str) -> int | None:
    """Return the first line of a valid file in which an address stands, however it is written."""
    walk = _Walk()
    for kind, word, line in words(text):
        if kind in ("iri", "name") and walk.resolved(kind, word) == iri:
            return line
        walk.take(kind, word, line)
    return None


def words(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield each word's kind, the word and its line, up to what is no word of these formats."""
    position, line = 0, 1
    while position < len(text) and (found := WORD.match(text, position)):
        if found.lastgroup != "space":
            yield str(found.lastgroup), found[0], line
        line += found[0].count("\n")
        position = found.end()


class _Walk:
    """One walk over a file, with what is declared and where in a statement it stands."""

    def __init__(self) -> None:
        self.lines = Lines()
        self.base = ""
        self.prefixes: dict[str, str] = {}
        self.depth = 0
        self.start()

    def start(self) -> None:
        """Stand before a statement."""
        self.subject: tuple[str | None, int] | None = None
        self.directive: list[str] = []
        self.awaits_predicate = False

    def take(self, kind: str, word: str, line: int) -> None:
        """Go on by one word."""
        if word.startswith(("<<", "{|")) and kind == "mark":
            self.lines.quoted.append(line)
        if self.directive or (self.subject is None and word.lower() in DIRECTIVES):
            self.declare(word)
        elif kind == "mark":
            self.step(word, line)
        elif self.depth == 0 and word.lower() != "graph":
            self.name(self.resolved(kind, word), line)

    def step(self, mark: str, line: int) -> None:
        """Go on by one mark."""
        if self.depth == 0 and mark in "[(" and self.subject is None:
            self.name(None, line)
        self.depth += (mark in OPENING) - (mark in CLOSING)
        if self.depth == 0 and mark in (".", "{", "}"):
            self.start()
        elif self.depth == 0 and mark == ";":
            self.awaits_predicate = True

    def name(self, iri: str | None, line: int) -> None:
        """Take a word that may be a subject, a predicate or an object."""
        if self.subject is None:
            self.subject, self.awaits_predicate = (iri, line), True
        elif self.awaits_predicate:
            self.awaits_predicate = False
            subject, first = self.subject
            if subject is not None:
                self.lines.subjects.setdefault(subject, first)
                self.lines.predicates.setdefault((subject, iri or ""), line)

    def declare(self, word: str) -> None:
        """Take one word of a directive; the last one ends it."""
        self.directive.append(word)
        kind = self.directive[0].lower().lstrip("@")
        if kind == "prefix" and len(self.directive) == len(("prefix", "name", "iri")):
            self.prefixes[self.directive[1]] = self.resolved("iri", word)
            self.start()
        elif kind != "prefix" and len(self.directive) == len(("base", "iri")):
            self.base = self.resolved("iri", word) if kind == "base" else self.base
            self.start()

    def resolved(self, kind: str, word: str) -> str:
        """Return the IRI that a word stands for; anything for what is no IRI."""
        if kind == "iri":
            return self.joined(re.sub(r"\\u(\w{4})|\\U(\w{8})", _character, word[1:-1]))
        prefix, colon, local = word.partition(":")
        if word == "a":
            return RDF + "type"
        return self.prefixes.get(prefix + colon, "_:") + re.sub(r"\\(.)", r"\1", local)

    def joined(self, iri: str) -> str:
        """Return an address joined to the base; `urljoin` would lose an empty `#` or `?`."""
        if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:", iri):
            return iri
        return "" if iri.endswith(("#", "?")) else urljoin(self.base, iri)


def _character(escape: re.Match[str]) -> str:
    return chr(int(escape[1] or escape[2], 16))
