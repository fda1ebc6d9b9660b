"""What was measured, as it is kept in JSON."""

from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles
from typing import ClassVar, Final

from bench.api.clients.jobs import Told
from bench.measuring.run import Run

OURS, FETCH = "coopgraph, httpx", "coopgraph, fetch"
HTTP, DRIVER = "Neo4j's HTTP API, httpx", "driver"
WAYS: Final = (OURS, FETCH, HTTP, DRIVER)
MILLI: Final = 1_000


@dataclass
class Cell:
    """One question, asked one way by a number of clients, in all rounds.

    Attributes:
        seconds: how long the rounds took.
        answered: how many answers there were.
        milliseconds: until an answer was there, by percentile.
        refused: how often a limit was reached.
        failures: how many failed otherwise, by kind.
        mib: the most memory, by process.
        cores: how many processors were busy, by process.
    """

    question: str
    way: str
    clients: int
    seconds: float = 0
    answered: int = 0
    milliseconds: dict[str, float] = field(default_factory=dict)
    refused: int = 0
    failures: dict[str, int] = field(default_factory=dict)
    mib: dict[str, float] = field(default_factory=dict)
    cores: dict[str, float] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Answers per second."""
        return self.answered / self.seconds if self.seconds else 0.0


class Rounds:
    """The rounds of one cell, until they are one figure."""

    def __init__(self, cell: Cell) -> None:
        self.cell = cell
        self._told = Told(0, 0)
        self._busy: Counter[str] = Counter()

    def add(self, told: Told, busy: dict[str, float], mib: dict[str, float]) -> None:
        """Add a round: what was told, and the processor time and memory that it took."""
        cell, whole = self.cell, self._told
        cell.seconds = round(cell.seconds + told.ended - told.began, 3)
        whole.join(told)
        self._busy.update(busy)
        cell.answered, cell.refused = len(whole.latencies), whole.refused
        cell.failures = dict(whole.failures)
        cell.milliseconds = percentiles(whole.latencies)
        cell.mib = {name: round(max(one, cell.mib.get(name, 0))) for name, one in mib.items()}
        cell.cores = {name: round(one / cell.seconds, 2) for name, one in self._busy.items()}


def percentiles(latencies: list[float]) -> dict[str, float]:
    """Return the percentiles of seconds, in milliseconds; none of less than two."""
    if len(latencies) < 2:
        return {}
    cuts = quantiles(latencies, n=100, method="inclusive")
    return {f"p{cut}": round(cuts[cut - 1] * MILLI, 2) for cut in (50, 95, 99)}


@dataclass
class Results(Run):
    """One run of the benchmarks."""

    PACKAGES: ClassVar = ("coopgraph", "fastapi", "uvicorn", "httpx2", "neo4j", "neo4j-rust-ext")
    LISTS: ClassVar = {"cells": Cell}

    cells: list[Cell] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def cell(self, question: str, way: str, clients: int) -> Cell | None:
        """Return a cell, None where it was not measured."""
        key = (question, way, clients)
        return next((c for c in self.cells if (c.question, c.way, c.clients) == key), None)
