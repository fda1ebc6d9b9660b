"""The local Neo4j server: start, stop, status, sessions."""

import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event
from types import MappingProxyType

import psutil
from filelock import FileLock, Timeout
from tenacity import retry, retry_if_exception_type, stop_after_attempt

from graph.database.config import settings
from graph.database.config.target import Target
from graph.database.local import importer, ports, process, sessions
from graph.database.local.database_swap import Before
from graph.database.local.home import USER, Home, State
from graph.database.local.install import java, progress, releases
from graph.database.local.install.jars import Jars
from graph.database.local.watcher import Watcher
from ontology.errors import CoopgraphError, InvalidConfiguration

# Bolt and HTTP, where everybody looks for a Neo4j.
USUAL_PORTS = (7687, 7474)


@dataclass(frozen=True)
class ServerStatus:
    """What there is to know of a local server; process and addresses only while it runs."""

    running: bool
    home: Path
    password_file: Path
    user: str = USER
    pid: int | None = None
    bolt: str | None = None
    browser: str | None = None


class LocalServer:
    """The Neo4j of one data directory, shared by all processes of one user.

    Two ways to use it. `start` starts it, or finds the running one, and it stays
    until `stop`. `session` uses it for a while: whoever leaves last stops it,
    unless a `start` asked for it to stay. A killed process counts as gone; the
    server it may leave behind is found and used, and stopped, by the next session.
    Starting, stopping, coming and going happen one at a time, under a file lock.
    """

    def __init__(
        self,
        home: Path | None = None,
        *,
        heap: str | None = None,
        guide_url: str | None = None,
        usual_ports: tuple[int, int] = USUAL_PORTS,
        conf: Mapping[str, str] = MappingProxyType({}),
        plugins: Sequence[Path] = (),
    ) -> None:
        """Describe the server; nothing is written or started yet.

        Args:
            home: its folder; by default in the user's data directory.
            heap: Java's heap, such as `1g`; by default the setting's.
            guide_url: the page that the Browser plays on connecting; by default the setting's.
            usual_ports: Bolt and HTTP; free ones are chosen where these are taken, or are 0.
            conf: further settings of Neo4j; they take the place of ours.
            plugins: jar files that Neo4j is to load besides its own.
        """
        self._home = Home(home or settings.data_dir() / "neo4j")
        self._heap = heap or settings.heap()
        self._guide_url = guide_url or settings.guide_url()
        self._usual_ports = usual_ports
        self._conf = conf
        self._plugins = plugins
        self._release = releases.chosen()
        self._jars = Jars(settings.cache_dir() / "maven", self._release.jars())
        self._before = Before(self._home)
        self._sessions: list[FileLock] = []
        # Kept so that the end of our own child is seen: see `_reap`.
        self._child: subprocess.Popen[bytes] | None = None

    def install(self) -> None:
        """Find Java and fetch what is missing of Neo4j's jar files."""
        java.find(self._release)
        # Jetty, which serves the Browser out of one of the files, stumbles over its address.
        if not str(self._jars.folder.resolve()).isascii():
            raise InvalidConfiguration(
                f"Neo4j cannot be run from {self._jars.folder}: its web server reads no files "
                "below a folder with letters outside ASCII. Set COOPGRAPH_CACHE_DIR to another."
            )
        self._jars.install()

    def start(self) -> Target:
        """Start the server, or find the running one; it stays until `stop`."""
        with self._alone():
            return self._ensure(keep=True)

    def run(self) -> Target:
        """Start the server as `start` does, or find the running one, and leave who stops that."""
        with self._alone():
            running = process.find(self._home) is not None
            return self._ensure(keep=not running)

    def stop(self) -> bool:
        """Stop the server, whoever uses it; False where it was not running."""
        if not self._home.path.exists():
            return False
        with self._alone(), progress.waiting("Neo4j stops"):
            ended, state = self._end(), self._home.state()
            if state:
                self._home.save(replace(state, stopped=True))
            return ended

    def restart(self, give_up: Event) -> bool:
        """Start the server again, on the ports that it had, where it has ended by itself.

        Args:
            give_up: may be set while it starts, and ends that.

        Returns:
            Whether it was started; not where it runs, or somebody stopped it, or is busy with it.

        Raises:
            DatabaseUnavailable: it did not start.
        """
        try:
            with self._alone(timeout=0):
                state = self._home.state()
                if state is None or state.stopped or self._runs():
                    return False
                if self._before.left:
                    self._restore()
                self._launch(again=state, give_up=give_up)
                return True
        except Timeout:  # somebody stops or starts it at the moment
            return False

    def status(self) -> ServerStatus:
        """Whether it runs, where, and how to log in."""
        found, state = process.find(self._home), self._home.state()
        home, password_file = self._home.path, self._home.password_file
        if found is None or state is None:
            return ServerStatus(False, home, password_file)
        return ServerStatus(
            running=True,
            home=home,
            password_file=password_file,
            pid=found.pid,
            bolt=_bolt(state),
            browser=f"http://{ports.LOOPBACK}:{state.http}/browser/",
        )

    @contextmanager
    def session(self, *, watched: bool = False) -> Iterator[Target]:
        """Use the server for a `with` block; see the class for when it stops.

        Args:
            watched: whether it is started again where it ends by itself meanwhile.
        """
        with self._alone():
            target = self._ensure(keep=False)
            user = sessions.register(self._home.users)
            self._sessions.append(user)
        try:
            with Watcher(self._runs, self.restart) if watched else nullcontext():
                yield target
        finally:
            with self._alone():
                self._sessions.remove(user)
                sessions.leave(user)
                state = self._home.state()
                if not (state and state.keep) and not sessions.anyone(self._home.users):
                    with progress.waiting("Neo4j stops"):
                        self._end()

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep everybody else from starting, stopping and joining the server for a `with` block.

        Raises:
            InUse: other processes use it, or other programs are connected.
        """
        with self._alone():
            if sessions.anyone(self._home.users, self._sessions):
                raise sessions.InUse("Other processes use the local Neo4j.")
            found, state = process.find(self._home), self._home.state()
            if found and state and process.has_guests(found, state.bolt):
                raise sessions.InUse("Another program, perhaps a Browser, is connected to Neo4j.")
            yield

    def check_alone(self) -> None:
        """See that nobody else uses the server at the moment.

        Raises:
            InUse: other processes use it, or other programs are connected.
        """
        with self.alone():
            pass

    @contextmanager
    def refilled(self, folder: Path, arguments: Iterable[str]) -> Iterator[None]:
        """Put another database in the place of the one there is, for a `with` block inside `alone`.

        The server is stopped, Neo4j's importer makes the new database, and the server starts on
        the same ports: then the block begins. Where anything fails, the block too, the old
        database is there again; after a kill the next start sees to that.

        Args:
            folder: what the importer's arguments are relative to.
            arguments: for `database import full`, a line each.

        Raises:
            LimitExceeded: the disk is full.
            DatabaseUnavailable: the importer failed, or the server did not start again.
        """
        state = self._home.state()
        self._end()
        try:
            with self._home.told():
                self._before.put_aside()
            importer.run(self._prepare(), self._home, folder, arguments)
            self._launch(again=state)
            yield
            self._before.forget()
        except BaseException as error:
            self._bring_back(state, error)
            raise

    def _bring_back(self, state: State | None, why: BaseException) -> None:
        """Have the old database again after an error, which is not hidden where that fails."""
        try:
            self._restore()
            self._launch(again=state)
        except CoopgraphError as error:
            raise type(error)(
                f"{why} And the database as it was could not be started again: {error} "
                "The next command tries that again."
            ) from why

    def _restore(self) -> None:
        """Take back the database that a `refilled` had put aside, and never came to its end."""
        self._end()
        importer.end_any(self._home)
        self._before.bring_back()

    def _runs(self) -> bool:
        return process.find(self._home) is not None

    @contextmanager
    def _alone(self, timeout: float = -1) -> Iterator[None]:
        self._home.create()
        lock = FileLock(self._home.lock)
        with progress.waiting("Waiting for a process that starts or stops Neo4j"):
            lock.acquire(timeout=timeout)
        try:
            yield
        finally:
            lock.release()

    def _ensure(self, *, keep: bool) -> Target:
        if self._before.left:
            self._restore()
        found, state = process.find(self._home), self._home.state()
        if found is None or state is None:
            with progress.waiting("Neo4j starts"):
                return self._launch(keep=keep)
        self._home.save(replace(state, pid=found.pid, keep=keep or state.keep))
        target = self._target(state)
        with progress.waiting("Neo4j starts"):
            process.wait(found, self._home, target, {state.bolt, state.http})
        return target

    @retry(
        retry=retry_if_exception_type(process.PortTaken), stop=stop_after_attempt(3), reraise=True
    )
    def _launch(
        self, *, keep: bool = False, again: State | None = None, give_up: Event | None = None
    ) -> Target:
        """Start the server: as it was, where `again` tells how, else on ports that are free."""
        self._reap()
        runtime = self._prepare()
        state = replace(again, pid=0, stopped=False) if again else self._choose_ports(keep=keep)
        self._home.configure(state.bolt, state.http, self._guide_url, self._conf)
        # Noted before the process is, so that a kill in between leaves a server that can be found.
        self._home.save(state)
        self._child = process.begin(runtime, self._home, self._release.main)
        self._home.save(replace(state, pid=self._child.pid))
        target = self._target(state)
        try:
            begun = psutil.Process(self._child.pid)
            process.wait(begun, self._home, target, {state.bolt, state.http}, give_up)
        except BaseException:
            # Half a server is of no use to anyone; also when Ctrl-C ends the wait.
            self._end()
            # Should a damaged file be the reason, the next start finds it.
            self._jars.doubt()
            raise
        return target

    def _prepare(self) -> Path:
        self.install()
        runtime = java.find(self._release)
        # Neo4j looks for procedures in its folder, and for HTTP endpoints on the class path.
        plugins = self._home.put_plugins(self._plugins)
        arguments = java.arguments([*self._jars.paths(), *plugins], self._heap)
        with self._home.told():
            self._home.arguments_file.write_text(arguments, encoding="utf-8")
        self._home.password()
        if not self._home.has_login():
            process.set_first_password(runtime, self._home)
        return runtime

    def _choose_ports(self, *, keep: bool) -> State:
        last = self._home.state()
        # The usual ones, else those of the last start, so that bookmarks keep working.
        before = (last.bolt, last.http) if last else (0, 0)
        bolt, http = ports.choose(*zip(self._usual_ports, before, strict=True))
        return State(pid=0, bolt=bolt, http=http, keep=keep)

    def _target(self, state: State) -> Target:
        return Target(_bolt(state), USER, self._home.password())

    def _end(self) -> bool:
        found = process.find(self._home)
        if found is not None:
            process.end(found)
        if self._child is not None:  # it may have ended by itself, or be too young to be found
            self._child.kill()
            self._reap()
        return found is not None

    def _reap(self) -> None:
        """Take note of our child's end; only for a server that runs no more."""
        if self._child is not None:
            self._child.wait()
            self._child = None


def _bolt(state: State) -> str:
    return f"bolt://{ports.LOOPBACK}:{state.bolt}"
