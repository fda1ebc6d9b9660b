"""Choosing how a load goes: in bulk or over Bolt."""

from collections.abc import Mapping
from typing import NamedTuple

from graph.bulk.bulk_import import Bulk, NotEmpty
from graph.database.local import InUse, LocalServer
from graph.spill.staging import Staging
from graph.state.error_state import nothing, telling
from graph.state.ledger import Changes, Intake
from graph.store import Store
from graph.write.load_batches import Progress


class Loaded(NamedTuple):
    """What a load changed, by dataset IRI, and for a large one in a sentence which way it took."""

    changes: Mapping[str, Changes]
    way: str | None


def load(
    store: Store,
    server: LocalServer | None,
    staging: Staging,
    intakes: Mapping[str, Intake],
    progress: Progress,
) -> Loaded:
    """Load in bulk where that is possible and pays, else over Bolt.

    Args:
        store: where to.
        server: the local server on which it is, used by the caller; None where it is elsewhere.
        staging: the datasets.
        intakes: by dataset IRI, what their loader counted.
        progress: told how many statements were written, from time to time.

    Raises:
        Whatever `Store.load` and `Bulk.load` raise, but what speaks against the bulk way.
    """
    if staging.totals.total() < store.database.limits.bulk_from:
        return Loaded(store.load(staging, intakes, progress), None)
    why = "Neo4j is not the local one"
    if server:
        bulk = Bulk(server, store.database, store.vocabulary)
        with telling(nothing):  # the old database is brought back
            try:
                changes = bulk.load(staging, intakes, progress)
            except NotEmpty:
                why = "the graph was not empty"
            except InUse as error:
                why = str(error).removesuffix(".")
            else:
                store.settle()
                return Loaded(changes, "Written in bulk, by Neo4j's importer: the graph was empty.")
    return Loaded(store.load(staging, intakes, progress), f"Written over Bolt: {why}.")
