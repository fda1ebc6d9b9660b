"""Get, validate, load: files into the graph, all of them judged before anything is written."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, parse

from graph import canonical
from graph.export import quads
from graph.ledger import Intake
from graph.staging import Staging
from graph.store import Store
from loaders.files import read
from loaders.outcome import DatasetLoad, InvalidFiles, LoadReport, Vanished
from loaders.parse import SourceFile
from loaders.report import Report
from loaders.settings import datasets_folder
from loaders.validate import siblings
from loaders.validate import validate as judge
from ontology.errors import InvalidData
from ontology.namespaces import dataset_iri
from ontology.vocabulary import CONCEPTS, text

OWN: Final = dataset_iri("concepts")

# Statements that are loaded already and are read whole before files are validated.
MOST_READ: Final = 100_000

# Told what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


def load(
    paths: Sequence[Path],
    store: Store,
    *,
    dataset: str | None = None,
    validate: bool = True,
    dry_run: bool = False,
    progress: Progress = lambda what, done, of: None,
) -> LoadReport:
    """Load files; the same files twice change nothing.

    Args:
        paths: files and folders; without any, the curated folder.
        store: where to.
        dataset: the name or IRI for what stands in no named graph.
        validate: whether SHACL is asked; the syntax is always checked.
        dry_run: only say what would be added and removed.
        progress: told what is being done.

    Raises:
        UsageError: a path or name cannot be meant.
        InvalidData: a file cannot be taken (`InvalidFiles`: validation refuses it); nothing
            was written.
        LimitExceeded: an IRI is too long, or there is no room for the statements.
    """
    with Staging() as staging:
        progress("reading", 0, 1)
        files = read(paths or [datasets_folder()], staging, dataset)
        _check_own(staging, files)
        progress("validating", 0, 1)
        validation = _judged(store, files, staging) if validate else None
        if validation and not validation.valid:
            raise InvalidFiles(validation)
        rebuilt = not dry_run and store.prepare()
        vanished = tuple(_vanished(store, files))
        done = (_preview if dry_run else _write)(store, staging, files, progress)
        return LoadReport(tuple(done), vanished, validation, dry_run, rebuilt)


def validate(paths: Sequence[Path]) -> Report:
    """Validate files with their siblings in the curated folder, without a database.

    Raises:
        UsageError: a path cannot be meant.
        InvalidData: a file, or a sibling, cannot be read as RDF.
        LimitExceeded: an IRI is too long, or there is no room for the statements.
    """
    with Staging() as staging:
        files = read(paths or [datasets_folder()], staging)
        return judge(files, staging, siblings(files))


def _judged(store: Store, files: Sequence[SourceFile], staging: Staging) -> Report:
    """Validate files with what is loaded as context, but for the datasets that they replace.

    A context that is large beside the files is asked about what lies around them; else it is
    read whole.
    """
    replaced = {*staging.datasets, OWN}
    size = sum(info.statements for info in store.datasets() if info.iri not in replaced)
    if size > max(MOST_READ, staging.totals.total()):
        return judge(files, staging, asked=store.context(replaced))
    said = (one.statements for one in quads(store.database) if one.dataset not in replaced)
    return judge(files, staging, said if size else ())


def _write(
    store: Store, staging: Staging, files: Sequence[SourceFile], progress: Progress
) -> Iterator[DatasetLoad]:
    with closing(_own()) as own:
        preview = store.preview(own)[OWN]
        if preview.added or preview.removed:
            yield DatasetLoad.of(OWN, None, store.load(own)[OWN], own.totals[OWN])
    intakes = {iri: Intake(origin=_origin(file.path)) for file in files for iri in file.datasets}
    total = staging.totals.total()
    progress("writing", 0, total)
    changes = store.load(staging, intakes, lambda written: progress("writing", written, total))
    for file in files:
        for iri in file.datasets:
            yield DatasetLoad.of(iri, file.path, changes[iri], staging.totals[iri])


def _preview(
    store: Store, staging: Staging, files: Sequence[SourceFile], progress: Progress
) -> Iterator[DatasetLoad]:
    progress("comparing", 0, 1)
    with closing(_own()) as own:
        preview = store.preview(own)[OWN]
        if preview.added or preview.removed:
            yield DatasetLoad.of(OWN, None, preview.changes, own.totals[OWN], preview)
    previews = store.preview(staging)
    for file in files:
        for iri in file.datasets:
            one = previews[iri]
            yield DatasetLoad.of(iri, file.path, one.changes, staging.totals[iri], one)


def _own() -> Staging:
    """Return the ontology's own concepts."""
    concepts = parse(text(CONCEPTS), format=RdfFormat.TURTLE)
    return Staging.of(canonical.datasets(concepts, OWN))


def _check_own(staging: Staging, files: Sequence[SourceFile]) -> None:
    """Refuse a file that would take the place of the ontology's own concepts."""
    for file in files:
        if OWN in file.datasets and not _is_own(staging):
            raise InvalidData(
                f"{file.path}: the dataset {OWN} is the ontology's own. Use another name."
            )


def _is_own(staging: Staging) -> bool:
    said = {
        (key, by_dataset[OWN].digest)
        for part in staging.parts()
        for key, by_dataset in part.items()
        if OWN in by_dataset
    }
    with closing(_own()) as own:
        return said == {(key, one[OWN].digest) for part in own.parts() for key, one in part.items()}


def _vanished(store: Store, files: Sequence[SourceFile]) -> Iterator[Vanished]:
    stated = {iri for file in files for iri in file.datasets}
    origins = {_origin(file.path): file.path for file in files}
    for info in store.datasets():
        last = info.last_load
        if info.iri not in stated and last and last.origin in origins:
            yield Vanished(info.iri, origins[last.origin])


def _origin(path: Path) -> str:
    """Return what tells a file from others, without giving away where it lies."""
    whole = str(path.resolve()).encode(errors="surrogateescape")
    return f"{path.name} {hashlib.blake2b(whole, digest_size=6).hexdigest()}"
