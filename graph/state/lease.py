"""A claim on datasets over many transactions: taken patiently, kept with signs of life."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread
from typing import Final

from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from graph.database.driver import WRITE_WITHIN, Database
from graph.state import write_lock
from ontology.errors import CoopgraphError

# Signs of life that are due within a lease.
SIGNS: Final = 4

# Calls something until nobody else is busy.
patient = retry(
    retry=retry_if_exception_type(write_lock.Busy),
    wait=wait_fixed(0.5),
    stop=stop_after_delay(WRITE_WITHIN),
    reraise=True,
)


@contextmanager
def claimed(database: Database, datasets: Collection[str]) -> Iterator[str]:
    """Claim datasets for as long as the `with` block lasts; give the claim's holder.

    Raises:
        Busy: another large load was at work for too long.
    """
    holder = patient(database.write)(lambda work: write_lock.claim(work, datasets))
    ended = Event()
    signs = Thread(target=_live, args=(database, holder, ended), daemon=True)
    signs.start()
    try:
        yield holder
    finally:
        ended.set()
        signs.join()
        # Where that fails, the claim ends with its lease; what the block said is worth more.
        with suppress(CoopgraphError):
            database.write(lambda work: work.run(write_lock.RELEASE, {"holder": holder}))


def _live(database: Database, holder: str, ended: Event) -> None:
    """Give signs of life, also while nothing is written: a comparison may take long."""
    while not ended.wait(write_lock.LEASE / SIGNS):
        try:
            database.write(lambda work: write_lock.take_place(work, write_lock.PLACES, holder))
        except write_lock.TakenOver:  # the next step meets it too, and says it
            return
        except CoopgraphError:  # it may pass
            continue
