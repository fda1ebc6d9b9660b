"""Connected components of one file's blank nodes, in bounded memory."""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from graph.blank_nodes.union_find import Unions
from graph.limits import Limits
from graph.spill.text_blocks import blocks
from graph.spill.text_spool import TextSpool
from graph.system.closing import Closing
from ontology.errors import InvalidData

# Statements, and characters of them, that are parsed or put down together.
LINES: Final = 5_000
CHARACTERS: Final = 2_000_000
# Piles of statements, those of one component in one; and behind them one for the statements of
# components that are too large.
PILES: Final = 128
OVERSIZED: Final = PILES

# Where a blank node stands in a statement, and in a row: no statement has a line end of its own,
# since N-Quads escapes those of literals, but rows end with one.
CUT: Final = "\n"
CUT_IN_ROW: Final = "\r"
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


class Components(Closing):
    """Statements that mention blank nodes, by what joins them; to be used in a `with` statement.

    Memory holds some 200 bytes for each blank node (measured); what statements say lies in
    temporary files where it is much.

    Args:
        lines: the statements, as N-Quads lines without their ends; all are taken at once, until
            there are too many blank nodes.
        limits: of blank nodes, of joined statements, and of what stays in memory.

    Attributes:
        full: whether there are more blank nodes than there may be.
        rest: the lines that were not taken for that reason.
    """

    def __init__(self, lines: Iterable[str], limits: Limits) -> None:
        self._limits = limits
        self.full = False
        self.rest: Iterator[str] = iter(lines)
        self._labels: dict[str, int] = {}
        self._unions = Unions()
        # How many statements were put down for a node, which is one of theirs.
        self._sizes = array("I")
        self._taken = TextSpool(1, limits.spill)
        self._piles: TextSpool | None = None
        try:
            for some in blocks(self._rows(), LINES, CHARACTERS):
                self._taken.extend(0, some, sum(map(len, some)))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Forget the statements."""
        self._taken.close()
        if self._piles:
            self._piles.close()

    @property
    def size(self) -> int:
        """How many statements were taken."""
        return sum(self._sizes)

    def __iter__(self) -> "Iterator[Pile]":
        """Yield piles of whole components, but for the oversized ones."""
        return (Pile(self._separated(), number) for number in range(PILES))

    def oversized(self) -> Iterator[Line]:
        """Yield the statements of components that have more of them than may be joined."""
        return map(_line, self._separated().rows(OVERSIZED))

    def root(self, node: int) -> int:
        """Return the number that all nodes of a component have in common."""
        return self._unions.root(node)

    def lines(self) -> Iterator[Line]:
        """Yield all statements in the order in which they came."""
        return map(_line, self._taken.rows(0))

    @property
    def labels(self) -> list[str]:
        """What the file calls its blank nodes, in the order of their numbers."""
        return list(self._labels)

    def _separated(self) -> TextSpool:
        """Return the statements of each component in one pile, those of oversized ones in one."""
        if self._piles:
            return self._piles
        sizes = array("I", [0]) * len(self._unions)
        for node, size in enumerate(self._sizes):
            sizes[self._unions.root(node)] += size
        self._piles = TextSpool(PILES + 1, self._limits.spill)
        for some in blocks(self._taken.rows(0), LINES, CHARACTERS):
            separate: defaultdict[int, list[str]] = defaultdict(list)
            for row in some:
                root = self.root(int(row[: row.index(" ")].partition(",")[0]))
                few = sizes[root] <= self._limits.joined
                separate[root % PILES if few else OVERSIZED].append(row)
            for pile, rows in separate.items():
                self._piles.extend(pile, rows, sum(map(len, rows)))
        return self._piles

    def _rows(self) -> Iterator[str]:
        for statement in self.rest:
            try:
                yield self._row(statement)
            except _Full:
                self.full = True
                self.rest = chain([statement], self.rest)
                return

    def _row(self, statement: str) -> str:
        """Return the numbers of a statement's nodes and, behind a space, its text."""
        subject, subject_iri, predicate, target, other, graph, graph_iri = _terms(statement)
        nodes = [self._node(label) for label in (subject, target, graph) if label]
        for node in nodes[1:]:
            self._unions.join(nodes[0], node)
        self._sizes[nodes[0]] += 1
        place = CUT_IN_ROW if graph else graph_iri or ""
        text = f"{subject_iri or CUT_IN_ROW} {predicate} {other or CUT_IN_ROW} {place}"
        return f"{','.join(map(str, nodes))} {text}"

    def _node(self, label: str) -> int:
        node = self._labels.get(label)
        if node is None:
            if len(self._labels) >= self._limits.blank_nodes:
                raise _Full
            node = self._labels[label] = self._unions.add()
            self._sizes.append(0)
        return node


class Pile(Iterable[Line]):
    """The statements of some components; they are read as often as they are asked for."""

    def __init__(self, spool: TextSpool, number: int) -> None:
        self._spool = spool
        self._number = number

    def __iter__(self) -> Iterator[Line]:
        return map(_line, self._spool.rows(self._number))


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


def _line(row: str) -> Line:
    nodes, _, text = row.partition(" ")
    return Line([int(node) for node in nodes.split(",")], text.replace(CUT_IN_ROW, CUT).encode())
