"""Neo4j's own importer: a database from CSV files, while the server is stopped."""

import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import psutil

from graph.database.local.database_swap import DATABASE
from graph.database.local.home import Home
from graph.database.local.install.java import starting
from graph.database.local.process import ADMIN, command, end, environment
from graph.system.os_errors import room
from ontology.errors import DatabaseUnavailable, LimitExceeded

OPTIONS: Final = "options.txt"
# With a folder, because 2026.x asks each path for its parent.
REPORT: Final = "./report.txt"
FULL: Final = "No space left on device"
# Of what the importer says, what is no cause: steps of a stack trace, and what it advises
# about the half-made database, which we remove.
NO_CAUSE: Final = ("at ", "...", "WARNING", "Run with", "Error importing", "----", "Command Failed")
SAID: Final = 4


def run(java: Path, home: Home, folder: Path, arguments: Iterable[str]) -> None:
    """Make the database from files.

    Args:
        java: which Java.
        home: whose database.
        folder: what file names in the arguments are relative to; a comma or a sign of regular
            expressions in its own path so does no harm.
        arguments: those of `database import full`, a line each.

    Raises:
        LimitExceeded: the disk is full.
        InvalidConfiguration: Java cannot be started.
        DatabaseUnavailable: the importer failed otherwise.
    """
    # A file of options, because there may be more than a command line can have.
    lines = [*arguments, f"--report-file={REPORT}", DATABASE]
    with room():
        (folder / OPTIONS).write_text("\n".join(lines), encoding="utf-8")
    main = (ADMIN, "database", "import", "full", f"@{OPTIONS}")
    with starting(java):
        done = subprocess.run(  # noqa: S603 - Neo4j's own tool, without a shell
            command(java, home, *main),
            env=environment(home),
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
            start_new_session=True,
        )
    if done.returncode:
        raise _failed(done.stderr or f"It ended with {done.returncode}.", home)


def end_any(home: Home) -> None:
    """End an importer whose starter was killed, and wait until it is gone."""
    for process in psutil.process_iter():
        if _is_importer(process, home):
            end(process)


def _is_importer(process: psutil.Process, home: Home) -> bool:
    try:
        line = process.cmdline()
    except psutil.Error:
        return False
    return ADMIN in line and f"@{home.arguments_file}" in line


def _failed(said: str, home: Home) -> DatabaseUnavailable | LimitExceeded:
    if FULL in said:
        return LimitExceeded(f"The disk of {home.path} is full. Make room there and load again.")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    causes = [line for line in lines if not line.startswith(NO_CAUSE)][:SAID]
    return DatabaseUnavailable(
        "Neo4j's importer failed; nothing was changed:\n" + "\n".join(causes)
    )
