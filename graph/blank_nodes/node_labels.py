"""Labels for the blank nodes of one file that are the same each time it is read.

A blank node's name comes from what the file says of it and of the blank nodes that it is
joined with, and from the names of the graphs in which it does, never from its label or its
place in the file (`symmetry` says how). So equal bytes give equal nodes, and a change renames
only what is joined with it. The graphs of one file share blank nodes, two files never do.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, Quad, RdfFormat, Triple, serialize

from graph.blank_nodes.canonical_labelling import Steps, labels
from graph.blank_nodes.colour_refinement import Statement, digest
from graph.blank_nodes.connected_components import (
    CHARACTERS,
    LINES,
    Components,
    Line,
    Naming,
    relabelled,
)
from graph.limits import STANDARD, Limits
from graph.rdf.records import DatasetContent, key_of, quads_of
from graph.spill.text_blocks import blocks


@dataclass
class _Joined:
    """What a component's blank nodes get their names from.

    Attributes:
        places: the nodes, by number, each with its place among them.
        statements: what is said, by places.
        graphs: what the graphs are in which it is.
    """

    places: dict[int, int] = field(default_factory=dict)
    statements: set[Statement] = field(default_factory=set)
    graphs: set[str | None] = field(default_factory=set)

    def add(self, line: Line) -> None:
        nodes = tuple(self.places.setdefault(node, len(self.places)) for node in line.nodes)
        self.statements.add(Statement(digest(line.text), nodes))
        self.graphs.add(line.graph)


def datasets(quads: Iterable[Quad], default: str) -> list[DatasetContent]:
    """Split one file's quads into datasets, by IRI; repeated quads count once.

    Args:
        quads: everything the file says.
        default: the IRI of the dataset that takes what stands in no named graph.

    Raises:
        LimitExceeded: a graph's IRI is too long, or blank nodes are too many.
    """
    whole = set(quads)
    blank = [quad for quad in whole if mentions_blank(quad)]
    triples: dict[str, list[Triple]] = defaultdict(list)
    for quad in chain(whole.difference(blank), named(blank, default)):
        triples[_graph(quad.graph_name, default)].append(quad.triple)
    return [DatasetContent(iri, triples[iri]) for iri in sorted(triples)]


def mentions_blank(quad: Quad) -> bool:
    """Say whether a statement's subject, object or graph is a blank node."""
    return (
        isinstance(quad.subject, BlankNode)
        or isinstance(quad.object, BlankNode)
        or isinstance(quad.graph_name, BlankNode)
    )


def line_mentions_blank(line: str) -> bool:
    """Say the same of an N-Quads (or N-Triples) line as a serializer writes it, with its end."""
    if line[0] == "_":
        return True
    # Behind the subject and the predicate, which are IRIs.
    at = line.index("> ", line.index("> ") + 2) + 2
    if line[at] == "_":
        return True
    last = line[line.rfind(" ", 0, -2) + 1 :]
    return last[0] == "_" and '"' not in last  # of a literal it would be the end


def named(
    quads: Iterable[Quad], file: str, apart: str = "", limits: Limits = STANDARD
) -> Iterator[Quad]:
    """Give blank nodes names that are the same each time, and no other file's.

    Names depend neither on the order of statements nor on labels, but where that would take too
    long or too much room: where symmetries are many, or too many statements are joined, they may
    depend on the order; of too many blank nodes in a file, all names come from labels. Blank
    nodes that cannot be told apart (`[ :p 1 ], [ :p 1 ]`) stay as many as they are.

    Args:
        quads: all statements of one file that mention a blank node; a repeated one comes
            back as often. They are taken before the first comes back, which is then in
            another order.
        file: what tells apart the blank nodes that stand in no graph of a name: the IRI of
            the dataset that takes them.
        apart: what tells all of them apart, where other files speak of the same graphs.
        limits: of blank nodes, of joined statements, and of the search.

    Raises:
        LimitExceeded: the temporary folder is full.
    """
    lines = named_lines(_lines(quads), file, apart, limits)
    texts = (f"{line[:-1]}{graph} .\n" if graph else f"{line}\n" for graph, line in lines)
    for some in blocks(texts, LINES, CHARACTERS):
        yield from quads_of("".join(some), graphs=True)


def named_lines(
    lines: Iterable[str], file: str, apart: str = "", limits: Limits = STANDARD
) -> Iterator[tuple[str, str]]:
    """Do what `named` does with N-Quads lines: statements are neither parsed nor written anew.

    Args:
        lines: as a serializer writes them, without line ends.
        file: as for `named`.
        apart: as for `named`.
        limits: as for `named`.

    Yields:
        The graph's name as N-Quads has it, "" for the default graph, and an N-Triples line.
    """
    with Components(lines, limits) as components:
        for some, name in _named(components, file, apart, limits):
            for line in some:
                yield line.named(name)
        by_label = partial(_by_label, file, apart)
        yield from (relabelled(line, by_label) for line in components.rest)


def names(quads: Iterable[Quad], file: str, apart: str = "") -> dict[str, str]:
    """Return by label the names that `named` gives, each `_:` and more; it raises the same."""
    with Components(_lines(quads), STANDARD) as components:
        labels = components.labels
        return {
            labels[node]: name(node)
            for some, name in _named(components, file, apart, STANDARD)
            for line in some
            for node in line.nodes
        }


def _lines(quads: Iterable[Quad]) -> Iterator[str]:
    rest = iter(quads)
    while some := list(islice(rest, LINES)):
        text = serialize(some, format=RdfFormat.N_QUADS) or b""
        yield from text.decode().removesuffix("\n").split("\n")


def _graph(graph: NamedNode | BlankNode | DefaultGraph, default: str) -> str:
    return default if isinstance(graph, DefaultGraph) else key_of(graph)


def _named(
    components: Components, file: str, apart: str, limits: Limits
) -> Iterator[tuple[Iterable[Line], Naming]]:
    """Yield statements that have their blank nodes to themselves, and the new names of these."""
    if components.full:
        known = components.labels
        yield components.lines(), lambda node: _by_label(file, apart, known[node])
        return
    steps = Steps(limits.search + limits.search_each * components.size)
    alike: Counter[bytes] = Counter()
    yield components.oversized(), partial(_by_place, file, apart)
    for pile in components:
        joined: defaultdict[int, _Joined] = defaultdict(_Joined)
        for line in pile:
            joined[components.root(line.nodes[0])].add(line)
        names: dict[int, str] = {}
        for one in joined.values():
            whole, colours = labels(list(one.statements), len(one.places), steps)
            # Where an IRI names its graph, a component is known by that.
            owner = file if "default" in one.graphs or one.graphs == {"blank"} else ""
            seed = "\n".join([apart, owner, whole.hex(), f"{alike[whole]} "]).encode()
            alike[whole] += 1
            names |= {node: _name(seed + colours[place]) for node, place in one.places.items()}
        yield pile, names.__getitem__


def _by_label(file: str, apart: str, label: str) -> str:
    return _name("\n".join([apart, file, "label", label]).encode())


def _by_place(file: str, apart: str, node: int) -> str:
    return _name("\n".join([apart, file, "place", str(node)]).encode())


def _name(seed: bytes) -> str:
    return f"_:b{hashlib.sha256(seed).hexdigest()[:32]}"
