"""Finding the files that a command means, and reading them as datasets."""

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Final, cast

from pyoxigraph import RdfFormat

from graph.spill.staging import Staging
from graph.system.closing import Closing
from loaders.reading.compact.beside import Beside, beside
from loaders.reading.compact.compile import compiled
from loaders.reading.inputs import content_type, formats, sources
from loaders.reading.inputs.dataset_names import apart, named, unique
from loaders.reading.inputs.formats import Format, endings, kind
from loaders.reading.inputs.sources import Source
from loaders.reading.parse import stage
from loaders.reading.source_file import STRICT, ParseOptions, SourceFile
from loaders.settings import datasets_folder
from ontology.errors import CoopgraphError, InvalidData, UsageError

# The path that means standard input.
DASH: Final = Path("-")
# Files that are told by their names where they were left alone.
MOST_TOLD: Final = 3
# Bytes of standard input that are kept in memory.
MOST_KEPT: Final = 32_000_000


@dataclass(frozen=True)
class ReadOptions:
    """What a command says of the files that it names.

    Attributes:
        dataset: the name or IRI for what stands in no named graph; by default a file's stem.
        form: the format, whatever the names of the files say.
        parse_options: how they are read.
    """

    dataset: str | None = None
    form: Format | None = None
    parse_options: ParseOptions = STRICT


AS_NAMED: Final = ReadOptions()
# Files about the data in a folder, such as coverage tables: nobody takes them for data.
BESIDE_DATA: Final = {".md", ".toml"}
# The JSON Schema of source files.
SCHEMA: Final = "source.schema.json"


@dataclass
class Found(Closing):
    """The files that a command means; close it, or use it in a `with` statement.

    Attributes:
        sources: the files, each once.
        skipped: by reason, those that were found in folders and left alone.
    """

    sources: list[Source] = field(default_factory=list)
    skipped: Mapping[str, list[Path]] = field(default_factory=lambda: defaultdict(list))
    opened: ExitStack = field(default_factory=ExitStack)

    def close(self) -> None:
        """Forget what came from standard input."""
        self.opened.close()

    @property
    def repeatable(self) -> bool:
        """Whether the same files can be read again."""
        return all(source.kept is None for source in self.sources)

    def notes(self) -> Iterator[str]:
        """Yield which files were left alone, and why."""
        for reason, paths in sorted(self.skipped.items()):
            some = ", ".join(str(path) for path in paths[:MOST_TOLD])
            more = f" and {len(paths) - MOST_TOLD:,} more" if len(paths) > MOST_TOLD else ""
            yield f"Left alone, {reason}: {some}{more}."


def find(paths: Iterable[Path], form: Format | None = None) -> Found:
    """Find the files that paths name, each once.

    Args:
        paths: files, folders that are walked in the order of names, and `-`.
        form: the format of all, whatever their names say.

    Raises:
        UsageError: a path does not exist, its format is not known, or nothing is found.
        InvalidData: a path cannot be read.
    """
    asked, found = list(paths), Found()
    seen = set[Path]()
    for path in asked:
        for source in _sources(path, form, found):
            whole = source.path if source.kept else source.path.resolve()
            if whole not in seen:
                seen.add(whole)
                found.sources.append(source)
    if not found.sources:
        why = " ".join(found.notes())
        raise UsageError(
            f"No file that ends in {endings()} in {', '.join(map(str, asked))}. {why}".strip()
        )
    return found


def read(
    paths: Iterable[Path], staging: Staging, options: ReadOptions = AS_NAMED
) -> list[SourceFile]:
    """Find files and read them into a staging; it raises what `find` and `read_found` raise."""
    with find(paths, options.form) as found:
        return read_found(found, staging, options)


def read_found(found: Found, staging: Staging, options: ReadOptions = AS_NAMED) -> list[SourceFile]:
    """Read files into a staging, which is of no use where an error is raised.

    Raises:
        UsageError: a name is given, but everything stands in named graphs.
        InvalidData: files cannot be taken (every one is named), all are empty, or two have one
            dataset, and that is not what is asked for.
        LimitExceeded: the one file at fault is too large.
    """
    files, faults = [], list[CoopgraphError]()
    keys = apart(found.sources) if options.dataset is not None else {}
    around = names_around(found.sources)
    for source in found.sources:
        try:
            key = keys.get(source.path, "")
            files.append(stage_file(source, staging, options, key, around))
        except CoopgraphError as fault:
            faults.append(fault)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise InvalidData("\n".join(map(str, faults)))
    _check_stated(files, options)
    if options.dataset is None:
        _check_names(files)
    return files


