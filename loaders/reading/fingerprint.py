"""Fingerprint of files: whether they are, byte for byte, those of an earlier load."""

import hashlib
from importlib.metadata import version

from loaders.reading.files import Found, ReadOptions, curated
from ontology.errors import InvalidData
from ontology.vocabulary import BORROWED, CONCEPTS, SHAPES, TERMS, text


def fingerprint(found: Found, options: ReadOptions, *, validate: bool, smallest: int) -> str | None:
    """Return a digest of files and of all that decides what becomes of them; None for small ones.

    Args:
        found: the files.
        options: how they are read.
        validate: whether they are validated.
        smallest: bytes of files from which on they are worth remembering.

    Raises:
        InvalidData: a file cannot be read.
    """
    if not found.repeatable:
        return None
    meant = found.sources
    if any(source.compact for source in meant):  # whose names are found in the others
        meant = [*meant, *curated(meant)]
    files = [source.path for source in found.sources]
    queries = [source.query for source in meant if source.by_query]
    try:
        if sum(file.stat().st_size for file in files) < smallest:
            return None
        parts = [version("coopgraph"), str(options), str(validate)]
        parts += [text(name) for name in (TERMS, BORROWED, SHAPES, CONCEPTS)]
        for source in meant:
            with source.path.open("rb") as content:
                parts += [source.path.name, source.name]
                parts.append(hashlib.file_digest(content, "blake2b").hexdigest())
        parts += [query.read_text(errors="surrogateescape") for query in queries]
    except OSError as error:
        raise InvalidData(f"{error.filename} cannot be read: {error.strerror}.") from error
    whole = "\0".join(parts).encode(errors="surrogateescape")
    return hashlib.blake2b(whole, digest_size=16).hexdigest()
