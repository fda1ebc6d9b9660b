"""Names of blank nodes: the same each time, no other file's, and found in bounded time."""

import itertools
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from graph.blank_nodes import colour_refinement, node_labels
from graph.blank_nodes.node_labels import mentions_blank, named
from graph.limits import Limits
from tests.graph.support import EX
from tests.graph.support import canonical as rdfc

ROOT = Path(__file__).parents[3]
P, Q = NamedNode(EX + "p"), NamedNode(EX + "q")
Edge = tuple[int, int]


def blank(edges: Iterable[Edge], prefix: str = "n") -> list[Quad]:
    """Return a graph of nothing but blank nodes."""
    return [Quad(BlankNode(f"{prefix}{a}"), P, BlankNode(f"{prefix}{b}")) for a, b in edges]


def both(edges: Iterable[Edge]) -> Iterator[Edge]:
    for a, b in edges:
        yield from ((a, b), (b, a))


def chain(n: int) -> list[Edge]:
    return [(i, i + 1) for i in range(n)]


def ring(n: int) -> list[Edge]:
    return [(i, (i + 1) % n) for i in range(n)]


def clique(n: int) -> list[Edge]:
    return list(itertools.permutations(range(n), 2))


def star(n: int) -> list[Edge]:
    return [(0, i) for i in range(1, n)]


