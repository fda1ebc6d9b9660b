"""The write lock and the lease on datasets: kept in the graph itself, on `:Coopgraph` nodes.

Node 1 is the database's state, node 0 the version gate; the others are writer slots. Whoever
changes the graph locks 1 and all slots to the end of the transaction, so no two do. The writers
of one large load, which only add, share: each locks its own slot. A large load also has a lease
on its datasets, over all its transactions. A lease whose owner is gone, or gave no heartbeat for
a while, may be taken over; because that locks every slot, no transaction of the old owner can end
after it. While such a load leaves datasets half written, they are marked as loading. While the
whole view is made anew, node 1 has no digest.
"""

from collections.abc import Collection
from typing import Final, NamedTuple

from graph.database.transaction import Transaction
from graph.state.stored_types import number, texts
from graph.system import process_identity
from ontology.errors import DatabaseUnavailable
from ontology.namespaces import dataset_names

# The last one is where a load that is at work gives its heartbeats.
WRITER_SLOTS: Final = 4

LOCK: Final = f"""
UNWIND range(1, 1 + $slots) AS id
MERGE (c:Coopgraph {{id: id}}) SET c.changes = {number("c.changes")} + 1
WITH collect(c)[0] AS c,
  max(CASE WHEN c.seen IS :: ZONED DATETIME NOT NULL THEN c.seen END) AS seen,
  datetime() AS now, duration({{seconds: $lease}}) AS lease
RETURN c.digest AS digest, c.changes AS changes, {texts("c.loading")} AS loading,
  {texts("c.claimed")} AS leased, toStringOrNull(c.holder) AS owner,
  coalesce(now - lease < seen < datetime.realtime() + lease, false) AS alive,
  EXISTS {{ (:Dataset) }} AS filled, EXISTS {{ (:Resource) }} AS described
"""
# Of the moment itself: a query's own time is that of its start, before it waited.
TAKE_SLOT: Final = "MATCH (c:Coopgraph {id: 1 + $slot}) SET c.seen = datetime.realtime()"
OWNED_BY: Final = f"""
MATCH (c:Coopgraph {{id: 1}}) RETURN c.holder AS holder, {number("c.changes")} AS changes
"""
ACQUIRE: Final = """
MATCH (c:Coopgraph {id: 1})
SET c.holder = $holder, c.claimed = $datasets, c.seen = datetime.realtime()
"""
RELEASE: Final = """
MATCH (c:Coopgraph {id: 1}) WHERE c.holder = $holder REMOVE c.holder, c.claimed
"""
MARK_LOADING: Final = f"""
MATCH (c:Coopgraph {{id: 1}})
SET c.loading = [one IN {texts("c.loading")} WHERE NOT one IN $datasets] + $datasets
"""
UNMARK_LOADING: Final = f"""
MATCH (c:Coopgraph {{id: 1}})
SET c.loading = [one IN {texts("c.loading")} WHERE NOT one IN $datasets]
"""


class State(NamedTuple):
    """What a writer that has locked the database finds.

    Attributes:
        digest: of what the view was made with; None before the first load.
        changes: a number that every locking raises.
        loading: the IRIs of datasets that are half written.
        leased: the IRIs of datasets that a large load is busy with.
        owner: that load, None where there is none.
        alive: whether it gave a heartbeat of late.
        filled: whether there are datasets.
        described: whether there are nodes.
    """

    digest: str | None
    changes: int
    loading: list[str]
    leased: list[str]
    owner: str | None
    alive: bool
    filled: bool
    described: bool


class Busy(DatabaseUnavailable):
    """Another load is busy: wait for it."""


class TakenOver(DatabaseUnavailable):
    """Another load went on in this one's place."""


def lock(tx: Transaction) -> State:
    """Wait until no one else writes, keep it so to the end, and return the database's state."""
    return State(**tx.run(LOCK, {"slots": WRITER_SLOTS, "lease": tx.limits.lease})[0])


def end_stale_lease(tx: Transaction, state: State, datasets: Collection[str]) -> None:
    """See that no large load is busy with any of these datasets; end a lease that is stale.

    Raises:
        Busy: one is.
    """
    busy = set(datasets).intersection(state.leased)
    if busy and at_work(state):
        raise Busy(f"Another load is busy with {dataset_names(busy)}. Wait until it is done.")
    if busy:  # its owner only stands still, perhaps, and must not go on from what was
        tx.run(RELEASE, {"holder": state.owner})


def acquire(tx: Transaction, datasets: Collection[str]) -> str:
    """Give a large load the lease on its datasets, and return the name of its owner.

    Raises:
        Busy: another large load is running.
    """
    state = lock(tx)
    if at_work(state):
        raise Busy("Another large load is running. Wait until it is done.")
    owner = process_identity.new()
    tx.run(ACQUIRE, {"holder": owner, "datasets": list(datasets)})
    return owner


def take_slot(tx: Transaction, slot: int, owner: str) -> int:
    """Lock a writer slot to the end of the transaction; return the number of changes so far.

    Raises:
        TakenOver: another load has the lease.
    """
    tx.run(TAKE_SLOT, {"slot": slot})
    row = tx.run(OWNED_BY)[0]
    check_owner(row["holder"], owner)
    return int(row["changes"])


def check_owner(found: str | None, owner: str) -> None:
    """See that a lease is still its owner's.

    Raises:
        TakenOver: another load has it.
    """
    if found != owner:
        raise TakenOver("Another load took this one's place, because it stood still. Load again.")


def at_work(state: State) -> bool:
    """Whether a lease's owner is still at work; on this machine a dead one is known at once."""
    return bool(state.owner) and state.alive and not process_identity.is_dead(state.owner or "")
