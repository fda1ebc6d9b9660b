"""What client processes are told to ask, and what they report."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bench.measuring.place import Place

# Seconds after which a client gives up on an answer.
PATIENCE: Final = 60
# Seconds for which a client that was refused waits before it asks again.
PAUSE: Final = 0.1


@dataclass(frozen=True)
class Request:
    """One HTTP request."""

    url: str
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: str = ""


@dataclass(frozen=True)
class Statement:
    """One Cypher statement."""

    query: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


# What one answer takes; most take one.
Calls = tuple[Request, ...] | tuple[Statement, ...]


@dataclass(frozen=True)
class Job:
    """What one process of clients does.

    Attributes:
        way: who asks, a key of `asking.WAYS`.
        greeting: asked once by each client before the clock starts, so that it is connected.
        asks: what is asked, in turn.
        clients: how many ask at once.
        requests: how many answers they ask for, all together.
        seconds: after which they ask for no more.
        place: where Neo4j is, for the driver.
    """

    way: str
    greeting: Calls
    asks: tuple[Calls, ...]
    clients: int
    requests: int
    seconds: float
    place: Place


@dataclass
class Told:
    """What came of a job.

    Attributes:
        began: when the first client asked, in seconds of the system's clock.
        ended: when the last answer was there.
        latencies: seconds until each answer was there, of those that were given.
        refused: how many were refused because of a limit, with a time to ask again.
        failures: how many failed otherwise, by kind.
    """

    began: float
    ended: float
    latencies: list[float] = field(default_factory=list)
    refused: int = 0
    failures: Counter[str] = field(default_factory=Counter)

    def join(self, other: "Told") -> None:
        """Add what came of another job that was done at the same time."""
        self.began, self.ended = min(self.began, other.began), max(self.ended, other.ended)
        self.latencies += other.latencies
        self.refused += other.refused
        self.failures += other.failures
