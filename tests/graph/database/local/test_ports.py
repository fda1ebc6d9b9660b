"""Choosing ports."""

import socket

from graph.database.local import ports


def test_takes_the_first_that_is_free(free_port: int) -> None:
    with socket.create_server((ports.LOOPBACK, 0)) as taken:
        used = taken.getsockname()[1]
        assert ports.choose((free_port,)) == (free_port,)
        assert ports.choose((used, free_port)) == (free_port,)
        assert ports.choose((used,))[0] not in {used, 0}


def test_gives_no_port_twice(free_port: int) -> None:
    first, second = ports.choose((free_port,), (free_port,))
    assert first == free_port != second
