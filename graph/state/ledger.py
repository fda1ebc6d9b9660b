"""Types of the ledger and of datasets: loads, changes, intakes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final, NamedTuple, get_type_hints

from graph.state.stored_types import fitting
from ontology.namespaces import dataset_name


@dataclass(frozen=True)
class Changes:
    """What a dataset's replacement did: statements that are new, that stayed, that went."""

    written: int = 0
    unchanged: int = 0
    removed: int = 0

    def __add__(self, other: "Changes") -> "Changes":
        return Changes(
            self.written + other.written,
            self.unchanged + other.unchanged,
            self.removed + other.removed,
        )


@dataclass(frozen=True)
class Preview:
    """What a dataset's replacement would do, and its statements as N-Triples lines, by subject."""

    changes: Changes
    added: tuple[str, ...]
    removed: tuple[str, ...]


@dataclass(frozen=True)
class Intake:
    """What a loader counted before the graph came in, in distinct statements.

    `read` = written + unchanged + `rejected`; `duplicates` are repetitions, counted beside.
    What is None is counted from the statements themselves. `origin` is the loader's own word
    for where it came from, kept as it is.
    """

    read: int | None = None
    rejected: int = 0
    duplicates: int | None = None
    origin: str = ""

    def counted(self, distinct: int, total: int) -> "Intake":
        """Return it complete, for so many statements, distinct ones and in all."""
        return Intake(
            distinct if self.read is None else self.read,
            self.rejected,
            total - distinct if self.duplicates is None else self.duplicates,
            self.origin,
        )


@dataclass(frozen=True)
class Load:
    """One line of the ledger: a load (or drop) of a dataset. It outlives the dataset.

    `subjects` is the number of subjects of which it said something else than before. Where
    the dataset was there before and they are no more than can be listed, `changed` has their
    keys, sorted.
    """

    dataset: str
    at: datetime
    read: int
    written: int
    unchanged: int
    removed: int
    rejected: int
    duplicates: int
    subjects: int = 0
    changed: Sequence[str] = ()
    origin: str = ""


@dataclass(frozen=True)
class DatasetInfo:
    """A dataset that is loaded.

    `loaded_at` is when its content last changed. `properties` and `links` are what the
    graph's view says of the resource that has the dataset's own IRI: `{"name": …}`, and by
    declared relationship type the names of the first things that it points at. Both are empty
    where nothing speaks of it.
    `loading` says that it is half written: by a load that is at work, or was killed;
    `last_load` is None where none ever came to its end.
    """

    iri: str
    name: str
    statements: int
    digest: str
    loaded_at: datetime
    properties: Mapping[str, Any]
    links: Mapping[str, list[str]]
    last_load: Load | None
    loading: bool


class Known(NamedTuple):
    """What a loader has to know of a dataset that is loaded; `origin` is that of its last load.

    `loading` says that it is half written.
    """

    iri: str
    name: str
    statements: int
    origin: str
    loading: bool


@dataclass(frozen=True)
class Difference:
    """Where the view does not say what the records say, as a sentence."""

    key: str
    message: str


# What the nodes of the ledger and of datasets have, by name.
LOAD: Final[Mapping[str, Any]] = get_type_hints(Load)
DATASET: Final[Mapping[str, Any]] = {
    "iri": str,
    "name": str,
    "statements": int,
    "digest": str,
    "loaded_at": datetime,
}


def load_of(found: Mapping[str, Any]) -> Load | None:
    """Return a line of the ledger, with what is still legible of it where it was edited.

    Numbers that are not are 0; None where not even its dataset or its time is.
    """
    legible = fitting(found, LOAD)
    if "at" not in legible or ":" not in legible.get("dataset", ""):
        return None
    return Load(**dict.fromkeys(("read", *vars(Changes()), "rejected", "duplicates"), 0) | legible)


def dataset_of(iri: str, found: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a dataset's own node says, or should say where it was edited."""
    unknown = {"name": dataset_name(iri), "statements": 0, "digest": ""}
    return unknown | {"loaded_at": datetime.now(UTC)} | fitting(found, DATASET) | {"iri": iri}
