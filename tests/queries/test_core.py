"""The other core questions in the made world."""

import pytest

from graph.database.driver import Database
from tests.queries.conftest import Ask, asker


@pytest.fixture(scope="module")
def ask(made: Database) -> Ask:
    return asker(made)


def test_agreements_come_oldest_first_and_undated_last(ask: Ask) -> None:
    assert ask("agreements", "agreement instruments status parties_stated") == [
        ("agreement/peace", 1, "ended", "all"),
        ("agreement/maps", 1, "signed", "all"),
        ("agreement/roads", 1, "announced", "some"),
        ("agreement/inside", 1, "signed", "all"),
        ("agreement/fourteen", 14, "signed", "some"),
        ("agreement/labs", 1, "signed", "all"),
        ("agreement/ada", 1, "signed", "all"),
        ("agreement/talks", 1, "preliminary", "all"),
        ("agreement/north", 1, "signed", "all"),
        ("agreement/undated", 1, "signed", "all"),
    ]


def test_agreements_of_an_actor_are_those_it_is_party_to(ask: Ask) -> None:
    assert ask("agreements", "agreement party_names agreement_type", actor="person/ada") == [
        ("agreement/ada", ["Ada", "Ada's circle", "高原国"], None)
    ]
    both = ask("agreements", "agreement", actor="company/acme", partner="group/firms")
    assert both == [("agreement/fourteen",)]
    assert ask("agreements", "agreement", partner="group/firms") == [("agreement/roads",), *both]
    assert ask("agreements", "agreement", actor="group/firms", partner="group/firms") == []
    # several sources name Northmark, which is one party
    assert ("agreement/north", ["Northmark", "高原国"]) in ask(
        "agreements", "agreement party_names"
    )


def test_agreements_of_a_status_or_topic(ask: Ask) -> None:
    assert ask("agreements", "agreement", status=["preliminary"]) == [("agreement/talks",)]
    assert ask("agreements", "agreement", topic=["media", "data"]) == [("agreement/talks",)]


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ({"from_": "2024-03-31", "to": "2024-03-31"}, ["fourteen", "labs"]),
        ({"from_": "2024-04", "to": "2024-04"}, ["fourteen"]),
        ({"to": "1990"}, ["peace"]),
        ({"from_": "2025"}, ["north"]),
        ({"from_": "2024-12-31", "to": "2025-02-22"}, ["fourteen"]),
    ],
)
def test_a_period_takes_in_what_overlaps_it(
    ask: Ask, period: dict[str, str], found: list[str]
) -> None:
    rows = ask("agreements", "agreement", **period)
    assert [row[0].removeprefix("agreement/") for row in rows] == found


def test_participants_of_an_agreement_include_those_of_its_signing(ask: Ask) -> None:
    columns = "actor role on_behalf_of_name side_name basis confidence"
    assert ask("participants", columns, of="agreement/labs") == [
        ("company/acme", "organizer", None, None, "inferred", "medium"),
        ("company/acme-labs", "host", None, None, "inferred", "low"),
        ("company/acme-labs", "party", None, None, "inferred", "medium"),
        ("person/ada", "signatory", "Acme Labs", None, "inferred", "medium"),
        ("person/bob", "witness", None, "Ministry", "inferred", "medium"),
        ("institution/ministry", "party", None, None, "inferred", "medium"),
    ]
    assert ask("participants", "actor role basis", of="agreement/peace") == [
        ("state/ar", "party", "stated"),
        ("state/bo", "party", "stated"),
    ]
    assert ask("participants", "actor", of="event/signing") == [
        ("company/acme",),
        ("company/acme-labs",),
    ]
    assert ask("participants", "actor", of="agreement/labs", role=["signatory", "witness"]) == [
        ("person/ada",),
        ("person/bob",),
    ]


def test_an_actor_with_its_names_and_codes(ask: Ask) -> None:
    columns = "name type names aliases identifiers part_of_name"
    assert ask("actor", columns, actor="state/ar", lang="fr") == [
        ("Arcadie", "State", ["Arcadia", "Arcadie"], ["Republic of Arcadia"], ["XA"], None)
    ]
    assert ask("actor", columns, actor="region/northmark") == [
        ("Northmark", "Region", ["Northmark"], [], ["XA-N"], "Arcadia")
    ]
    assert ask("actor", "type", actor="centre/made") == [("Centre",)]


def test_posts_of_a_person_and_in_an_organization_with_its_units(ask: Ask) -> None:
    bob = [("person/bob", "Head of office", "institution/office", "2024-02-10", "medium")]
    columns = "person post_name organization as_of confidence"
    cyd = ("person/cyd", "Head of research", "company/acme", "2024-05", "high")
    eve = ("person/eve", "Minister", "institution/government", None, "high")
    assert ask("posts", columns) == [eve, *bob, cyd]
    assert ask("posts", "from to", person="person/eve") == [("2021", "2023-05")]
    assert ask("posts", columns, person="person/bob") == bob
    assert ask("posts", columns, organization="institution/ministry") == bob
    assert ask("posts", "post_name", person="person/bob", lang="fr") == [("Chef de bureau",)]
    assert ask("posts", columns, organization="company/acme") == [cyd]
    named = [("company/acme-labs", "Acme Labs")]
    assert ask("posts", "unit unit_name", organization="company/acme-labs") == named
    assert ask("posts", columns, organization="company/acme", person="person/bob") == []


