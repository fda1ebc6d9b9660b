"""The report of a load or a dry run, for people and for `--json`."""

import shlex
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

from graph.state.ledger import Changes, Preview
from loaders.validation.report import Report
from ontology.errors import InvalidData
from ontology.namespaces import dataset_name

# Datasets that vanished from their files, of which each is told.
VANISHED: Final = 20


class InvalidFiles(InvalidData):
    """Files that validation refuses; its text names the violations, as `report` does."""

    def __init__(self, report: Report) -> None:
        way_out = "`coopgraph load --no-validate` takes them as they are. Nothing was loaded."
        super().__init__("\n".join([*report.lines(), way_out]))
        self.report = report


@dataclass(frozen=True)
class DatasetLoad:
    """One dataset's line: read = written + unchanged + rejected, in distinct statements.

    `duplicates` are repetitions in the file and `removed` what the dataset said before; both
    are counted beside. `added` and `gone` are N-Triples lines, in a dry run only.
    """

    iri: str
    file: Path | None
    read: int
    written: int
    unchanged: int
    removed: int
    rejected: int = 0
    duplicates: int = 0
    added: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @classmethod
    def of(
        cls,
        iri: str,
        file: Path | None,
        changes: Changes,
        total: int,
        preview: Preview | None = None,
    ) -> "DatasetLoad":
        """Put together what was changed, of so many statements, repeated ones counted too."""
        read = changes.written + changes.unchanged
        return cls(
            iri,
            file,
            read,
            **asdict(changes),
            duplicates=total - read,
            added=preview.added if preview else (),
            gone=preview.removed if preview else (),
        )

    @property
    def name(self) -> str:
        """The dataset's short name."""
        return dataset_name(self.iri)

    @property
    def changed(self) -> bool:
        """Whether the graph says something else than before."""
        return bool(self.written or self.removed)

    @property
    def hidden(self) -> int:
        """How many statements a dry run counts and does not show."""
        return self.written + self.removed - len(self.added) - len(self.gone)

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON can say it."""
        return {
            "name": self.name,
            **asdict(self),
            "file": str(self.file) if self.file else None,
        }


@dataclass(frozen=True)
class Vanished:
    """A dataset that a file once stated and now does not: it stays until it is dropped."""

    iri: str
    file: Path

    def __str__(self) -> str:
        """Return it as a sentence."""
        name = shlex.quote(dataset_name(self.iri))
        return (
            f"{self.file} no longer has the dataset {name}, which stays loaded."
            f" `coopgraph drop {name}` takes it out."
        )


@dataclass(frozen=True)
class Replaced:
    """A dataset that came from another file before: what that one said has gone."""

    iri: str
    file: Path
    before: str

    def __str__(self) -> str:
        """Return it as a sentence."""
        return (
            f"The dataset {dataset_name(self.iri)} came from elsewhere before ({self.before});"
            f" now it is {self.file}. `--dataset NAME` loads a file under another name."
        )


@dataclass(frozen=True)
class LoadReport:
    """What one command loaded, or would load in a dry run.

    Attributes:
        datasets: one line each; the ontology's concepts only where they changed.
        vanished: datasets that the files had before.
        validation: what validation said (warnings, where it let the files pass), if it ran.
        way: how a large load was written, and why so.
        rebuilt: whether the view was made anew first, because the ontology has changed.
        replaced: datasets that came from other files before.
        reading: what there was to say of the files when they were read.
    """

    datasets: tuple[DatasetLoad, ...]
    vanished: tuple[Vanished, ...]
    validation: Report | None
    way: str | None
    dry_run: bool
    rebuilt: bool
    replaced: tuple[Replaced, ...] = ()
    reading: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether the graph says something else than before."""
        return any(dataset.changed for dataset in self.datasets)

    def notes(self) -> Iterator[str]:
        """Yield what is to be said beside the table of datasets, in sentences."""
        if self.rebuilt:
            yield "The ontology has changed: the view was made anew."
        yield from self.reading
        if self.validation:
            yield from self.validation.told("warning")
            yield from self.validation.notes()
        changed = {one.iri for one in self.datasets if one.changed}
        replaced = [one for one in self.replaced if one.iri in changed]
        for told in (self.vanished, replaced):
            yield from map(str, told[:VANISHED])
            if len(told) > VANISHED:
                yield f"The same holds for {len(told) - VANISHED:,} more datasets."
        if self.way:
            yield self.way
        if self.dry_run:
            if hidden := sum(one.hidden for one in self.datasets):
                yield f"Of these statements {hidden:,} are counted, but not shown."
            yield "This was a dry run: nothing was written."
        elif not self.changed:
            yield "Nothing changed: the graph already said all of it."

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON can say it."""
        return {
            "dry_run": self.dry_run,
            "changed": self.changed,
            "datasets": [dataset.as_dict() for dataset in self.datasets],
            "notes": list(self.notes()),
            "warnings": [one.as_dict() for one in self.validation.warnings]
            if self.validation
            else [],
            "more_warnings": [one.as_dict() for one in self.validation.more]
            if self.validation
            else [],
        }
