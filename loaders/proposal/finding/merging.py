"""Telling whether sentences speak of one agreement, and joining what they say of it."""

from typing import Final

from loaders.proposal.finding.found import GENERAL, HEADLINE, LATER, FoundAgreement, When
from loaders.reading.compact.expand.names import Named

# Parties from which a further sentence adds none.
BOTH: Final = 2
SIGNED: Final = "signed"
# Statuses of what may have been signed, too.
TOLD: Final = frozenset({"announced", "adopted"})


def same_kind(one: FoundAgreement, other: FoundAgreement) -> bool:
    """Say whether two agreements can be of one kind."""
    return one.kind == other.kind or GENERAL in (one.kind, other.kind)


def same(one: FoundAgreement, other: FoundAgreement, *, loosely: bool) -> bool:
    """Say whether two sentences speak of one agreement: of one kind, status and parties.

    A headline is taken loosely: it may use another word for the kind.
    """
    if one.status != other.status or not (loosely or same_kind(one, other)):
        return False
    mine, others = _iris(one), _iris(other)
    if not mine or not others:
        return True
    return mine <= others or others <= mine


def goes_on(one: FoundAgreement, other: FoundAgreement) -> bool:
    """Say whether a sentence without parties tells that what was told before has been signed."""
    told = one.status in TOLD or one.status in LATER
    bare = not other.parties or (other.pointed and _iris(one) == _iris(other))
    return other.status == SIGNED and told and bare and same_kind(one, other)


def _iris(one: FoundAgreement) -> set[str]:
    return {party.iri for party in one.parties}


def _when(one: FoundAgreement, other: FoundAgreement) -> When | None:
    """Return the date of an agreement; that of the signature counts more than that of the word."""
    if other.status == SIGNED and one.status in TOLD and other.when:
        return other.when
    return one.when or other.when


def _joined(one: FoundAgreement, other: FoundAgreement) -> tuple[Named, ...]:
    return tuple({party.iri: party for party in (*one.parties, *other.parties)}.values())


def merged(one: FoundAgreement, other: FoundAgreement) -> FoundAgreement:
    """Return an agreement with what a later sentence adds; a headline stands last."""
    at = sorted(dict.fromkeys((*one.at, *other.at)), key=lambda place: place == HEADLINE)
    return FoundAgreement(
        tuple(at),
        other.kind if one.kind == GENERAL else one.kind,
        SIGNED if other.status == SIGNED and one.status in TOLD else one.status,
        one.parties if len(one.parties) >= BOTH else _joined(one, other),
        _when(one, other),
        one.as_of or other.as_of,
        one.where or other.where,
        one.pointed and other.pointed,
    )
