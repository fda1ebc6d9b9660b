"""Swapping the local database: the old one is kept until the new one is sound.

Nothing is copied or deleted while the other is being made: the old files are renamed, so a
kill at any moment leaves either all of the old database or all of the new one.
"""

import shutil
from pathlib import Path
from typing import Final

from graph.database.local.home import Home

# The default database's folders, below `data`: what it holds, and its transaction logs.
FOLDERS: Final = ("databases", "transactions")
DATABASE: Final = "neo4j"


class Before:
    """What is put aside; call its methods while the server is stopped and the home is locked."""

    def __init__(self, home: Home) -> None:
        self._data = home.path / "data"
        self._aside = home.path / "before"
        self._done = home.path / "before.done"

    @property
    def left(self) -> bool:
        """Whether a database was put aside, and neither brought back nor forgotten."""
        return self._aside.exists()

    def put_aside(self) -> None:
        """Make room for another database."""
        self._aside.mkdir()
        for name in FOLDERS:
            self._place(name).rename(self._aside / name)

    def bring_back(self) -> None:
        """Remove the other database, or what there is of it; may be called again."""
        for name in FOLDERS:
            old, place = self._aside / name, self._place(name)
            if old.exists():
                if place.exists():
                    shutil.rmtree(place)
                old.rename(place)
        if self.left:
            self._aside.rmdir()

    def forget(self) -> None:
        """Keep the other database."""
        shutil.rmtree(self._done, ignore_errors=True)
        # The one step that decides: all of the old database is aside, or nothing is.
        self._aside.rename(self._done)
        shutil.rmtree(self._done, ignore_errors=True)

    def _place(self, name: str) -> Path:
        return self._data / name / DATABASE
