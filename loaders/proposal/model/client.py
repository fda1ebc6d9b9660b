"""Asking a model over HTTP: within bounds of time and size, once more where that may help."""

import json
import time
from typing import Any, Final

import requests
from requests.auth import AuthBase

from loaders.proposal.model.endpoint import Endpoint
from ontology.errors import ServiceFailed

# Bytes of an answer, and how often one is asked for.
LARGEST: Final = 2_000_000
TIMES: Final = 2
CONNECT_SECONDS: Final = 10.0
# What may be otherwise a moment later.
PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
# What a server says that does not know how to answer in JSON only.
UNKNOWN_FORMAT: Final = frozenset({400, 422})
OK: Final = 200
WITHOUT: Final = "Without a model: --no-model."

Messages = list[dict[str, str]]


class _Again(Exception):
    """An attempt that failed in a way that may pass."""


class _Key(AuthBase):
    """The key as a header, which no file of logins (.netrc) takes the place of."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"
        return request


def ask(endpoint: Endpoint, messages: Messages) -> str:
    """Return what a model answers.

    Raises:
        ServiceFailed: it does not answer, twice, or not in its interface.
    """
    body: dict[str, Any] = {
        "model": endpoint.model,
        "messages": messages,
        "temperature": 0,
        "response_format": {"type": "json_object"},
    }
    told = ""
    for _ in range(TIMES):
        try:
            status, content = _post(endpoint, body)
        except _Again as error:
            told = str(error)
            continue
        if status == OK:
            return _content(content)
        told = f"it answers with status {status}"
        if status in UNKNOWN_FORMAT:
            body.pop("response_format", None)
        elif status not in PASSING:
            break
    raise ServiceFailed(f"The model at {endpoint.url} does not answer: {told}. {WITHOUT}")


def _post(endpoint: Endpoint, body: dict[str, Any]) -> tuple[int, bytes]:
    """Return the status and body of one answer."""
    deadline = time.monotonic() + endpoint.seconds
    with requests.Session() as session:
        # A proxy of this machine's settings is not for what stays on it.
        session.trust_env = not endpoint.on_this_machine
        try:
            with session.post(
                endpoint.url,
                json=body,
                auth=_Key(endpoint.key),
                timeout=(CONNECT_SECONDS, endpoint.seconds),
                allow_redirects=False,
                stream=True,
            ) as response:
                return response.status_code, _bounded(response, deadline)
        except requests.Timeout as error:
            raise _Again(f"no answer in {endpoint.seconds} seconds") from error
        except requests.RequestException as error:
            raise _Again("the connection failed") from error


def _bounded(response: requests.Response, deadline: float) -> bytes:
    """Return the body of an answer, no larger and no later than it may be."""
    found = bytearray()
    for chunk in response.iter_content(16_384):
        found += chunk
        if len(found) > LARGEST:
            raise ServiceFailed(f"The model's answer is larger than {LARGEST:,} bytes. {WITHOUT}")
        if time.monotonic() > deadline:
            raise requests.Timeout
    return bytes(found)


def _content(body: bytes) -> str:
    """Return the text of an answer in the interface of chat completions."""
    try:
        said = json.loads(body)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ServiceFailed(
            f"The model's answer is not in the interface of chat completions. {WITHOUT}"
        ) from error
    if not isinstance(said, str):
        raise ServiceFailed(f"The model answers without text. {WITHOUT}")
    return said
