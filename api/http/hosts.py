"""Allowed hosts and trusted proxies: checks `Host` and `X-Forwarded-…`.

A page of any site can have its name lead to this machine (DNS rebinding), and what is in `Host`
comes back in links. So only names that are expected are answered.
"""

import re
from collections.abc import Collection, Iterable
from http import HTTPStatus
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Final

from starlette.types import ASGIApp, Receive, Scope, Send

from api.http import problems
from api.settings import listed
from ontology.errors import InvalidConfiguration

ANY: Final = "*"
LOCALHOST: Final = "localhost"
NAME: Final = re.compile(r"[a-z0-9]([a-z0-9._-]{0,251}[a-z0-9])?", re.IGNORECASE)
HOST: Final = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9._-]+)(:[0-9]{1,5})?", re.IGNORECASE)


# COOPGRAPH_ALLOWED_HOSTS: further names under which the API answers, besides this machine's own and
# what `serve --host` was given: `coopgraph.example.org,10.0.0.5`; `*` for any.
def allowed_hosts() -> frozenset[str]:
    """Return the names that COOPGRAPH_ALLOWED_HOSTS lists; `*` stands for any.

    Raises:
        InvalidConfiguration: one cannot be a host's name or address.
    """
    names = listed("ALLOWED_HOSTS")
    for name in names:
        if name != ANY and not NAME.fullmatch(name) and _address(name) is None:
            raise InvalidConfiguration(
                f"COOPGRAPH_ALLOWED_HOSTS lists {name!r}, which is no name or address of a host, "
                "such as coopgraph.example.org (without a port). Correct it."
            )
    return frozenset(map(_normal, names))


# COOPGRAPH_TRUSTED_PROXIES: addresses or networks of proxies (`10.0.0.0/8`) whose
# `X-Forwarded-Proto` and `X-Forwarded-For` count; by default nobody's.
def trusted_proxies() -> list[str]:
    """Return the addresses and networks that COOPGRAPH_TRUSTED_PROXIES lists.

    Raises:
        InvalidConfiguration: one is no address or network.
    """
    proxies = listed("TRUSTED_PROXIES")
    for one in proxies:
        try:
            ip_network(one)
        except ValueError as error:
            raise InvalidConfiguration(
                f"COOPGRAPH_TRUSTED_PROXIES lists {one!r}, but must list addresses or networks, "
                "such as 127.0.0.1 or 10.0.0.0/8. Correct it."
            ) from error
    return proxies


class AllowedHosts:
    """Refuses requests whose `Host` is neither this machine nor one of the allowed names.

    Args:
        app: what answers the others.
        names: which names and addresses are allowed besides those of the loopback.
    """

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self.app = app
        self.names = frozenset(map(_normal, names))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or refuse it."""
        app = self.app
        if scope["type"] == "http":
            hosts = [value for name, value in scope["headers"] if name == b"host"]
            if not all(_allowed(host.decode("latin-1"), self.names) for host in hosts):
                app = problems.response(
                    HTTPStatus.MISDIRECTED_REQUEST,
                    "The API does not answer under the name in Host. Ask it by an address of this "
                    "machine's own, or have its name added to COOPGRAPH_ALLOWED_HOSTS.",
                )
        await app(scope, receive, send)


def _allowed(host: str, names: Collection[str]) -> bool:
    found = HOST.fullmatch(host)
    if not found:
        return False
    name = _normal(found["name"])
    address = _address(name)
    loopback = address.is_loopback if address else name == LOCALHOST
    return loopback or name in names or ANY in names


def _normal(name: str) -> str:
    """Return a name or address as it is compared: one spelling for each."""
    address = _address(name)
    return str(address) if address else name.lower().removesuffix(".")


def _address(name: str) -> IPv4Address | IPv6Address | None:
    try:
        return ip_address(name.removeprefix("[").removesuffix("]"))
    except ValueError:
        return None
