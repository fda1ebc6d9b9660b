"""`/queries`: the named questions, one operation each, made from the catalogue."""

from collections.abc import Awaitable, Callable
from difflib import get_close_matches
from typing import Annotated, Any, Final, Literal

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import JSONResponse

from api import settings
from api.http.dependencies import AskerDep, chosen, header, only
from api.http.problems import ASKING, documented
from api.presentation import csvs, schemas
from api.questions import hidden, incomplete, media
from api.questions.answers import Answer
from api.questions.parameters import Raw
from ontology.errors import NotFound
from queries.catalogue import Question, catalogue

router = APIRouter(prefix="/queries", tags=["queries"])

FORMS: Final = {"json": "application/json", "csv": csvs.MEDIA_TYPE}
# Parameters of every answer, which no question knows.
OWN: Final = ("format", "consistent", "total")
PROBLEMS: Final = documented(404, 406, 409, *ASKING)
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
TOTAL_HEADER: Final = "Coopgraph-Total"


@router.get("", summary="The catalogue of questions", operation_id="queries", dependencies=[only()])
def queries(request: Request) -> list[schemas.QuestionInfo]:
    """Every named question, with its parameters and columns."""
    return [_info(question, request) for question in catalogue().values()]


def _info(question: Question, request: Request) -> schemas.QuestionInfo:
    parameters = [
        schemas.ParameterInfo(
            name=one.name,
            type=one.type,
            meaning=one.description,
            required=one.required,
            repeatable=one.many,
            default=one.default,
            allowed=list(schemas.allowed(one)),
        )
        for one in question.parameters
    ]
    columns = [
        schemas.ColumnInfo(name=one.name, type=one.type, meaning=one.description)
        for one in question.columns
    ]
    return schemas.QuestionInfo(
        name=question.name,
        title=question.title,
        description=question.description,
        url=str(request.url_for(question.name)),
        parameters=parameters,
        columns=columns,
    )


def operation(question: Question) -> Callable[..., Awaitable[Response]]:
    """Return the operation that answers a question."""

    async def answer(
        request: Request,
        asker: AskerDep,
        form: Form = None,
        consistent: Consistent = settings.CONSISTENT,
        total: Total = False,
    ) -> Response:
        chosen_form = chosen(request, form, FORMS)  # before the work, which a 406 would waste
        found = await asker.ask(question, _raw(request), consistent=consistent, total=total)
        return _response(request, chosen_form, found)

    answer.__doc__ = question.description
    return answer


def _described(question: Question) -> list[dict[str, Any]]:
    return [schemas.openapi(one, question.example.get(one.name)) for one in question.parameters]


def _parameters(question: Question) -> Any:
    once = [one.name for one in question.parameters if not one.many]
    many = [one.name for one in question.parameters if one.many]
    return only(*once, *OWN, repeatable=many)


def _raw(request: Request) -> Raw:
    """Return the question's parameters; its language may also come from `Accept-Language`."""
    query = request.query_params
    raw = {name: query.getlist(name) for name in query if name not in OWN}
    liked = media.language(header(request, "accept-language"))
    return raw if "lang" in raw or not liked else {**raw, "lang": [liked]}


def _response(request: Request, form: str, answer: Answer) -> Response:
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


def _documented_answer(question: Question) -> dict[str, Any]:
    content = {FORMS["csv"]: {"schema": {"type": "string"}}}
    return {
        "model": schemas.answer_model(question),
        "description": "The answer",
        "content": content,
        "headers": {"Link": FOLLOWING, **incomplete.DOCUMENTED},
    }


for _question in catalogue().values():
    router.add_api_route(
        f"/{_question.name}",
        operation(_question),
        name=_question.name,
        operation_id=_question.name,
        summary=_question.title,
        responses={200: _documented_answer(_question), **PROBLEMS},
        dependencies=[_parameters(_question)],
        openapi_extra={"parameters": _described(_question)},
    )


@router.get("/{name}", include_in_schema=False)
def unknown_question(name: str) -> None:
    """Say which questions there are."""
    names = tuple(catalogue())
    raise NotFound(
        f"There is no question {name!r}. There are: {', '.join(names)}.",
        tuple(get_close_matches(name, names)),
    )
