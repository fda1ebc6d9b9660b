"""The view: what the property graph shows of a node. One pure function, `view`.

Load, replace, drop, check and rebuild all ask it, so the graph never depends on the order
in which datasets came. It may leave out what a property graph cannot hold; the records,
from which it is made, never do.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from pyoxigraph import Literal, NamedNode, Triple

from graph.attributes import Property, properties
from graph.records import Key, Statements, key_of, triples_of
from ontology.namespaces import RDF
from ontology.vocabulary import Attribute, Vocabulary

# Raise it when the same records and vocabulary make another view: graphs are then rebuilt.
MAPPING: Final = "1"

RESOURCE: Final = "Resource"
UNDECLARED: Final = "LINK"
TYPE: Final = RDF + "type"


class LinkKey(NamedTuple):
    """What makes a node's outgoing link one: `predicate` only where it is not declared."""

    type: str
    predicate: str | None
    target: Key


@dataclass(frozen=True)
class NodeView:
    """A node as the property graph shows it; each link with the datasets that state it."""

    labels: frozenset[str]
    properties: dict[str, Property]
    links: dict[LinkKey, tuple[str, ...]]


def view(key: Key, records: Mapping[str, Statements], vocabulary: Vocabulary) -> NodeView:
    """Return what the property graph shows of a node.

    Args:
        key: its IRI, or `_:` and a hash.
        records: by a dataset's short name, what that dataset says with this subject.
        vocabulary: the declared terms.
    """
    labels = {RESOURCE}
    links: defaultdict[LinkKey, set[str]] = defaultdict(set)
    said: defaultdict[Attribute, list[tuple[str, Literal]]] = defaultdict(list)
    for dataset, statements in records.items():
        for triple in triples_of(statements):
            attribute = vocabulary.attributes.get(triple.predicate.value)
            if triple.predicate.value == TYPE:
                labels |= _labels(triple, vocabulary)
            elif isinstance(triple.object, Literal):
                if attribute:
                    said[attribute].append((dataset, triple.object))
            elif not attribute:
                links[_link(triple, vocabulary)].add(dataset)
    shown = properties(said) | {"iri": key}
    stated = {link: tuple(sorted(names)) for link, names in links.items()}
    return NodeView(frozenset(labels), shown, stated)


def _labels(triple: Triple, vocabulary: Vocabulary) -> frozenset[str]:
    """Return the labels of a class that the ontology declares; of others the record speaks."""
    known = isinstance(triple.object, NamedNode) and vocabulary.classes.get(triple.object.value)
    return known.labels if known else frozenset()


def _link(triple: Triple, vocabulary: Vocabulary) -> LinkKey:
    target = key_of(triple.object)
    declared = vocabulary.links.get(triple.predicate.value)
    if declared:
        return LinkKey(declared.type, None, target)
    return LinkKey(UNDECLARED, triple.predicate.value, target)
