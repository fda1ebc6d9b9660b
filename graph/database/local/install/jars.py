"""Downloading Neo4j's jar files: exactly the locked ones, once, into the user's cache."""

import hashlib
import re
import tempfile
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pooch
import requests
from filelock import FileLock

from graph.database.config import settings
from graph.database.config.address import without_login
from graph.database.local.install.progress import progress
from graph.system.os_errors import told
from ontology.errors import CoopgraphError, DatabaseUnavailable, InvalidConfiguration, InvalidData

# Enough to fill a usual line, and polite to a public repository.
AT_A_TIME = 6
RETRIES = 2
# Seconds to connect, and seconds without a byte.
TIMEOUT = (10, 60)


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
        self.doubt()
        self._sweep()
        total = sum(jar.size for jar in self.jars)
        there = all(map(_has_size, self.jars, self.paths()))
        what = "Checking Neo4j's files" if there else "Fetching Neo4j"
        # On an error or Ctrl-C the files under way are ended, and no other is begun.
        pool = ThreadPoolExecutor(AT_A_TIME)
        try:
            with progress(what, total) as advance:
                for done in as_completed(pool.submit(fetch, jar, self.folder) for jar in self.jars):
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


def fetch(jar: Jar, folder: Path) -> int:
    """Have one file in the folder, verified; returns its size."""
    # pooch says what it does in a log of its own; people see our one progress bar.
    pooch.get_logger().setLevel("WARNING")
    source = pooch.create(
        path=folder,
        base_url=settings.maven_repository(),
        registry={jar.path: f"sha256:{jar.sha256}"},
        retry_if_failed=RETRIES,
    )
    try:
        source.fetch(jar.path, downloader=pooch.HTTPDownloader(timeout=TIMEOUT, chunk_size=1 << 16))
    except (ValueError, requests.RequestException) as error:
        raise explain(jar, error) from error
    return jar.size


def explain(jar: Jar, error: Exception) -> CoopgraphError:
    """What a person should know and do when one file did not come."""
    name = jar.path.rpartition("/")[2]
    if isinstance(error, requests.HTTPError) and error.response is not None:
        # pooch leaves the unread answer open.
        error.response.close()
        return InvalidConfiguration(
            f"The repository answered {error.response.status_code} for "
            f"{without_login(error.response.url)}. Check COOPGRAPH_MAVEN_REPOSITORY, or "
            "set COOPGRAPH_NEO4J_URI to use another Neo4j."
        )
    if isinstance(error, requests.RequestException):
        return DatabaseUnavailable(
            f"{name}, a part of Neo4j, could not be fetched ({type(error).__name__}). Check "
            "the network and run again (what is there is kept), or set COOPGRAPH_NEO4J_URI to "
            "use another Neo4j."
        )
    found = re.search(r"but got (\w+)", str(error))
    return InvalidData(
        f"{name} came with the wrong checksum: expected {jar.sha256}, found "
        f"{found[1] if found else without_login(str(error))}. It was not kept. Run again; if it "
        "comes again, check COOPGRAPH_MAVEN_REPOSITORY."
    )
