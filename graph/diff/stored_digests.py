"""Digests of the stored records of some datasets, read once, in bounded memory."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from graph.database.driver import Database
from graph.database.transaction import Transaction
from graph.rdf.record_parts import Start
from graph.rdf.records import Key, token_of
from graph.read.stored.node_walk import NODES, walk
from graph.spill.hash_partitions import HashPartitions
from graph.system.closing import Closing

# How many records there are, and how many statements one has on an average.
SIZES: Final = """
UNWIND range(0, size($datasets) - 1) AS number
MATCH (d:Dataset {iri: $datasets[number]})
WITH number, toFloatOrNull(d.statements) AS statements, COUNT { (d)<-[:DESCRIBED_IN]-() } AS records
WHERE records > 0
RETURN number, records, toInteger(ceil(coalesce(statements, 0) / records)) AS average
"""
RESOURCES: Final = "MATCH (n:Resource) RETURN count(n) AS number"
# Of datasets that are a small part of the graph, record by record.
EACH: Final = """
UNWIND range(0, size($datasets) - 1) AS number
MATCH (:Dataset {iri: $datasets[number]})<-[r:DESCRIBED_IN]-(n) WHERE n.iri > ''
RETURN n.iri AS key, number, coalesce(toStringOrNull(r.digest), '') AS digest,
  coalesce(toStringOrNull(r.start), '') AS start
"""
# Of others, by a walk over all nodes.
WALK: Final = (
    NODES
    + """
COLLECT {
  UNWIND nodes AS n MATCH (n)-[r:DESCRIBED_IN]->(d:Dataset) WHERE d.iri IN $datasets
  RETURN [n.iri, d.iri, coalesce(toStringOrNull(r.digest), ''),
    coalesce(toStringOrNull(r.start), '')]
} AS held
"""
)
# Nobody knows how many statements a record has before it is read; and where a dataset was never
# loaded to its end, not even how many there are in all.
GOING: Final = 10
WORDS: Final = 4


class StoredDigests(Closing):
    """What datasets say, subject by subject; close it, or use it in a `with` statement.

    Args:
        reader: where to ask.
        datasets: their IRIs.

    Attributes:
        hash_partitions: the subjects, each as N-Triples has it, with dataset and digest.
    """

    def __init__(self, reader: Transaction | Database, datasets: Collection[str]) -> None:
        self._asked = list(datasets)
        self._reader = reader
        self.hash_partitions = HashPartitions(reader.limits.spill)
        sizes = list(reader.stream(SIZES, {"datasets": self._asked}))
        self._average = {self._asked[row["number"]]: row["average"] for row in sizes}
        try:
            self._fill(sum(row["records"] for row in sizes))
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Forget it."""
        self.hash_partitions.close()

    @property
    def datasets(self) -> Collection[str]:
        """Those that say anything."""
        return self._average.keys()

    def size(self, datasets: Iterable[str]) -> int:
        """Return about how many statements datasets say with a subject of theirs, all together."""
        return sum(self._average[one] or GOING for one in datasets)

    def digests(self, number: int) -> dict[str, dict[str, dict[Start, str]]]:
        """Return what is held in a partition: by subject, dataset, and where a part begins."""
        found: dict[str, dict[str, dict[Start, str]]] = {}
        for row in self.hash_partitions.rows(number):
            token, dataset, digest, start = row.split(" ", WORDS - 1)
            of_subject = found.setdefault(token, {})
            of_subject.setdefault(self._asked[int(dataset)], {})[start] = digest
        return found

    def _fill(self, records: int) -> None:
        if not records:
            return
        (nodes,) = self._reader.stream(RESOURCES)
        few = nodes["number"] > self._reader.limits.walked * records
        for key, number, digest, start in self._each() if few else self._walk():
            line = f"{token_of(key)} {number} {digest} {start}"
            plain = " " not in key and " " not in digest and "\n" not in line
            if plain:  # else edited by hand
                self.hash_partitions.extend([line], len(line))

    def _each(self) -> Iterator[tuple[Key, int, str, Start]]:
        for row in self._reader.stream(EACH, {"datasets": self._asked}):
            yield row["key"], row["number"], row["digest"], row["start"]

    def _walk(self) -> Iterator[tuple[Key, int, str, Start]]:
        numbers = {iri: number for number, iri in enumerate(self._asked)}
        row = self._reader.limits.digest_row
        for found in walk(self._reader, WALK, {"datasets": self._asked}, row):
            for key, dataset, digest, start in found["held"]:
                yield key, numbers[dataset], digest, start
