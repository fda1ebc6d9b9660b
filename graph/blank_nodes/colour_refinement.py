"""Colour refinement of blank nodes, by what is said of them and of their neighbours.

A node's colour is a digest of nothing but that, so two components that are the same but for
labels get the same colours. n log n (Paige & Tarjan, "Three partition refinement algorithms",
1987; Berkholz, Bonsma & Grohe, "Tight lower and upper bounds for the complexity of canonical
colour refinement", 2017).
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush
from typing import Final, NamedTuple

Colour = bytes

SELF: Final = b"\1" * 16
OTHER: Final = b"\0" * 16


class Statement(NamedTuple):
    """A statement: a digest of it without its blank nodes, and those, as numbers from 0."""

    pattern: bytes
    nodes: tuple[int, ...]


class Colouring:
    """A component's blank nodes, each with its colour; at first, what is said of it alone.

    Args:
        statements: the component's, each once, in any order.
        size: how many blank nodes it has.
    """

    def __init__(self, statements: Sequence[Statement], size: int) -> None:
        self.statements = statements
        # By node, the statements that it shares with others: through these they differ.
        self.shared: list[list[int]] = [[] for _ in range(size)]
        seen: list[list[bytes]] = [[] for _ in range(size)]
        for number, statement in enumerate(statements):
            if len(statement.nodes) == 1:  # most, and what follows would take longer
                seen[statement.nodes[0]].append(statement.pattern + SELF)
                continue
            nodes = set(statement.nodes)
            for node in nodes:
                seen[node].append(_shape(statement, node))
                if len(nodes) > 1:
                    self.shared[node].append(number)
        self.colours: list[Colour] = [digest(*sorted(one)) for one in seen]

    def refine(self, nodes: Iterable[int], changed: Iterable[int]) -> list[int]:
        """Tell nodes apart by their neighbours' colours, until nothing changes.

        Args:
            nodes: those that may change; what they share with others has settled.
            changed: those whose colours are new.

        Returns:
            The nodes whose colour others have too.
        """
        classes = self._classes(nodes)
        self._refine(classes, changed)
        return [node for alike in classes.values() if len(alike) > 1 for node in alike]

    def settle_by_number(self) -> None:
        """Give each node a colour of its own; of nodes that are alike, the first one first.

        Each node changes its colour some log n times, as in one refinement. Where all that are
        alike are the same by a symmetry, which one comes first makes no difference.
        """
        nodes = range(len(self.colours))
        classes = self._classes(nodes)
        self._refine(classes, nodes)
        # The largest first. Classes only get smaller, and are looked at again when they come.
        waiting = [(-len(alike), colour) for colour, alike in classes.items()]
        heapify(waiting)
        order: dict[Colour, Iterator[int]] = {}
        singled_out = 0
        while waiting:
            size, colour = heappop(waiting)
            alike = classes[colour]
            if len(alike) < -size:
                heappush(waiting, (-len(alike), colour))
            elif len(alike) > 1:
                if colour not in order:
                    order[colour] = iter(sorted(alike))
                node = next(number for number in order[colour] if number in alike)
                alike.remove(node)
                self.colours[node] = digest(colour, b"by number", b"%d" % singled_out)
                singled_out += 1
                classes[self.colours[node]] = {node}
                new = self._refine(classes, [node])
                for one in (colour, *new):
                    heappush(waiting, (-len(classes[one]), one))

    def _classes(self, nodes: Iterable[int]) -> dict[Colour, set[int]]:
        classes: dict[Colour, set[int]] = defaultdict(set)
        for node in nodes:
            classes[self.colours[node]].add(node)
        return classes

    def _refine(self, classes: dict[Colour, set[int]], changed: Iterable[int]) -> set[Colour]:
        """Split classes until nothing changes; return the colours that are new."""
        new = set[Colour]()
        while changed:
            seen: dict[int, list[bytes]] = defaultdict(list)
            for number in {one for node in changed for one in self.shared[node]}:
                statement = self.statements[number]
                for node in set(statement.nodes):
                    if len(classes.get(self.colours[node], ())) > 1:
                        seen[node].append(self._view(statement, node))
            changed = self._split(classes, seen)
            new.update(self.colours[node] for node in changed)
        return new

    def form(self, nodes: Iterable[int]) -> Colour:
        """Return a digest of what these nodes share, written with colours for nodes."""
        return self._written({number for node in nodes for number in self.shared[node]})

    def whole(self) -> Colour:
        """Return a digest of all statements, written with colours for nodes."""
        return self._written(range(len(self.statements)))

    def _written(self, numbers: Iterable[int]) -> Colour:
        statements = (self.statements[number] for number in numbers)
        return digest(*sorted(self._view(statement, None) for statement in statements))

    def _split(self, classes: dict[Colour, set[int]], seen: dict[int, list[bytes]]) -> list[int]:
        """Give new colours where nodes of one colour see different things; return those nodes.

        The largest part keeps its colour, so that a node changes it only log n times. No
        colour is ever made twice: what is seen, or not, has a colour that was new before.
        """
        parts: dict[Colour, dict[bytes, set[int]]] = defaultdict(lambda: defaultdict(set))
        for node, views in seen.items():
            parts[self.colours[node]][digest(*sorted(views))].add(node)
        changed = list[int]()
        for colour, split in parts.items():
            alike = classes[colour]
            largest = max(split, key=lambda view: (len(split[view]), view))
            seeing_nothing_new = len(alike) - sum(map(len, split.values()))
            if seeing_nothing_new < len(split[largest]):
                split[b"not " + largest] = alike.difference(*split.values())
                del split[largest]
            for view, moved in split.items():
                alike -= moved
                classes[new := digest(colour, view)] = moved
                changed += moved
                for node in moved:
                    self.colours[node] = new
        return changed

    def _view(self, statement: Statement, viewer: int | None) -> bytes:
        if len(statement.nodes) == 1:
            return statement.pattern + self.colours[statement.nodes[0]]
        places = (SELF if node == viewer else self.colours[node] for node in statement.nodes)
        return b"".join([statement.pattern, *places])


def digest(*parts: bytes) -> bytes:
    """Return a digest of these parts, in this order."""
    return hashlib.blake2b(b"".join(parts), digest_size=16).digest()


def _shape(statement: Statement, viewer: int) -> bytes:
    places = (SELF if node == viewer else OTHER for node in statement.nodes)
    return b"".join([statement.pattern, *places])
