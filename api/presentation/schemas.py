"""OpenAPI schemas of the questions: parameters, rows, answers."""

from collections.abc import Iterable
from typing import Any, Final

from pydantic import BaseModel, Field, create_model

from api.questions import hidden, incomplete
from api.questions.concepts import codes, names
from api.questions.media import LANGUAGE_TAG
from api.questions.search import NAMES
from api.settings import NAME_LENGTH, NAME_WORDS
from queries.catalogue import Question
from queries.header import Column, ColumnType
from queries.parameters import Parameter, ParameterType

# How values are written, beside what each of them means.
WRITTEN: Final = {
    ParameterType.THING: "An IRI, the part of it after `/id/`, an identifier, or any name of at "
    f"most {NAME_LENGTH} characters and {NAME_WORDS} words.",
    ParameterType.CONCEPT: "A code or any label; case, accents and punctuation do not matter.",
    ParameterType.NAME: f"At most {NAME_LENGTH} characters and {NAME_WORDS} words, or an IRI.",
    ParameterType.DATE: "YYYY, YYYY-MM or YYYY-MM-DD.",
}
# A year from 0001 on, a month of it, or a day that this month has.
_LEAP: Final = "([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][48]|[2468]0|[13579][26])00)"
_DAY: Final = (
    "(0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|1[0-9]|2[0-8])"
)
DATE: Final = f"^(?!0000)([0-9]{{4}}(-(0[1-9]|1[0-2]))?|[0-9]{{4}}-({_DAY})|{_LEAP}-02-29)$"
MERGED: Final = (
    "By IRI, what was asked about and leads to another thing, because it was decided that the two "
    "are one; left out where there is none."
)
TOTAL: Final = "How many rows there are on all pages; left out where `total` did not ask for it."


class Source(BaseModel):
    """A document that a row rests on."""

    document: str = Field(description="The document's IRI.")
    title: str | None
    publisher: str | None
    date: str | None
    url: str | None


class Step(BaseModel):
    """A thing on the way from one to another, and the link that leads to it."""

    iri: str
    name: str
    type: str | None
    link: str | None


PYTHON: Final[dict[ColumnType, Any]] = {
    ColumnType.INTEGER: int | None,
    ColumnType.DECIMAL: float | None,
    ColumnType.LIST: list[str],
    ColumnType.STEPS: list[Step],
    ColumnType.SOURCES: list[Source],
}


class ParameterInfo(BaseModel):
    """What a question can be given."""

    name: str
    type: str
    meaning: str
    required: bool
    repeatable: bool
    default: Any = None
    allowed: list[str] = Field(description="The codes or choices, where they can be listed.")


class ColumnInfo(BaseModel):
    """What a question answers."""

    name: str
    type: str
    meaning: str


class QuestionInfo(BaseModel):
    """A named question of the catalogue."""

    name: str
    title: str
    description: str
    url: str
    parameters: list[ParameterInfo]
    columns: list[ColumnInfo]


def allowed(parameter: Parameter) -> tuple[str, ...]:
    """Return the values that a parameter can have, empty where they cannot be listed."""
    return codes(parameter.scheme) if parameter.scheme else parameter.one_of


def described(parameter: Parameter) -> str:
    """Return what a parameter means and how it is written."""
    parts = [parameter.description, WRITTEN.get(parameter.type, "")]
    return " ".join([*filter(None, parts), *(["May repeat."] if parameter.many else [])])


def openapi(parameter: Parameter, example: Any = None) -> dict[str, Any]:
    """Return a parameter as OpenAPI describes it, with a value that it may have."""
    schema: dict[str, Any] = {"type": "string", "minLength": 1}
    match parameter.type:
        case ParameterType.INTEGER:
            limits = {"minimum": parameter.minimum, "maximum": parameter.maximum}
            schema = {"type": "integer", **{k: v for k, v in limits.items() if v is not None}}
        case ParameterType.DATE:
            schema = {"type": "string", "pattern": DATE}
        case ParameterType.LANGUAGE:
            schema = {"type": "string", "pattern": f"^{LANGUAGE_TAG.pattern}$"}
        case ParameterType.CHOICE | ParameterType.CLASS:
            schema = {"type": "string", "enum": list(parameter.one_of)}
        case ParameterType.CONCEPT:
            schema = {"type": "string", "enum": list(names(parameter.scheme or ""))}
    if example is not None:
        schema["examples"] = list(example) if parameter.many else [example]
    if parameter.many:
        schema = {"type": "array", "items": schema}
    if parameter.default is not None:
        schema["default"] = parameter.default
    return {
        "name": parameter.name,
        "in": "query",
        "required": parameter.required,
        "description": described(parameter),
        "schema": schema,
    }


def answer_model(question: Question) -> type[BaseModel]:
    """Return the model of a question's answer; its rows have the question's columns."""
    word = question.name.title().replace("_", "")
    row = _row_model(f"{word}Row", f"One row of {question.name}.", question.columns)
    return create_model(
        f"{word}Answer",
        __doc__=question.description,
        query=(str, Field(description="The question's name.")),
        parameters=(dict[str, Any], Field(description="How the question was understood.")),
        columns=(list[str], Field(description="The columns in their order.")),
        # A model that is made as the program runs is no type to mypy.
        rows=(list[row], Field(description="The rows; none is an answer too.")),  # type: ignore[valid-type]
        next=(str | None, Field(description="The address of the following rows.")),
        total=(int | None, Field(default=None, description=TOTAL)),
        merged=(dict[str, str] | None, Field(default=None, description=MERGED)),
        **hidden.FIELDS,
        **incomplete.FIELDS,
    )


def search_model(question: Question) -> type[BaseModel]:
    """Return the model of what a search answers."""
    shown = [column for column in question.columns if column.name != NAMES]
    result = _row_model("SearchResult", "A thing that a search found.", shown)
    return create_model(
        "SearchResults",
        __doc__=question.description,
        query=(str, Field(description="What was looked for.")),
        # As with the rows above: no type to mypy.
        results=(list[result], Field(description="What was found, the closest first.")),  # type: ignore[valid-type]
        next=(str | None, Field(description="The address of the following results.")),
        **hidden.FIELDS,
        **incomplete.FIELDS,
    )


def _row_model(name: str, about: str, columns: Iterable[Column]) -> type[BaseModel]:
    fields: dict[str, Any] = {column.name: _field(column) for column in columns}
    return create_model(name, __doc__=about, **fields)


def _field(column: Column) -> tuple[Any, Any]:
    kind = PYTHON.get(column.type, str | None)
    return kind, Field(description=column.description)
