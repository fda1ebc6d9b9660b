"""What is compared of an actor or an act: names, identifiers, places, neighbours, dates."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from graph.database.driver import Database
from graph.mapping.view import NodeView, view
from graph.spill.staging import Staging
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

# Things of different kinds are never compared.
KINDS: Final = (
    *("State", "Region", "City", "Organization", "Person", "ActorGroup"),
    *("Agreement", "AgreementSet", "Event", "Programme", "Prospect"),
)
# Links to where a thing is or belongs.
PLACES: Final = frozenset({"COUNTRY", "PART_OF", "SEAT", "UNIT_OF", "GROUP_OF", "PLACE"})
MATCHING: Final = "EXACT_MATCH"
MAYBE: Final = "POSSIBLY_SAME_AS"
# Of a thing in very many acts some are compared.
MOST_NEIGHBOURS: Final = 200

LOADED: Final = f"""
MATCH (n:Actor|Act) WHERE EXISTS {{ (n)-[:DESCRIBED_IN]->(:Dataset) }}
RETURN n.iri AS iri, labels(n) AS labels, properties(n) AS properties,
  COLLECT {{ MATCH (n)-[r:{"|".join(sorted(PLACES | {MATCHING, MAYBE}))}]->(m:Resource)
    RETURN [type(r), m.iri] }} AS links,
  COLLECT {{ MATCH (n)-[r]-(m:Resource) WHERE r.participation IS NOT NULL
    RETURN m.iri LIMIT {MOST_NEIGHBOURS} }} AS neighbours
"""


@dataclass(frozen=True)
class Comparable:
    """A thing as it is compared with others.

    Attributes:
        identifiers: by property key, the values.
        neighbours: acts in which an actor takes part, or who takes part in an act.
        days: the first and the last day that its date can mean.
        maybe: what a dataset says that it is possibly the same as.
    """

    iri: str
    labels: frozenset[str]
    name: str = ""
    names: frozenset[str] = frozenset()
    identifiers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    places: frozenset[str] = frozenset()
    neighbours: frozenset[str] = frozenset()
    days: tuple[date, date] | None = None
    maybe: frozenset[str] = frozenset()

    @property
    def kind(self) -> str:
        """The kind within which it is compared."""
        return next((one for one in KINDS if one in self.labels), "")


def loaded(database: Database, vocabulary: Vocabulary) -> Iterator[Comparable]:
    """Yield the actors and acts that are loaded."""
    for row in database.stream(LOADED):
        links = [(kind, target) for kind, target in row["links"]]
        labels, properties = frozenset(row["labels"]), row["properties"]
        near = frozenset(row["neighbours"])
        yield _comparable(
            row["iri"], labels, properties, links, neighbours=near, vocabulary=vocabulary
        )


def staged(staging: Staging, vocabulary: Vocabulary) -> Iterator[Comparable]:
    """Yield the actors and acts that files state."""
    neighbours: defaultdict[str, set[str]] = defaultdict(set)
    things: dict[str, NodeView] = {}
    for part in staging.partitions():
        for key, records in part.items():
            said = {dataset_name(iri): record.statements for iri, record in records.items()}
            shown = view(key, said, vocabulary)
            for link in shown.links:
                if link.source is not None:
                    neighbours[link.source].add(link.target)
                    neighbours[link.target].add(link.source)
            if shown.labels & {"Actor", "Act"} and not key.startswith("_:"):
                things[key] = shown
    for key, shown in things.items():
        links = [(link.type, link.target) for link in shown.links]
        near = frozenset(neighbours[key])
        yield _comparable(
            key, shown.labels, shown.properties, links, neighbours=near, vocabulary=vocabulary
        )


def _comparable(
    iri: str,
    labels: frozenset[str],
    properties: Mapping[str, Any],
    links: Iterable[tuple[str, str]],
    *,
    neighbours: frozenset[str],
    vocabulary: Vocabulary,
) -> Comparable:
    by_type: defaultdict[str, set[str]] = defaultdict(set)
    for kind, target in links:
        by_type[kind].add(target)
    identifiers = {
        one.key: _texts(properties.get(one.key))
        for one in vocabulary.attributes.values()
        if one.indexed and one.key in properties
    }
    if by_type[MATCHING]:
        identifiers[MATCHING.lower()] = frozenset(by_type[MATCHING])
    return Comparable(
        iri,
        labels,
        str(properties.get("name", "")),
        _texts(properties.get("folded_names")) | _texts(properties.get("folded_aliases")),
        identifiers,
        frozenset().union(*(by_type[kind] for kind in PLACES)),
        neighbours,
        _days(properties),
        frozenset(by_type[MAYBE]),
    )


def _texts(value: Any) -> frozenset[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return frozenset(str(one) for one in values if one is not None)


def _days(properties: Mapping[str, Any]) -> tuple[date, date] | None:
    first, last = properties.get("date_earliest"), properties.get("date_latest")
    if first is None or last is None:
        return None
    return date.fromisoformat(str(first)), date.fromisoformat(str(last))
