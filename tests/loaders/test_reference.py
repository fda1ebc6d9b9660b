"""The reference data are what their tool makes, and say what the issue asks of them."""

from pathlib import Path

import pycountry
import pyoxigraph
import pytest

from ontology.namespaces import BASE, COOP, RDF, SKOS
from tools.make_reference import TARGET, made
from tools.statements import LANGUAGES


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    filled = pyoxigraph.Store()
    filled.load(path=str(TARGET), format=pyoxigraph.RdfFormat.TURTLE)
    return filled


def values(store: pyoxigraph.Store, subject: str, term: str) -> set[str]:
    found = store.quads_for_pattern(
        pyoxigraph.NamedNode(BASE + subject), pyoxigraph.NamedNode(term), None
    )
    return {quad.object.value for quad in found if not isinstance(quad.object, pyoxigraph.Triple)}


def test_the_committed_file_is_what_the_tool_makes() -> None:
    assert Path(TARGET).read_text(encoding="utf-8") == made()


def of_class(store: pyoxigraph.Store, name: str) -> list[str]:
    a, kind = pyoxigraph.NamedNode(RDF + "type"), pyoxigraph.NamedNode(COOP + name)
    found = (quad.subject for quad in store.quads_for_pattern(None, a, kind))
    return [one.value.removeprefix(BASE) for one in found if isinstance(one, pyoxigraph.NamedNode)]


def languages(store: pyoxigraph.Store, place: str) -> list[str]:
    """Return the languages in which something has a preferred name."""
    found = store.quads_for_pattern(
        pyoxigraph.NamedNode(BASE + place), pyoxigraph.NamedNode(SKOS + "prefLabel"), None
    )
    tags = [q.object.language for q in found if isinstance(q.object, pyoxigraph.Literal)]
    return sorted(filter(None, tags))


def test_each_entry_of_iso_3166_1_is_a_state_with_its_codes(store: pyoxigraph.Store) -> None:
    states = of_class(store, "State")
    assert len(states) == 249
    for term, code in (("isoAlpha2", "alpha_2"), ("isoAlpha3", "alpha_3")):
        found = {value for one in states for value in values(store, one, COOP + term)}
        assert found == {getattr(entry, code) for entry in pycountry.countries}


def test_each_state_and_region_of_the_world_has_names_in_twelve_languages(
    store: pyoxigraph.Store,
) -> None:
    places = [*of_class(store, "State"), *of_class(store, "WorldRegion")]
    assert {place for place in places if languages(store, place) != sorted(LANGUAGES)} == set()
    assert len(LANGUAGES) == 12


def test_each_state_lies_in_one_region_and_each_region_in_the_world(
    store: pyoxigraph.Store,
) -> None:
    regions = {BASE + one for one in of_class(store, "WorldRegion")}
    for state in of_class(store, "State"):
        assert len(values(store, state, COOP + "partOf") & regions) == 1
    assert len(regions) == 31
    for region in of_class(store, "WorldRegion"):
        above = {region}
        while above and "world-region/001" not in above:
            wider = (values(store, one, COOP + "partOf") for one in above)
            above = {one.removeprefix(BASE) for some in wider for one in some}
        assert above, region


@pytest.mark.parametrize(
    ("name", "state"),
    [
        *(("USA", "us"), ("UAE", "ae"), ("UK", "gb"), ("PRC", "cn"), ("DRC", "cd"), ("ROK", "kr")),
        *(("South Korea", "kr"), ("Turkey", "tr"), ("Ivory Coast", "ci"), ("США", "us")),
        *(("Hong Kong", "hk"), ("香港", "hk"), ("République française", "fr"), ("Mỹ", "us")),
    ],
)
def test_states_have_the_names_that_people_use(
    store: pyoxigraph.Store, name: str, state: str
) -> None:
    terms = (SKOS + "prefLabel", SKOS + "altLabel")
    states = of_class(store, "State")
    found = {one for one in states if any(name in values(store, one, term) for term in terms)}
    assert found == {f"state/{state}"}


def test_what_sources_name_most_has_names_in_five_languages(store: pyoxigraph.Store) -> None:
    for thing in ("region/cn-gx", "bloc/asean"):
        assert {"en", "fr", "zh", "vi", "lo"} <= set(languages(store, thing))


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


