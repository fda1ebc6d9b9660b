"""Whom the questions are asked about: typical things of a made graph, and its largest hubs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from neo4j import Session

# Of each kind of thing that a question may ask for: its label, and how much there is to say of it.
KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "Actor": ("Actor", "COUNT { (n)-[:PARTY_TO]->()<-[:PARTY_TO]-() }"),
    "Act": ("Act", "COUNT { (n)<-[:PARTY_TO]-() }"),
    "Organization": ("Organization", "COUNT { (n)<-[:ORGANIZATION]-() }"),
    "Person": ("Person", "COUNT { (n)<-[:HOLDER]-() }"),
    "State": ("State", "COUNT { (n)--() }"),
    "Place": ("Place", "COUNT { (n)<-[:PLACE]-() }"),
    "speaker": ("Person", "COUNT { (n)<-[:SPEAKER]-() }"),
}
# Read once, so it may go through all things of a class.
RANKED: Final = """
MATCH (n:{label}) WITH n, {size} AS size WHERE size > 0 ORDER BY size, n.iri
WITH collect([n.iri, size]) AS ranked
RETURN ranked[size(ranked) / 2] AS typical, ranked[-1] AS hub"""
PARTNERS: Final = """
MATCH (:Resource {iri: $iri})-[:PARTY_TO]->()<-[:PARTY_TO]-(partner)
WHERE partner.iri <> $iri
WITH DISTINCT partner
WITH partner.iri AS iri, COUNT { (partner)-[:PARTY_TO]->() } AS size ORDER BY size, iri
WITH collect(iri) AS ranked
RETURN ranked[0] AS typical, ranked[-1] AS hub"""


@dataclass(frozen=True)
class Subject:
    """A thing of each kind, and its smallest or largest partner, by IRI.

    Attributes:
        name: `typical` or `hub`.
        things: by kind.
        sizes: how much there is to say of each, by kind: of an actor how often it has a partner.
    """

    name: str
    things: Mapping[str, str]
    sizes: Mapping[str, int]
    partner: str


def subjects(session: Session) -> list[Subject]:
    """Return of each kind the thing with a middling number, and the one with most."""
    ranked = {
        kind: session.run(RANKED.format(label=label, size=size)).single(strict=True)
        for kind, (label, size) in KINDS.items()
    }
    found = []
    for name in ("typical", "hub"):
        things = {kind: str(row[name][0]) for kind, row in ranked.items()}
        sizes = {kind: int(row[name][1]) for kind, row in ranked.items()}
        partner = session.run(PARTNERS, iri=things["Actor"]).single(strict=True)[name]
        found.append(Subject(name, things, sizes, partner))
    return found
