"""Languages whose texts have property keys of their own.

Neo4j keeps a property key for ever, and takes a millisecond to make one. A file may have any
number of language tags; what the view makes of them is bounded by the list in `languages.txt`.
"""

from functools import cache
from importlib.resources import files


def has_key(language: str) -> bool:
    """Say whether texts in a language have a property key of their own, such as `name_pt_br`."""
    return language.lower() in known()


@cache
def known() -> frozenset[str]:
    """Return the tags that have keys, in lower case."""
    lines = files("graph.mapping").joinpath("languages.txt").read_text("utf-8").splitlines()
    listed = (line.split() for line in lines if not line.startswith("#"))
    return frozenset(
        tag for first, *rest in listed for tag in (first, *(f"{first}-{one}" for one in rest))
    )
