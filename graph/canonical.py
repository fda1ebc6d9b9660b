"""One file's quads as datasets, with names for blank nodes that are the same each time.

Equal bytes give equal nodes: labels come from RDF Dataset Canonicalization (RDFC-1.0) over
the whole file. The graphs of one file share blank nodes, two files never do.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, Final

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    NamedNode,
    Quad,
    Triple,
)

from graph.records import DatasetContent, key_of

Term = Any  # pyoxigraph has no common class of its terms

ALGORITHM: Final = CanonicalizationAlgorithm.RDFC_1_0


def datasets(quads: Iterable[Quad], default: str) -> list[DatasetContent]:
    """Split one file's quads into datasets, by IRI; repeated quads count once.

    Args:
        quads: everything the file says.
        default: the IRI of the dataset that takes what stands in no named graph.

    Raises:
        InvalidData: a statement about a statement (an RDF 1.2 triple term).
        LimitExceeded: a graph's IRI is too long.
    """
    whole = Dataset(quads)
    whole.canonicalize(ALGORITHM)
    names = _names({quad.graph_name for quad in whole}, default)
    triples: dict[str, list[Triple]] = defaultdict(list)
    for quad in whole:
        subject, predicate, value = quad.triple
        triple = Triple(_renamed(subject, names), predicate, _renamed(value, names))
        triples[_graph(_renamed(quad.graph_name, names), default)].append(triple)
    return [DatasetContent(iri, triples[iri]) for iri in sorted(triples)]


def _graph(graph: NamedNode | BlankNode | DefaultGraph, default: str) -> str:
    return default if isinstance(graph, DefaultGraph) else key_of(graph)


def _names(graphs: Iterable[NamedNode | BlankNode | DefaultGraph], default: str) -> str:
    """Return what tells this file's blank nodes from those of other files."""
    iris = {_graph(graph, default) for graph in graphs if not isinstance(graph, BlankNode)}
    return hashlib.sha256("\n".join(sorted(iris)).encode()).hexdigest()


def _renamed(term: Term, file: str) -> Term:
    """Return a blank node under a name that no other file's can have; other terms as they are."""
    if not isinstance(term, BlankNode):
        return term
    name = hashlib.sha256(f"{file} {term.value}".encode()).hexdigest()[:32]
    return BlankNode(f"b{name}")
