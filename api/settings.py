"""The settings of HTTP and commands: environment variables, and limits with their reasons."""

import os
from typing import Final

from ontology.errors import InvalidConfiguration


def number(name: str, default: int) -> int:
    """Return the whole number above zero that `COOPGRAPH_<name>` says.

    Raises:
        InvalidConfiguration: it says something else.
    """
    given = os.environ.get(f"COOPGRAPH_{name}") or str(default)
    if not (given.isascii() and given.isdigit() and int(given) > 0):
        raise InvalidConfiguration(
            f"COOPGRAPH_{name} is {given!r}, but must be a whole number above 0, such as {default}."
        )
    return int(given)


def listed(name: str) -> list[str]:
    """Return what `COOPGRAPH_<name>` lists, separated by commas; nothing where it is not set."""
    given = os.environ.get(f"COOPGRAPH_{name}", "")
    return [one for part in given.split(",") if (one := part.strip())]


TRUE: Final = ("1", "true", "yes")
FALSE: Final = ("", "0", "false", "no")


def flag(name: str) -> bool:
    """Return whether `COOPGRAPH_<name>` says yes; where it is not set, no.

    Raises:
        InvalidConfiguration: it says something else.
    """
    given = os.environ.get(f"COOPGRAPH_{name}", "").lower()
    if given not in TRUE + FALSE:
        raise InvalidConfiguration(f"COOPGRAPH_{name} is {given!r}, but must be true or false.")
    return given in TRUE


# What the API answers; it changes nothing.
METHODS: Final = ("GET", "HEAD")

# COOPGRAPH_HOST, COOPGRAPH_PORT: where the API listens, as `coopgraph serve --host --port` says it
# too; by default 127.0.0.1, so that nobody else sees it unless asked for, and 8000.
HOST: Final = "127.0.0.1"
PORT: Final = 8000

# How many rows an answer has when nobody says, and at most. HTTP and commands page by them.
DEFAULT_ROWS: Final = 100
MOST_ROWS: Final = 1_000

# Characters and words of a name that is looked up, and characters of an IRI. Longer ones are
# refused (400): the full-text index takes each word, and each Chinese character, for a clause.
NAME_LENGTH: Final = 300
NAME_WORDS: Final = 50
IRI_LENGTH: Final = 7_000

# COOPGRAPH_QUERY_SECONDS: seconds that one question may take before it is given up (504), whatever
# Neo4j does.
QUERY_SECONDS: Final = number("QUERY_SECONDS", 30)

# COOPGRAPH_CONSISTENT: whether questions that do not say it themselves are refused while a
# dataset is half written (503), in place of answers that name what they may lack; by default
# `false`.
CONSISTENT: Final = flag("CONSISTENT")

# COOPGRAPH_URL_LENGTH: bytes of an address; longer ones are refused (414). No question needs more;
# the server in front of the application cuts off at 65,536 without saying why.
URL_LENGTH: Final = number("URL_LENGTH", 8_000)

# COOPGRAPH_EXPORTS: how many exports may run at once; more wait for their turn. Each has a
# connection to Neo4j and a transaction there, for as long as its client reads.
EXPORTS: Final = number("EXPORTS", 4)

# COOPGRAPH_EXPORT_WAIT_SECONDS: seconds that an export waits for its turn before it is refused
# (503). No more than half of all connections wait; where there are as many, it is refused at once.
EXPORT_WAIT_SECONDS: Final = number("EXPORT_WAIT_SECONDS", 5)

# COOPGRAPH_CONNECTIONS: how many clients may be connected. Where one more comes, the one that has
# waited longest without a request is closed; where all are being answered, it is refused (503).
CONNECTIONS: Final = number("CONNECTIONS", 500)

# COOPGRAPH_REQUEST_SECONDS: seconds that a request may take to arrive whole (408).
REQUEST_SECONDS: Final = number("REQUEST_SECONDS", 10)

# Bytes that a request may have before its body (431).
HEAD_BYTES: Final = 65_536

# COOPGRAPH_STALL_SECONDS: seconds after which a client is cut off that does not read what it
# asked for.
STALL_SECONDS: Final = number("STALL_SECONDS", 20)

# What clients are told to wait, in seconds, while the database is away (`Retry-After`).
RETRY_AFTER: Final = 5

# How long running answers may take to end when the API is stopped.
SHUTDOWN_SECONDS: Final = 5

# Pages on this machine may read the API: the Neo4j Browser fetches its guide from another port.
LOOPBACK_ORIGINS: Final = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"
