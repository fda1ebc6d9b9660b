"""Two looks at the datasets that an export reads: nothing of them may change meanwhile."""

from typing import Final

from graph.database.transaction import Row, Work
from graph.read.consistency import load_status
from graph.read.consistency.consistent_read import steadily
from graph.read.consistency.load_status import Incomplete, Look
from ontology.errors import BeingLoaded

DIGESTS: Final = """
MATCH (d:Dataset) WHERE $dataset IS NULL OR d.iri = $dataset
RETURN d.iri AS iri, d.digest AS digest, d.loaded_at AS at ORDER BY iri
"""


class Watch:
    """Two looks at the datasets that an export reads, before and after.

    Args:
        work: the export's transaction.
        dataset: the one that is read; None for all.
        consistent: whether to refuse what is half written.

    Attributes:
        incomplete: the datasets of which the export may lack something.

    Raises:
        BeingLoaded: one is half written, and the export has to be consistent.
    """

    def __init__(self, work: Work, dataset: str | None, *, consistent: bool) -> None:
        self._work = work
        self._dataset = dataset
        look, self._before = steadily(self._first)()
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
        look, after = steadily(self._last)()
        if self._look.rebuilding:
            return
        begun = look.rebuilding or set(look.loading) - self._half
        if (
            begun
            or look.built != self._look.built
            or self._whole(after) != self._whole(self._before)
        ):
            raise BeingLoaded("The graph was changed while it was read. Export it again.")

    # The door is looked at between the datasets and their records, on the way in as on the
    # way out: so a commit that is seen in one of them only is met by the door as well.
    def _first(self) -> tuple[Look, list[Row]]:
        datasets = self._datasets()
        return self._looked(datasets), datasets

    def _last(self) -> tuple[Look, list[Row]]:
        look = self._looked(self._before)
        return look, self._datasets()

    def _looked(self, datasets: list[Row]) -> Look:
        (row,) = self._work.run(load_status.query(load_status.ALL))
        look = Look.of(row["look"])
        half = [row["iri"] for row in datasets] if look.rebuilding else look.loading
        of_it = [iri for iri in half if self._dataset in (None, iri)]
        return look._replace(loading=of_it, total=len(of_it))

    def _datasets(self) -> list[Row]:
        return self._work.run(DIGESTS, {"dataset": self._dataset})

    def _whole(self, datasets: list[Row]) -> list[Row]:
        return [row for row in datasets if row["iri"] not in self._half]
