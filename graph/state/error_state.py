"""Adding to an error what state it leaves."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Final

from graph.state.write_lock import Busy, TakenOver
from ontology.errors import CoopgraphError, DatabaseUnavailable
from ontology.namespaces import dataset_name

NOTHING: Final = "Nothing was written."
# Datasets that a message names.
NAMED: Final = 3


@contextmanager
def telling(left: Callable[[CoopgraphError], str]) -> Iterator[None]:
    """Add to an error of a `with` block what state it leaves.

    Args:
        left: says it of an error.
    """
    try:
        yield
    except CoopgraphError as error:
        error.args = (f"{error} {left(error)}", *error.args[1:])
        raise


def nothing(_: CoopgraphError) -> str:
    """Say that an error leaves everything as it was."""
    return NOTHING


def is_sure(error: CoopgraphError) -> bool:
    """Whether a transaction that ended so was not committed: a lost server may have done it."""
    return not isinstance(error, DatabaseUnavailable) or isinstance(error, Busy | TakenOver)


def listed(datasets: Sequence[str]) -> str:
    """Name some datasets, by their IRIs, and count the others."""
    names = ", ".join(map(dataset_name, datasets[:NAMED]))
    more = len(datasets) - NAMED
    return f"{names} and {more:,} more" if more > 0 else names
