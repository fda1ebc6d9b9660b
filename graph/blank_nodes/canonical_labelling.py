"""Canonical labels for the blank nodes of one component, symmetric ones too.

The labels do what RDFC-1.0's do (the same component, the same labels), but not by its
algorithm, which walks every path between nodes that look alike at first sight: pyoxigraph's
takes minutes for an `rdf:List` of 1,000 equal values and 3 s for eight nodes that all link to
each other, and cannot be stopped. Here colour refinement comes first, and settles lists,
trees and nearly all real data. What stays alike is split into parts that only settled nodes
hold together; parts that are the same are interchangeable. In a part, a node that is alone
there in what it looks like settles more; else one node after the other is singled out and the
smallest result taken; of nodes that an automorphism maps to each other one is enough (McKay &
Piperno, "Practical graph isomorphism, II", 2014). That is exponential for graphs made to be so:
its steps are counted. Where they do not do, nodes get labels by their place in the file, too.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from graph.blank_nodes.colour_refinement import Colour, Colouring, Statement, digest
from graph.blank_nodes.union_find import Unions

# How often one may be singled out of what singling out another has left alike.
DEEPEST: Final = 64


class TooAlike(Exception):
    """Blank nodes cannot be told apart by what is said of them in bounded time."""


class Steps:
    """How many statements a search for symmetries may look at; a file's components share it."""

    def __init__(self, left: int) -> None:
        self.left = left

    def take(self, number: int) -> None:
        """Count so many steps.

        Raises:
            TooAlike: so many are not left.
        """
        self.left -= number
        if self.left < 0:
            raise TooAlike


def labels(statements: Sequence[Statement], size: int, steps: Steps) -> tuple[Colour, list[Colour]]:
    """Return the digest of a component, and a label for each of its nodes.

    Two components that have one digest are the same but for the names of blank nodes; then what
    has one label is the same node in both. All labels differ. Two components that are the same
    have one digest, too, where there were steps enough; else only if their nodes are numbered
    alike.

    Args:
        statements: the component's, each once, in any order.
        size: how many blank nodes it has.
        steps: what may be spent on symmetries; refinement alone takes none.
    """
    if size == 1:
        whole = digest(*sorted(statement.pattern for statement in statements))
        return whole, [whole]
    colouring = Colouring(statements, size)
    if len(set(colouring.colours)) == size:
        return colouring.whole(), colouring.colours
    try:
        _Search(colouring, steps).settle(range(size), range(size))
    except TooAlike:
        colouring = Colouring(statements, size)
        colouring.settle_by_number()
    return colouring.whole(), colouring.colours


class _Search:
    """Gives all nodes of a component colours of their own."""

    def __init__(self, colouring: Colouring, steps: Steps) -> None:
        self.colouring = colouring
        self.colours = colouring.colours
        self.steps = steps
        self.depth = 0
        # How many tries this is inside of.
        self.trying = 0

    def settle(self, nodes: Iterable[int], changed: Iterable[int], *, greedy: bool = False) -> None:
        """Give each of these nodes a colour of its own.

        Args:
            nodes: a part, or all.
            changed: those whose colours are new.
            greedy: take any choice where there are several; else that of the smallest result.
        """
        alike = self.colouring.refine(nodes, changed)
        forms: Counter[Colour] = Counter()
        for part in self._parts(alike):
            if len(part) > 1:
                self._choose(part, greedy=greedy)
            form = self.colouring.form(part)
            for node in part:
                self.colours[node] = digest(self.colours[node], form, b"%d" % forms[form])
            forms[form] += 1

    def _parts(self, nodes: Sequence[int]) -> list[list[int]]:
        """Return these nodes as parts; statements join them only through settled nodes."""
        place = {node: number for number, node in enumerate(nodes)}
        unions = Unions(len(nodes))
        for node, number in place.items():
            for one in self.colouring.shared[node]:
                for other in self.colouring.statements[one].nodes:
                    unions.join(number, place.get(other, number))
        parts: dict[int, list[int]] = defaultdict(list)
        for node, number in place.items():
            parts[unions.root(number)].append(node)
        return list(parts.values())

    def _choose(self, part: list[int], *, greedy: bool) -> None:
        """Single out a node of the smallest class of a part, and settle the rest."""
        classes: dict[Colour, list[int]] = defaultdict(list)
        for node in part:
            classes[self.colours[node]].append(node)
        _, smallest = min((len(alike), colour) for colour, alike in classes.items())
        alike = classes[smallest]
        if len(alike) == 1 and not self.trying:
            # Without steps: what it leaves has a twin elsewhere, so it is half as large at most.
            self._settle_more(alike[0], part, greedy=greedy)
            return
        if greedy or len(alike) == 1:
            self._single_out(alike[0], part, greedy=greedy)
            return
        different = self._different(part, alike)
        results = [self._tried(node, part, greedy=False) for node in different]
        _, colours = min(results, key=lambda result: result[0])
        self._paint(colours)

    def _different(self, part: list[int], alike: list[int]) -> list[int]:
        """Return one of those nodes that an automorphism of the part maps to each other.

        An automorphism may stay unnoticed: that takes time, and changes nothing.
        """
        place = {node: number for number, node in enumerate(part)}
        orbits = Unions(len(part))
        found: dict[Colour, tuple[int, dict[int, Colour]]] = {}
        for node in alike:
            known = {orbits.root(place[one]) for one, _ in found.values()}
            if orbits.root(place[node]) in known:
                continue
            form, colours = self._tried(node, part, greedy=True)
            _, before = found.setdefault(form, (node, colours))
            image = {colour: one for one, colour in colours.items()}
            for one, colour in before.items():
                orbits.join(place[one], place[image[colour]])
        return [node for node, _ in found.values()]

    def _tried(
        self, node: int, part: list[int], *, greedy: bool
    ) -> tuple[Colour, dict[int, Colour]]:
        """Return what singling out a node gives, and leave the part as it was."""
        before = {one: self.colours[one] for one in part}
        self.trying += 1
        self._single_out(node, part, greedy=greedy)
        self.trying -= 1
        form = self.colouring.form(part)
        after = {one: self.colours[one] for one in part}
        self._paint(before)
        return form, after

    def _single_out(self, node: int, part: list[int], *, greedy: bool) -> None:
        costs = sum(len(self.colouring.shared[one]) for one in part)
        # Deeper, what there is to try is more than anyone has steps for.
        self.steps.take(costs if self.depth < DEEPEST else self.steps.left + 1)
        self._settle_more(node, part, greedy=greedy)

    def _settle_more(self, node: int, part: list[int], *, greedy: bool) -> None:
        # By depth too: another of the same colour may be singled out of what this one leaves.
        self.colours[node] = digest(self.colours[node], b"singled out", b"%d" % self.depth)
        self.depth += 1
        self.settle(part, [node], greedy=greedy)
        self.depth -= 1

    def _paint(self, colours: dict[int, Colour]) -> None:
        for node, colour in colours.items():
            self.colours[node] = colour