def tree(n: int) -> list[Edge]:
    return [((i - 1) // 2, i) for i in range(1, n)]


def grid(n: int) -> list[Edge]:
    down = [(i * n + j, i * n + j + n) for i in range(n - 1) for j in range(n)]
    across = [(i * n + j, i * n + j + 1) for i in range(n) for j in range(n - 1)]
    return list(both(down + across))


def torus(n: int) -> list[Edge]:
    nodes = itertools.product(range(n), repeat=2)
    steps = (
        (i * n + j, (i + a) % n * n + (j + b) % n) for i, j in nodes for a, b in ((0, 1), (1, 0))
    )
    return list(both(steps))


def cube(n: int) -> list[Edge]:
    return [(i, i ^ (1 << bit)) for i in range(2**n) for bit in range(n)]


def petersen(n: int) -> list[Edge]:
    outer = [(i, (i + 1) % n) for i in range(n)]
    return list(
        both(
            [*outer, *((i, i + n) for i in range(n)), *((a + n, (a + 2) % n + n) for a, _ in outer)]
        )
    )


def disguised(quads: list[Quad], seed: int) -> list[Quad]:
    """Return the same statements in another order, under other labels."""
    chance = random.Random(seed)  # noqa: S311 - the same disguise for the same seed
    labels = sorted({term.value for quad in quads for term in quad if isinstance(term, BlankNode)})
    others = dict(zip(labels, chance.sample(range(10**6), len(labels)), strict=True))

    def other(term: object) -> object:
        return BlankNode(f"x{others[term.value]}") if isinstance(term, BlankNode) else term

    changed = [Quad(*map(other, quad)) for quad in quads]  # type: ignore[arg-type]
    return chance.sample(changed, len(changed))


TERMS = st.sampled_from([*(BlankNode(f"n{i}") for i in range(7)), NamedNode(EX + "a")])
QUADS = st.lists(
    st.builds(
        Quad,
        TERMS,
        st.sampled_from([P, Q]),
        TERMS | st.just(Literal("\n")),
        st.sampled_from([DefaultGraph(), NamedNode(EX + "g"), BlankNode("n0"), BlankNode("g")]),
    ).filter(mentions_blank),
    max_size=14,
)


@settings(max_examples=300, deadline=None)
@given(quads=QUADS, seed=st.integers(0, 99))
def test_names_depend_on_neither_order_nor_labels(quads: list[Quad], seed: int) -> None:
    once = list(named(quads, "file"))
    assert len(once) == len(quads)
    assert set(once) == set(named(disguised(quads, seed), "file"))
    assert rdfc(once) == rdfc(quads)


@settings(max_examples=300, deadline=None)
@given(one=QUADS, extra=QUADS)
def test_two_files_get_the_same_names_just_where_rdfc_says_they_are_the_same(
    one: list[Quad], extra: list[Quad]
) -> None:
    other = [*one[1:], *extra[:1]]
    same = set(named(one, "file")) == set(named(other, "file"))
    assert same == (rdfc(one) == rdfc(other))


EDGES = st.integers(3, 40).flatmap(
    lambda n: st.lists(st.tuples(st.integers(0, n), st.integers(0, n)), max_size=2 * n, unique=True)
)


@settings(max_examples=200, deadline=None)
@given(edges=EDGES, undirected=st.booleans())
def test_no_two_blank_nodes_get_one_name(edges: list[Edge], undirected: bool) -> None:
    quads = blank(set(both(edges)) if undirected else edges)
    result = set(named(quads, "file"))
    assert len(result) == len(quads)
    assert set(named(disguised(quads, 1), "file")) == result


@pytest.mark.parametrize("name", ["regular of 8", "regular of 10"])
def test_regular_graphs_are_told_apart_as_rdfc_does(name: str) -> None:
    """Refinement alone sees no difference between two rings and one, or among regular graphs."""
    size = int(name.rsplit(maxsplit=1)[-1])
    rings = [
        ring(size),
        [*ring(size // 2), *((a + size // 2, b + size // 2) for a, b in ring(size // 2))],
    ]
    graphs = [blank(both(one)) for one in rings] + [blank(petersen(size // 2))]
    # Held together by one more node, so that each is one component.
    graphs = [
        [*one, *(Quad(BlankNode("hub"), Q, term) for term in {q.subject for q in one})]
        for one in graphs
    ]
    results = [frozenset(named(one, "file")) for one in graphs]
    assert len(set(results)) == len(graphs)
    for one, result in zip(graphs, results, strict=True):
        assert all(set(named(disguised(one, seed), "file")) == result for seed in range(5))


def test_a_change_renames_only_what_is_joined_with_it() -> None:
    kept = [*blank(ring(5), "a"), *blank(chain(5), "b"), Quad(BlankNode("c"), P, Literal("1"))]
    before = set(
        named([*kept, Quad(BlankNode("d"), P, Literal("1")), *blank(star(3), "e")], "file")
    )
    after = set(named([*kept, Quad(BlankNode("d"), P, Literal("2")), *blank(star(4), "e")], "file"))
    assert len(before & after) == len(kept)


def in_graph(graph: NamedNode | BlankNode | DefaultGraph, quads: list[Quad]) -> list[Quad]:
    return [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]


def test_another_graph_in_the_file_renames_nothing() -> None:
    kept = [
        *blank(ring(5), "a"),
        *in_graph(NamedNode(EX + "g"), [*blank(chain(5), "b"), Quad(BlankNode("c"), P, P)]),
        *in_graph(BlankNode("h"), blank(star(3), "d")),
        Quad(BlankNode("e"), P, P, NamedNode(EX + "g")),
        Quad(BlankNode("e"), P, Q),
    ]
    before = set(named(kept, "file"))
    for graph in (NamedNode(EX + "new"), BlankNode("new"), DefaultGraph()):
        more = in_graph(graph, blank(ring(4), "f"))
        assert set(named([*kept, *more], "file")) > before


def test_a_graph_of_a_name_has_the_same_nodes_whatever_its_file_is_called() -> None:
    quads = in_graph(NamedNode(EX + "g"), blank(chain(3)))
    assert set(named(quads, "one")) == set(named(quads, "other"))
    assert not set(named(quads, "one", "a")) & set(named(quads, "one", "b"))


def test_components_that_are_the_same_stay_as_many_as_they_are() -> None:
    twins = [Quad(BlankNode(label), P, Literal("1")) for label in "abcde"]
    assert len(set(named(twins, "file"))) == 5
    assert set(named(twins[:3], "file")) < set(named(twins, "file"))


def test_no_two_files_share_a_blank_node() -> None:
    quads = blank(ring(3))
    assert not set(named(quads, "one")) & set(named(quads, "other"))


def test_files_of_nothing_but_blank_graphs_share_none_either() -> None:
    quads = [Quad(BlankNode("x"), P, BlankNode("y"), BlankNode("g"))]
    one, other = (node_labels.datasets(quads, EX + name)[0] for name in ("one", "other"))
    assert one.iri != other.iri
    assert not set(one.triples) & set(other.triples)


def test_a_repeated_statement_comes_back_as_often_and_changes_no_name() -> None:
    quads = [*blank(chain(3)), Quad(BlankNode("n0"), P, Literal("1"))]
    twice = list(named([*quads, *quads], "file"))
    assert len(twice) == 2 * len(quads)
    assert set(twice) == set(named(quads, "file"))


POISON: dict[str, tuple[Callable[[int], list[Edge]], int]] = {
    "list of equal values": (chain, 5_000),
    "ring": (ring, 1_000),
    "ring both ways": (lambda n: list(both(ring(n))), 1_000),
    "twins": (star, 5_000),
    "binary tree": (tree, 2_000),
    "clique": (clique, 12),
    "grid": (grid, 30),
    "torus": (torus, 20),
    "cube": (cube, 5),
    "Petersen": (petersen, 5),
    "two rings of one hub": (lambda n: [*ring(n), *((0, b + n) for _, b in star(n))], 300),
}


@pytest.mark.parametrize("name", POISON)
def test_symmetric_graphs_get_the_same_names_however_they_are_written(name: str) -> None:
    make, size = POISON[name]
    quads = blank(make(size))
    result = set(named(quads, "file"))
    assert len(result) == len(quads)
    assert set(named(disguised(quads, 1), "file")) == result


@pytest.mark.parametrize(
    "name", ["clique of 40", pytest.param("clique of 100", marks=pytest.mark.long), "cube of 9"]
)
def test_what_is_too_symmetric_to_be_searched_is_named_all_the_same(name: str) -> None:
    make = {"clique": clique, "cube": cube}[name.split(maxsplit=1)[0]]
    quads = blank(make(int(name.rsplit(maxsplit=1)[-1])))
    result = set(named(quads, "file"))
    assert len(result) == len(quads)
    assert set(named(disguised(quads, 1), "file")) == result


def test_many_hostile_components_share_one_limit() -> None:
    cliques = [blank(clique(12), f"c{number}n") for number in range(60)]
    quads = list(itertools.chain(*cliques))
    result = set(named(quads, "file"))
    assert len(result) == len(quads)
    assert set(named(disguised(quads, 1), "file")) == result


@pytest.mark.parametrize("size", [4_095, pytest.param(32_767, marks=pytest.mark.long)])
def test_a_complete_tree_of_blank_nodes_takes_no_search(size: int) -> None:
    quads = blank(tree(size))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(colour_refinement.Colouring, "settle_by_number", None)
        assert len(set(named(quads, "file"))) == len(quads)


NO_SEARCH = Limits(search=0, search_each=0)


@settings(max_examples=100, deadline=None)
@given(QUADS)
def test_what_is_named_without_a_search_is_still_the_same(quads: list[Quad]) -> None:
    result = list(named(quads, "file", limits=NO_SEARCH))
    assert rdfc(result) == rdfc(quads)


def test_equal_files_are_named_alike_in_every_process() -> None:
    """Also where nodes are taken by their place: Python's own hashes differ each time."""
    code = (
        "from tests.graph.blank_nodes.test_node_labels import *\n"
        "quads = [*blank(petersen(5), 'a'), *blank(ring(12), 'b'), *blank(tree(30), 'c')]\n"
        "print(sorted(map(str, named(quads, 'file', limits=NO_SEARCH))))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert said[0] == said[1] != ""


def looks(quads: list[Quad], monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how often a statement is looked at to name these blank nodes."""
    counted = itertools.count()
    view = colour_refinement.Colouring._view
    with monkeypatch.context() as patch:
        patch.setattr(
            colour_refinement.Colouring, "_view", lambda *given: (next(counted), view(*given))[1]
        )
        assert sum(1 for _ in named(quads, "file")) == len(quads)
    return next(counted)


@pytest.mark.parametrize("shape", [chain, star, tree], ids=lambda shape: shape.__name__)
def test_work_grows_as_the_file_does(
    shape: Callable[[int], list[Edge]], monkeypatch: pytest.MonkeyPatch
) -> None:
    small, large = (looks(blank(shape(size)), monkeypatch) for size in (1_000, 8_000))
    assert large < 8 * small * 1.5  # n log n


def test_joined_hubs_do_not_make_it_quadratic(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two alike nodes that point at every element of a chain, which falls apart link by link."""

    def shape(n: int) -> list[Edge]:
        return [*chain(n), *((hub, i) for hub in (n + 1, n + 2) for i in range(n))]

    small, large = (looks(blank(shape(size)), monkeypatch) for size in (500, 4_000))
    assert large < 8 * small * 1.5


FEW = Limits(blank_nodes=10)
JOINED = Limits(joined=10)


@pytest.mark.parametrize("limits", [FEW, JOINED], ids=["many", "joined"])
@settings(max_examples=50, deadline=None)
@given(quads=QUADS)
def test_however_many_blank_nodes_there_are_the_graph_is_the_same(
    limits: Limits, quads: list[Quad]
) -> None:
    several = [*quads, *blank(chain(30), "a"), *blank(clique(5), "b"), *blank(chain(3), "c")]
    result = list(named(several, "file", limits=limits))
    assert rdfc(result) == rdfc(several)
    assert list(named(several, "file", limits=limits)) == result


def mentioned(quads: Iterable[Quad]) -> Iterator[str]:
    for quad in quads:
        terms = (quad.subject, quad.object, quad.graph_name)
        yield from (str(term) for term in terms if isinstance(term, BlankNode))


def test_of_more_blank_nodes_than_are_kept_names_come_from_labels() -> None:
    quads = [*blank(chain(30), "a"), *blank(chain(5), "b")]
    kept = set(named(quads, "file", limits=FEW))
    assert set(named(reversed(quads), "file", limits=FEW)) == kept
    assert set(named(quads, "file", limits=Limits(blank_nodes=37))) == set(named(quads, "file"))
    assert kept != set(named(quads, "file"))


@pytest.mark.parametrize("limits", [FEW, JOINED], ids=["many", "joined"])
def test_no_two_files_share_blank_nodes_however_many_there_are(limits: Limits) -> None:
    quads = [*blank(chain(30), "a"), *blank(clique(5), "b"), *blank(chain(3), "c")]
    one, other, apart = (
        set(mentioned(named(quads, file, tells_apart, limits)))
        for file, tells_apart in (("file", ""), ("other", ""), ("file", "apart"))
    )
    assert len(one) == len(other) == len(apart) == len(one | other | apart) / 3


def test_of_more_joined_statements_than_are_kept_names_come_from_places() -> None:
    many, few = blank(chain(30), "a"), blank(chain(5), "b")
    result = set(named([*many, *few], "file", limits=JOINED))
    assert set(named(few, "file")) < result
    assert not set(named(many, "file")) & result
    renamed = blank(chain(30), "other")
    assert set(named([*renamed, *few], "file", limits=JOINED)) == result


@settings(max_examples=15, deadline=None)
@given(quads=QUADS)
def test_names_are_the_same_where_statements_lie_in_files(quads: list[Quad]) -> None:
    several = [*quads, *blank(chain(30), "a"), *blank(clique(5), "b"), *blank(chain(3), "c")]
    for limits in (Limits(), FEW, JOINED):
        spilled = named(several, "file", limits=replace(limits, spill=0))
        assert list(spilled) == list(named(several, "file", limits=limits))


def test_nothing_to_name_is_nothing() -> None:
    assert list(named([], "file")) == []
    assert node_labels.datasets([], EX + "a") == []
