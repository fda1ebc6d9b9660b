"""Changing what one dataset says, inside one write transaction.

Every writer first locks the one `:Coopgraph` node and keeps it to the end, so no two change
the graph at once and nodes need no locks of their own. Writes go in the order of keys.
"""

from collections.abc import Mapping
from typing import Final

from graph import nodes, write
from graph.database import Database
from graph.ledger import Changes
from graph.nodes import FoundNode
from graph.records import Key, Record, combined, lines_of
from graph.repair import Repair, repair
from graph.view import NodeView, view
from graph.work import Work
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

SUBJECTS: Final = 2_000

HELD: Final = """
MATCH (:Dataset {iri: $dataset})<-[r:DESCRIBED_IN]-(n) RETURN n.iri AS key, r.digest AS digest
"""
ENTER: Final = "MERGE (d:Dataset {iri: $dataset}) SET d.name = $name"
# `loaded_at` tells when the content last changed; the ledger has every run.
SETTLE: Final = """
MATCH (d:Dataset {iri: $dataset}) WHERE d.digest IS NULL OR d.digest <> $digest
SET d.digest = $digest, d.statements = $statements, d.loaded_at = datetime()
"""
LEAVE: Final = "MATCH (d:Dataset {iri: $dataset}) DELETE d"

Records = Mapping[Key, Record]


class Exchange:
    """One dataset's old content for its new one.

    Args:
        work: the running write transaction.
        dataset: the dataset's IRI.
        vocabulary: the declared terms.
    """

    def __init__(self, work: Work, dataset: str, vocabulary: Vocabulary) -> None:
        self._work = work
        self._dataset = dataset
        self._vocabulary = vocabulary

    def replace(self, wanted: Records) -> Changes:
        """Make the dataset say what these records say, and nothing else."""
        name = dataset_name(self._dataset)
        self._work.run(ENTER, {"dataset": self._dataset, "name": name})
        changes = self._subjects(wanted)
        digest = combined(one.digest for one in wanted.values())
        size = sum(one.size for one in wanted.values())
        row = {"dataset": self._dataset, "digest": digest, "statements": size}
        self._work.run(SETTLE, row)
        return changes

    def drop(self) -> Changes:
        """Take the dataset out."""
        changes = self._subjects({})
        self._work.run(LEAVE, {"dataset": self._dataset})
        return changes

    def _subjects(self, wanted: Records) -> Changes:
        touched = differing(held(self._work, self._dataset), wanted)
        same = sum(one.size for key, one in wanted.items() if key not in touched)
        total, suspects = Changes(unchanged=same), set[Key]()
        for keys in write.batches(sorted(touched), SUBJECTS):
            there = nodes.named(self._work, keys)
            found = [there.get(key, FoundNode(key)) for key in keys]
            total += self._write(found, wanted, suspects)
        write.sweep(self._work, suspects)
        return total

    def _write(self, found: list[FoundNode], wanted: Records, suspects: set[Key]) -> Changes:
        repairs = [repair(node, self._view(node, wanted.get(node.key))) for node in found]
        write.repairs(self._work, repairs)
        kept = {node.key: wanted[node.key] for node in found if node.key in wanted}
        gone = [node.key for node in found if node.key not in wanted]
        write.records(self._work, self._dataset, kept)
        write.forget(self._work, self._dataset, gone)
        suspects.update(gone, *map(_loosened, repairs))
        old = {node.key: node.records.get(self._dataset, "") for node in found}
        return counted(old, wanted)

    def _view(self, node: FoundNode, mine: Record | None) -> NodeView:
        name = dataset_name(self._dataset)
        said = {one: text for one, text in node.records_by_name.items() if one != name}
        if mine:
            said[name] = mine.statements
        return view(node.key, said, self._vocabulary)


def held(reader: Work | Database, dataset: str) -> dict[Key, str]:
    """Return the digests of what a dataset says in the database, by subject."""
    return {row["key"]: row["digest"] for row in reader.stream(HELD, {"dataset": dataset})}


def differing(held: Mapping[Key, str], wanted: Records) -> set[Key]:
    """Return the subjects of which a dataset says something else than before, or nothing now."""
    changed = {key for key, one in wanted.items() if held.get(key) != one.digest}
    return changed | (held.keys() - wanted.keys())


def counted(old: Mapping[Key, str], wanted: Records) -> Changes:
    """Count what changes for these subjects, statement by statement."""
    total = Changes()
    for key, statements in old.items():
        before = set(lines_of(statements))
        after = set(lines_of(wanted[key].statements)) if key in wanted else set()
        total += Changes(len(after - before), len(after & before), len(before - after))
    return total


def _loosened(one: Repair) -> set[Key]:
    """Return what a node no longer points at."""
    return {link.target for link in one.removed_links.values()}
