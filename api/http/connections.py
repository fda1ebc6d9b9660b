"""Limits on HTTP connections: time for a request, unread bytes, how many at once.

A request has to arrive whole within seconds, and its answer to be read; else the connection is
closed. Where there are as many connections as there may be, those that wait for a request make
room, the oldest first; so only requests that are being answered can keep others away.
"""

import asyncio
from http import HTTPStatus
from socket import SO_SNDBUF, SOL_SOCKET
from typing import Any, Final

from fastapi.responses import JSONResponse
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from api import settings
from api.http import middleware, problems

HEALTH: Final = b"/health/"
# The system's own buffer of what a client has not read yet; it grows to megabytes where nobody
# says, and a slow reader then makes progress too seldom to be told from one that does not read.
SEND_BUFFER: Final = 131_072
TOO_MANY: Final = problems.response(
    HTTPStatus.SERVICE_UNAVAILABLE,
    "Too many requests are being answered at the moment. Try again in some seconds.",
    {"Retry-After": str(settings.RETRY_AFTER), "Connection": "close"},
)
BUSY: Final = middleware.SecurityHeaders(middleware.cors(TOO_MANY))


class Connection(HttpToolsProtocol):
    """One connection."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Where the request that is being received has not come to its end.
        self._partial = self._in_head = False
        self._head = 0
        self._deadline: asyncio.TimerHandle | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._unread = 0
        self.waiting_since = self.loop.time()

    @property
    def busy(self) -> bool:
        """Whether a request is being answered."""
        return self.cycle is not None and not self.cycle.response_complete

    # Narrower than asyncio declares it, as uvicorn's own is: a server can write to its transport.
    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for a request; make room where there is none."""
        super().connection_made(transport)
        _bound(transport)
        self._expect()
        self._look()
        open_ones = [one for one in self.connections if not one.transport.is_closing()]
        if len(open_ones) > settings.CONNECTIONS:
            waiting = [one for one in open_ones if isinstance(one, Connection) and not one.busy]
            # Itself, if all others are busy and another one comes before its request does.
            oldest = min(waiting, key=lambda one: one.waiting_since)
            if oldest is not self:
                oldest.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        super().connection_lost(exc)
        for timer in (self._deadline, self._watch):
            if timer:
                timer.cancel()

    def data_received(self, data: bytes) -> None:
        """Take what comes, for so long and so much only."""
        self._expect()
        self._head += len(data)
        super().data_received(data)
        if self._in_head and self._head > settings.HEAD_BYTES:
            self._refuse(
                HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                f"The headers have more than {settings.HEAD_BYTES:,} bytes.",
            )

    def on_message_begin(self) -> None:
        """Note that a request begins."""
        super().on_message_begin()
        self._partial = self._in_head = True

    def on_headers_complete(self) -> None:
        """Answer a request, or say that there are too many of them; signs of life always."""
        self._in_head = False
        full = self._full() and not self.url.startswith(HEALTH)
        self.app = BUSY if full else self.config.loaded_app
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """Note that a request is there."""
        super().on_message_complete()
        self._partial = False
        self._head = 0
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def on_response_complete(self) -> None:
        """Wait for the next request."""
        self.waiting_since = self.loop.time()
        super().on_response_complete()

    def resume_writing(self) -> None:
        """Note that the client reads."""
        super().resume_writing()
        self._unread = 0

    def send_400_response(self, msg: str) -> None:
        """Refuse what is no HTTP."""
        self._refuse(HTTPStatus.BAD_REQUEST, msg)

    def _full(self) -> bool:
        if len(self.connections) <= settings.CONNECTIONS:
            return False
        busy = sum(isinstance(one, Connection) and one.busy for one in self.connections)
        return busy >= settings.CONNECTIONS

    def _expect(self) -> None:
        """Wait for a whole request."""
        if self._deadline is None:
            self._deadline = self.loop.call_later(settings.REQUEST_SECONDS, self._late)

    def _late(self) -> None:
        self._deadline = None
        if self._partial and not self.busy:
            self._refuse(HTTPStatus.REQUEST_TIMEOUT, "The request did not come to its end.")
        elif self._partial or not self.busy:
            self.transport.close()

    def _look(self) -> None:
        """Cut off a client that has read nothing since the last look of what waits for it."""
        unread = self.transport.get_write_buffer_size()
        if unread and unread == self._unread:
            self.logger.warning("A client that did not read its answer was cut off.")
            self.transport.abort()
            return
        self._unread = unread
        self._watch = self.loop.call_later(settings.STALL_SECONDS, self._look)

    def _refuse(self, status: HTTPStatus, detail: str) -> None:
        """Answer with a problem, and close."""
        if not self.transport.is_closing():
            self.transport.write(_raw(problems.response(status, detail, {"Connection": "close"})))
            self.transport.close()


def _bound(transport: asyncio.Transport) -> None:
    """Bound how much the system keeps of what a client does not read."""
    if made := transport.get_extra_info("socket"):
        made.setsockopt(SOL_SOCKET, SO_SNDBUF, SEND_BUFFER)


def _raw(response: JSONResponse) -> bytes:
    """Return an answer as it is sent."""
    headers = (name + b": " + value + b"\r\n" for name, value in response.raw_headers)
    return STATUS_LINE[response.status_code] + b"".join(headers) + b"\r\n" + bytes(response.body)