def stage_file(
    source: Source,
    staging: Staging,
    options: ReadOptions = AS_NAMED,
    key: str = "",
    around: Beside | None = None,
) -> SourceFile:
    """Read one file; a name that is given is for what stands in no named graph, else its own."""
    given = options.dataset is not None
    default = named(str(options.dataset) if given else source.name, is_stem=not given)
    if not source.compact:
        return stage(source, default, staging, options.parse_options, key)
    made, lines = compiled(source, default, around or names_around([source]))
    file = stage(made, default, staging, STRICT, key)
    return replace(file, source=source, positions=lines)


def names_around(sources: Sequence[Source]) -> Beside:
    """Return the names that source files may use: of all these files and the curated folder's.

    Where none of them is a source file, nobody asks for names, and none is looked for.
    """
    if not any(source.compact for source in sources):
        return Beside(())
    return beside([*sources, *curated(sources)])


def curated(but: Sequence[Source]) -> list[Source]:
    """Return the files of the curated folder, but for some and other versions of these."""
    folder = datasets_folder()
    if not folder.is_dir():
        return []
    given = {source.path.resolve() for source in but}
    names = {source.name for source in but}
    return [
        one
        for one in find([folder]).sources
        if one.path.resolve() not in given and one.name not in names
    ]


def _sources(path: Path, form: Format | None, found: Found) -> Iterator[Source]:
    """Yield what one path means."""
    if path == DASH:
        yield _stdin(form, found)
        return
    try:
        if path.is_dir():
            yield from _in_folder(path, form, found)
            return
        stem, known, compression = kind(path)
        if not (form or known):
            raise UsageError(
                f"{path}: its format is not known. Its name should end in one of {endings()};"
                " else say `--from FORMAT`."
            )
        if not path.is_file():
            raise UsageError(f"{path} is no file." if path.exists() else f"{path} does not exist.")
    except OSError as error:
        raise InvalidData(f"{path} cannot be read: {error.strerror}.") from error
    yield sources.source(path, stem, form or known or RdfFormat.TURTLE, compression)


def _stdin(form: Format | None, found: Found) -> Source:
    if form is None:
        raise UsageError(
            f"What comes from standard input has no name: say what it is with `--from FORMAT`,"
            f" which is one of {', '.join(formats.NAMES)}."
        )
    kept = SpooledTemporaryFile(MOST_KEPT)  # noqa: SIM115 - who asked for it closes it
    found.opened.callback(kept.close)
    return sources.from_stdin(form, sys.stdin.buffer, cast("BinaryIO", kept))


def _in_folder(folder: Path, form: Format | None, found: Found) -> Iterator[Source]:
    """Yield the files of a folder that can be meant, and note the others."""
    meant = list[Source]()
    for path in sorted(folder.rglob("*")):
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if not path.is_file() or path.suffix in BESIDE_DATA or path.name == SCHEMA:
            continue
        stem, known, compression = kind(path)
        source = sources.source(path, stem, form or known or RdfFormat.TURTLE, compression)
        if why := None if form else _not_meant(source, known):
            found.skipped[why].append(path)
        else:
            meant.append(source)
    names = unique({source.path: source.name for source in meant}, folder)
    yield from (replace(one, name=names[one.path]) for one in meant)


def _not_meant(source: Source, known: Format | None) -> str | None:
    """Return why a file in a folder is left alone; None where it is not."""
    if known is None:
        return "because their names do not end like RDF"
    if known in (RdfFormat.RDF_XML, RdfFormat.JSON_LD):
        with source.open() as file:
            beginning = file.read(content_type.BEGINNING)
        if not content_type.is_meant(beginning, source.form):
            return "because they are " + (
                "JSON, but no JSON-LD" if known == RdfFormat.JSON_LD else "XML, but no RDF/XML"
            )
    return None


def _check_stated(files: Sequence[SourceFile], options: ReadOptions) -> None:
    """Refuse a command that would do nothing, or a name for nothing."""
    paths = ", ".join(str(file.path) for file in files)
    if not any(file.datasets for file in files):
        verb = "states" if len(files) == 1 else "state"
        why = " ".join(note for file in files for note in file.notes)
        raise InvalidData(
            f"{paths} {verb} nothing. `coopgraph drop` takes a dataset out. {why}".strip()
        )
    if options.dataset is not None and not any(file.default in file.datasets for file in files):
        verb = "has" if len(files) == 1 else "have"
        raise UsageError(
            f"{paths} {verb} named graphs only: {options.dataset!r} would name nothing."
        )


def _check_names(files: Sequence[SourceFile]) -> None:
    """Refuse two files that would replace each other's statements."""
    first: dict[str, SourceFile] = {}
    for file in files:
        for iri in file.datasets:
            other = first.setdefault(iri, file)
            if other is not file:
                raise InvalidData(
                    f"{other.path} and {file.path} are both the dataset {iri}."
                    " Rename one, or give them graphs of their own; or make all that you name one"
                    " dataset, with `--dataset NAME`."
                )
