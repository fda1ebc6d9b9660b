"""Standard streams that are closed, or in an encoding of few letters."""

import io
import os
import sys


def prepare() -> None:
    """Make the standard streams safe to use.

    What the caller has closed is opened to fail when it is used, so that no file or connection
    of ours gets its number and is written to in its place; messages to a closed stderr are lost.
    Letters that a stream's encoding lacks are written as escapes.
    """
    for number, mode in ((0, os.O_WRONLY), (1, os.O_RDONLY), (2, os.O_RDWR)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, mode)  # the lowest number that is free is this one
    sys.stdin = sys.stdin or _opened(0, "r")
    sys.stdout = sys.stdout or _opened(1, "w")
    sys.stderr = sys.stderr or _opened(2, "w")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def abandon_stdout() -> None:
    """Drop what is still to be written to stdout, which would fail once more at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _opened(number: int, mode: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.FileIO(number, mode, closefd=False), "utf-8", write_through=True)
