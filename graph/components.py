"""One file's statements on disk, as components: what blank nodes join, directly or not."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, Final, NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Triple

from graph.unions import Unions
from ontology.errors import LimitExceeded

# Both bound memory: some 200 bytes a blank node of the file, and 1 kB a statement of the
# component at hand (measured); statements wait on disk, 16 bytes of each in memory.
MOST_BLANK_NODES: Final = 2_000_000
MOST_JOINED: Final = 500_000

# Bytes of a component's statements that are kept in memory; of more, one is read at a time.
MOST_KEPT: Final = 1_000_000

# Where a blank node may stand: subject, object, graph.
PLACES: Final = 3
NUMBERS: Final = 4 * PLACES  # bytes
NONE: Final = 2**32 - 1  # no number of a node or statement


class Line(NamedTuple):
    """A statement: the numbers of its blank nodes, and its N-Quads text cut where they stand.

    One in no named graph ends in a space.
    """

    nodes: list[int]
    text: bytes

    @property
    def graph(self) -> str | None:
        """What its graph is: `default`, `blank`, or None where an IRI names it."""
        return {b" ": "default", b"\n": "blank"}.get(self.text[-1:])

    def named(self, names: dict[int, str]) -> str:
        """Return the statement as an N-Quads line, with these names."""
        first, *rest = self.text.decode().split("\n")
        cuts = zip(self.nodes, rest, strict=True)
        return "".join([first, *(names[node] + piece for node, piece in cuts), " .\n"])


class Components:
    """Statements that mention blank nodes.

    Args:
        quads: the statements; all are taken at once.
        disk: where they are kept: an empty file, open for reading and writing.

    Raises:
        LimitExceeded: more than `MOST_BLANK_NODES` blank nodes.
    """

    def __init__(self, quads: Iterable[Quad], disk: IO[bytes]) -> None:
        self._disk = disk
        self._labels: dict[str, int] = {}
        self._unions = Unions()
        # By statement: where its line begins, and one of its nodes.
        self._starts = array("Q", [0])
        self._nodes = array("I")
        for quad in quads:
            line = self._line(quad)
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
        nodes = array("I", line[:NUMBERS])
        return Line([node for node in nodes if node != NONE], line[NUMBERS:])

    def size(self, number: int) -> int:
        """Return how many bytes a statement takes."""
        return self._starts[number + 1] - self._starts[number]

    def _line(self, quad: Quad) -> bytes:
        # No statement has a line end of its own: N-Quads escapes those of literals.
        terms = [quad.subject, quad.predicate, quad.object, quad.graph_name]
        nodes = [self._node(term) for term in terms if isinstance(term, BlankNode)]
        for node in nodes[1:]:
            self._unions.join(nodes[0], node)
        self._nodes.append(nodes[0])
        text = " ".join(map(_text, terms))
        return array("I", [*nodes, NONE, NONE][:PLACES]).tobytes() + text.encode()

    def _node(self, term: BlankNode) -> int:
        node = self._labels.get(term.value)
        if node is None:
            if len(self._labels) == MOST_BLANK_NODES:
                raise LimitExceeded(
                    f"More than {MOST_BLANK_NODES:,} blank nodes are in one file."
                    " Split it, or give them IRIs."
                )
            node = self._labels[term.value] = self._unions.add()
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


def _text(term: NamedNode | BlankNode | Literal | Triple | DefaultGraph) -> str:
    if isinstance(term, BlankNode):
        return "\n"
    return "" if isinstance(term, DefaultGraph) else str(term)
