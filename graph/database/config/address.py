"""Checking addresses of Neo4j, which never hold a password."""

import re
from typing import Final
from urllib.parse import urlsplit

from ontology.errors import InvalidConfiguration

SCHEMES: Final = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
AT: Final = re.compile("@|%40")
LOGIN: Final = re.compile(r"(?<=://)[^/?#\s]*@")


def checked(uri: str) -> str:
    """Return the address of a Neo4j, after a look at whether it can be one.

    A user and a password inside it are refused, however they are written: the driver ignores
    them, and the address is shown in errors, logs and status. No message here shows it.

    Raises:
        InvalidConfiguration: it holds a user or password, or is none that the driver takes.
    """
    if AT.search(uri):
        raise InvalidConfiguration(
            "COOPGRAPH_NEO4J_URI has a user or password inside (there is an @ in it). Give the "
            "address alone, such as neo4j://host:7687, and how to log in as "
            "COOPGRAPH_NEO4J_USER and COOPGRAPH_NEO4J_PASSWORD."
        )
    try:
        address = urlsplit(uri)
        known = address.scheme in SCHEMES and address.hostname and address.port != 0
    except ValueError:  # a port that is no number
        known = False
    if not known:
        raise InvalidConfiguration(
            "COOPGRAPH_NEO4J_URI is no address of Neo4j, such as neo4j://host:7687 (or one of "
            f"{', '.join(SCHEMES)}). Correct it."
        )
    return uri


def without_login(text: str) -> str:
    """Return a text without the users and passwords of the addresses in it."""
    return LOGIN.sub("", text)
