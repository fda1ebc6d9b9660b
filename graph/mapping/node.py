"""Nodes and links as they were found in the database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.mapping.links import LinkKey
from graph.rdf.records import Key, Statements
from ontology.namespaces import dataset_name


@dataclass(frozen=True)
class FoundLink:
    """A relationship of a node. `id` is the server's, good for this transaction."""

    id: str
    key: LinkKey
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class FoundNode:
    """A node in the database. `records` are by dataset IRI.

    `linked` says whether anything points at it. `edited` has the datasets whose records of it
    are not as they were written, or are there twice; of these, `records` has what is intact.
    `texts` has the parts of records that were found, with the IRIs of their datasets.
    """

    key: Key
    labels: frozenset[str] = frozenset()
    properties: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[FoundLink, ...] = ()
    records: Mapping[str, Statements] = field(default_factory=dict)
    linked: bool = False
    edited: frozenset[str] = frozenset()
    texts: tuple[tuple[str, Statements], ...] = ()

    @property
    def records_by_name(self) -> dict[str, Statements]:
        """The records under their datasets' short names, as the view shows them."""
        return {dataset_name(iri): text for iri, text in self.records.items()}
