"""A terminal of 80 columns, as a user's command has it."""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

COLUMNS = 80


def on_a_terminal(
    *arguments: str | Path, environment: Mapping[str, str], term: str = "dumb"
) -> str:
    """Run a command on a terminal, if nothing else one without colours; return what it shows."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        arguments,
        env={**environment, "TERM": term},
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    ):
        os.close(theirs)
        shown = b""
        try:
            while part := os.read(ours, 65_536):
                shown += part
        except OSError:  # Linux's way to say that nobody has the terminal any more
            pass
    os.close(ours)
    return shown.decode().replace("\r\n", "\n")
