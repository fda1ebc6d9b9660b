"""Partners in the made world: parties only, and rolled up to states when asked."""

import pytest

from graph.database.driver import Database
from tests.queries.conftest import Ask, asker

ACME, LABS, FIRMS = "company/acme", "company/acme-labs", "group/firms"
MINISTRY, NORTHMARK, ADA = "institution/ministry", "region/northmark", "person/ada"
ARCADIA, BORDURIA, COSTAGUANA = "state/ar", "state/bo", "state/co"


@pytest.fixture(scope="module")
def ask(made: Database) -> Ask:
    return asker(made)


def test_partners_are_parties(ask: Ask) -> None:
    assert ask("partners", "partner agreement via", actor=LABS) == [
        (MINISTRY, "agreement/labs", [])
    ]
    assert ask("partners", "partner", actor="person/bob") == []


def test_the_status_is_one_that_binds_unless_asked_otherwise(ask: Ask) -> None:
    assert ask("partners", "partner status", actor=ACME) == [
        (NORTHMARK, "signed"),
        (FIRMS, "signed"),
    ]
    assert ask("partners", "partner", actor=ACME, status=["preliminary"]) == [("company/nameless",)]
    assert len(ask("partners", "partner", actor=ACME, status=["preliminary", "signed"])) == 3
    assert ask("partners", "agreement status", actor=BORDURIA) == [("agreement/peace", "ended")]


def test_a_state_is_stood_for_by_what_belongs_to_it_however_deep(ask: Ask) -> None:
    assert ask("partners", "partner agreement via", actor=ARCADIA, roll_up="state") == [
        (BORDURIA, "agreement/peace", []),
        (FIRMS, "agreement/fourteen", [ACME]),
        (BORDURIA, "agreement/fourteen", [ACME, FIRMS]),
        (BORDURIA, "agreement/labs", [LABS, MINISTRY]),
        (MINISTRY, "agreement/labs", [LABS]),
        (COSTAGUANA, "agreement/north", [NORTHMARK]),
        (COSTAGUANA, "agreement/undated", []),
    ]


def test_roll_up_adds_rows_and_removes_none(ask: Ask) -> None:
    for actor in (ACME, LABS, FIRMS, MINISTRY, NORTHMARK, ADA, ARCADIA, BORDURIA, COSTAGUANA):
        plain = ask("partners", "partner agreement via", actor=actor)
        rolled = ask("partners", "partner agreement via", actor=actor, roll_up="state")
        assert [row for row in rolled if not row[2]] == plain


def test_an_actor_meets_the_state_of_its_partner(ask: Ask) -> None:
    assert ask("partners", "partner via", actor=FIRMS, roll_up="state") == [
        (ACME, []),
        (ARCADIA, [ACME]),
    ]


def test_a_pair_inside_one_state_is_not_rolled_up(ask: Ask) -> None:
    rows = ask("partners", "partner agreement", actor=ACME, roll_up="state")
    assert [row for row in rows if row[1] == "agreement/inside"] == [
        (NORTHMARK, "agreement/inside")
    ]


def test_nothing_is_rolled_up_through_a_person(ask: Ask) -> None:
    assert ask("partners", "partner agreement via", actor=COSTAGUANA, roll_up="state") == [
        ("institution/bureau", "agreement/maps", []),
        ("state/do", "agreement/maps", ["institution/bureau"]),
        # a bloc is not the state of its seat
        ("bloc/league", "agreement/maps", []),
        (ADA, "agreement/ada", []),
        ("group/adas-circle", "agreement/ada", []),
        (ARCADIA, "agreement/north", [NORTHMARK]),
        (NORTHMARK, "agreement/north", []),
        (ARCADIA, "agreement/undated", []),
    ]


@pytest.mark.parametrize(
    ("as_of", "found"),
    [
        ("1989", 0),
        ("1990", 1),
        ("2000-12-31", 1),
        ("2001", 0),
    ],
)
def test_as_of_takes_the_earliest_start_and_the_latest_end(
    ask: Ask, as_of: str, found: int
) -> None:
    assert len(ask("partners", "partner", actor=BORDURIA, as_of=as_of)) == found


