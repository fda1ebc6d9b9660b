"""Middleware for every request: security headers, CORS, length of addresses, HEAD."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Final

from starlette.datastructures import MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import settings
from api.http import problems
from api.questions import hidden, incomplete

# Answers are read by programs and by pages of other origins, never guessed at or framed.
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
# An answer is no page that loads, sends or runs anything; one that is says so itself.
NO_PAGE: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class SecurityHeaders:
    """Adds the headers that tell browsers what they must not do with an answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, with the headers."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(HEADERS)
                headers.setdefault("Content-Security-Policy", NO_PAGE)
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def cors(app: ASGIApp) -> ASGIApp:
    """Return an app whose answers pages on this machine may read, whatever port they are of."""
    return CORSMiddleware(
        app,
        allow_origin_regex=settings.LOOPBACK_ORIGINS,
        allow_methods=settings.METHODS,
        allow_headers=["*"],
        allow_private_network=True,
        expose_headers=["Link", "Content-Disposition", hidden.HEADER, *incomplete.HEADERS],
    )


class UrlLength:
    """Refuses addresses that are longer than any question needs."""

    def __init__(self, app: ASGIApp, longest: int) -> None:
        self.app = app
        self.longest = longest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        app = self.app
        if scope["type"] == "http":
            length = len(scope.get("raw_path") or b"") + len(scope["query_string"])
            if length > self.longest:
                app = problems.response(
                    HTTPStatus.REQUEST_URI_TOO_LONG,
                    f"The address has {length:,} bytes; at most {self.longest:,} are allowed.",
                )
        await app(scope, receive, send)


class Head:
    """Answers HEAD as GET without the body, and without working for what is not sent."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] == "http" and scope["method"] == "HEAD":
            await self.app({**scope, "method": "GET"}, receive, _bodiless(send))
        else:
            await self.app(scope, receive, send)


def _bodiless(send: Send) -> Callable[[Message], Awaitable[None]]:
    """Return a `send` that ends the answer after its headers; streams then stop by themselves."""

    async def start_only(message: Message) -> None:
        if message["type"] == "http.response.start":
            await send(message)
            await send({"type": "http.response.body", "body": b"", "more_body": False})

    return start_only
