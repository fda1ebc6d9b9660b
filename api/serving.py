"""Serving the app with uvicorn on a port until interrupted."""

import errno
import signal
import socket
from collections.abc import Callable
from typing import Any

import uvicorn
from fastapi import FastAPI

from api import logs, settings
from api.app import create_app
from api.http.connections import Connection
from api.http.hosts import trusted_proxies
from api.opening import Opened
from ontology.errors import InvalidConfiguration


def listen(host: str, port: int) -> socket.socket:
    """Take a port.

    Raises:
        InvalidConfiguration: it is taken by another program, or cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        made = socket.create_server((host, port), family=family)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise InvalidConfiguration(
                f"Port {port} of {host} is taken by another program. Choose another PORT: "
                f"`coopgraph serve --port {port + 1}`, or `make run PORT={port + 1}`."
            ) from error
        raise InvalidConfiguration(
            f"Port {port} of {host} cannot be had: {error.strerror}. "
            "Choose another one with --host and --port (PORT for make)."
        ) from error
    # asyncio sets TCP_NODELAY on connections of a socket whose protocol is said to be TCP, and
    # create_server says nothing. Without it an answer's body waits for the client's delayed
    # acknowledgement of its headers, 40 ms on Linux.
    return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=made.detach())


def address(host: str, port: int) -> str:
    """Return the API's address as a browser takes it."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def serve(
    host: str, port: int, open_database: Opened, log_level: str, announce: Callable[[], None]
) -> None:
    """Serve until interrupted.

    Args:
        host: where to listen.
        port: where to listen.
        open_database: how the app comes to its database.
        log_level: what is logged, on stderr.
        announce: called when the port is open; what connects then is answered soon.

    Raises:
        InvalidConfiguration: the port is taken.
    """
    # Also where it is ignored, as in what a script starts in the background: it ends this.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with listen(host, port) as listening:
        announce()
        app = create_app(open_database, [host], planned=True)
        made = server(app, log_config=logs.configuration(), log_level=log_level)
        made.run(sockets=[listening])


def server(app: FastAPI, **logging: Any) -> uvicorn.Server:
    """Return the server of an app, with all limits; `logging` are uvicorn's settings for that."""
    proxies = trusted_proxies()
    config = uvicorn.Config(
        app,
        http=Connection,
        ws="none",
        proxy_headers=bool(proxies),
        forwarded_allow_ips=proxies,
        server_header=False,
        timeout_graceful_shutdown=settings.SHUTDOWN_SECONDS,
        **logging,
    )
    return uvicorn.Server(config)
