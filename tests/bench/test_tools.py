"""The tools that need nothing else load and export a small made graph, and keep what they say."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path

import pytest

from bench.contenders import ours, raw, raw_export
from bench.measuring import inputs
from bench.measuring.fidelity import Kept, compare
from bench.measuring.place import Place
from graph.database.config.target import Target
from graph.database.driver import Database
from graph.store import Store
from loaders.load import OWN
from ontology.vocabulary import CONCEPTS, vocabulary
from tests.graph.support import empty

pytestmark = pytest.mark.long


@pytest.fixture
def place(target: Target, tmp_path: Path) -> Iterator[Place]:
    """The run's Neo4j, empty before and after."""
    with Database(target) as database:
        empty(database)
        yield Place(target.uri, "", target.user, target.password, str(tmp_path))
        empty(database)


@pytest.fixture
def given(tmp_path: Path) -> inputs.Input:
    return inputs.made("1k", tmp_path)


def test_sizes_are_written_short() -> None:
    assert [inputs.size(text) for text in ("7", "10k", "2M")] == [7, 10_000, 2_000_000]


def test_ours_keeps_everything_and_takes_changes(
    place: Place, given: inputs.Input, tmp_path: Path, target: Target
) -> None:
    exported = tmp_path / "exported.nq"
    ours.prepare(place, Path())
    for source in (given.paths[".nq"], given.changed[".nq"]):
        ours.load(place, source)
        ours.export(place, exported, "nquads")
        kept = _compared(source, exported)
        assert kept == Kept(kept.stated, kept.stated, 0)
    with Database(target) as database:
        loads = [one.last_load for one in Store(database, vocabulary()).datasets()]
    assert sum(one.written for one in loads if one and one.dataset != OWN) == inputs.CHANGES


def test_a_changed_copy_says_one_thing_more_of_a_hundred_subjects(given: inputs.Input) -> None:
    source, changed = given.paths[".nq"], given.changed[".nq"]
    assert compare(changed, source).kept == given.statements
    assert compare(source, changed).invented == inputs.CHANGES


@pytest.mark.parametrize("by", ["CREATE", "MERGE"])
def test_the_raw_driver_keeps_links_and_plain_texts(
    by: str, place: Place, given: inputs.Input, tmp_path: Path
) -> None:
    exported = tmp_path / "exported.nt"
    raw.prepare(place, Path())
    raw.load(place, given.paths[".ttl"], by)
    if by == "MERGE":
        raw.load(place, given.paths[".ttl"], by)
    raw_export.export(place, exported, "ntriples")
    kept = _compared(given.paths[".ttl"], exported)
    assert 0.6 < kept.kept / kept.stated < 1
    assert kept.stated - kept.kept >= kept.invented > 0


def _compared(source: Path, exported: Path) -> Kept:
    with as_file(files("ontology") / CONCEPTS) as concepts:
        return compare(source, exported, concepts)
