"""Real parts for the API's tests: a running server, and a connection that can be cut."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from fastapi import FastAPI

from api.app import create_app
from api.opening import Opened
from api.serving import listen
from api.serving import server as make_server
from graph.database.config.target import Target
from tests.graph.support import Relay, close

PATIENCE: Final = 90


@contextmanager
def serving(opened: Opened, listening: socket.socket | None = None) -> Iterator[str]:
    """Serve the API in a thread for as long as the `with` block lasts; give its address."""
    with serving_app(create_app(opened), listening) as address:
        yield address


@contextmanager
def serving_app(app: FastAPI, given: socket.socket | None = None) -> Iterator[str]:
    """Serve an app in a thread for as long as the `with` block lasts; give its address."""
    with given or listen("127.0.0.1", 0) as listening:
        server = make_server(app, log_level="critical")
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            end = time.monotonic() + PATIENCE
            while not server.started and thread.is_alive() and time.monotonic() < end:
                time.sleep(0.01)  # uvicorn has no event for it
            assert server.started
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


class ShortRelay(Relay):
    """A way to Neo4j that ends after so many bytes from there."""

    def __init__(self, target: Target, most: int) -> None:
        self._left = most
        super().__init__(*place(target))

    def _forward(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(4_096):
                if source.getpeername() == self._server:
                    self._left -= len(data)
                if self._left < 0:
                    break
                sink.sendall(data)
        close(source)
        close(sink)
        if self._left < 0:
            self.cut()


def place(target: Target) -> tuple[str, int]:
    """Return where a Neo4j is, as sockets take it."""
    host, port = target.uri.removeprefix("bolt://").split(":")
    return host, int(port)


def through(relay: Relay, target: Target) -> Target:
    """Return how to log in to a Neo4j through a relay."""
    return Target(f"bolt://127.0.0.1:{relay.port}", target.user, target.password)
