"""The actors of the made world: how each looks, and who is drawn to take part."""

from random import Random
from typing import Final

from bench.made.names import han, latin, letters, organization
from bench.made.terms import ALIAS, LABEL, A, Pair, concept, coop, day, names, said, thing

# The larger, the more of all participations fall to the first actors.
SKEW: Final = 3
# All alpha-2 codes there are.
MOST_STATES: Final = 26 * 26
DAYS: Final = 9_000
# Each so many-th organization is a unit of another, and each so many-th a member of the first.
UNITS: Final = 10
MEMBERS: Final = 20
# In the order of `names.KINDS`.
ORGANIZATION_KINDS: Final = ("research_institute", "university", "company", "ministry")


class Actors:
    """All actors so far. Only their numbers are kept, so the world may grow without end."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._states = self._regions = self._organizations = self._persons = 0
        self._regions_of: dict[int, int] = {}

    def some_state(self) -> str:
        """Draw a state."""
        return thing("state", self._some(self._states))

    def some_place(self) -> str:
        """Draw a state or region."""
        if self._random.random() < 0.5:
            return self.some_state()
        return thing("region", self._some(self._regions))

    def some_party(self) -> str:
        """Draw one who makes agreements: a territory or, more often, an organization."""
        if self._random.random() < 0.3:
            return self.some_place()
        return thing("organization", self._some(self._organizations))

    def some_person(self) -> str:
        """Draw a person."""
        return thing("person", self._some(self._persons))

    def newcomers(self, report: int, proof: Pair) -> str:
        """Return whom a report brings in, and what it adds to one who is known already."""
        made = [self._known_again(report, proof)] if report else []
        # Two states at first, so that regions have one to be in.
        while self._states < min(2 + report // 25, MOST_STATES):
            made.append(self._state(proof))
        if report % 5 == 0:
            made.append(self._region(proof))
        for _ in range(2):
            made += [self._organization(proof), self._person(proof)]
        return "".join(made)

    def _some(self, count: int) -> int:
        """Draw one of so many, the first far more often than the last."""
        return int(count * self._random.random() ** SKEW)

    def _known_again(self, report: int, proof: Pair) -> str:
        number = self._some(self._organizations)
        alias = f'"{latin(number)} of report {report}"@vi'
        return said(thing("organization", number), (ALIAS, alias), proof)

    def _state(self, proof: Pair) -> str:
        number = self._states
        self._states += 1
        return said(
            thing("state", number),
            (A, coop("State")),
            (coop("isoAlpha2"), f'"{letters(number, 2)}"'),
            (coop("isoAlpha3"), f'"{letters(number, 3)}"'),
            *names(f"{latin(number)}land", f"Pays de {latin(number)}", f"{han(number)}国"),
            proof,
        )

    def _region(self, proof: Pair) -> str:
        number, state = self._regions, self._some(self._states)
        self._regions += 1
        self._regions_of[state] = within = self._regions_of.get(state, 0) + 1
        return said(
            thing("region", number),
            (A, coop("Region")),
            (coop("isoSubdivision"), f'"{letters(state, 2)}-{letters(within, 3)}"'),
            (coop("partOf"), thing("state", state)),
            *names(f"{latin(number)} Province", f"Province de {latin(number)}", f"{han(number)}省"),
            proof,
        )

    def _organization(self, proof: Pair) -> str:
        number = self._organizations
        self._organizations += 1
        english, french, chinese = organization(number)
        made = thing("organization", number)
        belongs = [(coop("seat"), self.some_place())]
        if number and number % UNITS == 0:
            belongs.append((coop("unitOf"), thing("organization", self._some(number))))
        told = said(
            made,
            (A, coop("Company" if number % 4 == 2 else "Institution")),
            *names(english, french, chinese),
            (ALIAS, f'"{english.upper()}"@en'),
            (coop("kind"), concept("organization-kind", ORGANIZATION_KINDS[number % 4])),
            *belongs,
            proof,
        )
        return told + (_membership(number, made, proof) if number and number % MEMBERS == 0 else "")

    def _person(self, proof: Pair) -> str:
        number = self._persons
        self._persons += 1
        person = thing("person", number)
        named = said(
            person,
            (A, coop("Person")),
            (LABEL, f'"{latin(number % 97)} {latin(number)}"@en'),
            (LABEL, f'"{han(number)}"@zh-Hans'),
            proof,
        )
        return named + said(
            thing("post", number),
            (A, coop("PostHolding")),
            (coop("holder"), person),
            (coop("organization"), thing("organization", self._some(self._organizations))),
            (coop("postTitle"), '"director"@en'),
            (coop("postTitle"), '"主任"@zh'),
            (coop("asOf"), day(self._random.randrange(DAYS))),
            proof,
        )


def _membership(number: int, member: str, proof: Pair) -> str:
    return said(
        thing("membership", number),
        (A, coop("Membership")),
        (coop("member"), member),
        (coop("organization"), thing("organization", 0)),
        (coop("startDate"), day(number % DAYS)),
        proof,
    )
