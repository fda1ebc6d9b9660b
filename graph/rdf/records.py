"""Records: what one dataset says with one subject, as sorted N-Triples. Pure functions.

The record is the truth. Literals keep their lexical form, datatype and language tag;
everything that leaves the graph again is a walk over records.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import Final, NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from ontology.errors import InvalidData, LimitExceeded

# Neo4j's index keys end near 8 kB.
LONGEST_IRI: Final = 7_000

# A language tag with an underscore, where a literal ends: a quotation mark within one is escaped.
ODD_TAG: Final = re.compile(r'(?<!\\)((?:\\\\)*"@)([A-Za-z][A-Za-z0-9-]*_[A-Za-z0-9_-]*)(?= )')
# Where there may be one: this is soon looked for.
ODD_SIGN: Final = re.compile('"@[A-Za-z][A-Za-z0-9-]*_')
STAND_IN: Final = "x-odd"

Key = str
Statements = str


@dataclass(frozen=True)
class DatasetContent:
    """One named graph, parsed; its blank nodes already have the names of `canonical`.

    `iri` is the graph's IRI, or `_:` and a hash where a blank node names it.
    """

    iri: str
    triples: Sequence[Triple]


class Record(NamedTuple):
    """What a dataset says with one subject: distinct N-Triples lines, sorted.

    `digest` is a short text that differs when any statement does.
    """

    statements: Statements
    size: int
    digest: str


def line_of(triple: Triple) -> str:
    """Return a statement as an N-Triples line, without its end.

    Raises:
        InvalidData: a statement about a statement (an RDF 1.2 triple term).
        LimitExceeded: an IRI is longer than the database can index.
    """
    if isinstance(triple.object, Triple):
        raise InvalidData(f"Triple terms of RDF 1.2 are not supported: {triple} .")
    for term in triple:
        if isinstance(term, NamedNode):
            check_iri(term.value)
    return f"{triple} ."


def record(statements: Statements, size: int) -> Record:
    """Return the record of so many distinct, sorted N-Triples lines."""
    return Record(statements, size, digest(statements))


def intact(key: Key, statements: object, found: object) -> bool:
    """Say whether a record is still as it was written: its text, its digest, its subject."""
    return (
        isinstance(statements, str)
        and statements.startswith(f"{token_of(key)} ")
        and found == digest(statements)
    )


def check_iri(iri: str) -> None:
    """Refuse an IRI that is longer than the database can index.

    Raises:
        LimitExceeded: it is.
    """
    if len(iri) * 4 > LONGEST_IRI and len(iri.encode()) > LONGEST_IRI:
        raise LimitExceeded(
            f"An IRI has more than {LONGEST_IRI:,} bytes: {iri[:80]}… Use a shorter one."
        )


def key_of(term: NamedNode | BlankNode) -> Key:
    """Return what identifies a node: its IRI, or `_:` and the blank node's name."""
    return str(term) if isinstance(term, BlankNode) else term.value


def key_of_token(token: str) -> Key:
    """Return the key of a node that is written as in N-Triples."""
    return token[1:-1] if token[0] == "<" else token


def token_of(key: Key) -> str:
    """Return a key as N-Triples writes it."""
    return key if key.startswith("_:") else f"<{key}>"


def term_of(key: Key) -> NamedNode | BlankNode:
    """Return the RDF term that a key stands for."""
    if key.startswith("_:"):
        return BlankNode(key[2:])
    (quad,) = quads_of(f"<x:x> {token_of(key)} <x:x> .")
    return quad.predicate


def lines_of(statements: Statements) -> tuple[str, ...]:
    """Return a record's N-Triples lines; a line end inside a literal is always escaped."""
    return tuple(statements.removesuffix("\n").split("\n")) if statements else ()


def each_line(statements: Statements) -> Iterator[str]:
    """Yield a record's lines without holding all of them."""
    at = 0
    while at < len(statements):
        end = statements.index("\n", at)
        yield statements[at:end]
        at = end + 1


def compared(old: Statements, new: Record | None) -> tuple[set[str], set[str], set[str]]:
    """Return which lines come, stay and go from one record of a subject to the next."""
    before, after = set(lines_of(old)), set(lines_of(new.statements) if new else ())
    return after - before, after & before, before - after


def triples_of(statements: Statements) -> Iterator[Triple]:
    """Return a record's statements as RDF terms."""
    return (quad.triple for quad in quads_of(statements))


def literal_of(term: str) -> Literal:
    """Return a literal that is written as in N-Triples; five times as fast as the parser."""
    text, _, suffix = term[1:].rpartition('"')
    # Escapes, directions and odd tags and addresses are rare, and the parser's.
    if "\\" not in text and "--" not in suffix and "_" not in suffix:
        with suppress(ValueError):
            if not suffix:
                return Literal(text)
            if suffix[0] == "@":
                return Literal(text, language=suffix[1:])
            return Literal(text, datatype=_datatype(suffix[3:-1]))
    (triple,) = triples_of(f"<x:x> <x:x> {term} .")
    assert isinstance(triple.object, Literal)  # noqa: S101 - it is one
    return triple.object


@lru_cache(maxsize=1_000)
def _datatype(iri: str) -> NamedNode:
    return NamedNode(iri)


def quads_of(lines: str | bytes, *, graphs: bool = False) -> Iterator[Quad]:
    """Return N-Triples or, with graphs, N-Quads lines that are known to be sound as RDF terms.

    Whoever made them has judged their IRIs; what was taken then is never refused later.
    """
    form = RdfFormat.N_QUADS if graphs else RdfFormat.N_TRIPLES
    text = lines if isinstance(lines, str) else lines.decode()
    if ODD_SIGN.search(text) and (odd := ODD_TAG.findall(text)):
        return _with_tags(ODD_TAG.sub(rf"\1{STAND_IN}", text), form, [tag for _, tag in odd])
    return parse(lines, format=form, lenient=True)


def _with_tags(text: str, form: RdfFormat, tags: Sequence[str]) -> Iterator[Quad]:
    """Yield statements whose odd tags have been replaced, each with its own again."""
    left = iter(tags)
    for quad in parse(text, format=form, lenient=True):
        said = quad.object
        if isinstance(said, Literal) and said.language == STAND_IN:
            said = _tagged(said.value, next(left))
        yield Quad(quad.subject, quad.predicate, said, quad.graph_name)


def _tagged(value: str, tag: str) -> Literal:
    """Return a text with a tag that no parser takes, but that of JSON-LD."""
    document = {"@id": "x:x", "x:x": {"@value": value, "@language": tag}}
    (quad,) = parse(json.dumps(document), format=RdfFormat.JSON_LD, lenient=True)
    assert isinstance(quad.object, Literal)  # noqa: S101 - it is what the document says
    return quad.object


def digest(statements: Statements) -> str:
    """Return the digest of a record's text."""
    return blake2b(statements.encode(), digest_size=16).hexdigest()


def combined(digests: int) -> str:
    """Return the digest of a dataset from the sum of those of its records."""
    return f"{digests % 2**128:032x}"
