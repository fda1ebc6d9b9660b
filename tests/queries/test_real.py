"""The real data: who partnered with whom, and the same answers from its twins."""

import pytest

from graph.database.driver import Database
from ontology.namespaces import BASE
from tests.queries.conftest import Ask, asker
from tests.queries.oracle import Given, Oracle


@pytest.fixture(scope="module")
def ask(real: Database) -> Ask:
    return asker(real)


@pytest.fixture(scope="module")
def oracle(real: Database) -> Oracle:
    return Oracle(real)


@pytest.mark.parametrize(
    ("actor", "partner", "confidence"),
    [
        ("state/la", "region/cn-gx", "high"),
        ("region/cn-gx", "state/la", "high"),
        ("company/huawei", "institution/cicg", "medium"),
        ("institution/cicg", "company/huawei", "medium"),
    ],
)
def test_who_partnered_with_whom(ask: Ask, actor: str, partner: str, confidence: str) -> None:
    rows = ask("partners", "partner status via confidence", actor=actor)
    assert rows == [(partner, "signed", [], confidence)]


def test_states_partner_through_their_parts_only_when_asked(ask: Ask) -> None:
    def partners(actor: str, roll_up: str) -> set[tuple[str, ...]]:
        return {
            (partner, *via)
            for partner, via in ask("partners", "partner via", actor=actor, roll_up=roll_up)
        }

    chinese, vietnamese = "group/chinese-enterprises-2025", "group/vietnamese-enterprises-2025"
    assert partners("state/vn", "none") == partners("state/cn", "none") == set()
    assert partners("state/vn", "state") == {
        ("state/cn", vietnamese, chinese),
        (chinese, vietnamese),
    }
    assert partners("state/la", "state") == {
        ("region/cn-gx",),
        ("state/cn", "region/cn-gx"),
    }
    assert partners("company/huawei", "state") == {("institution/cicg",)}


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("partners", {"actor": "state/vn", "roll_up": "state"}),
        ("partners", {"actor": "state/cn", "roll_up": "state"}),
        ("partners", {"actor": "company/huawei", "status": "preliminary"}),
        ("agreements", {}),
        ("agreements", {"from": "2025-11-15", "to": "2025-11-16"}),
        ("participants", {"of": "agreement/cicg-huawei-cooperation-2025"}),
        ("centres", {}),
        ("centres", {"actor": "bloc/asean"}),
        ("members", {"bloc": "bloc/asean", "as_of": "1997"}),
        ("posts", {}),
        ("events", {}),
        ("events", {"actor": "region/cn-gx", "to": "2025"}),
    ],
)
def test_the_twins_are_of_one_mind(oracle: Oracle, name: str, given: Given) -> None:
    things = {"actor", "of", "bloc"}
    oracle.compare(name, **{k: BASE + v if k in things else v for k, v in given.items()})
