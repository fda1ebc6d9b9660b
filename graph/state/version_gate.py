"""A sign for readers while a transaction is committed, which is not one moment.

What a transaction wrote becomes visible piece by piece while it is committed, so the writer
shuts the door before, and opens it after. It is one number on a node of its own (the
transaction keeps the others locked), so that a look at it cannot itself see a half: the time
of the last shutting, below zero while the door is shut, and another one each time. A reader
who finds the same number, not below zero, before and after has met no commit.
"""

import contextlib
from typing import Final

from graph.database.driver import Database
from graph.database.transaction import Work
from graph.state.stored_types import number
from graph.state.write_lock import lock
from ontology.errors import DatabaseUnavailable

SHUT: Final = f"""
MERGE (door:Coopgraph {{id: 0}})
WITH door, abs({number("door.turn")}) AS last
SET door.turn = -CASE WHEN timestamp() > last THEN timestamp() ELSE last + 1 END
RETURN door.turn AS turn
"""
# Not where another writer has shut it since.
OPEN: Final = "MATCH (door:Coopgraph {id: 0, turn: $turn}) SET door.turn = -door.turn"
OPEN_LEFT: Final = f"MATCH (door:Coopgraph {{id: 0}}) SET door.turn = abs({number('door.turn')})"

LEFT_SHUT: Final = f"MATCH (door:Coopgraph {{id: 0}}) RETURN {number('door.turn')} < 0 AS shut"


def left_shut(work: Work) -> bool:
    """Say whether it is shut: where `work` holds the lock, by a writer who is done, or gone."""
    # A query of its own: one that also writes would lock the key of a door that is not there.
    return any(row["shut"] for row in work.run(LEFT_SHUT))


def open_left(database: Database) -> None:
    """Open it where a writer who is gone left it shut: wait for the end of those who are not."""

    def work(work: Work) -> None:
        lock(work)  # nobody else is about to commit
        work.run(OPEN_LEFT)

    if database.ask(left_shut):
        database.write(work)


class Door:
    """The door, as one load uses it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._turn: int | None = None

    def shut(self) -> None:
        """Shut it; call this at the end of the transaction that is to be committed."""
        self._turn = self._database.write(lambda work: int(work.run(SHUT)[0]["turn"]))

    def open(self) -> None:
        """Open it again, after the commit."""
        if self._turn is not None:
            turn, self._turn = {"turn": self._turn}, None
            self._database.write(lambda work: work.run(OPEN, turn))

    def open_after_failure(self) -> None:
        """Open it where nobody knows whether the transaction was committed: wait for its end.

        Where the database is away the door stays shut; readers wait for a lease at most.
        """
        with contextlib.suppress(DatabaseUnavailable):
            if self._turn is not None:
                open_left(self._database)
                self._turn = None
