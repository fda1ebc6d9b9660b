"""Blocking: which pairs are compared at all, so that not each is compared with each."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import Final

from loaders.duplicates.things import Comparable

# A key that more things have tells nothing of them.
MOST: Final = 30
# Letters of a name that are a key together; a slip leaves most of them as they were.
GRAM: Final = 5
SHORTEST_WORD: Final = 3


def pairs(things: Sequence[Comparable]) -> Iterator[tuple[int, int]]:
    """Yield the numbers of those that share a rare key, and those said to be possibly the same."""
    blocks: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    numbers = {thing.iri: number for number, thing in enumerate(things)}
    found = set[tuple[int, int]]()
    for number, thing in enumerate(things):
        for key in _keys(thing):
            blocks[thing.kind, key].append(number)
        for other in thing.maybe & numbers.keys():
            found.add((min(number, numbers[other]), max(number, numbers[other])))
    for members in blocks.values():
        if len(members) <= MOST:
            found.update(combinations(members, 2))
        else:  # of very many with one name each is compared with the next
            found.update(pairwise(members))
    yield from sorted(found)


def _keys(thing: Comparable) -> set[str]:
    """Return what things have in common where they may be one."""
    keys = {f"{key}={value}" for key, some in thing.identifiers.items() for value in some}
    for name in thing.names:
        words = sorted(name.split())
        joined = "".join(words)
        keys.add(joined)
        keys.update(word for word in words if len(word) >= SHORTEST_WORD)
        keys.update(f"{one} {other}" for one, other in pairwise(words))
        text = name.replace(" ", "")
        keys.update(text[at : at + GRAM] for at in range(max(1, len(text) - GRAM + 1)))
    return keys
