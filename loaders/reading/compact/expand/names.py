"""Finding things by the names that people write: in the file, and in what lies beside it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from rapidfuzz import fuzz, process

from loaders.reading.compact.form.domains import ancestors
from loaders.reading.compact.form.values import ADDRESS
from ontology.errors import InvalidData
from ontology.folding import fold
from ontology.namespaces import BASE, short

# Things that an error tells.
MOST_TOLD: Final = 5
# From 0 to 100, how near a name must be to be told.
NEAR: Final = 60


class Named(NamedTuple):
    """A thing with its class, all its names, the English one first, and where it lies."""

    iri: str
    type: str
    names: tuple[str, ...]
    part_of: frozenset[str] = frozenset()


class UnknownName(InvalidData):
    """A name that is not found, or means several things; the message says what to write."""


class Names:
    """Things by name.

    Args:
        things: what is known.
        beside: further names, for what is not found here.
    """

    def __init__(self, things: Iterable[Named] = (), beside: "Names | None" = None) -> None:
        self._things: dict[str, Named] = {}
        self._by_name: defaultdict[str, dict[str, None]] = defaultdict(dict)
        self._beside = beside
        for one in things:
            self.add(one)

    def add(self, one: Named) -> None:
        """Take in a thing, or further names of one."""
        known = self._things.get(one.iri)
        self._things[one.iri] = (
            one
            if known is None
            else known._replace(
                names=tuple(dict.fromkeys((*known.names, *one.names))),
                part_of=known.part_of | one.part_of,
            )
        )
        for name in one.names:
            self._by_name[fold(name)][one.iri] = None

    def get(self, iri: str) -> Named | None:
        """Return the thing of an address."""
        return self._things.get(iri) or (self._beside.get(iri) if self._beside else None)

    def all(self) -> Iterator[Named]:
        """Yield all things, but for those beside."""
        yield from self._things.values()

    def find(self, text: str, wanted: str, ends: Mapping[str, str] | None = None) -> str:
        """Return the address of the thing of a class that a text names.

        Args:
            text: a name, a short address such as `state/la`, or an `id` of the file.
            wanted: the class, `Thing` for any.
            ends: the addresses of the file's things by their `id`.

        Raises:
            UnknownName: there is none, or it could be several.
        """
        if ends and text in ends:
            return ends[text]
        if ADDRESS.fullmatch(text):
            return text if text.startswith("http") else BASE + text
        folded = fold(text)
        found = self._called(folded, wanted)
        if not found:
            raise UnknownName(self._not_found(text, folded, wanted))
        if len(found) > 1:
            found = _widest(found) or found
        if len(found) > 1:
            raise UnknownName(
                f"{text!r} could be {', '.join(map(_told, found[:MOST_TOLD]))}."
                " Write the address of the one that is meant."
            )
        return found[0].iri

    def _called(self, folded: str, wanted: str) -> list[Named]:
        """Return the things of a class that have a name, best those that it is the first of.

        What a file declares itself comes before what lies beside.
        """
        some = [self._things[iri] for iri in self._by_name.get(folded, ())]
        some = [one for one in some if wanted == "Thing" or wanted in ancestors(one.type)]
        if not some and self._beside:
            return self._beside._called(folded, wanted)
        first = [one for one in some if one.names and fold(one.names[0]) == folded]
        return first or some

    def _near(self, folded: str, wanted: str) -> dict[str, Named]:
        """Return the things of a class whose names are near a text, the nearest first."""
        choices = {
            name: one
            for name, iris in self._by_name.items()
            for one in (self._things[next(iter(iris))],)
            if wanted == "Thing" or wanted in ancestors(one.type)
        }
        near = process.extract(
            folded, choices.keys(), scorer=fuzz.WRatio, limit=2 * MOST_TOLD, score_cutoff=NEAR
        )
        found = {choices[name].iri: choices[name] for name, _, _ in near}
        return found | (self._beside._near(folded, wanted) if self._beside else {})

    def _not_found(self, text: str, folded: str, wanted: str) -> str:
        near = list(self._near(folded, wanted).values())
        kind = "" if wanted == "Thing" else f" {_word(wanted)}"
        message = f"no{kind} is called {text!r} in this file, the reference data or other datasets"
        if other := self._called(folded, "Thing"):
            message += f"; {_told(other[0])} is something else"
        if near:
            message += f". Near: {', '.join(map(_told, near[:MOST_TOLD]))}"
        return f"{message}. Correct the name, or declare it in this file."


def _widest(found: list[Named]) -> list[Named]:
    """Return the one thing in which all the others lie: a state and not its region."""
    iris = {one.iri for one in found}
    outer = [one for one in found if not one.part_of & iris]
    inner = [one for one in found if one.part_of & iris]
    wide = {one.iri for one in outer}
    return outer if len(outer) == 1 and all(one.part_of & wide for one in inner) else []


def _told(one: Named) -> str:
    return f"{one.names[0]} ({short(one.iri)})" if one.names else short(one.iri)


def _word(name: str) -> str:
    """Return a class in small words: `ActorGroup` is `actor group`."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
