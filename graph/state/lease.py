"""A lease on datasets over many transactions: waited for, and kept by heartbeats."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Final

from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from graph.database.driver import WRITE_WITHIN, Database
from graph.state import write_lock
from ontology.errors import CoopgraphError

# Heartbeats that are due within the seconds of a lease.
HEARTBEATS: Final = 4

# Calls something until nobody else is busy.
patient = retry(
    retry=retry_if_exception_type(write_lock.Busy),
    wait=wait_fixed(0.5),
    stop=stop_after_delay(WRITE_WITHIN),
    reraise=True,
)


@contextmanager
def leased(database: Database, datasets: Collection[str]) -> Iterator[str]:
    """Have the lease on datasets for as long as the `with` block lasts; give its owner's name.

    Raises:
        Busy: another large load was at work for too long.
    """
    owner = patient(database.write)(lambda tx: write_lock.acquire(tx, datasets))
    ended = Event()
    heartbeats = Thread(target=_beat, args=(database, owner, ended), daemon=True)
    heartbeats.start()
    try:
        yield owner
    finally:
        ended.set()
        heartbeats.join()
        # Where that fails, the lease ends by itself; what the block said is worth more.
        with suppress(CoopgraphError):
            database.write(lambda tx: tx.run(write_lock.RELEASE, {"holder": owner}))


def _beat(database: Database, owner: str, ended: Event) -> None:
    """Give heartbeats, also while nothing is written: a comparison may take long."""
    while not ended.wait(database.limits.lease / HEARTBEATS):
        try:
            database.write(lambda tx: write_lock.take_slot(tx, write_lock.WRITER_SLOTS, owner))
        except write_lock.TakenOver:  # the next batch meets it too, and says it
            return
        except CoopgraphError:  # it may pass
            continue
