"""Who may write, and what readers are told: kept in the graph itself, on `:Coopgraph` nodes.

Node 1 is the database's state, node 0 a sign for readers; the others are places for writers.
Whoever changes the graph locks 1 and all places to the end of the transaction, so no two do.
The writers of one large load, which only add, share: each locks its own place. A large load
also claims its datasets, over all its transactions. A claim whose holder is gone, or gave no
sign for a while, may be taken over; because that locks every place, no transaction of the
old holder can end after it. While such a load leaves datasets half written, they are
announced as loading. While the whole view is made anew, node 1 has no digest.
"""

from collections.abc import Collection
from typing import Final, NamedTuple

from graph.database.transaction import Work
from graph.state.stored_types import number, texts
from graph.system import process_identity
from ontology.errors import DatabaseUnavailable
from ontology.namespaces import dataset_names

# Places for writers; the last one is where a load that is at work gives signs of life.
PLACES: Final = 4
# Seconds after which a holder that gave no sign of life counts as gone.
LEASE: Final = 60
# Seconds after which the server ends a step of a load: one whose client stands still keeps its
# locks.
STEP_WITHIN: Final = 300

LOCK: Final = f"""
UNWIND range(1, 1 + $places) AS id
MERGE (c:Coopgraph {{id: id}}) SET c.changes = {number("c.changes")} + 1
WITH collect(c)[0] AS c,
  max(CASE WHEN c.seen IS :: ZONED DATETIME NOT NULL THEN c.seen END) AS seen,
  datetime() AS now, duration({{seconds: $lease}}) AS lease
RETURN c.digest AS digest, c.changes AS changes, {texts("c.loading")} AS loading,
  {texts("c.claimed")} AS claimed, toStringOrNull(c.holder) AS holder,
  coalesce(now - lease < seen < datetime.realtime() + lease, false) AS alive,
  EXISTS {{ (:Dataset) }} AS filled, EXISTS {{ (:Resource) }} AS described
"""
# Of the moment itself: a query's own time is that of its start, before it waited.
TAKE_PLACE: Final = "MATCH (c:Coopgraph {id: 1 + $place}) SET c.seen = datetime.realtime()"
HELD_BY: Final = f"""
MATCH (c:Coopgraph {{id: 1}}) RETURN c.holder AS holder, {number("c.changes")} AS changes
"""
CLAIM: Final = """
MATCH (c:Coopgraph {id: 1})
SET c.holder = $holder, c.claimed = $datasets, c.seen = datetime.realtime()
"""
RELEASE: Final = """
MATCH (c:Coopgraph {id: 1}) WHERE c.holder = $holder REMOVE c.holder, c.claimed
"""
ANNOUNCE: Final = f"""
MATCH (c:Coopgraph {{id: 1}})
SET c.loading = [one IN {texts("c.loading")} WHERE NOT one IN $datasets] + $datasets
"""
WITHDRAW: Final = f"""
MATCH (c:Coopgraph {{id: 1}})
SET c.loading = [one IN {texts("c.loading")} WHERE NOT one IN $datasets]
"""


class State(NamedTuple):
    """What a writer that has locked the database finds.

    Attributes:
        digest: of what the view was made with; None before the first load.
        changes: a number that every locking raises.
        loading: the IRIs of datasets that are half written.
        claimed: the IRIs of datasets that a large load is busy with.
        holder: that load, None where there is none.
        alive: whether it gave a sign of life of late.
        filled: whether there are datasets.
        described: whether there are nodes.
    """

    digest: str | None
    changes: int
    loading: list[str]
    claimed: list[str]
    holder: str | None
    alive: bool
    filled: bool
    described: bool


class Busy(DatabaseUnavailable):
    """Another load is busy: wait for it."""


class TakenOver(DatabaseUnavailable):
    """Another load went on in this one's place."""


def lock(work: Work) -> State:
    """Wait until no one else writes, keep it so to the end, and return the database's state."""
    return State(**work.run(LOCK, {"places": PLACES, "lease": LEASE})[0])


def free(work: Work, state: State, datasets: Collection[str]) -> None:
    """See that no large load is busy with any of these datasets; end a claim that is left over.

    Raises:
        Busy: one is.
    """
    busy = set(datasets).intersection(state.claimed)
    if busy and at_work(state):
        raise Busy(f"Another load is busy with {dataset_names(busy)}. Wait until it is done.")
    if busy:  # its holder only stands still, perhaps, and must not go on from what was
        work.run(RELEASE, {"holder": state.holder})


def claim(work: Work, datasets: Collection[str]) -> str:
    """Claim datasets for a large load, and return the name of the claim's holder.

    Raises:
        Busy: another large load is running.
    """
    state = lock(work)
    if at_work(state):
        raise Busy("Another large load is running. Wait until it is done.")
    holder = process_identity.new()
    work.run(CLAIM, {"holder": holder, "datasets": list(datasets)})
    return holder


def take_place(work: Work, place: int, holder: str) -> int:
    """Lock one of the writers' places to the end; return the number of changes so far.

    Raises:
        TakenOver: another load has claimed.
    """
    work.run(TAKE_PLACE, {"place": place})
    row = work.run(HELD_BY)[0]
    check_holder(row["holder"], holder)
    return int(row["changes"])


def check_holder(found: str | None, holder: str) -> None:
    """See that a claim is still held.

    Raises:
        TakenOver: another load has claimed.
    """
    if found != holder:
        raise TakenOver("Another load took this one's place, because it stood still. Load again.")


def at_work(state: State) -> bool:
    """Whether a claim's holder is still at work; on this machine a dead one is known at once."""
    return bool(state.holder) and state.alive and not process_identity.is_dead(state.holder or "")
