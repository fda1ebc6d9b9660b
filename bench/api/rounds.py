"""The order of measuring: all ways in turn, for each number of clients and each question."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bench.api.asked import ALIVE, EXPORT, GREETING, Asked, asked, posted
from bench.api.clients.jobs import Calls, Job, Request, Statement
from bench.api.clients.workers import Clients
from bench.api.results import DRIVER, FETCH, HTTP, OURS, WAYS, Cell, Results, Rounds
from bench.api.served import Served, until_ready
from bench.api.usage import Usage

# Each client asks for so many answers at least.
EACH: Final = 4
# How many clients warm everything up.
WARMING: Final = 8


@dataclass(frozen=True)
class Plan:
    """How much is measured.

    Attributes:
        questions: which ones.
        clients: how many at once.
        requests: how many answers of a question, in each round.
        exports: how many exports, likewise.
        seconds: after which no more are asked for.
        rounds: how often all is measured.
        ways: which ones.
        warm_up: how many answers are asked for in each way before.
    """

    questions: Sequence[str]
    clients: Sequence[int]
    requests: int
    exports: int
    seconds: float
    rounds: int
    ways: Sequence[str] = WAYS
    warm_up: int = 160

    def number(self, question: str, clients: int) -> int:
        """Return how many answers are asked for in a round."""
        return max(self.exports if question == EXPORT else self.requests, EACH * clients)


class Measuring:
    """Measures what a plan says.

    Args:
        served: the API and its Neo4j.
        clients: who asks.
        plan: what they ask.
        results: takes the figures.
    """

    def __init__(self, served: Served, clients: Clients, plan: Plan, results: Results) -> None:
        self._served = served
        self._clients = clients
        self._plan = plan
        self._results = results
        self._asked = {one: asked(one, served.api, served.place) for one in plan.questions}
        groups = {name: [pid] for name, pid in served.pids.items()}
        self._usage = Usage({**groups, "clients": clients.pids})
        self._rounds: dict[tuple[str, str, int], Rounds] = {}

    def all(self) -> None:
        """Measure everything, after everything has been asked often enough to be compiled."""
        for question in self._plan.questions:
            for way in self._plan.ways:
                job = self._job(question, way, WARMING, self._plan.warm_up)
                self._clients.do(job, lambda: None, lambda: None)
        for _ in range(self._plan.rounds):
            for question, number, way in self._cells():
                self._measure(question, way, number)

    def _cells(self) -> Iterator[tuple[str, int, str]]:
        for question in self._plan.questions:
            for number in self._plan.clients:
                for way in self._plan.ways:
                    yield question, number, way

    def _measure(self, question: str, way: str, clients: int) -> None:
        key = (question, way, clients)
        if key not in self._rounds:
            self._rounds[key] = Rounds(Cell(*key))
            self._results.cells.append(self._rounds[key].cell)
        until_ready(self._served.api)
        job = self._job(question, way, clients, self._plan.number(question, clients))
        told = self._clients.do(job, self._usage.begin, self._usage.look)
        self._rounds[key].add(told, self._usage.end(), self._usage.mib)
        _say(self._rounds[key].cell)

    def _job(self, question: str, way: str, clients: int, requests: int) -> Job:
        greeting, asks = self._calls(self._asked[question])[way]
        place, seconds = self._served.place, self._plan.seconds
        kind = {FETCH: "fetch", DRIVER: "driver"}.get(way, "httpx")
        return Job(kind, greeting, asks, clients, requests, seconds, place)

    def _calls(self, one: Asked) -> Mapping[str, tuple[Calls, tuple[Calls, ...]]]:
        api: Calls = (Request(self._served.api + GREETING),)
        alive = Statement(ALIVE)
        return {
            OURS: (api, one.api),
            FETCH: (api, one.api),
            HTTP: ((posted(self._served.place, alive),), one.http),
            DRIVER: ((alive,), one.bolt),
        }


def _say(cell: Cell) -> None:
    failed = "".join(f", {number} × {kind}" for kind, number in cell.failures.items())
    print(
        f"{cell.question} | {cell.clients} | {cell.way} | {cell.rate:.1f}/s | "
        f"{cell.milliseconds.get('p50', 0)} ms | {cell.refused} refused{failed}",
        file=sys.stderr,
        flush=True,
    )
