"""Output to stdout or to what `-o` names: a regular file is replaced whole or not at all.

A regular file is replaced whole or not at all and keeps its mode and, where that is allowed,
its owner; of a symbolic link that is its target. Anything else (a FIFO, a terminal, `/dev/null`)
is written to as it is. A new file has the mode that the umask gives.
"""

import errno
import os
import secrets
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import click

from graph.system.compression import by_name, packed

STDOUT: Final = Path("-")

# Unlike click's own check it asks for no permission to read.
FILE: Final = click.Path(dir_okay=False, readable=False, allow_dash=True, path_type=Path)
OUTPUT: Final = click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=FILE,
    help="Write to this file in place of stdout (`-`). A file that is there is replaced whole. "
    "Compressed where its name ends in .gz, .bz2, .xz or .zst.",
)


def write(output: Path | None, chunks: Iterable[bytes]) -> None:
    """Write to a file, or to stdout where none is named; compressed where its name says so.

    Raises:
        OSError: with the file's name, `stdout` among them.
    """
    path = STDOUT if output is None else output
    chunks = packed(chunks, by_name(path))
    before = None if path == STDOUT else _status(path)
    if path == STDOUT or (before and _is_stdout(before)):
        sys.stdout.flush()
        _pour(chunks, sys.stdout.fileno(), "stdout")
    elif before and not stat.S_ISREG(before.st_mode):
        with path.open("wb", buffering=0) as file:
            _pour(chunks, file.fileno(), path)
    else:
        _replace(path, before, chunks)


def _replace(path: Path, before: os.stat_result | None, chunks: Iterable[bytes]) -> None:
    """Write a regular file, new or not, under a temporary name until it is whole."""
    target = Path(os.path.realpath(path))
    if before and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "It is write-protected", str(path))
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    mode = 0o600 if before else 0o666  # less the umask
    with _named(path):
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        _pour(chunks, descriptor, path)
        with _named(path):
            if before:
                _restore(descriptor, before)
            os.fsync(descriptor)
            temporary.replace(target)
    finally:
        os.close(descriptor)
        temporary.unlink(missing_ok=True)


def _pour(chunks: Iterable[bytes], descriptor: int, name: str | Path) -> None:
    """Write without a buffer, which would fail once more when it is closed on a full disk."""
    for chunk in chunks:
        left = memoryview(chunk)
        while left:
            with _named(name):
                left = left[os.write(descriptor, left) :]


def _restore(descriptor: int, before: os.stat_result) -> None:
    """Give a file the owner and mode of the one that it is to replace."""
    for owner in ((-1, before.st_gid), (before.st_uid, -1)):
        with suppress(PermissionError):  # only root gives files away
            os.fchown(descriptor, *owner)
    os.fchmod(descriptor, stat.S_IMODE(before.st_mode))


def _status(path: Path) -> os.stat_result | None:
    """Return what is at a path, or at the end of its symbolic links; None where nothing is."""
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _is_stdout(status: os.stat_result) -> bool:
    """Say whether a file is where stdout goes already, as `/dev/stdout` is."""
    with suppress(OSError):
        return os.path.samestat(status, os.fstat(1))
    return False


@contextmanager
def _named(name: str | Path) -> Iterator[None]:
    """Give the errors of a file the name that the user gave; those of writing have none."""
    try:
        yield
    except BrokenPipeError:  # the reader went away, which is no error
        raise
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(name)) from error
