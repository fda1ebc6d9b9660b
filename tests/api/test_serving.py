"""How answers leave, and what clients that are slow, many or broken can keep from others."""

import socket
from contextlib import nullcontext

import httpx2
import psutil

from graph.database import Database
from tests.api.support import serving


def test_an_answer_does_not_wait_for_the_acknowledgement_of_its_headers(loaded: Database) -> None:
    with (
        serving(lambda: nullcontext(loaded)) as address,
        httpx2.Client(base_url=address) as api,
    ):
        assert api.get("/health/live").status_code == 200
        accepted = _accepted(int(address.rpartition(":")[2]))
        assert len(accepted) == 1
        assert accepted[0].getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        for one in accepted:
            one.close()


def _accepted(port: int) -> list[socket.socket]:
    """Return this process's ends of the connections to a port that it serves."""
    connections = psutil.Process().net_connections("tcp")
    return [
        socket.fromfd(one.fd, one.family, one.type)
        for one in connections
        if one.status == psutil.CONN_ESTABLISHED and one.laddr.port == port
    ]
