"""Whom the questions are asked about: a typical actor, the largest hub, and what is near them."""

from dataclasses import dataclass
from typing import Any, Final

from neo4j import Session

# How many acts one is party to; read once, so it may go through all parties.
PARTIES: Final = """
MATCH (:Concept {code: 'party'})<-[:ROLE]-(p:Participation)-[:PARTICIPANT]->(actor:Actor)
WITH actor, count(*) AS acts ORDER BY acts, actor.iri
WITH collect({iri: actor.iri, acts: acts}) AS ranked
RETURN ranked[size(ranked) / 2] AS typical, ranked[-1] AS hub"""
PARTNER: Final = """
MATCH (:Resource {iri: $iri})<-[:PARTICIPANT]-(mine)-[:IN_ACT]->(act)
MATCH (act)<-[:IN_ACT]-(theirs)-[:PARTICIPANT]->(partner)
WHERE EXISTS { (mine)-[:ROLE]->({code: 'party'}) }
  AND EXISTS { (theirs)-[:ROLE]->({code: 'party'}) }
  AND partner.iri <> $iri
RETURN act.iri AS act, partner.iri AS partner ORDER BY act, partner LIMIT 1"""


@dataclass(frozen=True)
class Subject:
    """An actor, and an act and a partner of it, by IRI.

    Attributes:
        name: `typical` or `hub`.
        acts: to how many acts the actor is party.
    """

    name: str
    actor: str
    acts: int
    act: str
    partner: str


def subjects(session: Session) -> list[Subject]:
    """Return the actor with a middling number of acts, and the one with most."""
    found = session.run(PARTIES).single(strict=True)
    return [_subject(session, name, found[name]) for name in ("typical", "hub")]


def _subject(session: Session, name: str, actor: dict[str, Any]) -> Subject:
    near = session.run(PARTNER, iri=actor["iri"]).single(strict=True)
    return Subject(name, actor["iri"], actor["acts"], near["act"], near["partner"])
