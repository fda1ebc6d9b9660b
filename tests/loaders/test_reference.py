"""The reference data are what their tool makes, and say what the issue asks of them."""

from pathlib import Path

import pyoxigraph
import pytest

from ontology.namespaces import BASE, COOP, SKOS
from tools.make_reference import TARGET, turtle
from tools.statements import LANGUAGES


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    made = pyoxigraph.Store()
    made.load(path=str(TARGET), format=pyoxigraph.RdfFormat.TURTLE)
    return made


def values(store: pyoxigraph.Store, subject: str, term: str) -> set[str]:
    found = store.quads_for_pattern(
        pyoxigraph.NamedNode(BASE + subject), pyoxigraph.NamedNode(term), None
    )
    return {quad.object.value for quad in found if not isinstance(quad.object, pyoxigraph.Triple)}


def test_the_committed_file_is_what_the_tool_makes() -> None:
    assert Path(TARGET).read_text(encoding="utf-8") == turtle()


@pytest.mark.parametrize(
    "place", ["state/cn", "state/la", "state/vn", "region/cn-gx", "bloc/asean"]
)
def test_names_come_in_five_languages(store: pyoxigraph.Store, place: str) -> None:
    found = store.quads_for_pattern(
        pyoxigraph.NamedNode(BASE + place), pyoxigraph.NamedNode(SKOS + "prefLabel"), None
    )
    languages = [q.object.language for q in found if isinstance(q.object, pyoxigraph.Literal)]
    assert sorted(filter(None, languages)) == sorted(LANGUAGES)


def test_asean_has_its_eleven_members(store: pyoxigraph.Store) -> None:
    bloc = pyoxigraph.NamedNode(BASE + "bloc/asean")
    found = store.quads_for_pattern(None, pyoxigraph.NamedNode(COOP + "organization"), bloc)
    since = {
        next(iter(values(store, str(q.subject.value).removeprefix(BASE), COOP + "startDate")))
        for q in found
        if isinstance(q.subject, pyoxigraph.NamedNode)
    }
    assert since == {
        "1967-08-08",
        "1984-01-07",
        "1995-07-28",
        "1997-07-23",
        "1999-04-30",
        "2025-10-26",
    }


@pytest.mark.parametrize(
    ("place", "whole"),
    [
        ("region/la-vt", "state/la"),
        ("city/nanning", "region/cn-gx"),
        ("city/shenzhen", "region/cn-gd"),
        ("city/london", "state/gb"),
    ],
)
def test_places_lie_in_larger_ones(store: pyoxigraph.Store, place: str, whole: str) -> None:
    assert values(store, place, COOP + "partOf") == {BASE + whole}


def test_two_names_that_the_cldr_writes_as_one_are_two(store: pyoxigraph.Store) -> None:
    assert "Burma" in values(store, "state/mm", SKOS + "altLabel")
    assert "Myanmar" in values(store, "state/mm", SKOS + "prefLabel")
