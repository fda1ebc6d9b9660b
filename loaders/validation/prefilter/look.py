"""Looking along paths from a node, each noted in the reach: what predicates of queries use."""

from collections.abc import Callable, Mapping, Sequence

from loaders.validation.prefilter import property_paths
from loaders.validation.prefilter.property_paths import Chains, PathTree, walker
from loaders.validation.prefilter.triple_index import TripleIndex
from loaders.validation.terms.terms import TYPE, Term

Values = Callable[[Term], Sequence[Term]]


class Look:
    """What a predicate looks at: paths from a node, each noted in the reach.

    Args:
        data: where to look.
        prefixes: of the query.
        places: where in the reach the paths begin.
    """

    def __init__(
        self, data: TripleIndex, prefixes: Mapping[str, str], places: Sequence[PathTree]
    ) -> None:
        self._data, self._prefixes, self._places = data, prefixes, places

    def term(self, name: str) -> Term:
        """Return a term by its prefixed name."""
        prefix, _, local = name.partition(":")
        return f"<{self._prefixes[prefix]}{local}>"

    def along(self, path: str) -> tuple[Values, "Look"]:
        """Return what gives the nodes at a path's end, and how to look on from there.

        Args:
            path: prefixed names, `/` one after the other, `|` one or another, `^` backwards.
        """
        chains: Chains = tuple(
            chain
            for choice in path.split("|")
            for chain in property_paths.sequence(map(self._step, choice.split("/")))
        )
        ends = [end for place in self._places for end in place.along(chains)]
        return walker(chains, self._data), Look(self._data, self._prefixes, ends)

    def __call__(self, path: str) -> Values:
        """Return what gives the nodes at a path's end."""
        return self.along(path)[0]

    def _step(self, name: str) -> Chains:
        predicate = TYPE if name.lstrip("^") == "a" else self.term(name.lstrip("^"))
        chains = property_paths.one(predicate)
        return property_paths.inverse(chains) if name.startswith("^") else chains
