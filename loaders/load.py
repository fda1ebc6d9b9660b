"""Get, validate, load: files into the graph, all of them judged before anything is written."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, parse

from graph import canonical, ways
from graph.export import quads
from graph.ledger import Changes, Intake, Load, Preview
from graph.local import LocalServer
from graph.processes import seldom_collected
from graph.records import DatasetContent
from graph.staging import Staging
from graph.store import Store
from loaders.files import find, read
from loaders.fingerprint import fingerprint
from loaders.outcome import DatasetLoad, InvalidFiles, LoadReport, Vanished
from loaders.parse import SourceFile
from loaders.report import Report
from loaders.settings import datasets_folder
from loaders.validate import Besides, siblings
from loaders.validate import validate as judge
from ontology.errors import CoopgraphError, InvalidData
from ontology.namespaces import dataset_iri
from ontology.vocabulary import CONCEPTS, text

OWN: Final = dataset_iri("concepts")

# Statements that are loaded already and are read whole before files are validated.
MOST_READ: Final = 100_000

NO_PREVIEWS: Final[Mapping[str, Preview]] = {}

# Told what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


def load(
    paths: Sequence[Path],
    store: Store,
    *,
    server: LocalServer | None = None,
    dataset: str | None = None,
    validate: bool = True,
    dry_run: bool = False,
    progress: Progress = lambda what, done, of: None,
) -> LoadReport:
    """Load files; the same files twice change nothing.

    Args:
        paths: files and folders; without any, the curated folder.
        store: where to.
        server: the local server on which it is, where the caller uses that; so a large load
            can be written in bulk.
        dataset: the name or IRI for what stands in no named graph.
        validate: whether SHACL is asked; the syntax is always checked.
        dry_run: only say what would be added and removed.
        progress: told what is being done.

    Raises:
        UsageError: a path or name cannot be meant.
        InvalidData: a file cannot be taken (`InvalidFiles`: validation refuses it); nothing
            was written.
        InvalidConfiguration: a dry run, and the view was made with another version of the
            ontology.
        LimitExceeded: an IRI is too long, or there is no room for the statements.
    """
    given = paths or [datasets_folder()]
    progress("reading", 0, 1)
    source = None if dry_run else fingerprint(given, dataset, validate=validate)
    if source and (same := store.unchanged(source)):
        return _unchanged(same, given)
    with seldom_collected(), Staging() as staging:
        files = read(given, staging, dataset)
        _check_own(staging, files)
        # Not where a file was changed while it was read.
        if source and source == _again(given, dataset, validate=validate):
            staging.sources = {iri: source for file in files for iri in file.datasets}
        # Before validation, which asks the view what is loaded.
        rebuilt = _prepared(store, dry_run=dry_run)
        progress("validating", 0, 1)
        validation = _judged(store, files, staging) if validate else None
        if validation and not validation.valid:
            raise InvalidFiles(validation)
        vanished = tuple(_vanished(store, files))
        _stage_own(store, staging)
        if dry_run:
            done, way = _preview(store, staging, files), None
        else:
            done, way = _write(store, server, staging, files, progress)
        return LoadReport(done, vanished, validation, way, dry_run, rebuilt)


def validate(paths: Sequence[Path]) -> Report:
    """Validate files with their siblings in the curated folder, without a database.

    Raises:
        UsageError: a path cannot be meant.
        InvalidData: a file, or a sibling, cannot be read as RDF.
        LimitExceeded: an IRI is too long, or there is no room for the statements.
    """
    with seldom_collected(), Staging() as staging:
        files = read(paths or [datasets_folder()], staging)
        with siblings(files) as besides:
            return judge(files, staging, besides)


def _prepared(store: Store, *, dry_run: bool) -> bool:
    """Make the graph ready for a load; return whether the view was made anew for that."""
    if dry_run:
        store.check_view()
        return False
    return store.prepare()


def _again(paths: Sequence[Path], dataset: str | None, *, validate: bool) -> str | None:
    """Return the fingerprint of files that have been read; None where they are not there now."""
    with suppress(CoopgraphError):
        return fingerprint(paths, dataset, validate=validate)
    return None


def _judged(store: Store, files: Sequence[SourceFile], staging: Staging) -> Report:
    """Validate files with what is loaded as context, but for the datasets that they replace.

    Half-loaded ones are no context either: what they say is not known.
    A context that is large beside the files is asked about what lies around them; else it is
    read whole.
    """
    known = [one for one in store.known() if one.iri not in {*staging.datasets, OWN}]
    half = [one.iri for one in known if one.loading]
    without = {*staging.datasets, OWN, *half}
    size = sum(one.statements for one in known if not one.loading)
    asked = store.context(without)
    if size > max(MOST_READ, staging.totals.total()):
        return judge(files, staging, Besides((), asked.about, asked, half))
    said = (one.statements for one in quads(store.database) if one.dataset not in without)
    return judge(files, staging, Besides(said if size else (), asked.about, half=half))


def _preview(
    store: Store, staging: Staging, files: Sequence[SourceFile]
) -> tuple[DatasetLoad, ...]:
    previews = store.preview(staging)
    return _lines(files, staging, {iri: one.changes for iri, one in previews.items()}, previews)


def _write(
    store: Store,
    server: LocalServer | None,
    staging: Staging,
    files: Sequence[SourceFile],
    progress: Progress,
) -> tuple[tuple[DatasetLoad, ...], str | None]:
    intakes = {iri: Intake(origin=_origin(file.path)) for file in files for iri in file.datasets}
    total = staging.totals.total()
    progress("writing", 0, total)
    changes, way = ways.load(
        store, server, staging, intakes, lambda written: progress("writing", written, total)
    )
    return _lines(files, staging, changes), way


def _lines(
    files: Sequence[SourceFile],
    staging: Staging,
    changes: Mapping[str, Changes],
    previews: Mapping[str, Preview] = NO_PREVIEWS,
) -> tuple[DatasetLoad, ...]:
    """Return a line for each dataset, the ontology's own first."""
    file_of = {iri: file.path for file in files for iri in file.datasets}
    return tuple(
        DatasetLoad.of(iri, file_of.get(iri), changes[iri], staging.totals[iri], previews.get(iri))
        for iri in sorted(staging.datasets, key=lambda iri: iri in file_of)
    )


