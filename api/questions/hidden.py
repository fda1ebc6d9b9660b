"""What a question's defaults hide: how many rows, and with which values; and how to see them."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pydantic import Field

from api.questions.concepts import codes
from queries.catalogue import Question

HEADER: Final = "Coopgraph-Hidden"
FIELDS: Final[dict[str, Any]] = {
    "hidden": (
        dict[str, int | list[str]],
        Field(
            default={},
            description="What a default hides: how many `rows`, and by parameter the values that "
            "show them. Left out where nothing is hidden.",
        ),
    )
}

Hidden = Mapping[str, Any]


def read(question: Question, given: Mapping[str, Any], found: Any) -> Hidden:
    """Return what a question's defaults hide, as JSON says it; nothing where they hide nothing.

    Args:
        question: the question.
        given: its parameters that were given.
        found: what `queries.hidden.counting` found.
    """
    if not found or not found["rows"]:
        return {}
    values = {
        one.name: [code for code in codes(one.scheme or "") if code in some]
        for one, some in zip(question.hiding(given), found["values"], strict=True)
    }
    return {"rows": found["rows"], **values}


def members(hidden: Hidden) -> dict[str, Any]:
    """Return what JSON says; nothing where nothing is hidden."""
    return {"hidden": dict(hidden)} if hidden else {}


def headers(hidden: Hidden) -> dict[str, str]:
    """Return the header, such as `rows=2; status=announced,unknown`; none where nothing is."""
    if not hidden:
        return {}
    parts = [f"rows={hidden['rows']}"]
    parts += [f"{name}={','.join(some)}" for name, some in hidden.items() if name != "rows"]
    return {HEADER: "; ".join(parts)}


def lines(hidden: Hidden) -> Iterator[str]:
    """Yield the line for people, with the options that show the rows; none where nothing is."""
    if not hidden:
        return
    rows, them = (
        ("1 more row is", "it")
        if hidden["rows"] == 1
        else (f"{hidden['rows']:,} more rows are", "them")
    )
    given = [(name, code) for name, some in hidden.items() if name != "rows" for code in some]
    options = " ".join(f"--{name.replace('_', '-')} {code}" for name, code in given)
    yield f"{rows} hidden by default. To see {them}: {options}" if options else f"{rows} hidden."
