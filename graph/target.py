"""Where a Neo4j is and how to log in."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Target:
    """One Neo4j database; its `repr` never shows the password."""

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None = None
