"""Checking parameters that people give as text against what a question declares."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches

from ontology.errors import UsageError
from queries.catalogue import Question
from queries.parameters import Parameter

Raw = Mapping[str, Sequence[str]]


class BadParameter(UsageError):
    """A parameter that is unknown, missing, or has a value that it cannot have.

    `allowed` lists what would do, where that can be listed; `nearest` what may be meant.
    """

    def __init__(
        self,
        message: str,
        parameter: str,
        allowed: Iterable[str] = (),
        nearest: Iterable[str] = (),
    ) -> None:
        super().__init__(message)
        self.parameter = parameter
        self.allowed = tuple(allowed)
        self.nearest = tuple(nearest)


def check(question: Question, raw: Raw) -> None:
    """Check which parameters are given, and how often.

    Raises:
        BadParameter: one is unknown, missing or empty, or is given twice though it has one value.
    """
    known = {parameter.name: parameter for parameter in question.parameters}
    check_names(raw, {name: parameter.many for name, parameter in known.items()})
    for name, parameter in known.items():
        if parameter.required and name not in raw:
            raise BadParameter(f"{name} is missing: {parameter.description}", name)


def check_names(raw: Raw, known: Mapping[str, bool]) -> None:
    """Refuse parameters that nobody knows, that are empty, or that are given too often.

    None is dropped without a word: of several values, no part would be what was asked for.

    Args:
        raw: the parameters as they were given.
        known: the names that there are, and whether each may be given more than once.

    Raises:
        BadParameter: one cannot be meant.
    """
    for name, values in raw.items():
        if name not in known:
            raise _unknown(name, known)
        if len(values) > 1 and not known[name]:
            raise BadParameter(f"{name} is given {len(values)} times; give it once.", name)
        if not all(values):
            raise BadParameter(f"{name} is empty; give it a value, or leave it out.", name)


def _unknown(name: str, known: Iterable[str]) -> BadParameter:
    allowed = sorted(known)
    return BadParameter(
        f"There is no parameter {name!r}. There are: {', '.join(allowed) or 'none'}.",
        name,
        allowed,
        get_close_matches(name, allowed),
    )


def confirmed(parameter: Parameter, value: object) -> object:
    """Return a value as it was given, after the question's own check of it.

    Raises:
        BadParameter: the parameter cannot have this value.
    """
    try:
        parameter.value(value)
    except UsageError as error:
        known = {one.lower(): one for one in parameter.one_of}
        near = [known[one] for one in get_close_matches(str(value).lower(), known)]
        raise BadParameter(str(error), parameter.name, known.values(), near) from error
    return value
