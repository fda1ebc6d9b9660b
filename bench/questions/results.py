"""What was measured, as it is kept in JSON."""

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

import psutil

from bench.measuring.results import GIB

PACKAGES: Final = ("coopgraph", "fastapi", "uvicorn", "neo4j", "neo4j-rust-ext")


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
class Results:
    """One run of the benchmarks; `yardsticks` by size, subject and name, in milliseconds."""

    date: str = ""
    machine: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    subjects: list[dict[str, Any]] = field(default_factory=list)
    yardsticks: dict[str, dict[str, dict[str, float]]] = field(default_factory=dict)
    cells: list[Cell] = field(default_factory=list)

    @classmethod
    def begin(cls, server: str, settings: dict[str, Any]) -> "Results":
        """Return empty results with date, machine and versions."""
        machine = {
            "cores": os.cpu_count(),
            "memory_gib": round(psutil.virtual_memory().total / GIB),
            "system": f"{platform.system()} {platform.machine()}",
        }
        versions = {"server": server, "Python": platform.python_version()}
        versions |= {package: version(package) for package in PACKAGES}
        return cls(datetime.now(UTC).date().isoformat(), machine, versions, settings)

    @classmethod
    def read(cls, path: Path) -> "Results":
        """Read them from a file."""
        content = json.loads(path.read_text("utf-8"))
        content["cells"] = [Cell(**one) for one in content["cells"]]
        return cls(**content)

    def write(self, path: Path) -> None:
        """Write them to a file."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        path.write_text(text + "\n", "utf-8")
