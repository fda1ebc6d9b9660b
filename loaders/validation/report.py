"""The report of a validation, for people and for `--json`."""

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from loaders.reading.syntax.syntax_errors import place
from loaders.validation.terms.finding import Severity
from ontology.namespaces import dataset_name, short

SEVERITIES: Final[tuple[Severity, ...]] = ("violation", "undecided", "warning")
# Datasets that are named in a sentence.
MOST_NAMED: Final = 10
# What would end a line, or make a terminal do something: C0, C1, and the separators of Unicode.
CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")


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
        about: what a blank node is called for people.
        dataset: what says it, where no file of those that are judged does.
    """

    file: Path | None
    line: int | None
    node: str
    shape: str
    path: str | None
    message: str
    severity: Severity = "violation"
    about: str | None = None
    dataset: str | None = None

    def __str__(self) -> str:
        """Return it on one line, the place first, as compilers do."""
        about = " ".join(filter(None, [self.about or short(self.node), self.path]))
        return on_one_line(
            f"{_where(self.file, self.line, self.dataset)}: {self.severity}: {about}: "
            f"{self.message} [{self.shape}]"
        )

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON can say it."""
        return asdict(self) | {"file": str(self.file) if self.file else None}


class Kind(NamedTuple):
    """What findings have in common."""

    file: Path | None
    dataset: str | None
    severity: Severity
    shape: str
    path: str | None
    message: str


@dataclass(frozen=True)
class More:
    """Findings of one kind that are only counted, beside those of it that are told."""

    kind: Kind
    number: int

    def __str__(self) -> str:
        """Return it on one line."""
        file, dataset, severity, shape, path, message = self.kind
        if not shape:
            return f"{severity}: {self.number:,} {message}"
        about, where = f"{path}: " if path else "", _where(file, None, dataset)
        return on_one_line(
            f"{where}: {severity}: {self.number:,} more like these: {about}{message} [{shape}]"
        )

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON can say it."""
        file = str(self.kind.file) if self.kind.file else None
        return {**self.kind._asdict(), "file": file, "number": self.number}


@dataclass(frozen=True)
class Report:
    """All that one validation found, in the order of files and lines.

    Of each kind the first hundred are told one by one, and `more` counts the others. Of so many
    `subjects`, the `foreign` ones use no term of ours: shapes leave them alone. `half` are the
    IRIs of datasets that were left out, since they are half loaded. `reading` is what there was
    to say of the files before.
    """

    files: tuple[Path, ...]
    violations: tuple[Violation, ...]
    undecided: tuple[Violation, ...] = ()
    warnings: tuple[Violation, ...] = ()
    more: tuple[More, ...] = ()
    subjects: int = 0
    foreign: int = 0
    half: tuple[str, ...] = ()
    reading: tuple[str, ...] = ()

    @property
    def valid(self) -> bool:
        """Whether the files may be loaded."""
        return not self.violations and not self.undecided

    def number(self, severity: Severity) -> int:
        """Return how many findings there are of a severity, with those that are not told."""
        return len(self._told(severity)) + sum(one.number for one in self._more(severity))

    def told(self, severity: Severity) -> Iterator[str]:
        """Yield a line for each finding of a severity, and for each kind that has more."""
        yield from map(str, self._told(severity))
        yield from map(str, self._more(severity))

    def lines(self) -> Iterator[str]:
        """Yield one line per violation and warning, and a last one that sums up."""
        for severity in SEVERITIES:
            yield from self.told(severity)
        yield from self.notes()
        counted = [_counted(len(self.files), "file") + " valid" * self.valid]
        if number := self.number("violation"):
            counted.append(_counted(number, "violation"))
        if number := self.number("undecided"):
            counted.append(f"{number:,} undecided")
        if self.valid and (number := self.number("warning")):
            counted.append(_counted(number, "warning"))
        yield ", ".join(counted)

    def notes(self) -> Iterator[str]:
        """Yield what else there is to say."""
        yield from self.reading
        if self.foreign:
            yield (
                "Left alone by the shapes, for want of any term of coopgraph's ontology: "
                f"{self.foreign:,} of {_counted(self.subjects, 'subject')}."
            )
        if self.half:
            names = ", ".join(map(dataset_name, self.half[:MOST_NAMED]))
            more = f" and {len(self.half) - MOST_NAMED:,} more" * (len(self.half) > MOST_NAMED)
            yield (
                f"Left out of what files are validated with, since half loaded: {names}{more}."
                " What is undecided may be right or wrong: load that again or `coopgraph drop` it,"
                " and then load this."
            )

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON can say it."""
        return {
            "valid": self.valid,
            "files": [str(file) for file in self.files],
            "violations": [one.as_dict() for one in self.violations],
            "undecided": [one.as_dict() for one in self.undecided],
            "warnings": [one.as_dict() for one in self.warnings],
            "half_loaded": list(map(dataset_name, self.half)),
            "more": [one.as_dict() for one in self.more],
            "numbers": {
                "violations": self.number("violation"),
                "undecided": self.number("undecided"),
                "warnings": self.number("warning"),
                "subjects": self.subjects,
                "foreign_subjects": self.foreign,
            },
        }

    def _told(self, severity: Severity) -> tuple[Violation, ...]:
        return {
            "violation": self.violations,
            "undecided": self.undecided,
            "warning": self.warnings,
        }[severity]

    def _more(self, severity: Severity) -> Iterator[More]:
        return (one for one in self.more if one.kind.severity == severity)


def on_one_line(text: str) -> str:
    """Return a text whose line ends and other control characters are written as escapes."""
    return CONTROL.sub(lambda found: ascii(found[0])[1:-1], text)


def _where(file: Path | None, line: int | None, dataset: str | None) -> str:
    return place(file, line) if file else f"dataset {dataset}"


def _counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"
