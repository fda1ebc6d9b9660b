"""Made data is valid, the same each time and in each format, and as uneven as life."""

from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, parse

from bench.made import maker
from loaders.load import validate
from ontology.namespaces import COOP

STATEMENTS = 20_000


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a made graph as N-Quads."""
    path = tmp_path_factory.mktemp("made") / "made.nq"
    maker.write(STATEMENTS, path)
    return path


def test_it_has_the_size_that_was_asked_for_and_nothing_twice(made: Path) -> None:
    quads = list(parse(path=made))
    assert len(set(quads)) == len(quads)
    assert STATEMENTS <= len(quads) < STATEMENTS + 1_000


def test_it_is_the_same_each_time_and_a_larger_one_begins_with_it(
    made: Path, tmp_path: Path
) -> None:
    larger = tmp_path / "larger.nq"
    maker.write(2 * STATEMENTS, larger)
    assert larger.read_bytes().startswith(made.read_bytes())


@pytest.mark.parametrize("ending", ["nt", "ttl", "trig"])
def test_each_format_says_the_same(ending: str, made: Path, tmp_path: Path) -> None:
    other = tmp_path / f"made.{ending}"
    maker.write(STATEMENTS, other)
    assert {q.triple for q in parse(path=other)} == {q.triple for q in parse(path=made)}


def test_it_is_valid(tmp_path: Path) -> None:
    path = tmp_path / "made.nq"
    maker.write(3_000, path)
    report = validate([path])
    assert report.valid
    assert not report.warnings


def test_larger_graphs_have_several_datasets_that_share_actors() -> None:
    graphs = {dataset for dataset, _ in maker.make(200_000)}
    assert len(graphs) > 2


def test_few_take_part_often_and_many_rarely(made: Path) -> None:
    participant = NamedNode(COOP + "participant")
    times = Counter(quad.object for quad in parse(path=made) if quad.predicate == participant)
    often = sorted(times.values())
    assert often[-1] > 10 * often[len(often) // 2]
