"""A server that speaks the chat completions interface, and answers as a test says."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """One answer: a status, and the text of the model or a whole body; after some seconds."""

    text: str = "{}"
    status: int = 200
    body: bytes | None = None
    headers: dict[str, str] = field(default_factory=dict)
    seconds: float = 0

    def content(self) -> bytes:
        """Return the body."""
        if self.body is not None:
            return self.body
        said = {"choices": [{"message": {"role": "assistant", "content": self.text}}]}
        return json.dumps(said).encode()


@dataclass
class ModelServer:
    """What a server was asked, and where it is."""

    url: str
    requests: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)


@contextmanager
def model_server(*replies: Reply) -> Iterator[ModelServer]:
    """Serve replies one after the other, the last one for ever."""
    left = list(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.requests.append(json.loads(body))
            asked.keys.append(self.headers["Authorization"])
            asked.paths.append(self.path)
            reply = left.pop(0) if len(left) > 1 else left[0]
            time.sleep(reply.seconds)
            content = reply.content()
            self.send_response(reply.status)
            for name, value in {**reply.headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                self.wfile.write(content)
            except OSError:  # who asked has gone
                self.close_connection = True

        def log_message(self, format: str, *_: Any) -> None:  # noqa: A002 - its name there
            """Write nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    asked = ModelServer(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
