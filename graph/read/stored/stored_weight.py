"""Weight of stored nodes, with all that is said of them."""

from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from graph.database.transaction import Parameters, Row
from graph.rdf.records import Key
from graph.rdf.weight import LONG
from ontology.vocabulary import Vocabulary

# Java holds a text in two bytes a character, unless all of them are Latin.
WIDE: Final = 2
# What a node weighs as it is, whoever describes it: the server reads its records and keeps none.
# Direct links that leave it are those of participations.
STORED: Final = """
UNWIND $keys AS key MATCH (n:Resource {iri: key}) USING INDEX SEEK n:Resource(iri)
WITH n, key, COUNT { (n)-[r]->() WHERE NOT type(r) IN $direct } AS links
WHERE links > 0 OR labels(n) <> ['Resource'] OR keys(n) <> ['iri']
RETURN key, links, reduce(sum = 0, size IN COLLECT {
  MATCH (n)-[r:DESCRIBED_IN]->() RETURN coalesce(size(toStringOrNull(r.statements)), 0)
} | sum + size) AS size
"""


class Reader(Protocol):
    """Where to ask: a connection, or a running transaction."""

    def stream(self, query: str, parameters: Parameters | None = None) -> Iterator[Row]:
        """Run a query and yield its rows as they come."""


def of_stored(reader: Reader, keys: Sequence[Key], vocabulary: Vocabulary) -> dict[Key, int]:
    """Return what nodes weigh that are more than targets, with all that anybody says of them."""
    given = {"keys": list(keys), "direct": vocabulary.direct_types}
    rows = reader.stream(STORED, given) if keys else ()
    return {row["key"]: max(row["links"], WIDE * row["size"] // LONG) for row in rows}
