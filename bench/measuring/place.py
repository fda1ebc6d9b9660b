"""What a measured process is told: where the server is, and what to do. Standard library only.

A rival may live in a virtual environment of its own, where nothing of coopgraph is installed.
"""

from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Place:
    """The server that everything is measured on.

    Attributes:
        uri: its Bolt address.
        http: its HTTP address.
        home: its folder, for a tool that stops and starts it.
        n10s: the jar file of neosemantics that it has, or nothing.
    """

    uri: str
    http: str
    user: str
    password: str = field(repr=False)
    home: str
    n10s: str = ""

    @property
    def login(self) -> tuple[str, str]:
        """User and password."""
        return self.user, self.password


@dataclass(frozen=True)
class Task:
    """One thing to do, and where.

    Attributes:
        module: a module of `bench` that has a function named like the operation.
        operation: `prepare`, `load`, `export`, `check` or `drop`.
        path: the file to read or to write, if there is one.
        options: further arguments of the function, such as the format of an export.
    """

    module: str
    operation: str
    path: str
    options: dict[str, str]

    @property
    def file(self) -> Path:
        """The path as a path."""
        return Path(self.path)
