"""Which thing a name means: by IRI, what follows `/id/`, identifier, name or alias.

The first of these levels that has a hit decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from api.settings import QUERY_SECONDS
from graph import bookkeeping, steady
from graph.database import Database
from graph.work import Row
from ontology.errors import Ambiguous, NotFound
from ontology.folding import fold
from ontology.namespaces import BASE
from queries.catalogue import catalogue
from queries.parameters import Parameter


@dataclass(frozen=True)
class Thing:
    """Something that a name can mean."""

    iri: str
    name: str
    type: str | None


def resolve(database: Database, name: str, parameter: Parameter) -> Thing:
    """Return the one thing that a name means.

    Args:
        database: where to look.
        name: an IRI, the part of it after `/id/`, an identifier, or any name in any language.
        parameter: what it is given for; it says of which classes the thing must be.

    Raises:
        NotFound: nothing has that name; the nearest names are told.
        Ambiguous: several things have it on the level that decides.
    """
    given = {
        "given": name,
        "local": BASE + name,
        "folded": fold(name),
        "classes": parameter.classes or None,
    }
    rows = _names(database, "resolve", given)
    best = min((row["level"] for row in rows), default=None)
    hits = [Thing(row["iri"], row["name"], row["type"]) for row in rows if row["level"] == best]
    if not hits:
        raise _not_found(database, name, parameter)
    if len(hits) > 1:
        raise Ambiguous(
            f"{parameter.name}: {name!r} may mean {len(hits)} things. Give the IRI of one.",
            tuple((hit.iri, hit.name, hit.type or "") for hit in hits),
        )
    return hits[0]


def _not_found(database: Database, name: str, parameter: Parameter) -> NotFound:
    given = {"folded": fold(name) or None, "classes": parameter.classes or None}
    near = _names(database, "nearest", given) if given["folded"] else []
    kinds = " or ".join(parameter.classes) or "thing"
    message = f"{parameter.name}: no {kinds} is called {name!r}."
    if not near and not bookkeeping.datasets(database):
        message += " Nothing is loaded yet: run `coopgraph load`."
    return NotFound(message, tuple(dict.fromkeys(row["name"] for row in near)))


def _names(database: Database, question: str, given: Mapping[str, Any]) -> list[Row]:
    asked = catalogue("names")[question]
    return steady.read(database, asked.cypher, asked.bind(given), timeout=QUERY_SECONDS)
