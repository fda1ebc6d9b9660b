"""The twins in the made world: every actor and act, and every parameter."""

from importlib.resources import files

import pytest

from graph.database.driver import Database
from ontology.namespaces import BASE
from queries.catalogue import Question, catalogue
from tests.queries.drawn import Values
from tests.queries.oracle import COLUMNS, Given, Oracle

ACTORS = "MATCH (n:Actor) WHERE EXISTS { ()-[:PARTICIPANT]->(n) } RETURN n.iri AS iri ORDER BY iri"
ACTS = "MATCH (n:Act) RETURN n.iri AS iri ORDER BY iri"


@pytest.fixture(scope="module")
def made_oracle(made: Database) -> Oracle:
    return Oracle(made)


@pytest.fixture(scope="module")
def values(made: Database) -> Values:
    return Values(made)


# No path of SPARQL says which way it goes.
NO_TWIN = {"path"}
TIMES = 40
TWINS = [question for question in catalogue().values() if question.name not in NO_TWIN]


def test_every_question_has_a_twin_or_says_why_not() -> None:
    twins = {
        one.name.removesuffix(".rq")
        for one in files("queries").joinpath("core").iterdir()
        if one.name.endswith(".rq")
    }
    assert twins == set(COLUMNS) == {question.name for question in TWINS}
    assert all("twin" in catalogue()[name].description for name in NO_TWIN)


@pytest.mark.long
@pytest.mark.parametrize("question", TWINS, ids=lambda question: question.name)
def test_answers_are_the_same_whatever_is_asked(
    made_oracle: Oracle, values: Values, question: Question
) -> None:
    rows = [made_oracle.compare(question.name, **given) for given in values.drawn(question, TIMES)]
    assert any(rows)


@pytest.mark.long
def test_every_actor_has_the_same_answers(made_oracle: Oracle) -> None:
    for actor in made_oracle.iris(ACTORS):
        made_oracle.compare("partners", actor=actor)
        made_oracle.compare("partners", actor=actor, roll_up="state")
        made_oracle.compare("agreements", actor=actor)
        made_oracle.compare("events", actor=actor)
        made_oracle.compare("centres", actor=actor)


def test_every_act_has_the_same_participants(made_oracle: Oracle) -> None:
    for act in made_oracle.iris(ACTS):
        made_oracle.compare("participants", of=act)
        made_oracle.compare("participants", of=act, role="party")


@pytest.mark.parametrize(
    "given", [{"as_of": "2000"}, {"as_of": "2010-12-31"}, {"as_of": "2011"}, {}]
)
def test_a_bloc_has_the_same_members(made_oracle: Oracle, given: Given) -> None:
    made_oracle.compare("members", bloc=f"{BASE}bloc/union", **given)


@pytest.mark.parametrize(
    "given",
    [
        {"actor": f"{BASE}state/bo", "as_of": "1995"},
        {"actor": f"{BASE}state/bo", "as_of": "2001"},
        {"actor": f"{BASE}state/ar", "as_of": "2024-03", "roll_up": "state"},
        {"actor": f"{BASE}company/acme", "status": "preliminary"},
        {"actor": f"{BASE}company/acme-labs", "topic": "artificial_intelligence"},
    ],
)
def test_partners_are_the_same_with_every_parameter(made_oracle: Oracle, given: Given) -> None:
    made_oracle.compare("partners", **given)


@pytest.mark.parametrize("name", ["agreements", "events"])
@pytest.mark.parametrize(
    "given",
    [{}, {"from": "2024-03"}, {"to": "2024-03-01"}, {"from": "2024-04-30", "to": "2024-12"}],
)
def test_periods_hold_the_same(made_oracle: Oracle, name: str, given: Given) -> None:
    made_oracle.compare(name, **given)


def test_posts_are_the_same(made_oracle: Oracle) -> None:
    made_oracle.compare("posts")
    made_oracle.compare("posts", person=f"{BASE}person/bob")
    made_oracle.compare("posts", organization=f"{BASE}institution/ministry")
