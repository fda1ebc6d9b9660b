"""Reads that see the graph as before a load or as after it, or say that it is being loaded.

Neo4j shows a reader what is committed at the moment when it looks, so an answer that takes
several looks could see half of a load, even of one that is a single transaction. So every
answer is taken between two looks at the database's state (see `lock` and `door`): where they
differ, the graph changed meanwhile, and the question is asked again.
"""

from typing import Final

from tenacity import retry, retry_if_exception_type, stop_after_delay, wait_fixed

from graph.database import READ_WITHIN, Database
from graph.lock import LEASE
from graph.typed import number, texts
from graph.work import Parameters, Row, Work, rows
from ontology.errors import BeingLoaded
from ontology.namespaces import dataset_name

# Seconds for which a reader waits until a load is through; a large one takes longer.
WAIT: Final = 5

STATE: Final = f"""
OPTIONAL MATCH (c:Coopgraph {{id: 1}})
OPTIONAL MATCH (door:Coopgraph {{id: 0}})
RETURN c.changes AS changes, {texts("c.loading")} AS loading, c.built AS built,
  c IS NOT NULL AND c.digest IS NULL AS rebuilding, {number("door.turn")} AS turn,
  timestamp() AS now
"""
DIGESTS: Final = """
MATCH (d:Dataset) WHERE $dataset IS NULL OR d.iri = $dataset
RETURN d.iri AS iri, d.digest AS digest, d.loaded_at AS at ORDER BY iri
"""


class Unsteady(BeingLoaded):
    """The graph changed while it was read: ask again."""

    def __init__(self) -> None:
        super().__init__("The graph is being changed at the moment. Try again in some seconds.")


steadily = retry(
    retry=retry_if_exception_type(Unsteady),
    wait=wait_fixed(0.05),
    stop=stop_after_delay(WAIT),
    reraise=True,
)


@steadily
def read(
    database: Database,
    query: str,
    parameters: Parameters,
    *,
    timeout: float = READ_WITHIN,
    limit_rows: int | None = None,
) -> list[Row]:
    """Run a read-only query on a graph that does not change meanwhile; see `Database.read`.

    Raises:
        BeingLoaded: a dataset is half written, or loads follow each other too closely.
        LimitExceeded: it took longer than `timeout`, or has more rows than `limit_rows`.
        DatabaseUnavailable: the server does not answer, or went away.
    """

    def work(work: Work) -> list[Row]:
        before = _state(work)
        found = rows(work.stream(query, parameters), limit_rows)
        if _state(work) != before:
            raise Unsteady
        return found

    return database.ask(work, timeout=timeout)


class Watch:
    """Two looks at the datasets that an export reads, before and after.

    Args:
        work: the export's transaction.
        dataset: the one that is read; None for all.

    Raises:
        BeingLoaded: one is half written.
    """

    def __init__(self, work: Work, dataset: str | None) -> None:
        self._work = work
        self._dataset = dataset
        self._before = steadily(self._first)()

    def check(self) -> None:
        """See that nothing has changed.

        Raises:
            BeingLoaded: something has, so what was read is of no use.
        """
        if steadily(self._last)() != self._before:
            raise BeingLoaded("The graph was changed while it was read. Export it again.")

    # The door is looked at between the datasets and their records, on the way in as on the
    # way out: so a commit that is seen in one of them only is met by the door as well.
    def _first(self) -> tuple[str, list[Row]]:
        datasets = self._datasets()
        return self._built(), datasets

    def _last(self) -> tuple[str, list[Row]]:
        return self._built(), self._datasets()

    def _built(self) -> str:
        return str(_state(self._work, self._dataset)["built"])

    def _datasets(self) -> list[Row]:
        return self._work.run(DIGESTS, {"dataset": self._dataset})


def _state(work: Work, dataset: str | None = None) -> Row:
    (state,) = work.run(STATE)
    if state["rebuilding"]:
        raise BeingLoaded(
            "The view is being made anew. Try again when it is; if `coopgraph db rebuild` was "
            "broken off, run it again."
        )
    loading = sorted(one for one in state["loading"] if dataset in (None, one))
    if loading:
        names = ", ".join(map(dataset_name, loading))
        raise BeingLoaded(
            f"Not all of {names} is loaded yet. Try again when it is; if its load was broken "
            "off, load it again, or drop it."
        )
    # A writer who shut the door and died left nothing behind; a lease says when it did.
    if state["turn"] < 0 and state["now"] + state["turn"] < LEASE * 1_000:
        raise Unsteady
    return {"changes": state["changes"], "turn": state["turn"], "built": state["built"]}
