"""Listening on a port, and serving the app there until interrupted."""

import errno
import socket
from collections.abc import Callable
from copy import deepcopy

import uvicorn

from api import settings
from api.app import create_app
from api.opening import Opened
from ontology.errors import InvalidConfiguration


def listen(host: str, port: int) -> socket.socket:
    """Take a port.

    Raises:
        InvalidConfiguration: it is taken by another program, or cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
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
    logs = deepcopy(uvicorn.config.LOGGING_CONFIG)
    logs["handlers"]["access"]["stream"] = logs["handlers"]["default"]["stream"]
    logs["root"] = {"handlers": ["default"], "level": "WARNING"}
    config = uvicorn.Config(
        create_app(open_database),
        log_config=logs,
        log_level=log_level,
        server_header=False,
        timeout_graceful_shutdown=settings.SHUTDOWN_SECONDS,
    )
    with listen(host, port) as listening:
        announce()
        uvicorn.Server(config).run(sockets=[listening])
