"""One run of a benchmark: when, where and with what was measured; as it is kept in JSON."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, ClassVar, Final, Self

import psutil

GIB: Final = 1 << 30


@dataclass
class Run:
    """What results of all kinds have; `settings` are those that were chosen for this run."""

    # The packages whose versions count, and of what a list of the results is, by its name.
    PACKAGES: ClassVar[Sequence[str]] = ()
    LISTS: ClassVar[Mapping[str, type]] = {}

    date: str = ""
    machine: dict[str, Any] = field(default_factory=dict)
    versions: dict[str, str] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def begin(
        cls, server: str, settings: dict[str, Any], others: Mapping[str, str] | None = None
    ) -> Self:
        """Return empty results with date, machine and versions.

        Args:
            server: what the server calls itself.
            settings: of the run.
            others: further versions.
        """
        machine = {
            "cores": os.cpu_count(),
            "memory_gib": round(psutil.virtual_memory().total / GIB),
            "system": f"{platform.system()} {platform.machine()}",
        }
        versions = {"server": server, "Python": platform.python_version()}
        versions |= {package: version(package) for package in cls.PACKAGES}
        today = datetime.now(UTC).date().isoformat()
        return cls(today, machine, {**versions, **(others or {})}, settings)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read them from a file."""
        content = json.loads(path.read_text("utf-8"))
        for name, kind in cls.LISTS.items():
            content[name] = [kind(**one) for one in content[name]]
        return cls(**content)

    def write(self, path: Path) -> None:
        """Write them to a file."""
        text = json.dumps(asdict(self), indent=1, ensure_ascii=False)
        path.write_text(text + "\n", "utf-8")

    def measured(self) -> str:
        """Return a sentence for people: when, on what machine and with which versions."""
        machine = self.machine
        versions = ", ".join(f"{name} {number}" for name, number in self.versions.items())
        return (
            f"Measured on {self.date} with {machine['cores']} cores, {machine['memory_gib']} GiB, "
            f"{machine['system']}. Versions: {versions}."
        )