def test_events_by_earliest_day_with_their_organizers(ask: Ask) -> None:
    assert ask("events", "event kind date end_date organizer_names") == [
        ("event/talk", "conference", "2022-06", None, []),
        ("event/summit", "summit", "2022-06-30", None, ["Bureau of maps"]),
        ("event/trainings", "training", "2024", None, ["Northmark"]),
        ("event/workshop", "workshop", "2024-02-10", "2024-04", []),
        ("event/signing", "signing", "2024-03", None, ["Acme"]),
        ("event/interview", "interview", None, None, []),
    ]
    assert ask("events", "event", kind=["workshop", "interview"]) == [
        ("event/workshop",),
        ("event/interview",),
    ]


@pytest.mark.parametrize(
    ("actor", "found"),
    [
        ("company/acme", ["signing"]),
        ("company/acme-labs", ["signing"]),
        ("institution/ministry", ["talk", "workshop", "signing", "interview"]),
        ("region/northmark", ["trainings"]),
        # Northmark is part of Arcadia, but does not act for it.
        ("state/ar", []),
        ("person/bob", ["talk", "workshop", "interview"]),
        # through the government, and people who hold a post there or are on its side
        ("state/do", ["talk", "summit"]),
        ("person/ada", []),
        ("state/co", ["summit"]),
    ],
)
def test_events_of_an_actor_its_people_its_units_and_its_accords(
    ask: Ask, actor: str, found: list[str]
) -> None:
    rows = ask("events", "event", actor=actor)
    assert [row[0].removeprefix("event/") for row in rows] == found


def test_an_event_through_people_rests_on_their_posts(ask: Ask) -> None:
    rows = ask("events", "event confidence", actor="institution/ministry", kind=["interview"])
    assert rows == [("event/interview", "medium")]
    assert ask("events", "confidence", kind=["interview"]) == [("high",)]


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        ("2024-04-30", "2024-12", ["trainings", "workshop"]),
        ("2024-05", None, ["trainings"]),
        (None, "2024-02", ["talk", "summit", "trainings", "workshop"]),
        ("2025", None, []),
    ],
)
def test_an_event_lasts_until_its_end(
    ask: Ask, start: str | None, end: str | None, found: list[str]
) -> None:
    rows = ask("events", "event", from_=start, to=end)
    assert [row[0].removeprefix("event/") for row in rows] == found


def test_a_centre_and_its_instrument_have_a_status_each(ask: Ask) -> None:
    columns = "centre instrument_status realisation_status as_of place_name agreement_name"
    found = ("centre/found", "unknown", "established", "2024-01", "Port", None)
    made = ("centre/made", "signed", "planned", "2024-03", None, "Labs accord")
    planned = ("centre/planned", "signed", "planned", "2022-02-28", None, "Maps accord")
    assert ask("centres", columns) == [planned, found, made]
    # a bloc founds what its countries found, and is party to what concerns it
    assert ask("centres", columns, actor="bloc/league") == [planned]
    assert ask("centres", "agreement_link", actor="company/acme") == [("sets_up",)]
    assert ask("centres", columns, actor="company/acme") == [made]
    assert ask("centres", columns, actor="institution/ministry") == [made]
    assert ask("centres", columns, actor="region/northmark") == [found]
    assert ask("centres", columns, actor="state/co") == [planned]
    assert ask("centres", columns, actor="state/do") == []


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        (None, ["state/bo", "state/ar"]),
        ("1998", []),
        ("1999", ["state/bo"]),
        ("2000-05-01", ["state/bo", "state/ar"]),
        ("2010-12-31", ["state/bo", "state/ar"]),
        ("2011", ["state/ar"]),
    ],
)
def test_members_of_a_bloc_at_a_time(ask: Ask, as_of: str | None, found: list[str]) -> None:
    rows = ask("members", "member from to", bloc="bloc/union", as_of=as_of)
    times = {"state/bo": ("1999-01-01", "2010"), "state/ar": ("2000-05", None)}
    assert rows == [(member, *times[member]) for member in found]


def test_evidence_is_its_own_and_that_of_what_names_it(ask: Ask) -> None:
    def statements(of: str) -> set[str]:
        return {row[0] for row in ask("evidence", "statement", of=of)}

    assert statements("person/bob") == {
        *("person/bob", "post/bob", "p/labs-bob", "agreement/labs"),
        *("p/workshop-bob", "event/workshop", "p/interview-bob", "event/interview"),
        *("p/talk-do", "event/talk"),
    }
    assert statements("event/signing") == {
        *("event/signing", "agreement/labs", "p/signing-acme", "p/signing-labs"),
    }
    assert {"claim/first", "p/labs-ada"} < statements("agreement/labs")
    assert {"bloc/union", "m/ar", "m/bo"} == statements("bloc/union")


def test_evidence_says_where_what_and_how_sure(ask: Ask) -> None:
    columns = "statement source_title publisher published locator paraphrase confidence basis"
    ours = ("p/labs-bob", "Accords et actes", "Presse inventée", "2024-12", "page 2")
    assert (*ours, "It nearly says so.", "medium", "inferred") in ask(
        "evidence", columns, of="person/bob", lang="fr"
    )
    # which dataset says so is told piece by piece
    rows = ask("evidence", "statement locator checked datasets", of="agreement/north")
    assert ("agreement/north", "line 1", "2025-03-01", ["echo"]) in rows
    assert ("agreement/north", "page 1", "2025-01-01", ["made"]) in rows
