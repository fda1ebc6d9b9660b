"""Make the locks beside `graph/database/local/install`: each local Neo4j's jars, with checksums.

For maintainers, when a release in `releases.py` there changes: `python tools/lock_jars.py VERSION`
(without a version, all of them). It needs Maven (`mvn`) and a network. Maven and not jgo resolves
here, because the two disagree on seven versions and Maven's choice is what Neo4j itself is built
and tested with; with `-C` Maven also refuses a file that differs from its published checksum.
"""

import hashlib
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from graph.database.local.install import releases
from graph.database.local.install.releases import RELEASES, Release

LOCKS = Path(releases.__file__).parent

HEADER = """\
# The jar files of the local Neo4j: sha256, size in bytes, path in a Maven repository.
# Made by tools/lock_jars.py from:
"""


def dependency(artifact: str) -> str:
    """One artifact as an element of a POM."""
    group, name, version = artifact.split(":")
    return (
        f"<dependency><groupId>{group}</groupId><artifactId>{name}</artifactId>"
        f"<version>{version}</version></dependency>"
    )


def pom(artifacts: Iterable[str]) -> str:
    """A project that needs the artifacts and nothing else."""
    return (
        "<project><modelVersion>4.0.0</modelVersion><groupId>lock</groupId>"
        "<artifactId>lock</artifactId><version>1</version><dependencies>"
        + "".join(map(dependency, artifacts))
        + "</dependencies></project>"
    )


def resolve(release: Release, folder: Path) -> Path:
    """Let Maven copy every runtime dependency below `folder`, as a repository lays it out."""
    (folder / "pom.xml").write_text(pom(release.artifacts), encoding="utf-8")
    goal = "dependency:copy-dependencies"
    options = ["-DincludeScope=runtime", "-DoutputDirectory=jars", "-Dmdep.useRepositoryLayout"]
    # An empty local repository: everything is downloaded, and so checked, again.
    fresh = f"-Dmaven.repo.local={folder / 'repository'}"
    subprocess.run(["mvn", "-B", "-q", "-C", fresh, goal, *options], cwd=folder, check=True)  # noqa: S603, S607
    return folder / "jars"


def line(jar: Path, root: Path) -> str:
    """The lock's line for one jar file."""
    content = jar.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    return f"{digest} {len(content)} {jar.relative_to(root).as_posix()}\n"


def write(release: Release) -> None:
    """Write a lock, sorted by path so that a change reads well in a diff."""
    with tempfile.TemporaryDirectory() as folder:
        root = resolve(release, Path(folder))
        lines = [line(jar, root) for jar in sorted(root.rglob("*.jar"))]
    artifacts = "".join(f"# - {artifact}\n" for artifact in release.artifacts)
    (LOCKS / release.lock).write_text(HEADER + artifacts + "".join(lines), encoding="utf-8")
    sys.stderr.write(f"{release.lock}: {len(lines)} files\n")


def main() -> None:
    """Write the locks of the releases that are named."""
    for version in sys.argv[1:] or RELEASES:
        write(RELEASES[version])


if __name__ == "__main__":
    main()