def _unchanged(same: Iterable[Load], paths: Sequence[Path]) -> LoadReport:
    """Return what is told of files that are those of their last load, byte for byte."""
    file_of = {_origin(path): path for path in find(paths)}
    lines = [
        DatasetLoad(
            one.dataset,
            file_of.get(one.origin),
            one.read,
            0,
            one.unchanged,
            0,
            duplicates=one.duplicates,
        )
        for one in same
    ]
    why = "The files are those of the last load, byte for byte, and nothing else has changed."
    return LoadReport(tuple(lines), (), None, why, dry_run=False, rebuilt=False)


def _stage_own(store: Store, staging: Staging) -> None:
    """Bring the ontology's own concepts up to date together with the files."""
    if OWN not in staging.datasets:
        with closing(Staging.of([_own()])) as own:
            change = store.preview(own)[OWN].changes
        if change.written or change.removed:
            staging.put(_own())


def _own() -> DatasetContent:
    concepts = parse(text(CONCEPTS), format=RdfFormat.TURTLE)
    return canonical.datasets(concepts, OWN)[0]


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
    with closing(Staging.of([_own()])) as own:
        return said == {(key, one[OWN].digest) for part in own.parts() for key, one in part.items()}


def _vanished(store: Store, files: Sequence[SourceFile]) -> Iterator[Vanished]:
    stated = {iri for file in files for iri in file.datasets}
    origins = {_origin(file.path): file.path for file in files}
    for one in store.known():
        if one.iri not in stated and one.origin in origins:
            yield Vanished(one.iri, origins[one.origin])


def _origin(path: Path) -> str:
    """Return what tells a file from others, without giving away where it lies."""
    whole = str(path.resolve()).encode(errors="surrogateescape")
    name = path.name.encode(errors="replace").decode()
    return f"{name} {hashlib.blake2b(whole, digest_size=6).hexdigest()}"
