"""What the actors of the made world do: agreements, their signing, centres; and what is claimed."""

from collections.abc import Iterator
from random import Random
from typing import Final

from bench.made.actors import DAYS, Actors
from bench.made.terms import (
    EDITOR,
    LABEL,
    A,
    Pair,
    concept,
    coop,
    day,
    said,
    thing,
    typed,
)

STATUSES: Final = ("signed", "signed", "signed", "in_force", "announced", "ended")
KINDS: Final = ("memorandum_of_understanding", "cooperation_agreement", "treaty", "unspecified")
TOPICS: Final = ("ai_governance", "language_models", "talent_training", "data", "media")
SECTORS: Final = ("education", "health", "finance", "energy", "agriculture")
# Most agreements have two parties, one in fifty has many.
MANY: Final = 40


class Acts:
    """Makes the acts that reports tell of.

    Args:
        random: decides everything.
        actors: whence participants are drawn.
    """

    def __init__(self, random: Random, actors: Actors) -> None:
        self._random = random
        self._actors = actors

    def agreement(self, name: str, proof: Pair) -> Iterator[str]:
        """Yield the statements of an agreement, its parties, its signing and its centre."""
        act, status = thing("agreement", name), self._random.choice(STATUSES)
        when = self._when()
        roles = list(self._roles(status))
        pairs = [
            (A, coop("Agreement")),
            (LABEL, f'"Agreement {name} on {self._random.choice(TOPICS)}"@en'),
            (LABEL, f'"Accord {name}"@fr'),
            EDITOR,
            (coop("kind"), concept("agreement-type", self._random.choice(KINDS))),
            (coop("partiesStated"), concept("parties-stated", "all")),
            (coop("place"), self._actors.some_place()),
            (coop("topic"), concept("topic", self._random.choice(TOPICS))),
            *when,
            proof,
        ]
        if status == "signed":
            event = thing("event", name)
            pairs.append((coop("signedAt"), event))
            yield from self._signing(event, name, when, proof)
        if self._random.random() < 0.2:
            centre = thing("centre", name)
            pairs.append((coop("setsUp"), centre))
            yield _centre(centre, name, roles[0][1], proof)
            yield _status(centre, f"{name}-c", ("realisation", "planned"), when[0][1], proof)
        yield _status(act, name, ("status", status), when[0][1], proof)
        yield from _act(act, f"{name}-a", pairs, roles, proof)
        told = (self._aim, self._commitment, self._contribution, self._prospect)
        for tell in told:
            if self._random.random() < 0.1:
                yield from tell(act, name, roles[0][1], proof)

    def claim(self, name: str, agreement: str, proof: Pair) -> str:
        """Return what someone says of an agreement."""
        return said(
            thing("claim", name),
            (A, coop("Claim")),
            (coop("speaker"), self._actors.some_person()),
            (coop("about"), agreement),
            (coop("summary"), f'"Agreement {name} is a \\"first step\\" towards more."@en'),
            (coop("asOf"), day(self._random.randrange(DAYS))),
            proof,
        )

    def _aim(self, act: str, name: str, _: str, proof: Pair) -> Iterator[str]:
        yield said(
            thing("aim", name),
            (A, coop("Aim")),
            (coop("aimOf"), act),
            (coop("speaker"), self._actors.some_person()),
            (coop("summary"), f'"Agreement {name} is to train people."@en'),
            proof,
        )

    def _commitment(self, act: str, name: str, party: str, proof: Pair) -> Iterator[str]:
        yield said(
            thing("commitment", name),
            (A, coop("Commitment")),
            (coop("commitmentOf"), act),
            (coop("obligor"), party),
            (coop("kind"), concept("commitment-kind", "training")),
            (coop("topic"), concept("topic", "talent_training")),
            self._sector(),
            (coop("summary"), f'"Agreement {name} promises training."@en'),
            (coop("amount"), typed(str(self._random.randrange(10, 5_000)), "decimal")),
            (coop("amountComparator"), concept("comparator", "at_least")),
            (coop("unit"), concept("unit", "person")),
            (coop("due"), day(self._random.randrange(DAYS))),
            proof,
        )

    def _contribution(self, act: str, name: str, party: str, proof: Pair) -> Iterator[str]:
        yield said(
            thing("contribution", name),
            (A, coop("Contribution")),
            (coop("contributionTo"), act),
            (coop("contributor"), party),
            (coop("summary"), f'"Its teachers, for agreement {name}."@en'),
            proof,
        )

    def _prospect(self, act: str, name: str, party: str, proof: Pair) -> Iterator[str]:
        prospect = thing("prospect", name)
        pairs = [
            (A, coop("Prospect")),
            (LABEL, f'"After agreement {name}"@en'),
            EDITOR,
            (coop("kind"), concept("prospect-kind", "institution")),
            (coop("summary"), f'"A school may come of agreement {name}."@en'),
            (coop("speaker"), self._actors.some_person()),
            (coop("voicedIn"), act),
            (coop("notStated"), concept("aspect", "date")),
            self._sector(),
            proof,
        ]
        yield from _act(prospect, f"{name}-p", pairs, [("implementer", party, "")], proof)
        when = day(self._random.randrange(DAYS))
        yield _status(prospect, f"{name}-p", ("status", "planned"), when, proof)

    def _sector(self) -> Pair:
        return coop("sector"), concept("sector", self._random.choice(SECTORS))

    def _when(self) -> tuple[Pair, Pair]:
        basis = concept("date-basis", self._random.choice(("stated", "stated", "dateline")))
        return (coop("date"), day(self._random.randrange(DAYS))), (coop("dateBasis"), basis)

    def _roles(self, status: str) -> Iterator[tuple[str, str, str]]:
        """Draw at least two different parties, and who signs for them."""
        wanted = 2 if self._random.random() < 0.98 else self._random.randrange(3, MANY)
        parties = [thing("state", 0), self._actors.some_party()]
        if parties[1] == parties[0]:
            parties[1] = thing("state", 1)
        if self._random.random() < 0.9:
            other = self._actors.some_party()
            parties[0] = other if other != parties[1] else parties[0]
        parties += [self._actors.some_party() for _ in range(wanted - 2)]
        for party in parties:
            yield "party", party, ""
        if status == "signed":
            for party in parties[:2]:
                yield "signatory", self._actors.some_person(), party

    def _signing(
        self, event: str, name: str, when: tuple[Pair, Pair], proof: Pair
    ) -> Iterator[str]:
        pairs = [
            (A, coop("Event")),
            (LABEL, f'"Signing of agreement {name}"@en'),
            EDITOR,
            (coop("kind"), concept("event-kind", "signing")),
            (coop("attendance"), typed(str(self._random.randrange(2, 500)), "integer")),
            (coop("attendanceComparator"), concept("comparator", "about")),
            *when,
            proof,
        ]
        guests = range(self._random.choice((1, 1, 2, 4)))
        roles = [("attendee", self._actors.some_person(), "") for _ in guests]
        yield from _act(
            event, f"{name}-e", pairs, [("host", self._actors.some_state(), ""), *roles], proof
        )


