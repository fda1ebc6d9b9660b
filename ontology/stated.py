"""What Turtle says, looked up by subject, predicate and object, all of them plain strings.

Made for the ontology's own files, which every command reads: rdflib takes ten times as long.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Self

from pyoxigraph import BlankNode, Literal, Quad, RdfFormat, Triple, parse

BLANK = "_:"


class Stated:
    """Statements. An IRI or a literal is its text alone, a blank node has `_:` before its label."""

    def __init__(self, triples: Iterable[Triple | Quad]) -> None:
        self._pairs = defaultdict[str, list[tuple[str, str]]](list)
        self._objects = defaultdict[tuple[str, str], list[str]](list)
        self._subjects = defaultdict[tuple[str, str], list[str]](list)
        self._texts: dict[tuple[str, str, str], str] = {}
        for triple in triples:
            subject, value = _text(triple.subject), _text(triple.object)
            predicate = triple.predicate.value
            self._pairs[predicate].append((subject, value))
            self._objects[subject, predicate].append(value)
            self._subjects[predicate, value].append(subject)
            if isinstance(triple.object, Literal) and triple.object.language:
                self._texts[subject, predicate, triple.object.language] = value

    @classmethod
    def of(cls, *texts: str) -> Self:
        """Return what texts in Turtle state; each has blank nodes of its own."""
        return cls(
            quad
            for text in texts
            for quad in parse(text, format=RdfFormat.TURTLE, rename_blank_nodes=True)
        )

    def pairs(self, predicate: str) -> Sequence[tuple[str, str]]:
        """Return the subjects and objects of all statements with a predicate."""
        return self._pairs.get(predicate, [])

    def objects(self, subject: str, predicate: str) -> Sequence[str]:
        """Return the values of a property."""
        return self._objects.get((subject, predicate), [])

    def value(self, subject: str, predicate: str) -> str | None:
        """Return the first value of a property, if there is one."""
        return next(iter(self.objects(subject, predicate)), None)

    def text(self, subject: str, predicate: str, language: str) -> str | None:
        """Return the value of a property in a language."""
        return self._texts.get((subject, predicate, language))

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        """Return what has this value of a property."""
        return self._subjects.get((predicate, value), [])


def is_blank(term: str) -> bool:
    """Say whether a subject or object is a blank node."""
    return term.startswith(BLANK)


def _text(term: object) -> str:
    return (
        f"{BLANK}{term.value}" if isinstance(term, BlankNode) else str(getattr(term, "value", term))
    )
