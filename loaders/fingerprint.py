"""What tells whether files are those of an earlier load, byte for byte."""

import hashlib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from loaders.files import find
from ontology.errors import InvalidData
from ontology.vocabulary import BORROWED, CONCEPTS, SHAPES, TERMS, text

# Bytes of files from which on they are worth remembering; fewer are read in no time.
WORTH: Final = 250_000


def fingerprint(paths: Sequence[Path], dataset: str | None, *, validate: bool) -> str | None:
    """Return a digest of files and of all that decides what becomes of them; None for small ones.

    Raises:
        UsageError: a path does not exist, has an unknown ending, or nothing is found.
        InvalidData: a file cannot be read.
    """
    files = find(paths)
    try:
        if sum(file.stat().st_size for file in files) < WORTH:
            return None
        parts = [version("coopgraph"), dataset or "", str(validate)]
        parts += [text(name) for name in (TERMS, BORROWED, SHAPES, CONCEPTS)]
        for file in files:
            with file.open("rb") as content:
                parts += [file.name, hashlib.file_digest(content, "blake2b").hexdigest()]
    except OSError as error:
        raise InvalidData(f"{error.filename} cannot be read: {error.strerror}.") from error
    whole = "\0".join(parts).encode(errors="surrogateescape")
    return hashlib.blake2b(whole, digest_size=16).hexdigest()
