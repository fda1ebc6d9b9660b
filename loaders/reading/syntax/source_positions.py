"""Source positions: the line in which a file speaks of a subject and property.

The parser says where an error is, but not where a statement was. The words of Turtle,
TriG, N-Triples and N-Quads are told apart by one expression; because the file is known to
be valid, that is enough to know which word is a subject and which a predicate. Names are
resolved as the file declares them. What resolves to nothing that the file states is never
asked for, so a line is right or absent.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import IO, Final, NamedTuple, cast
from urllib.parse import urljoin

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, parse

from graph.blank_nodes import node_labels
from graph.rdf.records import Key, key_of
from ontology.errors import LimitExceeded
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


class Place(NamedTuple):
    """The lines of a subject, or of the bracket that it is, and of a predicate."""

    subject: int
    predicate: int
    listed: bool = False


@dataclass(frozen=True)
class Lines:
    """The first line of each subject, of each predicate under it, and of triple terms.

    `labels` are what the file calls its blank nodes, where it names them, and `pointers` which
    subject points at a blank node, and with which predicate.
    """

    subjects: dict[str, int] = field(default_factory=dict)
    predicates: dict[tuple[str, str], int] = field(default_factory=dict)
    quoted: list[int] = field(default_factory=list)
    labels: dict[Key, str] = field(default_factory=dict)
    pointers: dict[Key, tuple[Key, str]] = field(default_factory=dict)

    def of(self, subject: str, predicate: str | None = None) -> int | None:
        """Return where a subject's predicate stands, else where its subject does, else None."""
        first = self.subjects.get(subject)
        return self.predicates.get((subject, predicate), first) if predicate else first


def lines(text: str, base: str | None = None) -> Lines:
    """Find the lines in a file's text; it must be valid Turtle, TriG, N-Triples or N-Quads."""
    walk = _Walk(base)
    for kind, word, line in words(text):
        walk.take(kind, word, line)
    return walk.lines


def line_of(text: str, iri: str) -> int | None:
    """Return the first line of a valid file in which an address stands, however it is written."""
    walk = _Walk(None)
    for kind, word, line in words(text):
        if kind in ("iri", "name") and walk.resolved(kind, word) == iri:
            return line
        walk.take(kind, word, line)
    return None


def blank_lines(
    text: str, form: RdfFormat, default: str, base: str | None = None, apart: str = ""
) -> Lines:
    """Find the lines of blank nodes, under the names that `canonical` gives them.

    The file is parsed again, a word at a time: so it is known which word ends a statement.

    Args:
        text: what `lines` takes.
        form: its format.
        default: the IRI of the dataset that takes what stands in no named graph.
        base: what its addresses are relative to.
        apart: what tells its blank nodes from those of files that share its datasets.
    """
    reader, stated = _Reader(text, base), list[tuple[Quad, Place]]()
    try:
        file = cast(IO[bytes], reader)  # no more of it is used than `read`
        for quad in parse(file, format=form, base_iri=base, lenient=True):
            if node_labels.mentions_blank(quad):
                stated.append((quad, reader.place(quad)))
        names = node_labels.names((quad for quad, _ in stated), default, apart)
    except (SyntaxError, LimitExceeded):  # no words of these formats: lines are right or absent
        return Lines()
    found = Lines(labels={name: f"_:{label}" for label, name in names.items()})
    for quad, (first, line, _) in stated:
        subject = _named(quad.subject, names)
        if subject.startswith("_:"):
            found.subjects.setdefault(subject, first)
            found.predicates.setdefault((subject, quad.predicate.value), line)
        if isinstance(quad.object, BlankNode):
            pointer = subject, quad.predicate.value
            found.pointers.setdefault(_named(quad.object, names), pointer)
    labels = {name: label for name, label in found.labels.items() if label in reader.labels}
    return replace(found, labels=labels)


def words(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield each word's kind, the word and its line, up to what is no word of these formats."""
    position, line = 0, 1
    while position < len(text) and (found := WORD.match(text, position)):
        if found.lastgroup != "space":
            yield str(found.lastgroup), found[0], line
        line += found[0].count("\n")
        position = found.end()


class _Reader:
    """A file that gives one word at a time, and knows where it stands then."""

    def __init__(self, text: str, base: str | None) -> None:
        self._words = words(text)
        self._rest = b""
        self._walk = _Walk(base)
        self._after = False
        self.labels = set[str]()

    def read(self, size: int) -> bytes:
        """Return the next word, or what fits of it."""
        if not self._rest:
            kind, word, line = next(self._words, ("", "", 0))
            if kind == "blank":
                self.labels.add(word)
            self._after = kind == "mark"
            self._walk.take(kind, word, line)
            # In N-Triples a line end goes with the dot.
            ending = "\n" if word == "." else " "
            self._rest = f"{word}{ending}".encode() if word else b""
        given, self._rest = self._rest[:size], self._rest[size:]
        return given

    def place(self, quad: Quad) -> Place:
        """Return where a statement stands that the parser has just told.

        It is known only from the mark that follows that a text has no language, or a list no
        more members.
        """
        late = self._after and not isinstance(quad.object, BlankNode)
        return self._walk.before if late else self._walk.place


def _named(term: object, names: dict[str, str]) -> Key:
    if isinstance(term, BlankNode):
        return names[term.value]
    return key_of(term) if isinstance(term, NamedNode) else str(term)


class _Walk:
    """One walk over a file, with what is declared and where in a statement it stands.

    `place` and `before` have the lines of the subject and the predicate that a word and the one
    before it belong to; in brackets those there.
    """

    def __init__(self, base: str | None) -> None:
        self.lines = Lines()
        self.before = self.place = self.outside = Place(0, 0)
        self.nested: list[Place] = []
        self.base = base or ""
        self.prefixes: dict[str, str] = {}
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
        elif self.nested:
            self.inside(line)
        elif word.lower() != "graph":
            self.name(self.resolved(kind, word), line)
        self.before, self.place = self.place, self.nested[-1] if self.nested else self.outside

    def step(self, mark: str, line: int) -> None:
        """Go on by one mark."""
        if mark in OPENING:
            if self.nested:
                self.inside(line)
            elif self.subject is None:
                self.name(None, line)
            self.nested.append(Place(line, 0, mark == "("))
        elif mark in CLOSING:
            self.nested.pop()
        elif mark == ";":
            self.awaits_predicate = not self.nested
            self.nested[-1:] = [one._replace(predicate=0) for one in self.nested[-1:]]
        elif mark in (".", "{", "}"):
            self.start()

    def inside(self, line: int) -> None:
        """Take a word in brackets; in a list each begins what is said of another node."""
        place = self.nested[-1]
        if place.listed:
            self.nested[-1] = Place(line, line, listed=True)
        elif not place.predicate:
            self.nested[-1] = place._replace(predicate=line)

    def name(self, iri: str | None, line: int) -> None:
        """Take a word that may be a subject, a predicate or an object."""
        if self.subject is None:
            self.subject, self.awaits_predicate = (iri, line), True
        elif self.awaits_predicate:
            self.awaits_predicate = False
            subject, first = self.subject
            self.outside = Place(first, line)
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
