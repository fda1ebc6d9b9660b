"""The further questions in the made world: who, when, what is promised, what is not known."""

import re

import pytest

from graph.database.driver import Database
from ontology.vocabulary import vocabulary
from queries.catalogue import catalogue
from tests.queries.conftest import Ask, asker

MAPS, BUREAU, LEAGUE, SURVEY = (
    "agreement/maps",
    "institution/bureau",
    "bloc/league",
    "institution/survey",
)
GOVERNMENT, EVE, DORNE = "institution/government", "person/eve", "state/do"


@pytest.fixture(scope="module")
def ask(made: Database) -> Ask:
    return asker(made)


def test_a_prospect_has_its_latest_status_and_who_speaks_of_it(ask: Ask) -> None:
    columns = "item kind status date speaker_name actor_names addressees about"
    bridge: tuple[object, ...] = (
        "prospect/bridge",
        "cooperation",
        "hoped",
        "2022-06",
        "Bureau of maps",
        [],
        [],
        [],
    )
    school = (
        *("prospect/school", "institution", "planned", "2023", "Eve"),
        *(["Bureau of maps"], [LEAGUE], ["centre/planned"]),
    )
    assert ask("prospects", columns) == [bridge, school]
    assert ask("prospects", columns, actor=LEAGUE) == [school]
    assert ask("prospects", columns, status=["hoped"]) == [bridge]
    assert ask("prospects", "item", status=["proposed"]) == []
    assert ask("prospects", "summary", actor=EVE, lang="fr") == [
        ("Une école doit être construite.",)
    ]


def test_a_claim_is_someones_word_on_something(ask: Ask) -> None:
    maps = ("claim/maps", "It will help many.", "Eve", [BUREAU, MAPS], "2022-07-01", "signed")
    columns = "claim summary speaker_name about as_of status"
    assert ask("claims", columns, about=MAPS) == [maps]
    assert ask("claims", columns, speaker=EVE, about=BUREAU) == [maps]
    assert ask("claims", columns, speaker="person/ada", about=MAPS) == []
    assert ask("claims", "claim") == [("claim/maps",), ("claim/first",)]


def test_a_path_names_each_step_and_the_link_that_leads_to_it(ask: Ask) -> None:
    ((length, steps),) = ask("path", "length steps", from_="company/acme-labs", to="person/bob")
    assert length == 2
    assert [(one["iri"], one["type"], one["link"]) for one in steps] == [
        ("company/acme-labs", "Company", None),
        ("agreement/labs", "Agreement", "party"),
        ("person/bob", "Person", "witness"),
    ]
    far = {"from_": SURVEY, "to": "person/ada"}
    assert ask("path", "length", **far) == []
    assert {row[0] for row in ask("path", "length", **far, max_length=6)} == {5}
    assert ask("path", "length", from_=EVE, to=EVE) == []


def test_a_path_goes_by_the_direct_link_of_every_role() -> None:
    path = catalogue()["path"]
    for query in (path.cypher, path.graph or ""):
        body = query.rpartition("allShortestPaths")[2].partition("]")[0]
        assert set(vocabulary().direct_types) <= set(re.findall("[A-Z_]+", body))


def test_a_timeline_is_in_the_order_of_days(ask: Ask) -> None:
    assert ask("timeline", "item item_type date", actor=GOVERNMENT) == [
        ("programme/plan", "Programme", "2022"),
        ("event/talk", "Event", "2022-06"),
        ("event/summit", "Event", "2022-06-30"),
    ]
    assert ask("timeline", "item", place="state/ar") == [
        ("agreement/roads",),
        ("agreement/labs",),
        ("event/signing",),
    ]
    assert ask("timeline", "item", place="world-region/east", topic=["data_centres"]) == [(MAPS,)]


def test_all_that_ties_two_actors_whichever_comes_first(ask: Ask) -> None:
    columns = "item kind role_of_a role_of_b"
    assert ask("between", columns, a=BUREAU, b=LEAGUE) == [
        ("m/bureau", None, "member", "organization"),
        (MAPS, "memorandum_of_understanding", "party", "party"),
    ]
    assert ask("between", columns, a=GOVERNMENT, b=EVE) == [
        ("post/eve", None, "organization", "holder"),
        ("event/summit", "summit", "on_behalf_of; venue", "speaker"),
    ]
    assert ask("between", columns, a="company/acme", b="company/acme-labs")[-1] == (
        *("company/acme-labs", "unit_of", "unit_of", None),
    )
    assert ask("between", columns, a=EVE, b=EVE) == []


