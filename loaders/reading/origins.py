"""Origins of datasets: which file one came from, without telling where that lies."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from loaders.reading.inputs.sources import Source
from loaders.reading.source_file import SourceFile


def origin(source: Source) -> str:
    """Return what tells a file from others: its name and a digest of its whole path."""
    if source.kept:
        return source.path.name
    whole = str(source.path.resolve()).encode(errors="surrogateescape")
    name = source.path.name.encode(errors="replace").decode()
    return f"{name} {hashlib.blake2b(whole, digest_size=6).hexdigest()}"


def origins(files: Sequence[SourceFile]) -> dict[str, str]:
    """Return by dataset IRI where each dataset came from: from one file, or from several."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in files:
        for iri in file.datasets:
            found[iri].append(origin(file.source))
    return {iri: some[0] if len(some) == 1 else _several(some) for iri, some in found.items()}


def paths(files: Sequence[SourceFile]) -> dict[str, Path]:
    """Return by dataset IRI the first file that states something of it."""
    return {iri: file.path for file in reversed(files) for iri in file.datasets}


def name(said: str) -> str:
    """Return what an origin is called: the name of the file, or how many they were."""
    return said.rsplit(" ", 1)[0]


def _several(some: Sequence[str]) -> str:
    whole = "\n".join(sorted(some)).encode()
    return f"{len(some)} files {hashlib.blake2b(whole, digest_size=6).hexdigest()}"
