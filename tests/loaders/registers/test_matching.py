"""Which records are taken for which organizations, what is left to people, and what is stated."""

from pathlib import Path

import pytest

from loaders.registers.known import Known, in_files
from tests.loaders.conftest import Write
from tests.loaders.registers.made import LAMP, NAME, dump, location, name, record, ror_id
from tests.loaders.registers.support import KNOWN, made, said


@pytest.fixture
def known(write: Write) -> Known:
    """Organizations and places that a file names."""
    return in_files([write("known.ttl", KNOWN)], "")


def test_name_and_country_tell_who_is_meant(known: Known, tmp_path: Path) -> None:
    path = dump(tmp_path / NAME, [LAMP, record(2, country="XB")])
    done = made(known, path)
    assert (done.records, done.stated, done.review) == (2, 1, [])
    assert said(path, "institution/lamp") == {
        ("rdf:type", "https://w3id.org/coopgraph/ontology#Institution"),
        ("skos:altLabel", "Université des lampes@fr"),
        ("skos:altLabel", "Old Lamp School@en"),
        ("skos:altLabel", "LU@und"),
        ("skos:exactMatch", ror_id(1)),
        ("skos:exactMatch", "http://www.wikidata.org/entity/Q7"),
        ("skos:exactMatch", "https://isni.org/isni/000000012348069X"),
        ("skos:exactMatch", "https://doi.org/10.13039/501100009517"),
        ("foaf:homepage", "https://lamp.example/"),
        ("coop:kind", "organization-kind/university"),
        ("coop:country", "state/xa"),
        ("coop:seat", "city/lampton"),
        ("coop:hasEvidence", "evidence/ror-000000001"),
    }
    evidence = said(path, "evidence/ror-000000001")
    assert ("coop:inDocument", "document/ror-2025-04-03") in evidence
    assert ("coop:locator", "record 000000001") in evidence
    dataset = said(path, "dataset/ror")
    assert ("dcat:version", "v1.63") in dataset
    assert ("dcterms:issued", "2025-04-03") in dataset
    assert ("dcterms:license", "https://creativecommons.org/publicdomain/zero/1.0/") in dataset
    assert ("dcterms:source", "document/ror-2025-04-03") in dataset


def test_an_identifier_tells_it_whatever_the_names(known: Known, tmp_path: Path) -> None:
    same = [{"type": "wikidata", "all": ["Q42"], "preferred": None}]
    path = dump(tmp_path / NAME, [record(3, country="XB", external_ids=same)])
    done = made(known, path)
    assert list(done.matched) == ["https://w3id.org/coopgraph/id/institution/by-id"]
    assert ("skos:altLabel", "Institute 3@en") in said(path, "institution/by-id")


def test_what_others_say_stays_the_only_seat_and_kind(known: Known, tmp_path: Path) -> None:
    path = dump(tmp_path / NAME, [record(4, name("Seated College", "label", "ror_display"))])
    made(known, path)
    found = dict(said(path, "institution/seated"))
    assert "coop:country" in found
    assert found.keys().isdisjoint({"coop:seat", "coop:kind"})


@pytest.mark.parametrize(
    ("given", "country", "reason"),
    [
        ("Stateless Academy", "XA", "no country to compare"),
        ("Lamp Universty", "XA", "much like it"),
        ("MINT", "XA", "acronym"),
        ("Glow Works", "XB", "one is a company"),
    ],
)
def test_a_weak_match_is_for_people(
    known: Known, tmp_path: Path, given: str, country: str, reason: str
) -> None:
    one = record(5, name(given, "ror_display", "label"), country=country)
    done = made(known, dump(tmp_path / NAME, [one]))
    assert not done.matched
    assert [found.record.id for found in done.review] == ["000000005"]
    assert reason in done.review[0].reason
    assert 85 <= done.review[0].score <= 100


def test_of_two_that_match_none_is_taken(known: Known, tmp_path: Path) -> None:
    twins = [record(n, name("Lamp University", "label", "ror_display")) for n in (1, 2)]
    done = made(known, dump(tmp_path / NAME, twins))
    assert not done.matched
    assert {one.record.id for one in done.review} == {"000000001", "000000002"}
    assert all("as 1 other record" in one.reason for one in done.review)


def test_another_country_is_another_organization(known: Known, tmp_path: Path) -> None:
    one = record(1, name("Lamp University", "label", "ror_display"), country="XB")
    done = made(known, dump(tmp_path / NAME, [one]))
    assert (done.matched, done.review) == ({}, [])


def test_parents_are_stated_of_those_in_the_graph(known: Known, tmp_path: Path) -> None:
    above = [
        {"id": ror_id(1), "label": "Lamp University", "type": "parent"},
        {"id": ror_id(99), "label": "Nobody", "type": "parent"},
        {"id": ror_id(4), "label": "A child", "type": "child"},
    ]
    unit = record(2, name("Mountain Institute", "label", "ror_display"), relationships=above)
    path = dump(tmp_path / NAME, [unit, LAMP])
    made(known, path)
    found = said(path, "institution/mit")
    assert [value for predicate, value in found if predicate == "coop:unitOf"] == [
        "institution/lamp"
    ]


def test_all_of_it_is_taken_where_it_is_asked_for(known: Known, tmp_path: Path) -> None:
    above = [{"id": ror_id(3), "label": "Glow", "type": "parent"}]
    strange = record(
        2,
        name("Schule", "ror_display", "label", lang="de"),
        name("Ecole", "label", lang="fr"),
        relationships=above,
    )
    path = dump(tmp_path / NAME, [LAMP, strange, record(3, types=["company"])])
    done = made(known, path, everything=True)
    assert done.stated == 3
    found = said(path, "institution/ror-000000002")
    assert found >= {
        ("skos:prefLabel", "Schule@de"),
        ("skos:prefLabel", "Schule@en"),
        ("skos:prefLabel", "Ecole@fr"),
        ("coop:editorName", "true"),
        ("coop:unitOf", "company/ror-000000003"),
    }


def test_a_place_that_could_be_several_is_none(write: Write, tmp_path: Path) -> None:
    again = '<city/b> a coop:City ; skos:prefLabel "Lampton"@en ; coop:partOf <region/xa-n> .'
    known = in_files([write("known.ttl", KNOWN + again)], "")
    path = dump(tmp_path / NAME, [LAMP])
    made(known, path)
    assert ("coop:seat", "region/xa-n") in said(path, "institution/lamp")


def test_several_locations_are_no_seat(known: Known, tmp_path: Path) -> None:
    both = LAMP | {"locations": [location("XA"), location("XB")]}
    path = dump(tmp_path / NAME, [both])
    made(known, path)
    found = said(path, "institution/lamp")
    assert {("coop:country", "state/xa"), ("coop:country", "state/xb")} <= found
    assert "coop:seat" not in dict(found)


def test_a_file_without_a_date_has_that_of_its_latest_record(known: Known, tmp_path: Path) -> None:
    edition = made(known, dump(tmp_path / "ror.json", [LAMP])).edition
    assert (edition.date, edition.version) == ("2025-03-01", "2025-03-01")
