"""The problem document (RFC 9457): what the HTTP API answers in place of what was asked for."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Final

from fastapi.responses import JSONResponse
from pydantic import BaseModel

MEDIA_TYPE: Final = "application/problem+json"
ResponseKey = int | str
CONTENT: Final = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
# What is refused before any operation is asked: parameters, addresses, names of hosts.
ANYWHERE: Final = (
    HTTPStatus.BAD_REQUEST,
    HTTPStatus.REQUEST_URI_TOO_LONG,
    HTTPStatus.MISDIRECTED_REQUEST,
    HTTPStatus.INTERNAL_SERVER_ERROR,
)
# What any operation can fail with that asks the database.
ASKING: Final = (
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    HTTPStatus.SERVICE_UNAVAILABLE,
    HTTPStatus.GATEWAY_TIMEOUT,
)
RETRY: Final = {
    "Retry-After": {
        "description": "After how many seconds to ask again.",
        "schema": {"type": "integer", "minimum": 0},
    }
}


class Candidate(BaseModel):
    """One of several things that have the given name."""

    iri: str
    name: str
    type: str


class Problem(BaseModel):
    """What went wrong, and where one can be given, what to ask instead."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str
    parameter: str | None = None
    allowed: list[str] | None = None
    nearest: list[str] | None = None
    candidates: list[Candidate] | None = None


class Refused(Exception):
    """A request that the API itself refuses, with a status and what the client can do."""

    def __init__(self, status: HTTPStatus, detail: str, **members: Any) -> None:
        super().__init__(detail)
        self.status = status
        self.members = members


def response(
    status: int, detail: str, headers: Mapping[str, str] | None = None, **members: Any
) -> JSONResponse:
    """Return a problem document as a response; `members` say more than the sentence does."""
    problem = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail, **members)
    return JSONResponse(
        problem.model_dump(exclude_none=True),
        status,
        headers={**(headers or {}), "Cache-Control": "no-store"},
        media_type=MEDIA_TYPE,
    )


def documented(*statuses: int) -> dict[ResponseKey, dict[str, Any]]:
    """Return the `responses` of an operation: what every one can fail with, and these statuses."""
    known: dict[ResponseKey, dict[str, Any]] = {
        status: _described(HTTPStatus(status)) for status in sorted({*ANYWHERE, *statuses})
    }
    return {**known, "default": {"description": "Any other problem", "content": CONTENT}}


def _described(status: HTTPStatus) -> dict[str, Any]:
    described = {"description": status.phrase, "content": CONTENT}
    return described | ({"headers": RETRY} if status is HTTPStatus.SERVICE_UNAVAILABLE else {})
