"""Load status for readers: whether something is committed, loaded in batches, rebuilt.

A reader asks before and after its answer (see `consistent_read`). Where the two differ, a commit
came between. What is half written meanwhile is named, the first names only: there may be 100,000.
"""

from typing import Final, NamedTuple, Self

from graph.database.transaction import Row
from graph.limits import STANDARD
from graph.state.stored_types import number, texts
from ontology.errors import BeingLoaded
from ontology.namespaces import dataset_name

# Names of datasets that an answer lists at most, and characters of each.
NAMED: Final = 20
NAME_LENGTH: Final = 200
ALL: Final = 2**31 - 1


# Where `one` is 1; a reader makes that depend on what it has read, so that the look comes after.
def look(named: int) -> str:
    """Return the part of a query that looks, and lists so many half-written datasets at most."""
    loading = texts("c.loading")
    return f"""
OPTIONAL MATCH (c:Coopgraph {{id: one}})
OPTIONAL MATCH (gate:Coopgraph {{id: one - 1}})
RETURN {{
  version: {number("gate.turn")}, changes: {number("c.changes")}, built: toStringOrNull(c.built),
  now: timestamp(), rebuilding: c IS NOT NULL AND c.digest IS NULL,
  total: size({loading}), loading: {loading}[..{named}]
}} AS look
"""


# What an answer may lack while the view is made anew: something of any dataset.
ANY: Final = f"""
MATCH (d:Dataset) WHERE d.iri > '' WITH d.iri AS iri ORDER BY iri LIMIT {NAMED}
RETURN collect(iri) AS iris, COUNT {{ (:Dataset) }} AS total
"""


class ConcurrentChange(BeingLoaded):
    """The graph changed while it was read: ask again."""

    def __init__(self) -> None:
        super().__init__("The graph is being changed at the moment. Try again in some seconds.")


class Incomplete(NamedTuple):
    """Datasets of which an answer may lack something: the first short names, and how many more."""

    names: tuple[str, ...] = ()
    more: int = 0

    @classmethod
    def of(cls, iris: list[str], count: int) -> Self:
        """Return the datasets of these IRIs, being the first ones of so many."""
        names = tuple(_shortened(dataset_name(iri)) for iri in iris[:NAMED])
        return cls(names, max(0, count - len(names)))

    def __str__(self) -> str:
        listed = ", ".join(self.names)
        return f"{listed} and {self.more:,} more" if self.more else listed


class LoadStatus(NamedTuple):
    """What one look saw.

    Attributes:
        version: of the gate, see `version_gate`.
        changes: a number that every locking raises.
        built: when the view was last made.
        rebuilding: whether it is being made, or was left half made.
        loading: IRIs of datasets that are half written; the first ones only, in a question.
        total: how many these are in all.
        now: the server's clock, in milliseconds.
    """

    version: int
    changes: int | None
    built: str | None
    rebuilding: bool
    loading: list[str]
    total: int
    now: int

    @classmethod
    def of(cls, row: Row) -> Self:
        """Return what a look found; see that nobody commits at the moment.

        Raises:
            Unsteady: somebody does.
        """
        look = cls(**row)
        # A writer that began a commit and died left nothing behind; a lease says when it did.
        if look.version < 0 and look.now + look.version < STANDARD.lease * 1_000:
            raise ConcurrentChange
        return look

    def refuse_half(self) -> None:
        """See that everything is there whole.

        Raises:
            BeingLoaded: something is half written.
        """
        if self.rebuilding:
            raise BeingLoaded(
                "The view is being made anew. Try again when it is; if `coopgraph db rebuild` "
                "was broken off, run it again."
            )
        if self.loading:
            raise BeingLoaded(
                f"Not all of {Incomplete.of(self.loading, self.total)} is loaded yet. Try again "
                "when it is; if its load was broken off, load it again, or drop it."
            )


def query(named: int = NAMED) -> str:
    """Return a query that looks, and lists so many half-written datasets at most."""
    return "WITH 1 AS one" + look(named)


def between(before: LoadStatus, after: LoadStatus, *, consistent: bool) -> Incomplete:
    """Say what an answer that was read between two looks may lack of loads; see `ANY`, too.

    Raises:
        BeingLoaded: it may lack something, and has to be consistent.
        Unsteady: a commit came between.
    """
    if consistent:
        before.refuse_half()
        after.refuse_half()
    if (before.version, before.built) != (after.version, after.built):
        raise ConcurrentChange
    if consistent and before.changes != after.changes:
        raise ConcurrentChange
    iris = list(dict.fromkeys(before.loading + after.loading))
    return Incomplete.of(iris, max(before.total, after.total, len(iris)))


def _shortened(name: str) -> str:
    return name if len(name) <= NAME_LENGTH else name[: NAME_LENGTH - 1] + "…"
