"""One file's statements on disk, as components: what blank nodes join, directly or not."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from mmap import ACCESS_READ, mmap
from typing import IO, Final, NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Quad

from graph.unions import Unions
from ontology.errors import LimitExceeded

# Both bound memory: some 200 bytes a blank node of the file, and 1 kB a statement of the
# component at hand (measured); statements wait on disk, 16 bytes of each in memory.
MOST_BLANK_NODES: Final = 2_000_000
MOST_JOINED: Final = 500_000

# Where a blank node may stand: subject, object, graph.
PLACES: Final = 3
NUMBERS: Final = 4 * PLACES  # bytes
NONE: Final = 2**32 - 1  # no number of a node or statement


class Line(NamedTuple):
    """A statement: the numbers of its blank nodes, and its N-Quads text cut where they stand."""

    nodes: list[int]
    text: bytes

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

    def __iter__(self) -> Iterator[list[Line]]:
        """Yield the statements, component by component.

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
        with mmap(self._disk.fileno(), 0, access=ACCESS_READ) as lines:
            for number in last:
                if number != NONE:
                    yield [self._read(lines, one) for one in self._joined(number, before)]

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

    def _read(self, lines: mmap, number: int) -> Line:
        start, end = self._starts[number], self._starts[number + 1]
        nodes = array("I", lines[start : start + NUMBERS])
        return Line([node for node in nodes if node != NONE], lines[start + NUMBERS : end])

    def _line(self, quad: Quad) -> bytes:
        # No statement has a line end of its own: N-Quads escapes those of literals.
        terms = [quad.subject, quad.predicate, quad.object, quad.graph_name]
        nodes = [self._node(term) for term in terms if isinstance(term, BlankNode)]
        for node in nodes[1:]:
            self._unions.join(nodes[0], node)
        self._nodes.append(nodes[0])
        if isinstance(quad.graph_name, DefaultGraph):
            terms.pop()
        text = " ".join("\n" if isinstance(term, BlankNode) else str(term) for term in terms)
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