def test_a_network_has_each_agreement_with_each_of_its_parties(ask: Ask) -> None:
    near = [(one, "agreement/roads", "party") for one in ("group/firms", "group/league-countries")]
    columns = "source target link"
    assert ask("network", columns, of=[SURVEY]) == [*near, (SURVEY, "agreement/roads", "party")]
    deeper = ask("network", columns, of=[SURVEY], depth=2)
    assert ("company/acme", "agreement/fourteen", "party") in deeper
    assert ("company/acme", "agreement/inside", "party") not in deeper
    assert ("region/northmark", "agreement/inside", "party") in ask(
        "network", columns, of=[SURVEY], depth=3
    )
    assert ask("network", columns, of=[SURVEY], status=["ended"]) == []
    rolled = ask("network", columns, of=[SURVEY], roll_up="state")
    assert (SURVEY, DORNE, "belongs_to") in rolled
    assert ("group/league-countries", DORNE, "belongs_to") not in rolled


def test_topics_count_for_broader_ones_too(ask: Ask) -> None:
    found = ask("topics", "topic agreements actors first last")
    assert found[0] == ("computing_infrastructure", 2, 6, "2022-06-30", "2022-07")
    assert ("chips", 1, 3, "2022-06-30", "2022-06-30") in found
    assert ask("topics", "topic actors", actor=SURVEY) == [("computing_infrastructure", 3)]
    assert ask("sectors", "sector agreements leading") == [
        ("health", 1, [BUREAU, LEAGUE, "state/co"])
    ]


def test_actors_and_organizations_of_a_state(ask: Ask) -> None:
    assert ask("actors", "actor type kind agreements partners", country=DORNE) == [
        (BUREAU, "Institution", "agency", 1, 2),
        (EVE, "Person", None, 0, 0),
        (GOVERNMENT, "Institution", "government", 0, 0),
        (SURVEY, "Institution", "department", 1, 2),
    ]
    assert ask("organizations", "organization unit_of", country=DORNE) == [
        (BUREAU, None),
        (GOVERNMENT, None),
        (SURVEY, BUREAU),
    ]
    assert ask("organizations", "organization", sector=["health"]) == [(BUREAU,)]
    assert ask("actors", "actor", type=["Bloc"]) == [(LEAGUE,), ("bloc/union",)]
    assert ask("actors", "actor agreements", topic=["media"]) == [
        ("company/acme", 3),
        ("company/nameless", 1),
    ]


def test_persons_behind_an_agreement_with_their_posts(ask: Ask) -> None:
    columns = "person role on_behalf_of_names post_names"
    assert ask("persons", columns, of=MAPS) == [
        (EVE, "speaker", ["Government of Dorne"], ["Minister, Government of Dorne"])
    ]
    assert ask("persons", "person role", of="agreement/labs") == [
        ("person/ada", "signatory"),
        ("person/ada", "speaker"),
        ("person/bob", "witness"),
    ]


def test_a_status_has_a_history(ask: Ask) -> None:
    assert ask("status_history", "status date kind", of=MAPS) == [
        ("announced", "2022-02", "instrument"),
        ("signed", "2022-06-30", "instrument"),
        ("unknown", None, "instrument"),
    ]
    # A month ends with its last day, but began before it: what was so on that day is later.
    assert ask("centres", "centre realisation_status", actor=LEAGUE) == [
        ("centre/planned", "planned")
    ]
    assert ask("status_history", "status source_title", of="centre/planned", lang="fr") == [
        ("under_construction", "Accords et actes"),
        ("planned", "Accords et actes"),
    ]


def test_commitments_the_first_due_first(ask: Ask) -> None:
    columns = "commitment agreement actors amount unit due"
    training = ("commitment/training", MAPS, [BUREAU, "state/co"], 500.0, "person", "2026")
    money = ("commitment/money", MAPS, ["state/co"], 1_000_000.0, "EUR", None)
    assert ask("commitments", columns, of=MAPS) == [training, money]
    assert ask("commitments", columns, actor=BUREAU) == [training]
    assert ask("commitments", columns, kind=["infrastructure"]) == [money]


