"""Address, login and database of one Neo4j."""

from dataclasses import dataclass, field

from graph.database.config.address import checked


@dataclass(frozen=True)
class Target:
    """One Neo4j database; its `repr` never shows the password.

    Raises:
        InvalidConfiguration: the address is none, or has a user or password inside.
    """

    uri: str
    user: str
    password: str = field(repr=False)
    database: str | None = None

    def __post_init__(self) -> None:
        checked(self.uri)
