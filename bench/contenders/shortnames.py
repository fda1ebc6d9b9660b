"""Names for Neo4j from the ends of IRIs, and the way back."""

import re
from typing import Final

IRI: Final = "iri"
END: Final = re.compile(r"[^/#:]*$")


class ShortNames:
    """Gives each IRI a name of its own, in the order in which they come."""

    SAVE: Final = "MERGE (n:Names) SET n.iris = $iris, n.names = $names"
    READ: Final = "MATCH (n:Names) RETURN n.iris AS iris, n.names AS names"

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        # What is taken; the key of every node is called so already.
        self._taken = {IRI}

    def of(self, iri: str) -> str:
        """Return the name for an IRI."""
        name = self._names.get(iri)
        return self._new(iri) if name is None else name

    def columns(self) -> dict[str, list[str]]:
        """Return all names as two columns, to be kept beside the graph."""
        return {"iris": list(self._names), "names": list(self._names.values())}

    def _new(self, iri: str) -> str:
        found = END.search(iri)
        name = (found and found[0]) or "name"
        while name in self._taken:
            name += "_"
        self._taken.add(name)
        self._names[iri] = name
        return name
