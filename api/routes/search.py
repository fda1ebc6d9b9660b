"""`/search`: things by any name."""

from fastapi import APIRouter, Request, Response

from api import settings
from api.http import answering
from api.http.answering import FORMS, PROBLEMS, Consistent, Form
from api.http.dependencies import AskerDep, chosen
from api.presentation import schemas
from api.questions.search import question, results

router = APIRouter(tags=["search"])


@router.get(
    "/search",
    operation_id="search",
    summary=question().title,
    description=question().description,
    responses={
        200: answering.documented_answer(schemas.search_model(question())),
        **PROBLEMS,
    },
    dependencies=[answering.parameters(question())],
    openapi_extra=answering.described(question()),
)
async def search(
    request: Request,
    asker: AskerDep,
    form: Form = None,
    consistent: Consistent = settings.CONSISTENT,
) -> Response:
    """Find things by any name."""
    chosen_form = chosen(request, form, FORMS)  # before the work, which a 406 would waste
    found = await asker.ask(question(), answering.raw(request), consistent=consistent)
    return answering.response(request, chosen_form, results(found))
