"""Free ports on the loopback address."""

import socket
from contextlib import ExitStack

LOOPBACK = "127.0.0.1"


def choose(*preferences: tuple[int, ...]) -> tuple[int, ...]:
    """One free port for each tuple of preferences: the first that is free, else any.

    All are held until the last is found, so that no two are the same.
    """
    with ExitStack() as held:
        sockets = [held.enter_context(_listen((*ports, 0))) for ports in preferences]
        return tuple(listening.getsockname()[1] for listening in sockets)


def _listen(ports: tuple[int, ...]) -> socket.socket:
    *preferred, last = ports
    for port in preferred:
        try:
            return socket.create_server((LOOPBACK, port))
        except OSError:
            continue
    return socket.create_server((LOOPBACK, last))
