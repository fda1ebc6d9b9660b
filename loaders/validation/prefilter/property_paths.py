"""SHACL and SPARQL property paths, as trees of single steps from a node.

A path without repetition is a choice of chains; a chain is a sequence of steps, each along a
predicate or against it. Chains are what paths are evaluated by, and the tree made of all of
them says which statements around a node can matter to its verdict.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import NamedTuple

from loaders.validation.prefilter.triple_index import TripleIndex
from loaders.validation.terms.terms import Term


class Step(NamedTuple):
    """One step from a node: along a predicate, or `back` from an object to its subjects."""

    predicate: Term
    back: bool = False


Chain = tuple[Step, ...]
Chains = tuple[Chain, ...]


class PathTree(dict[Step, "PathTree"]):
    """A tree of steps; each leads to the tree of what is looked at from there."""

    def along(self, chains: Chains) -> list["PathTree"]:
        """Return the trees at the ends of chains, made where they are missing."""
        ends = []
        for chain in chains:
            at = self
            for step in chain:
                at = at.setdefault(step, PathTree())
            ends.append(at)
        return ends

    def add(self, other: "PathTree") -> None:
        """Take in another tree."""
        for step, below in other.items():
            self.setdefault(step, PathTree()).add(below)


def one(predicate: Term) -> Chains:
    """Return the path that is one predicate."""
    return ((Step(predicate),),)


def inverse(chains: Chains) -> Chains:
    """Return a path walked from its end."""
    return tuple(
        tuple(Step(step.predicate, not step.back) for step in reversed(chain)) for chain in chains
    )


def sequence(parts: Iterable[Chains]) -> Chains:
    """Return paths one after the other."""
    return tuple(tuple(step for chain in choice for step in chain) for choice in product(*parts))


def walker(chains: Chains, data: TripleIndex) -> Callable[[Term], Sequence[Term]]:
    """Return what gives the distinct nodes at a path's end."""
    said, pointing = data.said, data.pointing
    if len(chains) == 1 and len(chains[0]) == 1 and not chains[0][0].back:
        predicate = chains[0][0].predicate
        return lambda node: said[node].get(predicate, ())

    def walk(node: Term) -> Sequence[Term]:
        ends: dict[Term, None] = {}
        for chain in chains:
            at: Iterable[Term] = (node,)
            for predicate, back in chain:
                at = dict.fromkeys(
                    end
                    for start in at
                    for end in ((pointing[start] if back else said[start]).get(predicate, ()))
                )
            ends.update(dict.fromkeys(at))
        return list(ends)

    return walk
