"""The bare queries that questions are measured by."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bench.questions.asked import EVERYTHING, Case
from bench.questions.subjects import Subject
from graph.database.transaction import DIALECT

KEY: Final = "key"
TWO_HOPS: Final = "two hops"
ROLLED_UP: Final = "two hops, rolled up"
ALL_ACTS: Final = "all acts"

# Questions that roll up to states without being asked to.
BY_STATE: Final = {"matrix"}

# The territory or organization that a thing belongs to, up to its state.
BELONGS: Final = """((part WHERE NOT part:Person|State|Bloc)
  -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())*"""
QUERIES: Final = {
    KEY: "MATCH (one:Resource {iri: $iri}) RETURN one.name AS name",
    # What `partners` needs at least, over direct links; the first hundred.
    TWO_HOPS: """
MATCH (actor:Resource {iri: $iri})-[:PARTY_TO]->(act)<-[:PARTY_TO]-(partner)
WITH DISTINCT act, partner
RETURN act.iri AS agreement, partner.iri AS iri
ORDER BY act.date_earliest, partner.name LIMIT 100""",
    # The same for a state and all that belongs to it, with the states of the partners.
    ROLLED_UP: f"""
MATCH (party) {BELONGS} (actor:Resource {{iri: $iri}})
WITH DISTINCT party
MATCH (party)-[:PARTY_TO]->(act)<-[:PARTY_TO]-(other)
MATCH (other) {BELONGS} (partner)
WHERE partner = other OR partner:State
WITH DISTINCT act, partner
RETURN act.iri AS agreement, partner.iri AS iri
ORDER BY act.date_earliest, partner.name LIMIT 100""",
    # The parties of all agreements, counted; the first hundred.
    ALL_ACTS: """
MATCH (act:Agreement)<-[:PARTY_TO]-(party)
RETURN act.iri AS agreement, count(party) AS parties, act.date_earliest AS earliest
ORDER BY earliest, agreement LIMIT 100""",
}


@dataclass(frozen=True)
class Bare:
    """One bare query about one subject."""

    about: str
    name: str
    query: str
    iri: str


def yardsticks(subjects: list[Subject]) -> Iterator[Bare]:
    """Yield every bare query."""
    for name, query in QUERIES.items():
        for subject in subjects:
            if name != ALL_ACTS:
                yield Bare(subject.name, name, DIALECT + query, subject.things["Actor"])
    yield Bare(EVERYTHING, ALL_ACTS, DIALECT + QUERIES[ALL_ACTS], "")


def yardstick(case: Case) -> str:
    """Return by what a question is measured: a look-up by key, the bare join, or all acts."""
    if case.about == EVERYTHING:
        return ALL_ACTS
    if case.about == "typical":
        return KEY
    return ROLLED_UP if case.rolled_up or case.question in BY_STATE else TWO_HOPS