def _act(
    act: str, name: str, pairs: list[Pair], roles: list[tuple[str, str, str]], proof: Pair
) -> Iterator[str]:
    parts = [
        (thing("participation", f"{name}{number}"), *role) for number, role in enumerate(roles)
    ]
    yield said(act, *pairs)
    for part, role, actor, behalf in parts:
        more = [(coop("onBehalfOf"), behalf)] if behalf else []
        yield said(
            part,
            (A, coop("Participation")),
            (coop("inAct"), act),
            (coop("participant"), actor),
            (coop("role"), concept("role", role)),
            *more,
            proof,
        )


def _status(act: str, name: str, is_now: tuple[str, str], when: str, proof: Pair) -> str:
    kind, code = is_now
    link = "status" if kind == "status" else "realisationStatus"
    return said(
        thing("status-statement", f"{name}/{code}"),
        (A, coop("StatusStatement")),
        (coop("statusOf"), act),
        (coop(link), concept(kind, code)),
        (coop("asOf"), when),
        proof,
    )


def _centre(centre: str, name: str, founder: str, proof: Pair) -> str:
    return said(
        centre,
        (A, coop("Centre")),
        (LABEL, f'"Centre of agreement {name}"@en'),
        EDITOR,
        (coop("foundedBy"), founder),
        proof,
    )
