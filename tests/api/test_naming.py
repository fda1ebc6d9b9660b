"""Naming a thing: which of several ways to name it decides."""

import pytest

from api.questions.resolve import Meaning, Names, Thing
from graph.database.driver import Database
from ontology.errors import Ambiguous, NotFound
from queries.parameters import Parameter, ParameterType

BASE = "https://w3id.org/coopgraph/id/"
ANYTHING = Parameter(name="of", type=ParameterType.THING, meaning="Any thing.")
ACTOR = Parameter(name="actor", type=ParameterType.THING, meaning="An actor.", classes=("Actor",))


def meant(database: Database, name: str, parameter: Parameter) -> Thing:
    return database.run_coroutine(Meaning(consistent=True, names=Names()).of(name, parameter))


@pytest.mark.parametrize(
    ("given", "found"),
    [
        (BASE + "state/vn", "state/vn"),
        ("state/vn", "state/vn"),
        ("VN", "state/vn"),
        ("vnm", "state/vn"),
        ("CN-GX", "region/cn-gx"),
        ("Vietnam", "state/vn"),
        ("Việt Nam", "state/vn"),
        ("VIET NAM", "state/vn"),
        ("越南", "state/vn"),
        ("huawei", "company/huawei"),
        ("To Lam", "person/to-lam"),
        ("  Huawei ", "company/huawei"),
    ],
)
def test_each_way_to_name_a_thing(loaded: Database, given: str, found: str) -> None:
    assert meant(loaded, given, ACTOR).iri == BASE + found


def test_a_preferred_name_comes_before_an_alias(loaded: Database, twins: None) -> None:
    assert meant(loaded, "Solo Labs", ACTOR).iri == BASE + "company/solo"
    assert meant(loaded, "company/twin-a", ACTOR).iri == BASE + "company/twin-a"
    with pytest.raises(Ambiguous):
        meant(loaded, "Twin Labs", ACTOR)


def test_nothing_has_that_name(loaded: Database) -> None:
    with pytest.raises(NotFound) as error:
        meant(loaded, "Huawey", ACTOR)
    assert "Huawei" in error.value.nearest


def test_a_thing_of_another_class_is_not_meant(loaded: Database) -> None:
    agreement = "agreement/cicg-huawei-cooperation-2025"
    assert meant(loaded, agreement, ANYTHING).iri == BASE + agreement
    with pytest.raises(NotFound):
        meant(loaded, agreement, ACTOR)
