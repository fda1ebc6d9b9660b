"""The W3C's test suites of N-Triples, N-Quads, Turtle and TriG, through a real Neo4j.

Every positive test is loaded, exported and compared by RDFC-1.0 with what the suite says it
states; every negative one is refused with its line. A file that is valid and states nothing
is refused too, on purpose: loading it would empty a dataset, which `drop` is for.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad

from graph.database.config.target import Target
from graph.database.driver import Database
from graph.rdf.formats import Format
from graph.store import Store
from loaders.load import load
from ontology.errors import CoopgraphError
from ontology.vocabulary import vocabulary
from tests.graph.support import canonical, empty, snapshot
from tests.loaders.round_trip import WITH_GRAPHS, there_and_back
from tests.loaders.w3c import FOLDER, FORMATS, Case, cases

pytestmark = pytest.mark.long

if not FOLDER:
    pytest.skip("COOPGRAPH_RDF_TESTS names no checkout of w3c/rdf-tests", allow_module_level=True)

CASES = list(cases())
EMPTY = [case for case in CASES if not case.negative and not case.expected()]
POSITIVE = [case for case in CASES if not case.negative and case not in EMPTY]
NEGATIVE = [case for case in CASES if case.negative]


@pytest.fixture(scope="module")
def store(target: Target) -> Iterator[Store]:
    with Database(target) as database:
        empty(database)
        yield Store(database, vocabulary())
        empty(database)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("w3c")


@pytest.fixture(scope="module")
def back(store: Store, folder: Path) -> dict[tuple[Format, str], list[Quad]]:
    """What comes out of the database for each test, in each format that has graphs."""
    found = dict[tuple[Format, str], list[Quad]]()
    for batch in batches(POSITIVE):
        found |= there_and_back([written(case, folder) for case in batch], store)
    return found


@pytest.fixture(scope="module")
def refusals(store: Store, folder: Path) -> dict[Case, str]:
    """What is said to each file that cannot be loaded, after none has changed the graph."""
    load([written(POSITIVE[0], folder)], store, validate=False)
    before = snapshot(store.database)
    said = {}
    for case in [*NEGATIVE, *EMPTY]:
        try:
            load([written(case, folder)], store, validate=False)
        except CoopgraphError as error:
            said[case] = str(error)
    assert snapshot(store.database) == before
    return said


def written(case: Case, folder: Path) -> Path:
    """Write a test's file, under a name of its own, which its dataset has too."""
    path = folder / f"{case}{case.action.suffix}"
    path.write_bytes(case.content)
    return path


def batches(positive: Iterable[Case]) -> Iterator[list[Case]]:
    """Yield the tests in batches within which no two files state the same graph."""
    rest = list(positive)
    while rest:
        taken, batch, later = set[str](), list[Case](), list[Case]()
        for case in rest:
            graphs = {str(quad.graph_name) for quad in case.expected()} - {"DEFAULT"}
            (later if graphs & taken else batch).append(case)
            taken |= graphs
        yield batch
        rest = later


def test_the_suites_are_whole() -> None:
    assert {case.suite for case in CASES} == set(FORMATS)
    assert (len(POSITIVE), len(EMPTY), len(NEGATIVE)) > (500, 20, 250)


@pytest.mark.parametrize("form", WITH_GRAPHS)
@pytest.mark.parametrize("case", POSITIVE, ids=str)
def test_what_a_file_states_comes_back(
    case: Case, form: Format, back: dict[tuple[Format, str], list[Quad]]
) -> None:
    assert canonical(back[form, str(case)]) == canonical(case.expected())


@pytest.mark.parametrize("case", NEGATIVE, ids=str)
def test_what_is_no_rdf_is_refused_with_its_line_or_what_it_is(
    case: Case, refusals: dict[Case, str], folder: Path
) -> None:
    # What is whole in another format is called by that format.
    refusal = rf"{re.escape(str(written(case, folder)))}(:\d+| is (Turtle|TriG)\. )"
    assert re.match(refusal, refusals[case])


@pytest.mark.parametrize("case", EMPTY, ids=str)
def test_what_states_nothing_is_refused(case: Case, refusals: dict[Case, str]) -> None:
    assert "states nothing" in refusals[case]
