"""What a question asks for: its parameters, and their values as Cypher takes them."""

import calendar
import re
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from ontology.errors import UsageError
from ontology.vocabulary import vocabulary
from queries.full_text import sought

PARTIAL_DATE: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)

# Text of a header: its line ends and indents say nothing.
Prose = Annotated[str, AfterValidator(lambda text: " ".join(text.split()))]


class ParameterType(StrEnum):
    """What a parameter's values are.

    The caller resolves names before it binds: a THING to its IRI, a CONCEPT (a code or any
    label of its scheme) to its code. All others are bound as people write them.
    """

    THING = "thing"
    CONCEPT = "concept"
    DATE = "date"  # YYYY, YYYY-MM or YYYY-MM-DD; Cypher gets {earliest, latest}
    LANGUAGE = "language"  # a language tag; Cypher gets it as property keys write it
    CHOICE = "choice"
    STRING = "string"
    INTEGER = "integer"
    CLASS = "class"  # the ontology's name of a class
    NAME = "name"  # a name as people type it; Cypher gets what `full_text.sought` makes of it


class Parameter(BaseModel):
    """One declared parameter: `$name` in the Cypher. A `many` one is a list there, or null."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    name: str
    type: ParameterType
    description: Prose = Field(alias="meaning")
    required: bool = False
    many: bool = False
    default: str | int | tuple[str, ...] | None = None
    choices: tuple[str, ...] = ()
    scheme: str | None = None  # of a concept: the word after `scheme/` in its scheme's IRI
    classes: tuple[str, ...] = ()  # of a thing: it must be of one of these, if any are named
    minimum: int | None = None
    maximum: int | None = None
    # Of a concept with a default: Cypher that gives a row's codes, to tell what the default hides.
    told: str | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Parameter":
        if (self.type is ParameterType.CONCEPT) != (self.scheme is not None):
            raise ValueError("a concept, and nothing else, needs a `scheme`")
        if (self.type is ParameterType.CHOICE) != bool(self.choices):
            raise ValueError("a choice, and nothing else, needs `choices`")
        if (self.type is ParameterType.CONCEPT and self.default is not None) != bool(self.told):
            raise ValueError("a concept with a default, and nothing else, needs `told`")
        if self.required and self.default is not None:
            raise ValueError("what is required has no use for a `default`")
        return self

    @property
    def one_of(self) -> tuple[str, ...]:
        """The values that a choice or a class can have."""
        if self.type is not ParameterType.CLASS:
            return self.choices
        return tuple(sorted(one.name for one in vocabulary().classes.values()))

    def value(self, given: Any) -> Any:
        """Return what Cypher gets for a given value; the default, or null, where none is.

        Raises:
            UsageError: the value is none that this parameter can have.
        """
        if given is None or given in ("", [], ()):
            if self.required:
                raise UsageError(f"{self.name} is missing: {self.description}")
            given = self.default
        if given is None:
            return None
        if not self.many:
            return self._single(given)
        return [self._single(one) for one in ([given] if isinstance(given, str) else given)]

    def _single(self, given: Any) -> Any:
        match self.type:
            case ParameterType.DATE:
                return period(self.name, str(given))
            case ParameterType.LANGUAGE:
                return str(given).lower().replace("-", "_")
            case ParameterType.INTEGER:
                return self._integer(given)
            case ParameterType.NAME:
                return sought(str(given))
            case ParameterType.CHOICE | ParameterType.CLASS if given not in self.one_of:
                raise UsageError(f"{self.name} is one of {', '.join(self.one_of)}, not {given!r}.")
            case _:
                return str(given)

    def _integer(self, given: Any) -> int:
        if not re.fullmatch(r"-?\d{1,18}", str(given), re.ASCII):
            raise UsageError(f"{self.name} is a whole number, not {given!r}.")
        number = int(given)
        if self.minimum is not None and number < self.minimum:
            raise UsageError(f"{self.name} is at least {self.minimum}, not {number}.")
        if self.maximum is not None and number > self.maximum:
            raise UsageError(f"{self.name} is at most {self.maximum}, not {number}.")
        return number


def period(name: str, written: str) -> dict[str, date]:
    """Return the first and last day of a year, month or day.

    Raises:
        UsageError: it is none of them.
    """
    problem = f"{name} is a date as YYYY, YYYY-MM or YYYY-MM-DD, not {written!r}."
    found = PARTIAL_DATE.fullmatch(written)
    if not found:
        raise UsageError(problem)
    year, month, day = (int(part) if part else None for part in found.groups())
    first_month, last_month = (1, 12) if month is None else (month, month)
    try:
        first = date(year or 0, first_month, 1 if day is None else day)
        last_day = calendar.monthrange(first.year, last_month)[1] if day is None else day
        return {"earliest": first, "latest": date(first.year, last_month, last_day)}
    except ValueError as error:
        raise UsageError(problem) from error
