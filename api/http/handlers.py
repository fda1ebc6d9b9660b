"""Exception handlers: from exceptions to problem documents."""

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from api.http.problems import Refused, response
from api.questions.parameters import BadParameter
from api.settings import METHODS, RETRY_AFTER
from graph.database.driver_errors import TIMED_OUT
from ontology.errors import (
    Ambiguous,
    BeingLoaded,
    CoopgraphError,
    DatabaseUnavailable,
    Inexpressible,
    InvalidConfiguration,
    LimitExceeded,
    NotFound,
    UsageError,
)

log = logging.getLogger(__name__)

# The one table from causes to statuses; what it does not name is our own mistake.
STATUS: Final[Mapping[type[CoopgraphError], HTTPStatus]] = {
    BeingLoaded: HTTPStatus.SERVICE_UNAVAILABLE,
    UsageError: HTTPStatus.BAD_REQUEST,
    Inexpressible: HTTPStatus.NOT_ACCEPTABLE,
    NotFound: HTTPStatus.NOT_FOUND,
    Ambiguous: HTTPStatus.CONFLICT,
    LimitExceeded: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    DatabaseUnavailable: HTTPStatus.SERVICE_UNAVAILABLE,
    InvalidConfiguration: HTTPStatus.SERVICE_UNAVAILABLE,
}
# What clients are told where the message itself is for whoever runs the server.
AWAY: Final = "The database does not answer at the moment. Try again in some seconds."
BROKEN: Final = "Something went wrong on the server. It has been logged."


async def coopgraph_error(_: Request, error: CoopgraphError) -> JSONResponse:
    """Answer an error that people can mend; what only the server's keeper can is logged."""
    status = _status(error)
    if isinstance(error, BeingLoaded):
        return response(status, str(error), {"Retry-After": str(RETRY_AFTER)})
    if status is HTTPStatus.SERVICE_UNAVAILABLE:
        log.error("%s", error)
        return response(status, AWAY, {"Retry-After": str(RETRY_AFTER)})
    if status is HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("%s", error)
        return response(status, BROKEN)
    return response(status, str(error), **_members(error))


async def refused(_: Request, error: Refused) -> JSONResponse:
    """Answer a request that the API itself refuses."""
    busy = error.status is HTTPStatus.SERVICE_UNAVAILABLE
    headers = {"Retry-After": str(RETRY_AFTER)} if busy else None
    return response(error.status, str(error), headers, **error.members)


async def http_exception(request: Request, error: HTTPException) -> JSONResponse:
    """Answer what the framework refuses: an unknown path, a method that is not allowed."""
    detail = str(error.detail)
    if error.status_code == HTTPStatus.NOT_FOUND:
        detail = f"There is nothing at {request.url.path}. See /docs for what there is."
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        detail = (
            f"{request.method} is not possible here; coopgraph answers {' and '.join(METHODS)}."
        )
        return response(error.status_code, detail, {"Allow": ", ".join(METHODS)})
    return response(error.status_code, detail, error.headers)


async def invalid_request(_: Request, error: RequestValidationError) -> JSONResponse:
    """Answer a parameter that is not of its type."""
    first = error.errors()[0]
    name = str(first["loc"][-1])
    return response(HTTPStatus.BAD_REQUEST, f"{name}: {first['msg']}.", parameter=name)


async def unexpected(_: Request, __: Exception) -> JSONResponse:
    """Answer our own mistake without internals; the server logs the traceback."""
    return response(HTTPStatus.INTERNAL_SERVER_ERROR, BROKEN)


HANDLERS: Final[dict[Any, Any]] = {
    CoopgraphError: coopgraph_error,
    Refused: refused,
    HTTPException: http_exception,
    RequestValidationError: invalid_request,
    Exception: unexpected,
}


def _status(error: CoopgraphError) -> HTTPStatus:
    if getattr(error.__cause__, "code", None) in TIMED_OUT:
        return HTTPStatus.GATEWAY_TIMEOUT
    known = (STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    return next(known, HTTPStatus.INTERNAL_SERVER_ERROR)


def _members(error: CoopgraphError) -> dict[str, Any]:
    match error:
        case BadParameter():
            listed = {"allowed": list(error.allowed), "nearest": list(error.nearest)}
            return {"parameter": error.parameter, **{k: v for k, v in listed.items() if v}}
        case NotFound():
            return {"nearest": list(error.nearest)}
        case Ambiguous():
            names = ("iri", "name", "type")
            return {"candidates": [dict(zip(names, c, strict=True)) for c in error.candidates]}
    return {}
