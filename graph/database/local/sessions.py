"""Sessions on the local server: one locked file per user, which its death unlocks.

The system releases the lock of a killed process, so a file that can be locked
is a leftover. Call these functions only while holding the home's own lock.
"""

import os
import uuid
from collections.abc import Collection
from pathlib import Path

from filelock import FileLock, Timeout

from ontology.errors import DatabaseUnavailable


class InUse(DatabaseUnavailable):
    """Somebody else uses the local server, so it cannot be stopped for a while."""


def register(folder: Path) -> FileLock:
    """Become a user, until `leave`."""
    folder.mkdir(exist_ok=True)
    # Not bound to a thread: a web server may begin in one and end in another.
    user = FileLock(folder / f"{os.getpid()}-{uuid.uuid4().hex}.lock", thread_local=False)
    user.acquire()
    return user


def leave(user: FileLock) -> None:
    """Stop being a user."""
    user.release()
    Path(user.lock_file).unlink(missing_ok=True)


def anyone(folder: Path, but: Collection[FileLock] = ()) -> bool:
    """Whether somebody alive, but for these, uses the server; leftovers of the dead are removed."""
    known = {Path(user.lock_file) for user in but}
    for path in set(folder.glob("*.lock")) - known:
        user = FileLock(path)
        try:
            user.acquire(timeout=0)
        except Timeout:
            return True
        leave(user)
    return False
