"""Guard of a long read: nothing of its datasets may change meanwhile."""

from typing import Any, Final

from graph.database.transaction import Transaction
from graph.read.consistency import load_status
from graph.read.consistency.consistent_read import until_unchanged
from graph.read.consistency.load_status import Incomplete, LoadStatus
from ontology.errors import BeingLoaded

# The datasets are read before one look and after the other, so the gate is looked at between them
# and their records, on the way in as on the way out: a commit that is seen in one of them only is
# met by the gate as well. Each look is one statement, in which the later part needs the earlier.
DATASETS: Final = """
MATCH (d:Dataset) WHERE one = 1 AND ($dataset IS NULL OR d.iri = $dataset)
WITH d ORDER BY d.iri RETURN collect([d.iri, d.digest, toStringOrNull(d.loaded_at)]) AS datasets
"""
FIRST: Final = f"""
CALL () {{ WITH 1 AS one {DATASETS} }}
CALL (datasets) {{
WITH CASE WHEN size(datasets) >= 0 THEN 1 END AS one
{load_status.look(load_status.ALL)}
}}
RETURN look, datasets
"""
LAST: Final = f"""
CALL () {{ {load_status.query(load_status.ALL)} }}
CALL (look) {{ WITH CASE WHEN look IS NOT NULL THEN 1 END AS one {DATASETS} }}
RETURN look, datasets
"""

# IRI, digest, and when it was loaded.
Stated = tuple[Any, Any, Any]


class ReadGuard:
    """Two looks at the datasets that an export reads, before and after.

    Args:
        tx: the export's transaction.
        dataset: the one that is read; None for all.
        consistent: whether to refuse what is half written.

    Attributes:
        incomplete: the datasets of which the export may lack something.

    Raises:
        BeingLoaded: one is half written, and the export has to be consistent.
    """

    def __init__(self, tx: Transaction, dataset: str | None, *, consistent: bool) -> None:
        self._tx = tx
        self._dataset = dataset
        look, self._before = until_unchanged(tx.limits)(self._first)()
        if consistent:
            look.refuse_half()
        self._half = set(look.loading)
        self._look = look
        self.incomplete = Incomplete.of(look.loading, len(look.loading))

    def check(self) -> None:
        """See that nothing has changed but what was half written from the first.

        Raises:
            BeingLoaded: something has, so what was read is of no use.
        """
        look, after = until_unchanged(self._tx.limits)(self._last)()
        if self._look.rebuilding:
            return
        begun = look.rebuilding or set(look.loading) - self._half
        if (
            begun
            or look.built != self._look.built
            or self._whole(after) != self._whole(self._before)
        ):
            raise BeingLoaded("The graph was changed while it was read. Export it again.")

    def _first(self) -> tuple[LoadStatus, list[Stated]]:
        return self._looked(FIRST)

    def _last(self) -> tuple[LoadStatus, list[Stated]]:
        return self._looked(LAST)

    def _looked(self, query: str) -> tuple[LoadStatus, list[Stated]]:
        (row,) = self._tx.run(query, {"dataset": self._dataset})
        look, datasets = LoadStatus.of(row["look"]), [tuple(one) for one in row["datasets"]]
        half = [iri for iri, *_ in datasets] if look.rebuilding else look.loading
        of_it = [iri for iri in half if self._dataset in (None, iri)]
        return look._replace(loading=of_it, total=len(of_it)), datasets

    def _whole(self, datasets: list[Stated]) -> list[Stated]:
        return [one for one in datasets if one[0] not in self._half]
