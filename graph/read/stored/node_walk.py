"""Walking over all nodes in the order of their keys, page by page, by the unique index.

A page of nodes is one query, so that neither side ever holds more; and many nodes are one row,
because a row costs the driver as much as what is said of twenty nodes.
"""

from collections.abc import Iterator
from typing import Final

from graph.database.driver import Database
from graph.database.transaction import Parameters, Row, Transaction
from graph.rdf.records import Key

# How a query of a walk begins; what it collects from `nodes` follows.
NODES: Final = """
MATCH (n:Resource) WHERE n.iri > $after WITH n ORDER BY n.iri LIMIT $page
WITH collect(n) AS nodes UNWIND range(0, size(nodes) - 1, $row) AS i
WITH nodes[i..i + $row] AS nodes
RETURN nodes[-1].iri AS last,"""


def walk(
    reader: Transaction | Database, query: str, parameters: Parameters, row: int
) -> Iterator[Row]:
    """Yield the rows of a query for all nodes.

    Args:
        reader: where to ask.
        query: `NODES`, and what to collect.
        parameters: of the rest of the query.
        row: how many nodes are one row.
    """
    last: Key | None = ""
    size = reader.limits.page
    while last is not None:
        page = reader.stream(query, {**parameters, "page": size, "row": row, "after": last})
        last, rows = None, 0
        for one in page:
            last = one["last"]
            rows += 1
            yield one
        if rows * row < size:  # no more can follow
            return
