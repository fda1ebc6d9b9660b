"""The view: labels, properties and links of a node, from its records. Pure functions.

Load, replace, drop, check and rebuild all ask it, so the graph never depends on the order
in which datasets came. It may leave out what a property graph cannot hold; the records,
from which it is made, never do. What it derives besides, direct links, is in no record.
Of two things that are decided to be one, what points at either points at the one that is kept;
which those are is given with the vocabulary.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from pyoxigraph import Literal

from graph.mapping.links import LinkKey, direct_links
from graph.mapping.properties import Property, properties
from graph.rdf.records import Key, Statements, key_of_token, lines_of, literal_of
from ontology.namespaces import RDF
from ontology.vocabulary import Vocabulary

# Raise it when the same records and vocabulary make another view: graphs are then rebuilt.
MAPPING: Final = "4"

RESOURCE: Final = "Resource"
UNDECLARED: Final = "LINK"
# From a thing to the one that is kept of the two.
LEADS_TO: Final = "LEADS_TO"
TYPE: Final = f"<{RDF}type>"


@dataclass(frozen=True)
class NodeView:
    """A node as the property graph shows it; each link with the datasets that state it.

    The links of a participation are also its direct links, which leave another node.
    """

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
    links: dict[LinkKey, tuple[str, ...]] = {}
    said: defaultdict[str, list[tuple[str, Literal]]] = defaultdict(list)
    for dataset in sorted(records):
        for line in lines_of(records[dataset]):
            _, predicate, value = line.split(" ", 2)
            if predicate == TYPE:
                if value[0] == "<" and (known := vocabulary.classes.get(value[1:-3])):
                    labels |= known.labels
            elif predicate[1:-1] in vocabulary.attributes:
                if value[0] == '"':
                    said[predicate[1:-1]].append((dataset, literal_of(value[:-2])))
            elif value[0] != '"':  # an undeclared literal is in the record only
                link = _link(predicate[1:-1], key_of_token(value[:-2]), vocabulary)
                stating = links.get(link, ())
                if dataset not in stating:  # it may name two that lead to one
                    links[link] = (*stating, dataset)
    stated = ((vocabulary.attributes[predicate], found) for predicate, found in said.items())
    links |= direct_links(links, vocabulary)
    if records and key in vocabulary.merges:
        merge = vocabulary.merges[key]
        links[LinkKey(LEADS_TO, None, merge.kept)] = merge.datasets
    return NodeView(frozenset(labels), properties(stated) | {"iri": key}, links)


def _link(predicate: str, target: Key, vocabulary: Vocabulary) -> LinkKey:
    target = vocabulary.kept(predicate, target)
    declared = vocabulary.links.get(predicate)
    if declared:
        return LinkKey(declared.type, None, target)
    return LinkKey(UNDECLARED, predicate, target)
