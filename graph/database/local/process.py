"""The Java process of a local server: start, find, wait for, end."""

import os
import shutil
import subprocess
import time
from pathlib import Path
from threading import Event

import psutil
from neo4j import GraphDatabase
from neo4j.exceptions import AuthError, ClientError, DriverError, TransientError

from graph.database.config.target import Target
from graph.database.local.home import Home
from graph.database.local.install.java import starting
from ontology.errors import DatabaseUnavailable, InvalidConfiguration, LimitExceeded

ADMIN = "org.neo4j.cli.AdminTool"

# Seconds. Five are usual; a slow disk or a recovery after a crash takes longer.
START_DEADLINE = 180
# One that has started answers at once, or is very busy.
ANSWER_DEADLINE = 30
STOP_DEADLINE = 60
CONNECT_WITHIN = 5
LOG_LINES = 8
# In the log of a server that ended for want of room, which calls other things the cause.
NO_ROOM = ("No space left on device", "handleOutOfDiskSpaceError")
# Megabytes of a new database, with the log that it sets aside.
NEEDED = 600
MB = 1_000_000


class PortTaken(DatabaseUnavailable):
    """Somebody took a port between our choice and Neo4j's start."""


def command(java: Path, home: Home, *main: str) -> list[str]:
    """How to run one of Neo4j's main classes."""
    return [str(java), f"@{home.arguments_file}", *main]


def environment(home: Home) -> dict[str, str]:
    """The environment of Neo4j's processes."""
    # Java takes file names in the locale's encoding; in the C locale an accent would be lost.
    places = {"NEO4J_HOME": str(home.path), "NEO4J_CONF": str(home.conf), "LC_ALL": "C.UTF-8"}
    return {**os.environ, **places}


def set_first_password(java: Path, home: Home) -> None:
    """Set the password before the first start.

    `@file` makes AdminTool read the argument from the file, so that the password
    is on no command line, where every user of the machine could read it.
    """
    main = (ADMIN, "dbms", "set-initial-password", f"@{home.password_file}")
    with starting(java):
        done = subprocess.run(  # noqa: S603 - Neo4j's own tool, without a shell
            command(java, home, *main),
            env=environment(home),
            capture_output=True,
            check=False,
            text=True,
        )
    if done.returncode:
        said = (done.stderr or done.stdout).strip()
        raise DatabaseUnavailable(f"Neo4j's first password could not be set:\n{said}")


def begin(java: Path, home: Home, server: str) -> subprocess.Popen[bytes]:
    """Start the server in a session of its own, so that a Ctrl-C here does not end it."""
    main = (server, _mark(home), f"--config-dir={home.conf}")
    with home.told():
        log = (home.logs / "console.log").open("wb")
    with log, starting(java):
        return subprocess.Popen(  # noqa: S603 - Neo4j's own tool, without a shell
            command(java, home, *main),
            env=environment(home),
            cwd=home.path,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def _mark(home: Home) -> str:
    return f"--home-dir={home.path}"


def is_server(process: psutil.Process, home: Home) -> bool:
    """Whether a process is this home's server: a process id alone may be someone else's by now."""
    try:
        return _mark(home) in process.cmdline()
    except psutil.Error:
        return False


def find(home: Home) -> psutil.Process | None:
    """The running server, also one whose starter died before it could note the process id."""
    state = home.state()
    if state is None:
        return None
    if psutil.pid_exists(state.pid) and is_server(process := psutil.Process(state.pid), home):
        return process
    return next((p for p in psutil.process_iter() if is_server(p, home)), None)


def has_guests(process: psutil.Process, bolt: int) -> bool:
    """Whether other programs than this one are connected to the server's Bolt port."""
    ours = {one.laddr.port for one in psutil.Process().net_connections("tcp")}
    there = [one for one in process.net_connections("tcp") if one.laddr.port == bolt]
    guests = {one.raddr.port for one in there if one.status == psutil.CONN_ESTABLISHED}
    return not guests <= ours


def wait(
    process: psutil.Process,
    home: Home,
    target: Target,
    used: set[int],
    give_up: Event | None = None,
) -> None:
    """Return when the server listens on the ports that it uses and answers a login."""
    began = time.time()
    started = None
    # A stranger may answer on a port, so the process itself must listen there. On both ports:
    # HTTP comes last, and a Bolt login before it was seen to get no answer, ever.
    while True:
        if used <= _listening(process):
            started = started or time.time()
            if answers(target, home):
                return
        # Its command line, which `is_server` reads, is empty for a moment while it begins.
        if not _alive(process):
            raise _exited(home, began)
        if give_up and give_up.is_set():
            raise DatabaseUnavailable("The local Neo4j is needed no more.")
        for since, seconds in ((began, START_DEADLINE), (started, ANSWER_DEADLINE)):
            if since and time.time() - since > seconds:
                raise DatabaseUnavailable(
                    f"The local Neo4j did not answer within {seconds} s. Stop it with "
                    f"`coopgraph db stop` and try again; its log is in {home.logs}."
                )
        time.sleep(0.1)  # it tells nobody when it is ready


def _listening(process: psutil.Process) -> set[int]:
    try:
        connections = process.net_connections("tcp")
    except psutil.Error:
        return set()
    return {c.laddr.port for c in connections if c.status == psutil.CONN_LISTEN}


def answers(target: Target, home: Home) -> bool:
    """Whether a login works; False while the server is still on its way."""
    login = (target.user, target.password)
    try:
        with GraphDatabase.driver(
            target.uri,
            auth=login,
            connection_acquisition_timeout=CONNECT_WITHIN,
            telemetry_disabled=True,
        ) as driver:
            driver.verify_connectivity()
    except AuthError as error:
        raise InvalidConfiguration(
            f"The local Neo4j refuses the password in {home.password_file}. Put the right one "
            f"there, or move {home.path} away to begin anew and load the data again."
        ) from error
    except (DriverError, TransientError, ClientError):
        return False
    return True


def _exited(home: Home, began: float) -> DatabaseUnavailable | LimitExceeded:
    # Java's own complaints last; a log that this start did not touch tells of an older one.
    logs = [home.logs / name for name in ("neo4j.log", "console.log")]
    fresh = [log for log in logs if log.exists() and log.stat().st_mtime > began - 1]
    lines = [line for log in fresh for line in log.read_text("utf-8", "replace").splitlines()]
    if any(sign in line for sign in NO_ROOM for line in lines):
        return _no_room(home)
    # The steps of a stack trace say nothing to a person; its causes do.
    said = "\n".join([line for line in lines if not line.startswith("\t")][-LOG_LINES:])
    kind = PortTaken if "Address already in use" in said else DatabaseUnavailable
    return kind(f"The local Neo4j ended while it started. Its log ({home.logs}) ends with:\n{said}")


def _no_room(home: Home) -> LimitExceeded:
    free = shutil.disk_usage(home.path).free // MB
    return LimitExceeded(
        f"The disk of {home.path} has too little room for Neo4j, which takes {NEEDED} MB to begin "
        f"with: {free} MB are free. Make room there, or set COOPGRAPH_DATA_DIR to another folder."
    )


def end(process: psutil.Process) -> None:
    """Stop the server and wait until it is gone."""
    try:
        process.terminate()
        if not _gone(process):
            process.kill()
            _gone(process)
    except psutil.NoSuchProcess:
        return


def _gone(process: psutil.Process) -> bool:
    """Wait for an end; whoever began the process may not have taken note of it yet."""
    deadline = time.monotonic() + STOP_DEADLINE
    while _alive(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)  # the end of a process that is not our child can only be looked for
    return True


def _alive(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
