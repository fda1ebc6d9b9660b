"""Naming datasets after files, folders, or `--dataset`."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode

from loaders.reading.inputs.sources import Source
from ontology.errors import UsageError
from ontology.namespaces import dataset_iri


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
    plain = unicodedata.normalize("NFC", unquote(name))
    # A slash parts folders, but addresses with an empty or dotted part are changed on their way.
    safe = "" if {"", ".", ".."}.intersection(plain.split("/")) else "/"
    return dataset_iri(quote(plain, safe=safe, errors="surrogateescape"))


def unique(stems: Mapping[Path, str], folder: Path) -> dict[Path, str]:
    """Return short names that differ: stems, else with their folders, else with all endings."""
    names = dict(stems)
    for other in (_with_folder, _with_ending):
        times = Counter(map(named_stem, names.values()))
        names |= {
            path: other(path, stems[path], folder)
            for path, name in names.items()
            if times[named_stem(name)] > 1
        }
    return names


def named_stem(stem: str) -> str:
    """Return the IRI of the dataset that a file's stem gives."""
    return named(stem, is_stem=True)


def _with_folder(path: Path, stem: str, folder: Path) -> str:
    return (path.relative_to(folder).parent / stem).as_posix()


def _with_ending(path: Path, _: str, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def apart(found: Sequence[Source]) -> dict[Path, str]:
    """Return what tells the blank nodes of files apart that become one dataset."""
    if len(found) == 1:
        return {}
    stems = {one.path: one.name.rsplit("/", 1)[-1] for one in found if one.kept is None}
    wholes = {path: path.absolute() for path in stems}
    top = Path(*_common([whole.parent.parts for whole in wholes.values()]))
    names = unique({wholes[path]: stem for path, stem in stems.items()}, top)
    return {path: names[whole] for path, whole in wholes.items()} | {
        one.path: "-" for one in found if one.kept
    }


def _common(parts: Sequence[Sequence[str]]) -> Iterator[str]:
    for one in zip(*parts, strict=False):
        if len(set(one)) > 1:
            return
        yield one[0]
