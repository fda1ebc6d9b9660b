"""One file's quads as datasets, with names for blank nodes that are the same each time.

Equal bytes give equal nodes: labels come from RDF Dataset Canonicalization (RDFC-1.0) over
the whole file. The graphs of one file share blank nodes, two files never do.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import chain
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
    """
    whole = set(quads)
    blank = {quad for quad in whole if mentions_blank(quad)}
    graphs = {quad.graph_name for quad in whole}
    iris = {_graph(graph, default) for graph in graphs if not isinstance(graph, BlankNode)}
    triples: dict[str, list[Triple]] = defaultdict(list)
    for quad in chain(whole - blank, named(blank, file_digest(iris))):
        triples[_graph(quad.graph_name, default)].append(quad.triple)
    return [DatasetContent(iri, triples[iri]) for iri in sorted(triples)]


def mentions_blank(quad: Quad) -> bool:
    """Say whether a statement has a blank node, as subject, object or graph."""
    return any(isinstance(term, BlankNode) for term in quad)


def file_digest(graphs: Iterable[str]) -> str:
    """Return what tells a file's blank nodes from those of others: its graphs' IRIs, hashed."""
    return hashlib.sha256("\n".join(sorted(graphs)).encode()).hexdigest()


def named(quads: Iterable[Quad], file: str) -> Iterator[Quad]:
    """Give blank nodes names that are the same each time, and no other file's.

    Args:
        quads: all statements of one file that mention a blank node.
        file: its digest.
    """
    whole = Dataset(quads)
    whole.canonicalize(ALGORITHM)
    for quad in whole:
        subject, predicate, value = quad.triple
        yield Quad(
            _renamed(subject, file),
            predicate,
            _renamed(value, file),
            _renamed(quad.graph_name, file),
        )


def _graph(graph: NamedNode | BlankNode | DefaultGraph, default: str) -> str:
    return default if isinstance(graph, DefaultGraph) else key_of(graph)


def _renamed(term: Term, file: str) -> Term:
    """Return a blank node under a name that no other file's can have; other terms as they are."""
    if not isinstance(term, BlankNode):
        return term
    name = hashlib.sha256(f"{file} {term.value}".encode()).hexdigest()[:32]
    return BlankNode(f"b{name}")
