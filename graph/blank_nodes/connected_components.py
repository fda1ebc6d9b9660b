"""Connected components of one file's blank nodes, with their statements on disk."""

import re
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from struct import Struct
from typing import IO, Final, NamedTuple

from graph.blank_nodes.union_find import Unions
from ontology.errors import InvalidData, LimitExceeded

# Both bound memory: some 200 bytes a blank node of the file, and 1 kB a statement of the
# component at hand (measured); statements wait on disk, 16 bytes of each in memory.
MOST_BLANK_NODES: Final = 2_000_000
MOST_JOINED: Final = 500_000

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

    def named(self, names: dict[int, str]) -> tuple[str, str]:
        """Return its graph, "" for the default one, and the statement as an N-Triples line."""
        triple, _, graph = self.text.decode().rpartition(" ")
        first, *rest = triple.split("\n")
        # A graph's own node is the last one.
        cuts = zip(self.nodes, rest, strict=False)
        written = "".join([first, *(names[node] + piece for node, piece in cuts), " ."])
        return (names[self.nodes[-1]] if graph == "\n" else graph), written


class Components:
    """Statements that mention blank nodes.

    Args:
        lines: the statements, as N-Quads lines without their ends; all are taken at once.
        disk: where they are kept: an empty file, open for reading and writing.

    Raises:
        LimitExceeded: more than `MOST_BLANK_NODES` blank nodes.
    """

    def __init__(self, lines: Iterable[str], disk: IO[bytes]) -> None:
        self._disk = disk
        self._labels: dict[str, int] = {}
        self._unions = Unions()
        # By statement: where its line begins, and one of its nodes.
        self._starts = array("Q", [0])
        self._nodes = array("I")
        for line in map(self._line, lines):
            self._starts.append(self._starts[-1] + len(line))
            disk.write(line)
        disk.flush()

    def __len__(self) -> int:
        return len(self._nodes)

    def __iter__(self) -> Iterator[Iterable[Line]]:
        """Yield the statements, component by component; each can be gone through again.

        Raises:
            LimitExceeded: more than `MOST_JOINED` statements in one.
        """
        if not len(self):
            return
        last = array("I", [NONE]) * len(self._unions)
        before = array("I", [NONE]) * len(self)
        for number, node in enumerate(self._nodes):
            root = self._unions.root(node)
            before[number], last[root] = last[root], number
        for number in last:
            if number != NONE:
                component = _Component(self, array("I", self._joined(number, before)))
                small = component.size() <= MOST_KEPT
                yield list(component) if small else component

    @property
    def labels(self) -> Iterator[str]:
        """What the file calls its blank nodes, in the order of their numbers."""
        return iter(self._labels)

    def label(self, node: int) -> str:
        """Return what the file calls a blank node."""
        return f"_:{next(islice(self._labels, node, None))}"

    def _joined(self, number: int, before: "array[int]") -> Iterator[int]:
        for _ in range(MOST_JOINED):
            yield number
            number = before[number]
            if number == NONE:
                return
        raise LimitExceeded(
            f"Blank nodes join more than {MOST_JOINED:,} statements;"
            f" {self.label(self._nodes[number])} is one of them."
            " Give IRIs to those that join many, such as a graph's name."
        )

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
        found = STATEMENT.fullmatch(statement)
        if found is None:
            raise InvalidData(f"A statement with a blank node cannot be kept: {statement[:80]} …")
        subject, subject_iri, predicate, target, other, graph, graph_iri = found.groups()
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
            if len(self._labels) == MOST_BLANK_NODES:
                raise LimitExceeded(
                    f"More than {MOST_BLANK_NODES:,} blank nodes are in one file."
                    " Split it, or give them IRIs."
                )
            node = self._labels[label] = self._unions.add()
        return node


class _Component(Iterable[Line]):
    """The statements of one component, by their numbers, the last one first."""

    def __init__(self, components: Components, numbers: "array[int]") -> None:
        self._components = components
        self._numbers = numbers

    def size(self) -> int:
        """Return how many bytes they take."""
        return sum(map(self._components.size, self._numbers))

    def __iter__(self) -> Iterator[Line]:
        return map(self._components.read, reversed(self._numbers))
