"""What is found in a report: its names, times and agreements, each with its paragraph."""

from dataclasses import dataclass
from typing import Final

from loaders.proposal.finding.names import Mention
from loaders.proposal.times.dates import Resolved
from loaders.proposal.times.expressions import Expression
from loaders.reading.compact.expand.names import Named

HEADLINE: Final = "headline"
# The kind of an agreement of which no word says the kind.
GENERAL: Final = "unspecified"
# Statuses of what is yet to come.
AHEAD: Final = frozenset({"planned", "hoped", "proposed", "recommended"})
# Statuses that an agreement comes to after its own date.
LATER: Final = frozenset({"in_force", "ended", "suspended", "cancelled"})


@dataclass(frozen=True)
class When:
    """The time of an agreement: where the text says it, how, and which date that is."""

    at: str
    expression: Expression
    resolved: Resolved


@dataclass(frozen=True)
class Where:
    """The place of an agreement, where the text says it, and whether by the dateline only."""

    at: str
    thing: Named
    by_dateline: bool = False


@dataclass(frozen=True)
class FoundAgreement:
    """An agreement of which a report speaks.

    Attributes:
        at: the paragraphs that speak of it, the first one being the main one.
        kind: a code of the ontology; `unspecified` where no word says it.
        status: a code of the ontology.
        parties: the known things that are named as parties.
        when: its date.
        as_of: the date since when it has its status, where that is another.
        where: its place.
        pointed: whether the parties are those of the agreement before, as in "both sides".
    """

    at: tuple[str, ...]
    kind: str
    status: str
    parties: tuple[Named, ...]
    when: When | None = None
    as_of: When | None = None
    where: Where | None = None
    pointed: bool = False


@dataclass(frozen=True)
class Found:
    """All that was found in a report.

    Attributes:
        mentions: the known things that each paragraph names.
        times: the times that each paragraph names, with the dates that they are.
        agreements: what seems to be agreed.
        denied: the paragraphs that say that something is not signed.
    """

    mentions: tuple[tuple[str, Mention], ...]
    times: tuple[tuple[str, Expression, Resolved | None], ...]
    agreements: tuple[FoundAgreement, ...]
    denied: tuple[str, ...]
