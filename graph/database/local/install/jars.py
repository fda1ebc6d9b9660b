"""Neo4j's jar files in the user's cache: exactly the locked ones, each fetched once."""

import hashlib
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from graph.database.local.install.progress import progress
from graph.system.os_errors import told

# Enough to fill a usual line, and polite to a public repository.
AT_A_TIME = 6


@dataclass(frozen=True)
class Jar:
    """One line of the lock."""

    sha256: str
    size: int
    path: str


def parse(lock: str) -> tuple[Jar, ...]:
    """The jar files that a lock's text names."""
    rows = (line.split() for line in lock.splitlines() if line and not line.startswith("#"))
    return tuple(Jar(sha256, int(size), path) for sha256, size, path in rows)


class Jars:
    """The jar files of one lock below one folder, which other locks may share."""

    def __init__(self, folder: Path, lock: str) -> None:
        self.folder = folder
        self.jars = parse(lock)
        # Says that all of this lock's files were verified, so that a start need not hash them.
        self._stamp = folder / f"{hashlib.sha256(lock.encode()).hexdigest()[:16]}.complete"

    def paths(self) -> list[Path]:
        """Where the files are, in the lock's order."""
        return [self.folder / jar.path for jar in self.jars]

    def complete(self) -> bool:
        """Whether all files were verified once and still have their size."""
        return self._stamp.exists() and all(map(_has_size, self.jars, self.paths()))

    def doubt(self) -> None:
        """Have the next `install` verify every file's checksum again."""
        # In a cache that cannot be written there is no other `install` either.
        with suppress(OSError):
            self._stamp.unlink()

    def install(self) -> None:
        """Fetch what is missing or damaged; what is there already is kept."""
        if self.complete():
            return
        with told(f"The folder of Neo4j's files, {self.folder},", "COOPGRAPH_CACHE_DIR"):
            self.folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self.folder / ".lock"):
                if not self.complete():
                    self._fetch_all()

    def _fetch_all(self) -> None:
        from graph.database.local.install.download import fetch  # noqa: PLC0415 - needed once

        def size_of_fetched(jar: Jar) -> int:
            fetch(jar.path, jar.sha256, self.folder)
            return jar.size

        self.doubt()
        self._sweep()
        total = sum(jar.size for jar in self.jars)
        there = all(map(_has_size, self.jars, self.paths()))
        what = "Checking Neo4j's files" if there else "Fetching Neo4j"
        # On an error or Ctrl-C the files under way are ended, and no other is begun.
        pool = ThreadPoolExecutor(AT_A_TIME)
        try:
            with progress(what, total) as advance:
                for done in as_completed(pool.submit(size_of_fetched, jar) for jar in self.jars):
                    advance(done.result())
        finally:
            pool.shutdown(cancel_futures=True)
        self._stamp.touch()

    def _sweep(self) -> None:
        """Remove what a killed download left; only the holder of the lock may."""
        for folder in {path.parent for path in self.paths()}:
            for stray in folder.glob(f"{tempfile.gettempprefix()}*"):
                stray.unlink(missing_ok=True)


def _has_size(jar: Jar, path: Path) -> bool:
    return path.is_file() and path.stat().st_size == jar.size
