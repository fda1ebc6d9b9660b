"""What is asked: each question with the values that its parameters take for a subject."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bench.questions.subjects import Subject
from queries.catalogue import Question, catalogue

ROLLED_UP: Final = "rolled up"
# What a required parameter is when no class tells: a code of the made world.
GIVEN: Final[Mapping[str, str]] = {
    "bloc": "organization/1",
    "from": "2010-01-01",
    "to": "2020-12-31",
    "topic": "data",
}
ACTS: Final = {"Act", "Agreement", "AgreementSet", "Event"}


@dataclass(frozen=True)
class Case:
    """One question to one subject.

    Attributes:
        kind: `typical`, `hub` or `hub, rolled up`.
        values: of its parameters, as the API takes them.
    """

    question: str
    kind: str
    values: Mapping[str, str]


def cases(subjects: list[Subject]) -> Iterator[Case]:
    """Yield every question for every subject, rolled up too where it can be."""
    for question in catalogue().values():
        for subject in subjects:
            values = _values(question, subject)
            yield Case(question.name, subject.name, values)
            if any(one.name == "roll_up" for one in question.parameters):
                kind = f"{subject.name}, {ROLLED_UP}"
                yield Case(question.name, kind, {**values, "roll_up": "state"})


def _values(question: Question, subject: Subject) -> dict[str, str]:
    """Return a subject as the first thing that is asked for, its partner as the second."""
    values: dict[str, str] = {}
    actors = iter((subject.actor, subject.partner))
    for parameter in question.parameters:
        if parameter.type == "thing":
            acts = bool(ACTS & set(parameter.classes)) and "Actor" not in parameter.classes
            if (value := subject.act if acts else next(actors, None)) and _wanted(
                values, parameter
            ):
                values[parameter.name] = value
        elif parameter.required:
            values[parameter.name] = GIVEN[parameter.name]
    return values


def _wanted(values: Mapping[str, str], parameter: object) -> bool:
    """Whether a thing narrows the question: the first does, and each that has to be given."""
    return not values or bool(getattr(parameter, "required", False))
