"""Get, validate, load: files into the graph, all of them judged before one is written."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, Triple, parse

from graph import canonical
from graph.export import quads
from graph.ledger import Intake
from graph.records import DatasetContent, records, triples_of
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

# Told what is being done, how many steps are done, and how many there are.
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
    """Load files; each dataset is one transaction, and the same files twice change nothing.

    Args:
        paths: files and folders; without any, the curated folder.
        store: where to.
        dataset: the name or IRI for what stands in no named graph.
        validate: whether SHACL is asked; the syntax is always checked.
        dry_run: only say what would be added and removed.
        progress: called before each step.

    Raises:
        UsageError: a path or name cannot be meant.
        InvalidData: a file cannot be taken (`InvalidFiles`: validation refuses it); nothing
            was written.
        LimitExceeded: a file, dataset or IRI is too large.
    """
    files = read(paths or [datasets_folder()], dataset)
    _check_own(files)
    jobs = [(content, file) for file in files for content in file.contents]
    steps = len(jobs) + 1
    progress("validating", 0, steps)
    validation = judge(files, loaded(store, files)) if validate else None
    if validation and not validation.valid:
        raise InvalidFiles(validation)
    rebuilt = not dry_run and store.prepare()
    vanished = tuple(_vanished(store, files))
    done = list(_concepts(store, dry_run=dry_run))
    for number, (content, file) in enumerate(jobs, 1):
        progress(file.path.name, number, steps)
        done.append(_one(store, content, file, dry_run=dry_run))
    return LoadReport(tuple(done), vanished, validation, dry_run, rebuilt)


def validate(paths: Sequence[Path]) -> Report:
    """Validate files with their siblings in the curated folder, without a database.

    Raises:
        UsageError: a path cannot be meant.
        InvalidData: a file, or a sibling, cannot be read as RDF.
        LimitExceeded: a file, dataset or IRI is too large.
    """
    files = read(paths or [datasets_folder()])
    return judge(files, siblings(files))


def loaded(store: Store, files: Sequence[SourceFile]) -> Iterator[Triple]:
    """Yield what the graph states, but for the datasets that the files replace."""
    replaced = {content.iri for file in files for content in file.contents} | {OWN}
    if all(info.iri in replaced for info in store.datasets()):
        return
    for said in quads(store.database):
        if said.dataset not in replaced:
            yield from triples_of(said.statements)


def _one(store: Store, content: DatasetContent, file: SourceFile, *, dry_run: bool) -> DatasetLoad:
    intake = replace(file.intakes[content.iri], origin=_origin(file.path))
    if not dry_run:
        changes = store.replace(content, intake)
        return DatasetLoad.of(content.iri, file.path, intake, changes)
    preview = store.preview(content)
    return DatasetLoad.of(content.iri, file.path, intake, preview.changes, preview)


def _concepts(store: Store, *, dry_run: bool) -> Iterator[DatasetLoad]:
    """Bring the ontology's concepts up to date; yield a line only where that changes something."""
    content = _own()
    preview = store.preview(content)
    if not (preview.added or preview.removed):
        return
    intake = Intake(read=sum(one.size for one in records(content.triples).values()))
    changes = preview.changes if dry_run else store.replace(content, intake)
    yield DatasetLoad.of(OWN, None, intake, changes, preview if dry_run else None)


def _own() -> DatasetContent:
    concepts = parse(text(CONCEPTS), format=RdfFormat.TURTLE)
    return canonical.datasets(concepts, OWN)[0]


def _check_own(files: Sequence[SourceFile]) -> None:
    """Refuse a file that would take the place of the ontology's own concepts."""
    for file in files:
        for content in file.contents:
            if content.iri == OWN and set(content.triples) != set(_own().triples):
                raise InvalidData(
                    f"{file.path}: the dataset {OWN} is the ontology's own. Use another name."
                )


def _vanished(store: Store, files: Sequence[SourceFile]) -> Iterator[Vanished]:
    stated = {content.iri for file in files for content in file.contents}
    origins = {_origin(file.path): file.path for file in files}
    for info in store.datasets():
        if info.iri not in stated and info.last_load.origin in origins:
            yield Vanished(info.iri, origins[info.last_load.origin])


def _origin(path: Path) -> str:
    """Return what tells a file from others, without giving away where it lies."""
    whole = str(path.resolve()).encode(errors="surrogateescape")
    return f"{path.name} {hashlib.blake2b(whole, digest_size=6).hexdigest()}"
