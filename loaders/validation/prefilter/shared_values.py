"""Faults that need no engine: nodes that share a value, or lack one that they should have.

Nodes that share a name or a code are found value by value. What many nodes may lack, and are
only warned for, would take the engine as long as if all of them were wrong.
"""

from collections.abc import Collection, Sequence

from graph.rdf.records import key_of_token
from loaders.validation.prefilter.constraints import Test
from loaders.validation.prefilter.property_paths import Chains, PathTree, Step
from loaders.validation.prefilter.triple_index import BoundedCache, TripleIndex
from loaders.validation.terms.finding import Finding, Severity
from loaders.validation.terms.terms import TYPE, Term


class Shared:
    """A property shape that says how many nodes may have a value in common.

    Args:
        shape: the name of the shape it stands in.
        message: what to change.
        severity: how bad it is.
        path: along one predicate to a value, and back along one.
        most: how many nodes there may be.
        kinds: tests of which nodes count; without any, all do.
        data: what is said of nodes.

    Attributes:
        reach: what it looks at.
    """

    def __init__(
        self,
        shape: str,
        message: str,
        severity: Severity,
        *,
        path: Chains,
        most: int,
        kinds: Sequence[Test],
        data: TripleIndex,
    ) -> None:
        self._shape, self._message, self._severity = shape, message, severity
        self._there = frozenset(chain[0].predicate for chain in path)
        self._back = tuple(dict.fromkeys(chain[1].predicate for chain in path))
        self._most, self._kinds, self._data = most, kinds, data
        # The first nodes of each value: one more than there may be, so no others are needed.
        self._first: BoundedCache[Term, Sequence[Term]] = BoundedCache(self._of)
        self.reach = PathTree()
        for end in self.reach.along(path):
            end.setdefault(Step(TYPE), PathTree())

    def concerns(self, predicates: Collection[Term]) -> bool:
        """Say whether something may be wrong with nodes of which so much is said."""
        return not self._there.isdisjoint(predicates)

    def finding(self, node: Term) -> Finding | None:
        """Return what is wrong where a node shares a value with too many."""
        found = {other for value in self._values(node) for other in self._first[value]}
        if len(found) <= self._most:
            return None
        key, counted = key_of_token(node), not self._kinds
        return Finding(key, self._shape, None, self._message, self._severity, too_many=counted)

    def by_one(self, node: Term) -> bool:
        """Say whether one of our datasets alone gives a value to a node and to another."""
        return any(self._data.crowded(node, value, self._back) for value in self._values(node))

    def _values(self, node: Term) -> set[Term]:
        said = self._data.said[node]
        return {value for one in self._there for value in said.get(one, ())}

    def _of(self, value: Term) -> Sequence[Term]:
        pointing, found = self._data.pointing[value], list[Term]()
        for predicate in self._back:
            for node in pointing.get(predicate, ()):
                if all(test(node) for test in self._kinds) and node not in found:
                    found.append(node)
                    if len(found) > self._most:
                        return found
        return found


class Absent:
    """A property shape that warns where a predicate is not said of a node at all.

    Args:
        shape: the name of the shape it stands in.
        message: what to change.
        predicate: what should be said.

    Attributes:
        reach: what it looks at.
    """

    def __init__(self, shape: str, message: str, predicate: Term) -> None:
        self._shape, self._message, self._predicate = shape, message, predicate
        self.reach = PathTree({Step(predicate): PathTree()})

    def concerns(self, predicates: Collection[Term]) -> bool:
        """Say whether something is wrong with nodes of which so much is said."""
        return self._predicate not in predicates

    def finding(self, node: Term) -> Finding:
        """Return what is wrong with a node that it concerns."""
        path = self._predicate[1:-1]
        return Finding(key_of_token(node), self._shape, path, self._message, "warning")

    def by_one(self, node: Term) -> bool:
        """Say that no other dataset says otherwise."""
        return True
