"""What is asked: each question with the values that its parameters take for a subject."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bench.questions.subjects import Subject
from queries.catalogue import Question, catalogue
from queries.parameters import ParameterType

ROLLED_UP: Final = "rolled up"


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
    """Return the subject's things for what has to be given, or else for the first one asked for."""
    things = [one for one in question.parameters if one.type is ParameterType.THING]
    asked = [one for one in things if one.required] or things[:1]
    values: dict[str, str] = {}
    for parameter in asked:
        thing = subject.things[next(iter(parameter.classes), "Actor")]
        values[parameter.name] = subject.partner if thing in values.values() else thing
    return values
