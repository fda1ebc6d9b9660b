"""FastAPI dependencies of the operations, as typed aliases; and what they refuse alike."""

from collections.abc import Callable, Iterable
from functools import partial
from http import HTTPStatus
from typing import Annotated, Any, TypeVar

from anyio import from_thread
from fastapi import Depends, Request

from api import settings
from api.http.problems import Refused
from api.questions import media
from api.questions.answers import Asker
from api.questions.parameters import check_names
from graph.database.driver import Database
from graph.database.health import HealthCheck
from graph.database.statements import QueryCoroutine
from graph.read.consistency.async_reader import AsyncReader

T = TypeVar("T")


# Coroutines all, where nothing waits: for others, FastAPI takes a thread.
async def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def _asker(request: Request) -> Asker:
    asker: Asker = request.app.state.asker
    return asker


AskerDep = Annotated[Asker, Depends(_asker)]
DatabaseDep = Annotated[Database, Depends(_database)]


async def _pulse(request: Request) -> HealthCheck:
    pulse: HealthCheck = request.app.state.pulse
    return pulse


HealthDep = Annotated[HealthCheck, Depends(_pulse)]


class Held:
    """Conversations with the database, held for an operation that runs in a thread.

    They have the limit of seconds that questions have, whatever the server does.
    """

    def __init__(self, questions: AsyncReader) -> None:
        self._questions = questions

    def __call__(self, begin: Callable[[], QueryCoroutine[T]]) -> T:
        """Hold a conversation, begun by what is given, and return what it comes to."""
        return from_thread.run(partial(self._questions.ask, begin, within=settings.QUERY_SECONDS))


async def _held(request: Request) -> Held:
    return Held(request.app.state.questions)


HeldDep = Annotated[Held, Depends(_held)]


def only(*known: str, repeatable: Iterable[str] = ()) -> Any:
    """Return a dependency that refuses other query parameters than these, and these given twice.

    Args:
        known: the names of the parameters that an operation has.
        repeatable: the names of those that may also be given more than once.
    """
    may_repeat = dict.fromkeys(known, False) | dict.fromkeys(repeatable, True)

    async def refuse_others(request: Request) -> None:
        query = request.query_params
        check_names({name: query.getlist(name) for name in query}, may_repeat)

    return Depends(refuse_others)


def header(request: Request, name: str) -> str:
    """Return a header that is a list; several lines of it are one list (RFC 9110, 5.3)."""
    return ", ".join(request.headers.getlist(name))


def chosen(request: Request, form: str | None, forms: dict[str, str]) -> str:
    """Return the name of the form to answer in: the one asked for, else by the `Accept` header.

    Args:
        request: the request.
        form: what the `format` parameter says.
        forms: the media type of each form; the first one is the default.

    Raises:
        Refused: 406, none of the forms is acceptable.
    """
    if form is not None:
        return form
    accepted = media.preferred(header(request, "accept"), tuple(forms.values()))
    if accepted is None:
        offered = ", ".join(forms.values())
        raise Refused(HTTPStatus.NOT_ACCEPTABLE, f"This can be had as {offered}.")
    return next(name for name, media_type in forms.items() if media_type == accepted)
