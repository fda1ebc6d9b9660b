"""`/queries`: the named questions, one operation each, made from the catalogue."""

from collections.abc import Awaitable, Callable
from difflib import get_close_matches

from fastapi import APIRouter, Request, Response

from api import settings
from api.http import answering
from api.http.answering import FORMS, PROBLEMS, TOTAL, Consistent, Form, Total
from api.http.dependencies import AskerDep, chosen, only
from api.presentation import schemas
from ontology.errors import NotFound
from queries.catalogue import Question, catalogue

router = APIRouter(prefix="/queries", tags=["queries"])


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
        found = await asker.ask(
            question, answering.raw(request), consistent=consistent, total=total
        )
        return answering.response(request, chosen_form, found)

    answer.__doc__ = question.description
    return answer


for _question in catalogue().values():
    router.add_api_route(
        f"/{_question.name}",
        operation(_question),
        name=_question.name,
        operation_id=_question.name,
        summary=_question.title,
        responses={
            200: answering.documented_answer(schemas.answer_model(_question)),
            **PROBLEMS,
        },
        dependencies=[answering.parameters(_question, TOTAL)],
        openapi_extra=answering.described(_question),
    )


@router.get("/{name}", include_in_schema=False)
def unknown_question(name: str) -> None:
    """Say which questions there are."""
    names = tuple(catalogue())
    raise NotFound(
        f"There is no question {name!r}. There are: {', '.join(names)}.",
        tuple(get_close_matches(name, names)),
    )
