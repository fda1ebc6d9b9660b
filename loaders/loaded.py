"""What is loaded: list it, find one by its name, take one out again."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from graph.ledger import Changes, DatasetInfo, Known
from graph.store import Store
from loaders.files import named
from ontology.errors import Ambiguous, NotFound

D = TypeVar("D", DatasetInfo, Known)


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
    for level in (_exact, _last_part):
        hits = [info for info in known if level(info, name)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            candidates = tuple((info.iri, info.name, "Dataset") for info in hits)
            listed = ", ".join(info.iri for info in hits)
            raise Ambiguous(f"Several datasets are called {name!r}: {listed}.", candidates)
    nearest = tuple(difflib.get_close_matches(name, [info.name for info in known], 3, 0.5))
    hint = f" Did you mean {' or '.join(nearest)}?" if nearest else ""
    raise NotFound(
        f"No dataset {name!r} is loaded.{hint} `coopgraph datasets` shows which are.", nearest
    )


def drop(name: str, store: Store) -> tuple[DatasetInfo, Changes]:
    """Take a dataset out; return which one it was and what went.

    Raises:
        NotFound: no such dataset is loaded; the nearest names are told.
        Ambiguous: several IRIs end in that name.
    """
    info = find(name, store.datasets())
    store.prepare()
    return info, store.drop(info.iri)


def _exact(info: DatasetInfo | Known, name: str) -> bool:
    encoded = named(name) if name.strip() and ":" not in name else name
    return name in (info.name, info.iri) or encoded == info.iri


def _last_part(info: DatasetInfo | Known, name: str) -> bool:
    return info.iri.endswith(("/" + name, "#" + name, ":" + name)) and bool(name)


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
