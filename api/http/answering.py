"""What operations share that answer a question of the catalogue: parameters, forms, headers."""

from http import HTTPStatus
from typing import Annotated, Any, Final, Literal

from fastapi import Query, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel

from api.http.dependencies import header, only
from api.http.problems import ASKING, documented
from api.presentation import csvs, schemas
from api.questions import hidden, incomplete, media
from api.questions.answers import Answer
from api.questions.parameters import Raw
from queries.catalogue import Question

FORMS: Final = {"json": "application/json", "csv": csvs.MEDIA_TYPE}
# Parameters of every answer, which no question knows.
OWN: Final = ("format", "consistent")
TOTAL: Final = "total"
TOTAL_HEADER: Final = "Coopgraph-Total"
PROBLEMS: Final = documented(
    HTTPStatus.NOT_FOUND, HTTPStatus.NOT_ACCEPTABLE, HTTPStatus.CONFLICT, *ASKING
)
FOLLOWING: Final = {
    "description": "The address of the following rows, where there are more.",
    "schema": {"type": "string"},
}
Form = Annotated[
    Literal["json", "csv"] | None,
    Query(alias="format", description="The form of the answer, whatever `Accept` says."),
]
Consistent = Annotated[
    bool,
    Query(description="Whether to refuse (503) an answer that may lack something of a dataset."),
]

Total = Annotated[
    bool, Query(description="Whether to count the rows of all pages, which may take longer.")
]


def parameters(question: Question, *more: str) -> Any:
    """Return a dependency that refuses parameters which the question does not have.

    Args:
        question: the question.
        more: parameters of the operation beside `OWN`.
    """
    once = [one.name for one in question.parameters if not one.many]
    many = [one.name for one in question.parameters if one.many]
    return only(*once, *OWN, *more, repeatable=many)


def described(question: Question) -> dict[str, Any]:
    """Return the question's parameters as OpenAPI describes them."""
    examples = question.example
    return {
        "parameters": [schemas.openapi(one, examples.get(one.name)) for one in question.parameters]
    }


def documented_answer(model: type[BaseModel]) -> dict[str, Any]:
    """Return the answer as OpenAPI describes it, in each of its forms."""
    return {
        "model": model,
        "description": "The answer",
        "content": {FORMS["csv"]: {"schema": {"type": "string"}}},
        "headers": {"Link": FOLLOWING, **incomplete.DOCUMENTED},
    }


def raw(request: Request) -> Raw:
    """Return the question's parameters; its language may also come from `Accept-Language`."""
    query = request.query_params
    given = {name: query.getlist(name) for name in query if name not in (*OWN, TOTAL)}
    liked = media.language(header(request, "accept-language"))
    return given if "lang" in given or not liked else {**given, "lang": [liked]}


def response(request: Request, form: str, answer: Answer) -> Response:
    """Return an answer as it was asked for, with what it may lack or hides as headers."""
    following = None
    headers = {
        "Vary": "Accept, Accept-Language",
        **hidden.headers(answer.hidden),
        **incomplete.headers(answer.incomplete),
    }
    if answer.total is not None:
        headers[TOTAL_HEADER] = str(answer.total)
    if answer.next is not None:
        following = str(request.url.include_query_params(offset=answer.next))
        headers["Link"] = f'<{following}>; rel="next"'
    if form == "csv":
        text = csvs.table(answer.columns, answer.rows)
        return Response(text, headers=headers, media_type=csvs.MEDIA_TYPE)
    return JSONResponse(answer.told(following), headers=headers)
