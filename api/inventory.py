"""What is loaded, as both doors tell it."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from graph.ledger import DatasetInfo, Load


class Entry(BaseModel):
    """A line of the ledger, in distinct statements: read = written + unchanged + rejected."""

    model_config = ConfigDict(from_attributes=True)

    at: datetime
    read: int
    written: int
    unchanged: int
    removed: int
    rejected: int
    duplicates: int
    subjects: int = Field(description="Of how many subjects it said something else than before.")
    changed: list[str] = Field(description="Which, where it replaced something: 10,000 at most.")


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
    last_load: Entry | None
    loading: bool = Field(description="Whether it is half written, and must be loaded again.")


class DatasetWithLedger(Dataset):
    """A dataset that is loaded, with everything that was ever done to it."""

    ledger: list[Entry] = Field(description="Its loads, the oldest first.")


def dataset(info: DatasetInfo) -> Dataset:
    """Return what is told of a dataset."""
    said, links = info.properties, info.links
    return Dataset(
        name=info.name,
        iri=info.iri,
        title=said.get("title") or said.get("name"),
        description=said.get("description"),
        source=links.get("SOURCE", []),
        publisher=links.get("PUBLISHER", []),
        issued=said.get("issued"),
        licence=links.get("LICENSE", []),
        version=said.get("version"),
        statements=info.statements,
        digest=info.digest,
        loaded_at=info.loaded_at,
        last_load=entry(info.last_load) if info.last_load else None,
        loading=info.loading,
    )


def entry(load: Load) -> Entry:
    """Return a line of the ledger."""
    return Entry.model_validate(load)
