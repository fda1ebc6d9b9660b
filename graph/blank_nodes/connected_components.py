"""Connected components of one file's blank nodes, with their statements on disk."""

import re
from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from struct import Struct
from typing import IO, Final, NamedTuple

from graph.blank_nodes.union_find import Unions
from ontology.errors import InvalidData

# Bytes of a component's statements that are kept in memory; of more, one is read at a time.
MOST_KEPT: Final = 1_000_000

# Where a blank node may stand: subject, object, graph.
PLACES: Final = 3
# Before a statement on disk: how many blank nodes it has, and their numbers.
NUMBERS: Final = Struct(f"B{PLACES}I")
NONE: Final = 2**32 - 1  # no number of a node or statement


CUT: Final = "\n"  # where a blank node stands
# What a graph is, by how a cut statement ends.
GRAPHS: Final = {b" ": "default", b"\n": "blank"}
# An N-Quads line in the one form that a serializer writes, with single spaces.
STATEMENT: Final = re.compile(
    r'(?:_:(\S+)|(<[^>]*>)) (<[^>]*>) (?:_:(\S+)|(<[^>]*>|".*"\S*))(?: (?:_:(\S+)|(<[^>]*>)))? \.'
)


# Gives the new name of a blank node, by its number.
Naming = Callable[[int], str]


class Line(NamedTuple):
    """A statement: the numbers of its blank nodes, and its N-Quads text cut where they stand.

    One in no named graph ends in a space.
    """

    nodes: list[int]
    text: bytes

    @property
    def graph(self) -> str | None:
        """What its graph is: `default`, `blank`, or None where an IRI names it."""
        return GRAPHS.get(self.text[-1:])

    def named(self, name: Naming) -> tuple[str, str]:
        """Return its graph, "" for the default one, and the statement as an N-Triples line."""
        triple, _, graph = self.text.decode().rpartition(" ")
        first, *rest = triple.split("\n")
        # A graph's own node is the last one.
        cuts = zip(self.nodes, rest, strict=False)
        written = "".join([first, *(name(node) + piece for node, piece in cuts), " ."])
        return (name(self.nodes[-1]) if graph == "\n" else graph), written


class Components:
    """Statements that mention blank nodes.

    Memory holds some 200 bytes for each blank node (measured), and 16 for each statement.

    Args:
        lines: the statements, as N-Quads lines without their ends; all are taken at once, until
            there are too many blank nodes.
        disk: where they are kept: an empty file, open for reading and writing.
        most: how many blank nodes there may be.

    Attributes:
        full: whether there are more blank nodes than there may be.
        rest: the lines that were not taken for that reason.
    """

    def __init__(self, lines: Iterable[str], disk: IO[bytes], most: int) -> None:
        self._disk = disk
        self._most = most
        self.full = False
        self.rest: Iterator[str] = iter(lines)
        self._labels: dict[str, int] = {}
        self._unions = Unions()
        # By statement: where its line begins, and one of its nodes.
        self._starts = array("Q", [0])
        self._nodes = array("I")
        for statement in self.rest:
            try:
                line = self._line(statement)
            except _Full:
                self.full = True
                self.rest = chain([statement], self.rest)
                break
            self._starts.append(self._starts[-1] + len(line))
            disk.write(line)
        disk.flush()

    def __len__(self) -> int:
        return len(self._nodes)

    def __iter__(self) -> "Iterator[Component]":
        """Yield the statements, component by component."""
        if not len(self):
            return
        last = array("I", [NONE]) * len(self._unions)
        before = array("I", [NONE]) * len(self)
        for number, node in enumerate(self._nodes):
            root = self._unions.root(node)
            before[number], last[root] = last[root], number
        for number in last:
            if number != NONE:
                yield Component(self, array("I", _joined(number, before)))

    @property
    def labels(self) -> list[str]:
        """What the file calls its blank nodes, in the order of their numbers."""
        return list(self._labels)

    def lines(self) -> Iterator[Line]:
        """Yield the statements that were taken, in their order."""
        return map(self.read, range(len(self)))

    def read(self, number: int) -> Line:
        """Return a statement by its number."""
        self._disk.seek(self._starts[number])
        line = self._disk.read(self.size(number))
        count, *nodes = NUMBERS.unpack_from(line)
        return Line(nodes[:count], line[NUMBERS.size :])

    def size(self, number: int) -> int:
        """Return how many bytes a statement takes."""
        return self._starts[number + 1] - self._starts[number]

    def _line(self, statement: str) -> bytes:
        subject, subject_iri, predicate, target, other, graph, graph_iri = _terms(statement)
        nodes = [self._node(label) for label in (subject, target, graph) if label]
        if len(nodes) > 1:
            for node in nodes[1:]:
                self._unions.join(nodes[0], node)
        self._nodes.append(nodes[0])
        # No statement has a line end of its own: N-Quads escapes those of literals.
        place = CUT if graph else graph_iri or ""
        text = f"{subject_iri or CUT} {predicate} {other or CUT} {place}"
        rest = [0] * (PLACES - len(nodes))
        return NUMBERS.pack(len(nodes), *nodes, *rest) + text.encode()

    def _node(self, label: str) -> int:
        node = self._labels.get(label)
        if node is None:
            if len(self._labels) >= self._most:
                raise _Full
            node = self._labels[label] = self._unions.add()
        return node


class Component(Iterable[Line]):
    """The statements of one component, by their numbers, the last one first; few are kept."""

    def __init__(self, components: Components, numbers: "array[int]") -> None:
        self._components = components
        self._numbers = numbers
        small = sum(map(components.size, numbers)) <= MOST_KEPT
        self._kept = list(self._read()) if small else None

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[Line]:
        return self._read() if self._kept is None else iter(self._kept)

    def _read(self) -> Iterator[Line]:
        return map(self._components.read, reversed(self._numbers))


class _Full(Exception):
    """There are as many blank nodes as there may be."""


def relabelled(line: str, name: Callable[[str], str]) -> tuple[str, str]:
    """Return what `Line.named` does, with names that come from a line's labels alone."""
    subject, subject_iri, predicate, target, other, graph, graph_iri = _terms(line)
    first = name(subject) if subject else subject_iri
    last = name(target) if target else other
    return name(graph) if graph else graph_iri or "", f"{first} {predicate} {last} ."


def _terms(statement: str) -> tuple[str, ...]:
    found = STATEMENT.fullmatch(statement)
    if found is None:
        raise InvalidData(f"A statement with a blank node cannot be kept: {statement[:80]} …")
    return found.groups()


def _joined(number: int, before: "array[int]") -> Iterator[int]:
    while number != NONE:
        yield number
        number = before[number]
