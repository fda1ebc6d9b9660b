"""Union-find over numbers."""

from array import array


class Unions:
    """Numbers from 0, each alone until it is joined; four bytes a number."""

    def __init__(self, size: int = 0) -> None:
        self._parents = array("I", range(size))

    def __len__(self) -> int:
        return len(self._parents)

    def add(self) -> int:
        """Return the next number."""
        self._parents.append(len(self))
        return len(self) - 1

    def join(self, one: int, other: int) -> None:
        """Join two numbers, and whatever each is joined with."""
        # The smaller root stays: a number's root is the first that it is joined with.
        low, high = sorted((self.root(one), self.root(other)))
        self._parents[high] = low

    def root(self, number: int) -> int:
        """Return the smallest of the numbers that this one is joined with."""
        parents = self._parents
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number
