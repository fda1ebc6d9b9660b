"""The releases of Neo4j that run as local server, and in what they differ."""

from dataclasses import dataclass
from importlib import resources
from typing import Final

from graph.database.config import settings
from ontology.errors import InvalidConfiguration


@dataclass(frozen=True)
class Release:
    """One release of Neo4j.

    Attributes:
        version: its number.
        lock: the file, beside this one, that names its jar files.
        main: the server's main class.
        javas: the major versions of Java that it runs on.
        artifacts: what `tools/lock_jars.py` makes the lock from.
    """

    version: str
    lock: str
    main: str
    javas: tuple[int, ...]
    artifacts: tuple[str, ...]

    def jars(self) -> str:
        """Return the lock's text."""
        return (
            resources.files("graph.database.local.install").joinpath(self.lock).read_text("utf-8")
        )


BROWSER: Final = "org.neo4j.client:neo4j-browser:5.24.0"

LTS: Final = Release(
    version="5.26.26",
    lock="jars.lock",
    main="org.neo4j.server.CommunityEntryPoint",
    javas=(17, 21),
    artifacts=("org.neo4j.app:neo4j-server:5.26.26", "org.neo4j:neo4j:5.26.26", BROWSER),
)
# Of the calendar line the newest that there is, to find out early what will change.
NEXT: Final = Release(
    version="2026.08.1",
    lock="jars-next.lock",
    main="org.neo4j.server.Neo4jCommunity",
    javas=(21, 25),
    artifacts=("org.neo4j.app:neo4j-server:2026.08.1", "org.neo4j:neo4j:2026.08.1", BROWSER),
)
RELEASES: Final = {one.version: one for one in (LTS, NEXT)}


def chosen() -> Release:
    """Return the release that the settings ask for.

    Raises:
        InvalidConfiguration: they ask for one that is not locked.
    """
    version = settings.neo4j_version()
    if version is None:
        return LTS
    if version not in RELEASES:
        raise InvalidConfiguration(
            f"There is no local Neo4j {version}. Set COOPGRAPH_NEO4J_VERSION to one of "
            f"{', '.join(RELEASES)}, or leave it out for {LTS.version}."
        )
    return RELEASES[version]
