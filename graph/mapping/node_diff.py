"""Diff of a node: what has to change so that it shows what its records say. Pure functions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.mapping.links import LinkKey
from graph.mapping.node import FoundLink, FoundNode
from graph.mapping.properties import Property
from graph.mapping.view import NodeView
from graph.rdf.records import Key


@dataclass(frozen=True)
class Repair:
    """The difference between a node as it is and as it should be; false where there is none."""

    key: Key
    added_labels: frozenset[str]
    removed_labels: frozenset[str]
    properties: Mapping[str, Property]
    wrong_keys: tuple[str, ...]
    added_links: Mapping[LinkKey, tuple[str, ...]]
    changed_links: Mapping[str, tuple[LinkKey, tuple[str, ...]]]
    removed_links: Mapping[str, LinkKey]

    def __bool__(self) -> bool:
        return self.touches_node or self.touches_links

    @property
    def touches_node(self) -> bool:
        """Whether labels or properties differ."""
        return bool(self.added_labels or self.removed_labels or self.wrong_keys)

    @property
    def touches_links(self) -> bool:
        """Whether relationships differ."""
        return bool(self.added_links or self.changed_links or self.removed_links)

    def messages(self) -> Iterator[str]:
        """Say what is wrong, a sentence for each thing."""
        yield from (f"lacks the label {label}" for label in sorted(self.added_labels))
        yield from (f"has the label {label} too much" for label in sorted(self.removed_labels))
        yield from (f"has a wrong property {key}" for key in self.wrong_keys)
        yield from (f"lacks a link {shown(link)}" for link in self.added_links)
        yield from (
            f"has wrong datasets on the link {shown(link)}"
            for link, _ in self.changed_links.values()
        )
        yield from (f"has a link {shown(link)} too much" for link in self.removed_links.values())


def repair(found: FoundNode, wanted: NodeView) -> Repair:
    """Compare a node as it is with its view."""
    links = {link.id: link for link in found.links}
    kept: dict[LinkKey, FoundLink] = {}
    for link in found.links:
        if link.key in wanted.links:
            kept.setdefault(link.key, link)  # of two that are the same, one is too much
    keepers = {link.id for link in kept.values()}
    return Repair(
        key=found.key,
        added_labels=wanted.labels - found.labels,
        removed_labels=found.labels - wanted.labels,
        properties=wanted.properties,
        wrong_keys=tuple(_wrong_keys(found.properties, wanted.properties)),
        added_links={key: said for key, said in wanted.links.items() if key not in kept},
        changed_links={
            link.id: (key, wanted.links[key])
            for key, link in kept.items()
            if link.properties != link_properties(found.key, key, wanted.links[key])
        },
        removed_links={one: link.key for one, link in links.items() if one not in keepers},
    )


def link_properties(key: Key, link: LinkKey, datasets: tuple[str, ...]) -> dict[str, Any]:
    """Return the properties of a relationship of a node."""
    stated: dict[str, Any] = {"datasets": list(datasets)}
    if link.predicate is not None:
        stated["predicate"] = link.predicate
    if link.source is not None:
        stated["participation"] = key
    return stated


def shown(link: LinkKey) -> str:
    """Return a link for people."""
    kind = link.type if link.predicate is None else f"{link.type} {link.predicate}"
    start = "" if link.source is None else f" from {link.source}"
    return f"{kind}{start} to {link.target or 'a node that is no resource'}"


def _wrong_keys(found: Mapping[str, Any], wanted: Mapping[str, Any]) -> Iterator[str]:
    for key in sorted(found.keys() | wanted.keys()):
        # By their text, because to Python 1, 1.0 and true are equal; to Neo4j they are not.
        if repr(found.get(key)) != repr(wanted.get(key)):
            yield key
