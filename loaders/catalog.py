"""Loaded datasets: list them, find some by name or pattern, drop them."""

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from fnmatch import fnmatchcase
from typing import Any, Final, Generic, TypeVar

from graph.state.ledger import Changes, DatasetInfo, Known
from graph.store import Store
from loaders.reading.inputs.dataset_names import named
from ontology.errors import Ambiguous, NotFound

D = TypeVar("D", DatasetInfo, Known)

# What makes a pattern of a name.
WILD: Final = frozenset("*?[")
# Unknown names that are told.
TOLD: Final = 5


@dataclass(frozen=True)
class Loaded:
    """A dataset that is loaded, as `coopgraph datasets` lists it."""

    name: str
    iri: str
    title: str | None
    sources: tuple[str, ...]
    publishers: tuple[str, ...]
    statements: int
    loaded_at: datetime

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON can say it."""
        return {
            **vars(self),
            "sources": list(self.sources),
            "publishers": list(self.publishers),
            "loaded_at": self.loaded_at.isoformat(),
        }


def datasets(store: Store) -> list[Loaded]:
    """Return what is loaded, by IRI."""
    return [_loaded(info) for info in store.datasets()]


def find(name: str, known: Sequence[D]) -> D:
    """Return the dataset that is meant: by short name, IRI, or the last part of its IRI.

    Raises:
        NotFound: there is none; the nearest names are told.
        Ambiguous: several IRIs end in that part.
    """
    return Names(known).find(name)


def drop(names: Sequence[str], store: Store) -> list[tuple[Known, Changes]]:
    """Take datasets out, each given by a name or many by a pattern; return what went of which.

    Nothing is taken out where a name is unknown.

    Raises:
        NotFound: no such datasets are loaded; all such names are told, and the nearest ones.
        Ambiguous: several IRIs end in a name.
    """
    meant = Names(store.known()).find_all(names)
    store.prepare()
    changes = store.drop_all(one.iri for one in meant)
    return [(one, changes[one.iri]) for one in meant]


class Names(Generic[D]):
    """The datasets that are loaded, by everything that they may be called."""

    def __init__(self, known: Sequence[D]) -> None:
        self._known: list[D] = list(known)
        self._exact: dict[str, dict[str, D]] = {}
        for info in known:
            for name in (info.name, info.iri):
                self._exact.setdefault(name, {})[info.iri] = info

    def find(self, name: str) -> D:
        """Return the one dataset that a name means; see `loaders.catalog.find`."""
        hits = self._called(name) or self._ending(name)
        if len(hits) > 1:
            candidates = tuple((info.iri, info.name, "Dataset") for info in hits)
            listed = ", ".join(info.iri for info in hits)
            raise Ambiguous(f"Several datasets are called {name!r}: {listed}.", candidates)
        if not hits:
            raise self._unknown([name])
        return hits[0]

    def find_all(self, names: Iterable[str]) -> list[D]:
        """Return all datasets that names and patterns mean, each once.

        Raises:
            NotFound: some mean none; all of them are told.
            Ambiguous: several IRIs end in a name.
        """
        found: dict[str, D] = {}
        unknown = []
        for name in names:
            try:
                found |= {info.iri: info for info in self._meant(name)}
            except NotFound:
                unknown.append(name)
        if unknown:
            raise self._unknown(unknown)
        return list(found.values())

    def _meant(self, name: str) -> list[D]:
        if not set(name) & WILD or self._called(name):
            return [self.find(name)]
        hits = [info for info in self._known if fnmatchcase(info.name, name)]
        if not hits:
            raise self._unknown([name])
        return hits

    def _called(self, name: str) -> list[D]:
        encoded: str = named(name) if name.strip() and ":" not in name else name
        hits = self._exact.get(name, {}) | self._exact.get(encoded, {})
        return list(hits.values())

    def _ending(self, name: str) -> list[D]:
        ends = ("/" + name, "#" + name, ":" + name)
        return [info for info in self._known if name and info.iri.endswith(ends)]

    def _unknown(self, names: Sequence[str]) -> NotFound:
        known = [info.name for info in self._known]
        nearest = [
            near for name in names[:TOLD] for near in difflib.get_close_matches(name, known, 3, 0.5)
        ]
        nearest = list(dict.fromkeys(nearest))
        hint = f" Did you mean {' or '.join(nearest)}?" if nearest else ""
        listed = ", ".join(map(repr, names[:TOLD]))
        more = f" and {len(names) - TOLD} more" if len(names) > TOLD else ""
        return NotFound(
            f"No dataset {listed}{more} is loaded.{hint} `coopgraph datasets` shows which are.",
            tuple(nearest),
        )


def _loaded(info: DatasetInfo) -> Loaded:
    said = info.properties
    return Loaded(
        info.name,
        info.iri,
        said.get("title") or said.get("name"),
        tuple(info.links.get("SOURCE", ())),
        tuple(info.links.get("PUBLISHER", ())),
        info.statements,
        info.loaded_at,
    )
