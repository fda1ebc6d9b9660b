"""The first-level parts of states are what their tool makes: each once, and named as people do."""

from collections import Counter

import pycountry
import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from ontology.namespaces import BASE, COOP, SKOS
from tools import make_reference
from tools.make_subdivisions import TARGET, made
from tools.tables import table


@pytest.fixture(scope="module")
def store() -> Store:
    """Both files, since some regions have richer names in the other one."""
    filled = Store()
    for path in (TARGET, make_reference.TARGET):
        filled.load(path=str(path), format=RdfFormat.TURTLE)
    return filled


def texts(store: Store, term: str) -> list[tuple[str, str]]:
    """Return what is stated with a term: of what, and the text."""
    return [
        (quad.subject.value.removeprefix(BASE), quad.object.value)
        for quad in store.quads_for_pattern(None, NamedNode(term), None)
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal)
    ]


def test_the_committed_file_is_what_the_tool_makes() -> None:
    assert TARGET.read_text(encoding="utf-8") == made()


def test_each_first_level_code_is_there_once_or_made_elsewhere(store: Store) -> None:
    codes = Counter(code for _, code in texts(store, COOP + "isoSubdivision"))
    elsewhere = table("subdivisions")["elsewhere"]
    first = {entry.code for entry in pycountry.subdivisions if not entry.parent_code}
    assert codes == Counter(first - elsewhere.keys())
    assert elsewhere.keys() <= first


def test_what_is_made_elsewhere_is_there(store: Store) -> None:
    there = {
        thing for term in ("isoSubdivision", "isoAlpha2") for thing, _ in texts(store, COOP + term)
    }
    assert set(table("subdivisions")["elsewhere"].values()) <= there


def test_regions_lie_in_the_state_of_their_code(store: Store) -> None:
    part_of = NamedNode(COOP + "partOf")
    for region, code in texts(store, COOP + "isoSubdivision"):
        assert region == f"region/{code.lower()}"
        wholes = store.quads_for_pattern(NamedNode(BASE + region), part_of, None)
        assert [quad.object for quad in wholes] == [NamedNode(f"{BASE}state/{code[:2].lower()}")]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        *(
            ("Guangxi", "CN-GX"),
            ("Inner Mongolia", "CN-NM"),
            ("新疆", "CN-XJ"),
            ("Beijing", "CN-BJ"),
        ),
        *(("Bavaria", "DE-BY"), ("Bayern", "DE-BY"), ("Catalonia", "ES-CT"), ("Cataluña", "ES-CT")),
        *(("São Paulo", "BR-SP"), ("California", "US-CA"), ("Californie", "US-CA")),
        *(("Hanoi", "VN-HN"), ("Ho Chi Minh City", "VN-SG"), ("Moscow", "RU-MOW")),
        *(
            ("Quebec", "CA-QC"),
            ("Abu Dhabi", "AE-AZ"),
            ("Isfahan", "IR-10"),
            ("Karnataka", "IN-KA"),
        ),
    ],
)
def test_regions_have_the_names_that_sources_use(store: Store, name: str, code: str) -> None:
    named = [*texts(store, SKOS + "prefLabel"), *texts(store, SKOS + "altLabel")]
    regions = {thing for thing, text in named if text == name and thing.startswith("region/")}
    assert regions == {f"region/{code.lower()}"}


def test_no_two_regions_and_no_region_and_state_are_preferred_by_one_name(store: Store) -> None:
    named = Counter(
        (quad.object.value, quad.object.language)
        for quad in store.quads_for_pattern(None, NamedNode(SKOS + "prefLabel"), None)
        if isinstance(quad.subject, NamedNode)
        and isinstance(quad.object, Literal)
        and quad.subject.value.startswith((BASE + "region/", BASE + "state/"))
    )
    assert {name for name, times in named.items() if times > 1} == set()
