"""Converting the driver's values to plain Python."""

from collections.abc import Mapping
from typing import Any, Final

from neo4j.graph import Entity, Path
from neo4j.time import Date, DateTime, Duration, Time

PLAIN: Final = frozenset({str, int, float, bool, type(None)})


def plain(value: Any) -> Any:
    """Return a value as Python's own type: `datetime.date` for a DATE, a dict for a node."""
    if type(value) in PLAIN:  # most values are, so they need not pass what follows
        return value
    if isinstance(value, list):
        return [item if type(item) in PLAIN else plain(item) for item in value]
    if isinstance(value, Date | DateTime | Time):
        return value.to_native()
    if isinstance(value, Path):
        return [plain(entity) for entity in (value.start_node, *value.relationships)]
    if isinstance(value, Mapping | Entity):
        return {key: plain(item) for key, item in value.items()}
    return value.iso_format() if isinstance(value, Duration) else value
