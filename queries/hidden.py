"""How many rows there are, and how many a question's defaults hide: made from its own query.

Its rows are found by what stands before they are cut into pages, as often as the question
filters nothing by those parameters; what each row is told apart by, its header says (`told`).
"""

from collections.abc import Mapping, Sequence
from typing import Final

from queries.header import replaced
from queries.parameters import Parameter

# Where a question cuts its rows into pages, after it has put them in order.
PAGE: Final = "\nSKIP $offset LIMIT $limit"
ORDER: Final = "\nORDER BY "
HIDDEN: Final = """
CALL () {{
{found}
WITH {told}
WHERE {outside}
RETURN count(*) AS rows, {each}
}}
RETURN {{rows: rows, values: [{flat}]}} AS hidden
"""
TOTAL: Final = """
CALL () {{
{found}
RETURN count(*) AS total
}}
RETURN total
"""


def counting(body: str, parameters: Sequence[Parameter]) -> str:
    """Return a query for what these parameters, left to their defaults, hide of a question.

    Args:
        body: the question's Cypher.
        parameters: those that filter; their values are the defaults.

    Returns:
        A query of one row, `hidden`: how many `rows`, and of each parameter the `values` that
        these have.
    """
    names = [f"told_{one.name}" for one in parameters]
    pairs = [(one, name) for one, name in zip(parameters, names, strict=True)]
    return HIDDEN.format(
        found=replaced(_rows(body), [one.name for one in parameters], "null"),
        told=", ".join(f"{one.told} AS {name}" for one, name in pairs),
        outside=" OR ".join(f"none(x IN {name} WHERE x IN ${one.name})" for one, name in pairs),
        each=", ".join(f"collect(DISTINCT {name}) AS {name}" for name in names),
        flat=", ".join(
            f"COLLECT {{ UNWIND {name} AS some UNWIND some AS value RETURN DISTINCT value }}"
            for name in names
        ),
    )


def total(body: str) -> str:
    """Return a query for how many rows a question has on all pages: one row, `total`."""
    return TOTAL.format(found=_rows(body))


def together(queries: Mapping[str, str]) -> str:
    """Return one query of one row, `beside`: what each of several returns, by its name."""
    asked = "".join(f"CALL () {{\n{query}\n}}\n" for query in queries.values())
    return f"{asked}RETURN {{{', '.join(f'{name}: {name}' for name in queries)}}} AS beside"


def _rows(body: str) -> str:
    """Return what finds all rows of a question, in no order."""
    return body.partition(PAGE)[0].rpartition(ORDER)[0]
