"""What validation found, for people and for `--json`."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from loaders.parse import place
from ontology.namespaces import short

Severity = Literal["violation", "warning"]


@dataclass(frozen=True)
class Violation:
    """One thing that is not as it should be.

    Attributes:
        file: the file that states it; line: where in it, as far as that can be known.
        node: the IRI of the thing, or its blank node's name.
        shape: the shape or check that found it, such as `coop:StateShape`.
        path: the property it is about, such as `coop:isoAlpha2`.
        message: a sentence that says what to change.
        severity: a warning is told, but refuses nothing.
    """

    file: Path | None
    line: int | None
    node: str
    shape: str
    path: str | None
    message: str
    severity: Severity = "violation"

    def __str__(self) -> str:
        """Return it on one line, the place first, as compilers do."""
        about = " ".join(filter(None, [short(self.node), self.path]))
        return (
            f"{place(self.file, self.line)}: {self.severity}: {about}: "
            f"{self.message} [{self.shape}]"
        )

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON can say it."""
        return asdict(self) | {"file": str(self.file) if self.file else None}


@dataclass(frozen=True)
class Report:
    """All that one validation found, in the order of files and lines."""

    files: tuple[Path, ...]
    violations: tuple[Violation, ...]
    warnings: tuple[Violation, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether the files may be loaded."""
        return not self.violations

    def lines(self) -> Iterator[str]:
        """Yield one line per violation and warning, and a last one that sums up."""
        yield from map(str, (*self.violations, *self.warnings))
        files = _counted(len(self.files), "file")
        if self.valid:
            yield f"{files} valid" + (
                f", {_counted(len(self.warnings), 'warning')}" * bool(self.warnings)
            )
        else:
            yield f"{files}, {_counted(len(self.violations), 'violation')}"

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON can say it."""
        return {
            "valid": self.valid,
            "files": [str(file) for file in self.files],
            "violations": [one.as_dict() for one in self.violations],
            "warnings": [one.as_dict() for one in self.warnings],
        }


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
