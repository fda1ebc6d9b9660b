"""Where a language model is asked: the settings for it, checked before anything is sent."""

import ipaddress
import os
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, urlsplit

from loaders import settings
from ontology.errors import InvalidConfiguration

DEFAULT_SECONDS: Final = 120
MOST_SECONDS: Final = 3_600
PATH: Final = "/chat/completions"


@dataclass(frozen=True)
class Endpoint:
    """A model that speaks the chat completions interface.

    Attributes:
        url: its whole address.
        model: what it is called there.
        key: what the server asks for; shown nowhere.
        seconds: that an answer may take.
        on_this_machine: whether nothing leaves this machine.
    """

    url: str
    model: str
    key: str = field(repr=False, default="")
    seconds: int = DEFAULT_SECONDS
    on_this_machine: bool = True


def endpoint() -> Endpoint | None:
    """Return the model that the settings name; None where they name none.

    Raises:
        InvalidConfiguration: a setting cannot be meant.
    """
    given = os.environ.get(settings.MODEL_URL, "").strip()
    if not given:
        return None
    local = _checked(given)
    model = os.environ.get(settings.MODEL, "").strip()
    if not model:
        raise InvalidConfiguration(
            f"{settings.MODEL_URL} is set, but not {settings.MODEL}: say what the model is called."
        )
    key = os.environ.get(settings.MODEL_KEY, "").strip()
    if not re.fullmatch(r"[\x21-\x7e]*", key):
        raise InvalidConfiguration(f"{settings.MODEL_KEY} has characters that no key has.")
    return Endpoint(given.rstrip("/").removesuffix(PATH) + PATH, model, key, _seconds(), local)


def _checked(given: str) -> bool:
    """Return whether an address is on this machine; refuse it where a key or text could leak."""
    try:
        parts = urlsplit(given)
        host = parts.hostname or ""
        _ = parts.port
    except ValueError as error:
        raise InvalidConfiguration(f"{settings.MODEL_URL} is no address: {error}.") from error
    if parts.username or parts.password or parts.query or parts.fragment:
        raise InvalidConfiguration(
            f"{settings.MODEL_URL} must have no name, password or parameters; a key belongs into"
            f" {settings.MODEL_KEY}."
        )
    local = _is_local(host)
    if not host or not _is_safe(parts, local=local):
        raise InvalidConfiguration(
            f"{settings.MODEL_URL} must begin with https://, or with http:// on this machine"
            " (127.0.0.1, localhost): the text and the key go there."
        )
    return local


def _is_safe(parts: SplitResult, *, local: bool) -> bool:
    return parts.scheme == "https" or (parts.scheme == "http" and local)


def _is_local(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _seconds() -> int:
    given = os.environ.get(settings.MODEL_SECONDS, "").strip() or str(DEFAULT_SECONDS)
    if not (given.isascii() and given.isdigit() and 0 < int(given) <= MOST_SECONDS):
        raise InvalidConfiguration(
            f"{settings.MODEL_SECONDS} is {given!r}, but must be a whole number from 1 to"
            f" {MOST_SECONDS:,}."
        )
    return int(given)
