"""Find the files that a command means, and read them as datasets."""

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from graph.staging import Staging
from loaders.parse import FORMATS, SourceFile, stage
from ontology.errors import CoopgraphError, InvalidData, UsageError
from ontology.namespaces import dataset_iri


def read(paths: Iterable[Path], staging: Staging, dataset: str | None = None) -> list[SourceFile]:
    """Read all files that paths name into a staging.

    Args:
        paths: files, and folders that are walked in the order of names.
        staging: takes their statements; of no use where an error is raised.
        dataset: the name or IRI for what stands in no named graph; by default the file's stem.

    Raises:
        UsageError: a path does not exist, has an unknown ending, or nothing is found.
        InvalidData: files cannot be taken (every one is named), or two have one dataset.
        LimitExceeded: the one file at fault is too large.
    """
    files, faults = [], list[CoopgraphError]()
    for path in find(paths):
        try:
            files.append(stage_file(path, staging, dataset))
        except CoopgraphError as fault:
            faults.append(fault)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise InvalidData("\n".join(map(str, faults)))
    _check_names(files)
    return files


def stage_file(path: Path, staging: Staging, dataset: str | None = None) -> SourceFile:
    """Read one file; `dataset` names what stands in no named graph, else its stem does.

    Raises:
        UsageError: a name is given, but everything stands in named graphs.
    """
    default = named(path.stem if dataset is None else dataset, is_stem=dataset is None)
    file = stage(path, default, staging)
    if dataset is not None and default not in file.datasets:
        raise UsageError(f"{path} has named graphs only: {dataset!r} would name nothing.")
    return file


def find(paths: Iterable[Path]) -> list[Path]:
    """Return the files that paths name, each once; a folder is walked in the order of names.

    Raises:
        UsageError: a path does not exist, has an unknown ending, or nothing is found.
    """
    asked = list(paths)
    found = {file.resolve(): file for path in asked for file in _files(path)}
    if not found:
        folders = ", ".join(map(str, asked))
        raise UsageError(f"No {_endings()} file in {folders}.")
    return list(found.values())


def named(name: str, *, is_stem: bool = False) -> str:
    """Return the IRI of a dataset that a file's stem or a user names.

    What cannot stand in an IRI is percent-encoded, accents too, whichever way the file
    system or the keyboard composes them: `mes données` is `mes%20donn%C3%A9es`.

    Raises:
        UsageError: the name is an IRI that is not valid, or empty.
    """
    if ":" in name and not is_stem:
        try:
            return NamedNode(name).value
        except ValueError as error:
            raise UsageError(f"{name!r} is no IRI: {error}.") from error
    if not name.strip():
        raise UsageError("A dataset needs a name.")
    return dataset_iri(
        quote(unicodedata.normalize("NFC", unquote(name)), safe="", errors="surrogateescape")
    )


def _files(path: Path) -> Sequence[Path]:
    try:
        if path.is_dir():
            return sorted(file for file in path.rglob("*") if _is_meant(file, path))
        if path.suffix.lower() not in FORMATS:
            raise UsageError(f"{path} ends in none of {_endings()}, so its format is not known.")
        if not path.is_file():
            raise UsageError(f"{path} is no file." if path.exists() else f"{path} does not exist.")
    except OSError as error:
        raise InvalidData(f"{path} cannot be read: {error.strerror}.") from error
    return [path]


def _is_meant(file: Path, folder: Path) -> bool:
    """Say whether a walk takes a file: of a known ending, and not hidden."""
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    return not hidden and file.suffix.lower() in FORMATS and file.is_file()


def _endings() -> str:
    return ", ".join(FORMATS)


def _check_names(files: Sequence[SourceFile]) -> None:
    """Refuse two files that would replace each other's statements."""
    first: dict[str, SourceFile] = {}
    for file in files:
        for iri in file.datasets:
            other = first.setdefault(iri, file)
            if other is not file:
                raise InvalidData(
                    f"{other.path} and {file.path} are both the dataset {iri}."
                    " Rename one, or give them graphs of their own."
                )
