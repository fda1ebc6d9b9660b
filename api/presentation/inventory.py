"""Loaded datasets as models, for HTTP and for commands."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from graph.state.ledger import DatasetInfo, Load


class Summary(BaseModel):
    """What a load did, in distinct statements: read = written + unchanged + rejected."""

    model_config = ConfigDict(from_attributes=True)

    at: datetime
    read: int
    written: int
    unchanged: int
    removed: int
    rejected: int
    duplicates: int
    subjects: int = Field(description="Of how many subjects it said something else than before.")


class Entry(Summary):
    """A line of the ledger."""

    changed: list[str] = Field(
        description="Which, where it replaced something and they are few enough to be listed."
    )


class Dataset(BaseModel):
    """A dataset that is loaded."""

    name: str = Field(description="Its short name.")
    iri: str = Field(description="Its IRI, which is the name of its graph.")
    title: str | None
    description: str | None
    source: list[str] = Field(description="The documents that it is taken from.")
    publisher: list[str]
    issued: str | None
    licence: list[str]
    version: str | None
    statements: int
    digest: str = Field(description="Differs when any statement does.")
    loaded_at: datetime = Field(description="When its content last changed.")
    last_load: Summary | None
    loading: bool = Field(description="Whether it is half written, and must be loaded again.")


class DatasetWithLedger(Dataset):
    """A dataset that is loaded, with everything that was ever done to it."""

    last_load: Entry | None
    ledger: list[Entry] = Field(description="Its loads, the oldest first.")


def dataset(info: DatasetInfo) -> Dataset:
    """Return what is told of a dataset among others."""
    said, links = info.properties, info.links
    return Dataset(
        name=info.name,
        iri=info.iri,
        title=_text(said, "title") or _text(said, "name"),
        description=_text(said, "description"),
        source=links.get("SOURCE", []),
        publisher=links.get("PUBLISHER", []),
        issued=_text(said, "issued"),
        licence=links.get("LICENSE", []),
        version=_text(said, "version"),
        statements=info.statements,
        digest=info.digest,
        loaded_at=info.loaded_at,
        last_load=Summary.model_validate(info.last_load) if info.last_load else None,
        loading=info.loading,
    )


def with_ledger(info: DatasetInfo, loads: Iterable[Load]) -> DatasetWithLedger:
    """Return what is told of one dataset, given its loads, the oldest first."""
    ledger = [entry(load) for load in loads]
    told = dict(dataset(info)) | {"last_load": ledger[-1] if ledger else None}
    return DatasetWithLedger(**told, ledger=ledger)


def entry(load: Load) -> Entry:
    """Return a line of the ledger."""
    return Entry.model_validate(load)


def _text(said: Mapping[str, Any], name: str) -> str | None:
    """Return a property as text; None where it is none, because somebody edited it."""
    value = said.get(name)
    return value if isinstance(value, str) else None