@pytest.mark.parametrize(
    ("as_of", "status"),
    [("1990", "signed"), ("1991", "in_force"), ("1999-12-31", "in_force"), ("2000-12", "ended")],
)
def test_as_of_tells_the_status_of_then(ask: Ask, as_of: str, status: str) -> None:
    assert ask("partners", "status", actor=BORDURIA, as_of=as_of) == [(status,)]
    assert ask("partners", "agreement", actor=BORDURIA, as_of=as_of, status=["proposed"]) == []


def test_evidence_of_an_aspect_counts_where_a_row_shows_it(ask: Ask) -> None:
    """That a date is inferred makes a row that shows it no surer; another aspect does nothing."""
    rows = ask("partners", "partner confidence basis", actor=ADA)
    assert rows == [
        ("group/adas-circle", "medium", "inferred"),
        (COSTAGUANA, "medium", "inferred"),
    ]
    assert ask("participants", "confidence basis", of="agreement/ada", role=["party"]) == [
        ("high", "stated"),
        ("high", "stated"),
        ("high", "stated"),
    ]


def test_a_source_has_its_url_where_one_is_stated(ask: Ask) -> None:
    ((sources,),) = ask("partners", "sources", actor=LABS)
    assert [one["url"] for one in sources] == ["https://press.example/accords"]
    sources = ask("partners", "sources", actor=NORTHMARK)[-1][0]
    assert [one["url"] for one in sources] == ["https://press.example/accords", None]


def test_what_has_no_date_was_not_there_at_any_time(ask: Ask) -> None:
    rows = ask("partners", "agreement", actor=ARCADIA, as_of="2030")
    assert ("agreement/undated",) not in rows


def test_a_topic_takes_narrower_ones_in(ask: Ask) -> None:
    assert ask("partners", "agreement", actor=LABS, topic=["artificial_intelligence"])
    assert ask("partners", "agreement", actor=LABS, topic=["media"]) == []


def test_names_come_in_the_language_asked_then_english_then_any(ask: Ask) -> None:
    def names(lang: str | None) -> list[str]:
        rows = ask("partners", "partner_name", actor=ARCADIA, roll_up="state", lang=lang)
        return sorted({row[0] for row in rows})

    assert names("fr") == ["Bordurian firms", "Bordurie", "Ministry", "高原国"]
    assert ask("partners", "partner_name", actor=FIRMS, lang="fr", roll_up="state") == [
        ("Acme",),
        ("Arcadie",),
    ]
    assert ask("partners", "partner_name", actor=FIRMS, lang="lo", roll_up="state") == [
        ("Acme",),
        ("Arcadia",),
    ]


def test_what_has_no_name_is_called_by_its_iri(ask: Ask) -> None:
    rows = ask("partners", "partner_name", actor=ACME, status=["preliminary"])
    assert rows == [("company/nameless",)]


def test_a_row_names_all_datasets_and_documents_that_it_rests_on(ask: Ask) -> None:
    rows = ask("partners", "datasets sources", actor=NORTHMARK)
    datasets, sources = rows[-1]
    assert datasets == ["echo", "made"]
    assert [(one["title"], one["publisher"], one["date"]) for one in sources] == [
        ("Accords and acts", "Made Press", "2024-12"),
        ("North and south", None, None),
    ]
    french = ask("partners", "sources", actor=NORTHMARK, lang="fr")[0][0]
    assert (french[0]["title"], french[0]["publisher"]) == ("Accords et actes", "Presse inventée")


def test_confidence_is_the_lowest_of_statements_at_their_best(ask: Ask) -> None:
    # the agreement is likely; the ministry is party by vague and by sure evidence
    assert ask("partners", "confidence", actor=LABS) == [("medium",)]
    # Northmark's part is likely in one dataset and sure in the other
    assert ask("partners", "confidence", actor=NORTHMARK)[-1] == ("high",)
    # that Northmark belongs to Arcadia is vague
    rolled = ask("partners", "agreement confidence", actor=ARCADIA, roll_up="state")
    assert ("agreement/north", "low") in rolled


def test_answers_come_in_pages(ask: Ask) -> None:
    every = ask("partners", "agreement partner", actor=ARCADIA, roll_up="state")
    pages = [
        ask("partners", "agreement partner", actor=ARCADIA, roll_up="state", limit=3, offset=start)
        for start in (0, 3, 6)
    ]
    assert [row for page in pages for row in page] == every
