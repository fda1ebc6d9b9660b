"""Loading files: find, parse, validate, and only then write."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from pyoxigraph import RdfFormat, parse

from graph import load_path
from graph.blank_nodes import node_labels
from graph.database.local import LocalServer
from graph.rdf.records import DatasetContent
from graph.read.export import quads
from graph.spill.staging import Staging
from graph.state.ledger import Changes, Intake, Load, Preview
from graph.store import Store
from graph.system.processes import seldom_collected
from loaders.load_report import DatasetLoad, InvalidFiles, LoadReport, Replaced, Vanished
from loaders.reading.files import AS_NAMED, Found, ReadOptions, find, read_found
from loaders.reading.fingerprint import fingerprint
from loaders.reading.origins import name, origin, origins
from loaders.reading.origins import paths as paths_of
from loaders.reading.source_file import SourceFile
from loaders.settings import datasets_folder
from loaders.validation.report import Report
from loaders.validation.validate import Besides, siblings
from loaders.validation.validate import validate as judge
from ontology.errors import CoopgraphError, InvalidData
from ontology.namespaces import dataset_iri
from ontology.vocabulary import CONCEPTS, text

OWN: Final = dataset_iri("concepts")

# Files that are told by their names where they are empty.
MOST_TOLD: Final = 3

NO_PREVIEWS: Final[Mapping[str, Preview]] = {}

# Told what is being done, how much of it is done, and how much there is.
Progress = Callable[[str, int, int], None]


def load(
    paths: Sequence[Path],
    store: Store,
    *,
    server: LocalServer | None = None,
    options: ReadOptions = AS_NAMED,
    validate: bool = True,
    dry_run: bool = False,
    progress: Progress = lambda what, done, of: None,
) -> LoadReport:
    """Load files; the same files twice change nothing.

    Args:
        paths: files, folders, and `-`; without any, the curated folder.
        store: where to.
        server: the local server on which it is, where the caller uses that; so a large load
            can be written in bulk.
        options: what the files are, and what their datasets are called.
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
    progress("reading", 0, 1)
    with find(paths or [datasets_folder()], options.form) as found:
        source = None if dry_run else _fingerprint(store, found, options, validate=validate)
        if source and (same := store.unchanged(source)):
            return _unchanged(same, found)
        with seldom_collected(), Staging(store.database.limits) as staging:
            files = read_found(found, staging, options)
            _check_own(staging, files)
            # Not where a file was changed while it was read.
            if source and source == _again(store, found, options, validate=validate):
                staging.sources = {iri: source for file in files for iri in file.datasets}
            # Before validation, which asks the view what is loaded.
            rebuilt = _prepared(store, dry_run=dry_run)
            progress("validating", 0, 1)
            validation = _judged(store, files, staging) if validate else None
            if validation and not validation.valid:
                raise InvalidFiles(validation)
            vanished, replaced = tuple(_vanished(store, files)), tuple(_replaced(store, files))
            _stage_own(store, staging)
            if dry_run:
                done, way = _preview(store, staging, files), None
            else:
                done, way = _write(store, server, staging, files, progress)
            reading = tuple(_notes(found, files))
            return LoadReport(done, vanished, validation, way, dry_run, rebuilt, replaced, reading)


def _notes(found: Found, files: Sequence[SourceFile]) -> Iterator[str]:
    """Yield what there is to say of files that have been read, and of those that were not."""
    yield from found.notes()
    empty = [str(file.path) for file in files if not file.datasets]
    if empty:
        more = f" and {len(empty) - MOST_TOLD:,} more" if len(empty) > MOST_TOLD else ""
        yield f"Empty, and left alone: {', '.join(empty[:MOST_TOLD])}{more}."
    for file in files:
        yield from file.notes


def validate(paths: Sequence[Path], options: ReadOptions = AS_NAMED) -> Report:
    """Validate files with their siblings in the curated folder, without a database.

    Raises:
        UsageError: a path cannot be meant.
        InvalidData: a file, or a sibling, cannot be read as RDF.
        LimitExceeded: an IRI is too long, or there is no room for the statements.
    """
    given = paths or [datasets_folder()]
    with seldom_collected(), Staging() as staging, find(given, options.form) as found:
        files = read_found(found, staging, options)
        with siblings(files) as besides:
            report = judge(files, staging, besides)
        return replace(report, reading=tuple(_notes(found, files)))


def _prepared(store: Store, *, dry_run: bool) -> bool:
    """Make the graph ready for a load; return whether the view was made anew for that."""
    if dry_run:
        store.check_view()
        return False
    return store.prepare()


def _fingerprint(store: Store, found: Found, options: ReadOptions, *, validate: bool) -> str | None:
    smallest = store.database.limits.fingerprinted
    return fingerprint(found, options, validate=validate, smallest=smallest)


def _again(store: Store, found: Found, options: ReadOptions, *, validate: bool) -> str | None:
    """Return the fingerprint of files that have been read; None where they are not there now."""
    with suppress(CoopgraphError):
        return _fingerprint(store, found, options, validate=validate)
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
    if size > max(store.database.limits.context, staging.totals.total()):
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
    intakes = {iri: Intake(origin=said) for iri, said in origins(files).items()}
    total = staging.totals.total()
    progress("writing", 0, total)
    changes, way = load_path.load(
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
    file_of = paths_of(files)
    return tuple(
        DatasetLoad.of(iri, file_of.get(iri), changes[iri], staging.totals[iri], previews.get(iri))
        for iri in sorted(staging.datasets, key=lambda iri: iri in file_of)
    )


def _unchanged(same: Iterable[Load], found: Found) -> LoadReport:
    """Return what is told of files that are those of their last load, byte for byte."""
    file_of = {origin(source): source.path for source in found.sources}
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
    reading = tuple(found.notes())
    return LoadReport(tuple(lines), (), None, why, dry_run=False, rebuilt=False, reading=reading)


def _stage_own(store: Store, staging: Staging) -> None:
    """Bring the ontology's own concepts up to date together with the files."""
    if OWN not in staging.datasets:
        with closing(Staging.of([_own()])) as own:
            change = store.preview(own)[OWN].changes
        if change.written or change.removed:
            staging.put(_own())


def _own() -> DatasetContent:
    concepts = parse(text(CONCEPTS), format=RdfFormat.TURTLE)
    return node_labels.datasets(concepts, OWN)[0]


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
        for part in staging.partitions()
        for key, by_dataset in part.items()
        if OWN in by_dataset
    }
    with closing(Staging.of([_own()])) as own:
        return said == {
            (key, one[OWN].digest) for part in own.partitions() for key, one in part.items()
        }


def _vanished(store: Store, files: Sequence[SourceFile]) -> Iterator[Vanished]:
    stated, path_of = origins(files), paths_of(files)
    known = {origin(file.source): file.path for file in files}
    known |= {stated[iri]: path for iri, path in path_of.items()}
    for one in store.known():
        if one.iri not in stated and one.origin in known:
            yield Vanished(one.iri, known[one.origin])


def _replaced(store: Store, files: Sequence[SourceFile]) -> Iterator[Replaced]:
    stated, path_of = origins(files), paths_of(files)
    for one in store.known():
        if one.origin and one.iri in stated and one.origin != stated[one.iri]:
            yield Replaced(one.iri, path_of[one.iri], name(one.origin))