def test_who_has_most_agreements_or_partners(ask: Ask) -> None:
    assert ask("ranking", "actor agreements partners", limit=2) == [
        ("state/co", 4, 6),
        ("company/acme", 3, 3),
    ]
    rolled = {"by": "partners", "roll_up": "state", "type": ["State"]}
    assert ask("ranking", "actor agreements partners", **rolled) == [
        ("state/co", 4, 6),
        ("state/ar", 6, 5),
        ("state/bo", 4, 5),
        (DORNE, 2, 4),
    ]
    assert ask("matrix", "a b agreements direct") == [
        ("state/ar", "state/bo", 3, 1),
        ("state/ar", "state/co", 2, 1),
        ("state/bo", DORNE, 1, 0),
        ("state/co", DORNE, 1, 0),
    ]
    assert ask("matrix", "b agreements", state="state/bo", from_="2022") == [
        ("state/bo", 2),
        (DORNE, 1),
    ]


def test_partners_that_two_share(ask: Ask) -> None:
    assert ask(
        "shared_partners", "partner with_a with_b", a="group/firms", b="region/northmark"
    ) == [("company/acme", ["agreement/fourteen"], ["agreement/inside"])]


def test_sources_alone_or_with_others(ask: Ask) -> None:
    columns = "document supports alone"
    assert ask("sources", columns, of="agreement/north") == [
        ("document/gazette", 4, 3),
        ("document/echo", 2, 1),
    ]
    assert ask("sources", "url", of="agreement/peace") == [("https://press.example/accords",)]


def test_where_sources_disagree(ask: Ask) -> None:
    assert ask("disagreements", "subject property values value_datasets") == [
        ("agreement/roads", "status 2022-07", ["announced", "signed"], ["echo", "made"]),
        ("event/summit", "attendance", ["200", "300"], ["made", "echo"]),
    ]
    assert ask("disagreements", "subject", of=MAPS) == []


def test_what_was_new_between_two_dates(ask: Ask) -> None:
    june = {"from_": "2022-06", "to": "2022-06"}
    assert ask("changes", "item change date status", **june, actor=BUREAU) == [
        (MAPS, "agreement", "2022-06-30", None),
        (MAPS, "status", "2022-06-30", "signed"),
        ("prospect/school", "status", "2022-06-30", "proposed"),
        ("event/summit", "event", "2022-06-30", None),
    ]
    assert ask("changes", "item", **june, change=["programme"]) == [("programme/plan",)]


def test_names_that_are_nearly_one(ask: Ask) -> None:
    pair = (BUREAU, "institution/bureau-2")
    both = [(*pair, "possibly_same_as"), (*pair, "same_name")]
    assert ask("similar", "a b reason") == both
    assert ask("similar", "a b reason", of="institution/bureau-2") == both
    assert ask("similar", "a", of=MAPS) == []


def test_what_no_source_says(ask: Ask) -> None:
    assert ask("unknowns", "item", aspect=["seat"]) == [("centre/planned",)]
    assert ask("unknowns", "aspect aspect_name", of="event/interview") == [("date", "date")]


def test_aims_and_contributions(ask: Ask) -> None:
    maps = ("aim/maps", MAPS, "Eve", ["programme/plan"], "2022-06-30")
    assert ask("aims", "aim thing speaker_name to_implement as_of", of=MAPS) == [maps]
    assert ask("aims", "aim", speaker=EVE) == [("aim/maps",)]
    assert ask("contributions", "act contributors", actor=LEAGUE) == [(MAPS, [LEAGUE])]


def test_every_page_goes_on_where_the_last_one_ended(ask: Ask) -> None:
    given = {"from_": SURVEY, "to": "person/ada", "a": BUREAU, "b": LEAGUE, "bloc": "bloc/union"}
    of = {"of": MAPS, "actor": "state/co"}
    for question in catalogue().values():
        required = {one.name: one for one in question.parameters if one.required}
        values: dict[str, object] = {
            name: {"from": SURVEY, **given, **of}[name] for name in required
        }
        if "of" in required and required["of"].many:
            values["of"] = [MAPS, BUREAU]
        named = {"from_" if name == "from" else name: one for name, one in values.items()}
        columns = " ".join(one.name for one in question.columns)
        every = ask(question.name, columns, **named)
        pages = [ask(question.name, columns, **named, limit=2, offset=at) for at in (0, 2)]
        assert [row for page in pages for row in page] == every[:4], question.name
