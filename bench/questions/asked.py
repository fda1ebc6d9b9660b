"""What is asked: each question with the values that its parameters take for a subject."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from bench.questions.subjects import Subject
from queries.catalogue import Question, catalogue
from queries.parameters import Parameter, ParameterType

EVERYTHING: Final = "everything"
# What a parameter asks for that says so by its name, and one that takes things of any class.
BY_NAME: Final[Mapping[str, str]] = {"speaker": "speaker", "from": "Actor", "to": "Actor"}
OF_ANY_CLASS: Final = "Act"


@dataclass(frozen=True)
class Case:
    """One question to one subject.

    Attributes:
        about: `typical`, `hub` or `everything`.
        by: the parameters that take the subject.
        values: of all its parameters, as the API takes them.
    """

    question: str
    about: str
    by: str
    values: Mapping[str, str]

    @property
    def rolled_up(self) -> bool:
        """Whether states stand for what belongs to them."""
        return "roll_up" in self.values


def cases(subjects: list[Subject]) -> Iterator[Case]:
    """Yield every question by each thing that it takes, of everything, and rolled up."""
    for question in catalogue().values():
        for case in _cases(question, subjects):
            yield case
            if any(one.name == "roll_up" for one in question.parameters):
                values = {**case.values, "roll_up": "state"}
                yield Case(case.question, case.about, case.by, values)


def _cases(question: Question, subjects: list[Subject]) -> Iterator[Case]:
    things = [one for one in question.parameters if one.type is ParameterType.THING]
    required = [one for one in things if one.required]
    for subject in subjects:
        for asked in [required] if required else [[one] for one in things]:
            by = ", ".join(one.name for one in asked)
            yield Case(question.name, subject.name, by, _values(asked, subject))
    if not required:
        yield Case(question.name, EVERYTHING, "", {})


def _values(asked: list[Parameter], subject: Subject) -> dict[str, str]:
    """Return the subject's thing for each parameter; for a second actor, a partner of the first."""
    values: dict[str, str] = {}
    for parameter in asked:
        kind = BY_NAME.get(parameter.name) or next(iter(parameter.classes), OF_ANY_CLASS)
        thing = subject.things[kind]
        values[parameter.name] = subject.partner if thing in values.values() else thing
    return values
