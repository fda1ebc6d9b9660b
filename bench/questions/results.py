"""What was measured, as it is kept in JSON."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

from bench.measuring.run import Run


@dataclass
class Cell:
    """One question to one subject on one made graph.

    Attributes:
        statements: the size of the graph.
        rows: in the answer.
        first: milliseconds over HTTP after a start, of Neo4j and the API.
        p50: milliseconds over HTTP, the median.
        driver_p50: of the same Cypher by the bare driver.
        hits: of the database.
        failure: what was answered in place of rows.
    """

    statements: int
    question: str
    kind: str
    rows: int = 0
    first: float = 0
    p50: float = 0
    driver_p50: float = 0
    hits: int = 0
    failure: str = ""


@dataclass
class Results(Run):
    """One run of the benchmarks; `yardsticks` by size, subject and name, in milliseconds."""

    PACKAGES: ClassVar = ("coopgraph", "fastapi", "uvicorn", "neo4j", "neo4j-rust-ext")
    LISTS: ClassVar = {"cells": Cell}

    subjects: list[dict[str, Any]] = field(default_factory=list)
    yardsticks: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)
