"""Middleware that compresses answers, as `Accept-Encoding` asks."""

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.questions.media import CODINGS, coding
from graph.system.compression import packed

# Bytes. Of a shorter answer too little is left out to be worth it.
SMALLEST: Final = 1_000
TEXT: Final = ("application/json", "application/problem+json", "text/")


class Compressed:
    """Compresses answers that are text and come whole; those that stream do it by themselves."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        accepted = ", ".join(Headers(scope=scope).getlist("accept-encoding"))
        await self.app(scope, receive, _Answer(send, coding(accepted)).send)


class _Answer:
    """One answer: its beginning waits for its body, which says how long it is."""

    def __init__(self, send: Send, chosen: str | None) -> None:
        self._send = send
        self._chosen = chosen
        self._start: Message | None = None

    async def send(self, message: Message) -> None:
        """Send a part of the answer, compressed where that is asked for and worth it."""
        if message["type"] == "http.response.start":
            self._start = message
            return
        if self._start is not None:
            start, self._start = self._start, None
            message = self._changed(start, message)
            await self._send(start)
        await self._send(message)

    def _changed(self, start: Message, message: Message) -> Message:
        headers = MutableHeaders(scope=start)
        if not headers.get("content-type", "").startswith(TEXT) or "content-encoding" in headers:
            return message
        headers.add_vary_header("Accept-Encoding")
        body = message.get("body", b"")
        if self._chosen is None or message.get("more_body") or len(body) < SMALLEST:
            return message
        body = b"".join(packed([body], CODINGS[self._chosen], quick=True))
        headers["Content-Encoding"] = self._chosen
        headers["Content-Length"] = str(len(body))
        return {**message, "body": body}
