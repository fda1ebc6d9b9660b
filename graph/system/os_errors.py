"""Translating errors of the operating system and of SQLite to errors for people.

One table, for all that is written to and read from folders of ours, so that a missing program is
not called a full disk, and a full disk not a server that does not answer.
"""

import errno
import os
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Final, NamedTuple

from ontology.errors import CoopgraphError, InvalidConfiguration, LimitExceeded, SystemFailed


class Cause(NamedTuple):
    """A kind of error, and how it is said of a place, with what to set for another place."""

    kind: type[CoopgraphError]
    sentence: str


NO_ROOM: Final = Cause(
    LimitExceeded,
    "{place} cannot hold the data: {said}. Make room there, or set {setting} to another folder.",
)
NOT_ALLOWED: Final = Cause(
    InvalidConfiguration,
    "{place} may not be used: {file}{said}. Set {setting} to a folder that you may write.",
)
NO_FOLDER: Final = Cause(
    InvalidConfiguration,
    "{place} cannot be used: {file}{said}. Set {setting} to a folder that you may write.",
)
TOO_MANY_OPEN: Final = Cause(
    LimitExceeded,
    "{said}: {file}could not be opened. Let processes open more (`ulimit -n`), or run fewer.",
)
GONE: Final = Cause(
    SystemFailed,
    "{file}{said}. Something removed it, or it never was there; run the command again.",
)
NO_MEMORY: Final = Cause(
    LimitExceeded, "{said}. Give this machine more memory, or load smaller files."
)
BROKEN: Final = Cause(
    SystemFailed,
    "{place} cannot be read or written: {file}{said}. Set {setting} to another folder.",
)
OTHER: Final = Cause(SystemFailed, "{place} cannot be used: {file}{said}.")

CAUSES: Final[Mapping[int, Cause]] = {
    errno.ENOSPC: NO_ROOM,
    errno.EDQUOT: NO_ROOM,
    errno.EFBIG: NO_ROOM,
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.EROFS: NOT_ALLOWED,
    errno.ENOTDIR: NO_FOLDER,
    errno.EISDIR: NO_FOLDER,
    errno.EEXIST: NO_FOLDER,
    errno.ENAMETOOLONG: NO_FOLDER,
    errno.ELOOP: NO_FOLDER,
    errno.EMFILE: TOO_MANY_OPEN,
    errno.ENFILE: TOO_MANY_OPEN,
    errno.ENOENT: GONE,
    errno.ESTALE: GONE,
    errno.ENOMEM: NO_MEMORY,
    errno.EIO: BROKEN,
}
# SQLite's own codes; it does not tell what the system said, nor where.
SQLITE: Final[Mapping[int, Cause]] = dict.fromkeys(
    (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR),
    Cause(
        LimitExceeded,
        "The temporary folder cannot hold {place}: {said}. Make room there, or set {setting} to "
        "another folder.",
    ),
) | {
    sqlite3.SQLITE_NOMEM: NO_MEMORY,
    sqlite3.SQLITE_CANTOPEN: Cause(
        SystemFailed,
        "The temporary folder cannot be used for {place}: {said}. Is it there, may you write it, "
        "and may a process open more files (`ulimit -n`)? {setting} names another.",
    ),
}


@contextmanager
def told(place: str, setting: str) -> Iterator[None]:
    """Turn errors of the system inside the `with` block into sentences.

    Args:
        place: what is used there, such as "The temporary folder /tmp".
        setting: the environment variable that names another.

    Raises:
        LimitExceeded: there is no room, or too many files are open.
        InvalidConfiguration: it may not be used.
        SystemFailed: anything else.
    """
    try:
        yield
    except OSError as error:
        raise meaning(error, place, setting) from error


def meaning(error: OSError, place: str, setting: str) -> CoopgraphError:
    """Return what an error of the system means; see `told`."""
    cause = CAUSES.get(error.errno or 0, OTHER)
    file = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
    said = error.strerror or str(error) or type(error).__name__
    return cause.kind(cause.sentence.format(place=place, file=file, said=said, setting=setting))


def of_sqlite(error: sqlite3.Error, what: str) -> CoopgraphError | None:
    """Return what an error of SQLite means that keeps something; None where it is our mistake."""
    cause = SQLITE.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    if cause is None:
        return None
    return cause.kind(cause.sentence.format(place=what, file="", said=error, setting="TMPDIR"))


def of_system(error: BaseException) -> OSError | None:
    """Return the error of the system that another one was raised from, where the table knows it.

    A driver that can open no socket says that a server does not answer.
    """
    one: BaseException | None = error
    while one is not None:
        if isinstance(one, OSError) and one.errno in CAUSES:
            return one
        one = one.__cause__
    return None


def room() -> AbstractContextManager[None]:
    """Say in a sentence what is wrong with the temporary folder; see `os_errors.told`."""
    return told(f"The temporary folder {tempfile.gettempdir()}", "TMPDIR")
