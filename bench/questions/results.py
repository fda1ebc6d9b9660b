"""What was measured, as it is kept in JSON."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from bench.measuring.run import Run


@dataclass
class Cell:
    """One question to one subject on one made graph.

    Attributes:
        statements: the size of the graph.
        about: `typical`, `hub` or `everything`.
        by: the parameters that take the subject.
        yardstick: the name of what it is measured by.
        rows: in the answer.
        first: milliseconds over HTTP after a start, of Neo4j and the API.
        p50: milliseconds over HTTP, the median.
        driver_p50: of the same Cypher by the bare driver.
        hits: of the database.
        failure: what was answered in place of rows.
    """

    statements: int
    question: str
    about: str
    by: str
    rolled_up: bool
    yardstick: str
    rows: int = 0
    first: float = 0
    p50: float = 0
    driver_p50: float = 0
    hits: int = 0
    failure: str = ""


@dataclass
class Yardstick:
    """A bare query on one made graph, in milliseconds.

    Attributes:
        statements: the size of the graph.
        about: `typical`, `hub` or `everything`.
        p50: by Neo4j's own HTTP API, the median.
        driver_p50: by the bare driver.
    """

    statements: int
    about: str
    name: str
    p50: float
    driver_p50: float
    hits: int


@dataclass
class Results(Run):
    """One run of the benchmarks."""

    PACKAGES: ClassVar = ("coopgraph", "fastapi", "uvicorn", "neo4j", "neo4j-rust-ext")
    LISTS: ClassVar = {"cells": Cell, "yardsticks": Yardstick}

    subjects: list[dict[str, Any]] = field(default_factory=list)
    yardsticks: list[Yardstick] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    def yardstick(self, cell: Cell) -> Yardstick:
        """Return what a question is measured by: on the same graph, about the same subject."""
        wanted = (cell.statements, cell.about, cell.yardstick)
        return next(
            one for one in self.yardsticks if (one.statements, one.about, one.name) == wanted
        )
