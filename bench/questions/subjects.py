"""Whom the questions are asked about: typical things of a made graph, and its largest hubs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from neo4j import Session

# Of each class that a question may ask for: what tells how much there is to say of a thing.
CLASSES: Final[Mapping[str, str]] = {
    "Actor": "COUNT { (n)-[:PARTY_TO]->() }",
    "Act": "COUNT { (n)<-[:PARTY_TO]-() }",
    "Organization": "COUNT { (n)<-[:ORGANIZATION]-() }",
    "Person": "COUNT { (n)<-[:HOLDER]-() }",
    "State": "COUNT { (n)--() }",
}
# Read once, so it may go through all things of a class.
RANKED: Final = """
MATCH (n:{kind}) WITH n, {size} AS size WHERE size > 0 ORDER BY size, n.iri
WITH collect([n.iri, size]) AS ranked
RETURN ranked[size(ranked) / 2] AS typical, ranked[-1] AS hub"""
PARTNER: Final = """
MATCH (:Resource {iri: $iri})-[:PARTY_TO]->()<-[:PARTY_TO]-(partner)
WHERE partner.iri <> $iri
RETURN partner.iri AS iri ORDER BY iri LIMIT 1"""


@dataclass(frozen=True)
class Subject:
    """A thing of each class, and a partner of the actor, by IRI.

    Attributes:
        name: `typical` or `hub`.
        things: by class.
        sizes: how much there is to say of each, by class: of an actor to how many acts it is party.
    """

    name: str
    things: Mapping[str, str]
    sizes: Mapping[str, int]
    partner: str


def subjects(session: Session) -> list[Subject]:
    """Return of each class the thing with a middling number, and the one with most."""
    ranked = {
        kind: session.run(RANKED.format(kind=kind, size=size)).single(strict=True)
        for kind, size in CLASSES.items()
    }
    found = []
    for name in ("typical", "hub"):
        things = {kind: str(row[name][0]) for kind, row in ranked.items()}
        sizes = {kind: int(row[name][1]) for kind, row in ranked.items()}
        partner = session.run(PARTNER, iri=things["Actor"]).single(strict=True)["iri"]
        found.append(Subject(name, things, sizes, partner))
    return found
