"""Records: what one dataset says with one subject, as sorted N-Triples. Pure functions.

The record is the truth. Literals keep their lexical form, datatype and language tag;
everything that leaves the graph again is a walk over records.
"""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse

from ontology.errors import InvalidData, LimitExceeded

# Neo4j's index keys end near 8 kB.
LONGEST_IRI: Final = 7_000

Key = str
Statements = str


@dataclass(frozen=True)
class DatasetContent:
    """One named graph, parsed; its blank nodes already have the names of `canonical`.

    `iri` is the graph's IRI, or `_:` and a hash where a blank node names it.
    """

    iri: str
    triples: Sequence[Triple]


@dataclass(frozen=True)
class Record:
    """What a dataset says with one subject: distinct N-Triples lines, sorted.

    `digest` is a short text that differs when any statement does.
    """

    statements: Statements
    size: int
    digest: str


def records(triples: Iterable[Triple]) -> dict[Key, Record]:
    """Group statements by their subject's key, in the order of keys; repeated ones count once.

    Raises:
        InvalidData: a statement about a statement (an RDF 1.2 triple term).
        LimitExceeded: an IRI is longer than the database can index.
    """
    lines: dict[Key, set[str]] = {}
    for triple in triples:
        if isinstance(triple.object, NamedNode | BlankNode):
            key_of(triple.object)  # an object becomes a node too, so its length counts
        elif isinstance(triple.object, Triple):
            raise InvalidData(f"Triple terms of RDF 1.2 are not supported: {triple} .")
        lines.setdefault(key_of(triple.subject), set()).add(f"{triple} .")
    return {key: record(lines[key]) for key in sorted(lines)}


def record(lines: Collection[str]) -> Record:
    """Return the record that is made of these distinct N-Triples lines."""
    statements = "\n".join(sorted(lines)) + "\n"
    return Record(statements, len(lines), digest(statements))


def key_of(term: NamedNode | BlankNode | Literal | Triple) -> Key:
    """Return what identifies a node: its IRI, or `_:` and the blank node's name.

    Raises:
        InvalidData: the term names no node.
        LimitExceeded: the IRI is longer than the database can index.
    """
    if isinstance(term, BlankNode):
        return str(term)
    if not isinstance(term, NamedNode):
        raise InvalidData(f"{term} cannot be a node of the graph.")
    if len(term.value) * 4 > LONGEST_IRI and len(term.value.encode()) > LONGEST_IRI:
        raise LimitExceeded(
            f"An IRI has more than {LONGEST_IRI:,} bytes: {term.value[:80]}… Use a shorter one."
        )
    return term.value


def term_of(key: Key) -> NamedNode | BlankNode:
    """Return the RDF term that a key stands for."""
    return BlankNode(key[2:]) if key.startswith("_:") else NamedNode(key)


def lines_of(statements: Statements) -> tuple[str, ...]:
    """Return a record's N-Triples lines; a line end inside a literal is always escaped."""
    return tuple(statements.removesuffix("\n").split("\n")) if statements else ()


def triples_of(statements: Statements) -> Iterator[Triple]:
    """Return a record's statements as RDF terms."""
    for quad in parse(statements, format=RdfFormat.N_TRIPLES):
        yield quad.triple


def digest(statements: Statements) -> str:
    """Return the digest of a record's text."""
    return hashlib.blake2b(statements.encode(), digest_size=16).hexdigest()


def combined(digests: Iterable[str]) -> str:
    """Return the digest of a dataset from those of its records, in whatever order they come."""
    return f"{sum(int(one, 16) for one in digests) % 2**128:032x}"
