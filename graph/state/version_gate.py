"""The version gate: a number that tells readers whether a transaction is being committed.

What a transaction wrote becomes visible piece by piece while it is committed. So the writer
changes the number before its commit and again after it, as with a sequence lock (seqlock). The
number stands on a node of its own (the transaction keeps the others locked), so that a look at it
cannot itself see a half: the time of the last commit, below zero while that goes on, and another
one each time. A reader who finds the same number, not below zero, before and after has met no
commit.
"""

import contextlib
from typing import Final

from graph.database.driver import Database
from graph.database.transaction import Transaction
from graph.state.stored_types import number
from graph.state.write_lock import lock
from ontology.errors import DatabaseUnavailable

BEGIN: Final = f"""
MERGE (gate:Coopgraph {{id: 0}})
WITH gate, abs({number("gate.turn")}) AS last
SET gate.turn = -CASE WHEN timestamp() > last THEN timestamp() ELSE last + 1 END
RETURN gate.turn AS version
"""
# Not where another writer has begun a commit since.
END: Final = "MATCH (gate:Coopgraph {id: 0, turn: $version}) SET gate.turn = -gate.turn"
END_ABANDONED: Final = (
    f"MATCH (gate:Coopgraph {{id: 0}}) SET gate.turn = abs({number('gate.turn')})"
)
ABANDONED: Final = f"MATCH (gate:Coopgraph {{id: 0}}) RETURN {number('gate.turn')} < 0 AS abandoned"


def is_abandoned(tx: Transaction) -> bool:
    """Say whether a writer that is done, or gone, never ended its commit; `tx` holds the lock."""
    # A query of its own: one that also writes would lock the key of a gate that is not there.
    return any(row["abandoned"] for row in tx.run(ABANDONED))


def end_abandoned(database: Database) -> None:
    """End the commit of a writer that is gone: wait for the end of those that are not."""

    def task(tx: Transaction) -> None:
        lock(tx)  # nobody else is about to commit
        tx.run(END_ABANDONED)

    if database.ask(is_abandoned):
        database.write(task)


class VersionGate:
    """The version gate, as one load uses it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._version: int | None = None

    def begin_commit(self) -> None:
        """Tell readers of a commit; call this at the end of the transaction."""
        self._version = self._database.write(lambda tx: int(tx.run(BEGIN)[0]["version"]))

    def end_commit(self) -> None:
        """Tell readers that the commit is through, where one was begun."""
        if self._version is not None:
            version, self._version = {"version": self._version}, None
            self._database.write(lambda tx: tx.run(END, version))

    def end_failed_commit(self) -> None:
        """End a commit of which nobody knows whether it was made: wait for its end.

        Where the database is away nothing is changed; readers wait for a lease at most.
        """
        with contextlib.suppress(DatabaseUnavailable):
            if self._version is not None:
                end_abandoned(self._database)
                self._version = None