def members(store: pyoxigraph.Store, organization: str) -> dict[str, list[tuple[str, str]]]:
    """Return the members of an organization, with the start and end of each membership."""
    of, member = (pyoxigraph.NamedNode(COOP + term) for term in ("organization", "member"))
    found: dict[str, list[tuple[str, str]]] = {}
    for quad in store.quads_for_pattern(None, of, pyoxigraph.NamedNode(BASE + organization)):
        (link,) = store.quads_for_pattern(quad.subject, member, None)
        assert isinstance(quad.subject, pyoxigraph.NamedNode)
        assert isinstance(link.object, pyoxigraph.NamedNode)
        subject = quad.subject.value.removeprefix(BASE)
        start, end = (
            next(iter(values(store, subject, COOP + term)), "") for term in ("startDate", "endDate")
        )
        found.setdefault(link.object.value.removeprefix(BASE), []).append((start, end))
    return {name: sorted(periods) for name, periods in found.items()}


@pytest.mark.parametrize(
    ("organization", "now"),
    [
        *(("institution/united-nations", 193), ("bloc/asean", 11), ("bloc/european-union", 27)),
        *(("bloc/african-union", 54), ("bloc/arab-league", 22), ("bloc/gcc", 6)),
        *(("institution/oecd", 38), ("bloc/g7", 7), ("bloc/g20", 21), ("bloc/brics", 11)),
        *(("bloc/sco", 10), ("institution/council-of-europe", 46), ("institution/gpai", 29)),
    ],
)
def test_organizations_have_their_members(
    store: pyoxigraph.Store, organization: str, now: int
) -> None:
    found = members(store, organization).values()
    assert sum(periods[-1][1] == "" for periods in found) == now


def test_who_left_has_left(store: pyoxigraph.Store) -> None:
    assert members(store, "bloc/european-union")["state/gb"] == [("1973-01-01", "2020-01-31")]
    council = members(store, "institution/council-of-europe")
    assert council["state/ru"] == [("1996-02-28", "2022-03-16")]
    assert council["state/gr"] == [("1949-08-09", "1969-12-12"), ("1974-11-28", "")]


@pytest.mark.parametrize(
    ("acronym", "organization"),
    [
        *(("UNESCO", "institution/unesco"), ("WHO", "institution/who"), ("ITU", "institution/itu")),
        *(("OCDE", "institution/oecd"), ("欧盟", "bloc/european-union"), ("ШОС", "bloc/sco")),
        *(
            ("CEPAL", "institution/eclac"),
            ("SEGIB", "institution/ibero-american-general-secretariat"),
        ),
    ],
)
def test_organizations_are_found_by_their_acronyms(
    store: pyoxigraph.Store, acronym: str, organization: str
) -> None:
    terms = (SKOS + "prefLabel", SKOS + "altLabel")
    assert any(acronym in values(store, organization, term) for term in terms)


@pytest.mark.parametrize(
    ("state", "capital"),
    [
        *(("cn", "region/cn-bj"), ("la", "region/la-vt"), ("vn", "region/vn-hn")),
        *(("us", "region/us-dc"), ("fr", "city/paris"), ("gb", "city/london")),
        *(("ke", "region/ke-30"), ("br", "city/brasilia"), ("jm", "city/kingston-jm")),
    ],
)
def test_states_have_their_capital(store: pyoxigraph.Store, state: str, capital: str) -> None:
    assert values(store, f"state/{state}", COOP + "capital") == {BASE + capital}


def test_nearly_every_state_has_one_capital(store: pyoxigraph.Store) -> None:
    found = {state: values(store, state, COOP + "capital") for state in of_class(store, "State")}
    assert {state for state, capitals in found.items() if len(capitals) > 1} == set()
    # Uninhabited or without a capital in the source, one city as a whole, or in dispute.
    without = {"aq", "bq", "bv", "hm", "tk", "um"} | {"gi", "hk", "mc", "mo", "sg", "va"}
    without |= {"eh", "il", "ps"}
    assert {state for state, capitals in found.items() if not capitals} == {
        f"state/{code}" for code in without
    }
