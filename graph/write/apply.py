"""Applying changes of subjects inside one write transaction.

Whoever calls holds a lock (see `write_lock`): either nobody else writes, or others write
too but only add, of other subjects.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter

from graph.database.transaction import Transaction, batches
from graph.diff.changes import SubjectChange
from graph.mapping.node import FoundNode
from graph.mapping.node_diff import Repair, repair
from graph.mapping.view import NodeView, view
from graph.rdf import weight
from graph.rdf.records import Key, compared
from graph.read.stored import stored_direct_links, stored_nodes, stored_weight
from graph.state.ledger import Changes
from graph.write import cypher, removal
from graph.write.portions import Portions
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

ByDataset = dict[str, Changes]


class Applier:
    """Old records for new ones.

    Args:
        tx: the running write transaction.
        vocabulary: the declared terms.

    Attributes:
        changes: by dataset IRI, what was changed in this transaction.
    """

    def __init__(self, tx: Transaction, vocabulary: Vocabulary) -> None:
        self._tx = tx
        self._vocabulary = vocabulary
        self.changes: ByDataset = {}

    def add(self, touched: Sequence[SubjectChange]) -> None:
        """Write subjects that nothing is said of yet: their nodes, if there, are only targets."""
        self._in_portions([one for one in touched if one.portion])
        self._add([one for one in touched if not one.portion])

    def _add(self, touched: Sequence[SubjectChange]) -> None:
        names = {iri: dataset_name(iri) for one in touched for iri in one.upserts}
        views = [(one, self._fresh(one, names)) for one in touched]
        cypher.fresh(self._tx, views)
        for one in touched:
            for dataset, record in one.upserts.items():
                self._count(dataset, Changes(written=record.size))

    def change(self, touched: Sequence[SubjectChange]) -> None:
        """Write subjects, whatever was said of them before."""
        limits = self._tx.limits
        whole = [one for one in touched if not one.portion]
        left = removal.leave(self._tx, whole, self._vocabulary)
        for dataset, removed in left.removed.items():
            self._count(dataset, Changes(removed=removed))
        suspects = {*left.targets}
        new, long = list[SubjectChange](), [one for one in touched if one.portion]
        for some in batches((one for one in whole if one.key not in left.keys), limits.subjects):
            keys = [one.key for one in some]
            held = stored_weight.of_stored(self._tx, keys, self._vocabulary)
            new += [one for one in some if one.key not in held and not one.deletions]
            old = [(one, held.get(one.key, 0)) for one in some if one.key in held or one.deletions]
            long += [one for one, size in old if size > limits.read]
            light = [one for one in old if one[1] <= limits.read]
            for batch in weight.batches(light, limits.read, itemgetter(1), limits.subjects):
                suspects |= self._write([one for one, _ in batch])
        self._add(new)
        suspects |= self._in_portions(long)
        removal.sweep(self._tx, suspects, left.keys)

    def _in_portions(self, touched: Iterable[SubjectChange]) -> set[Key]:
        """Write subjects without reading all of them; return nodes that may not be needed more."""
        writer = Portions(self._tx, self._vocabulary)
        for one in touched:
            for portion in one.portions():
                writer.write(one.key, portion)
        for dataset, changes in writer.changes.items():
            self._count(dataset, changes)
        return writer.loosened

    def _fresh(self, one: SubjectChange, names: Mapping[str, str]) -> NodeView:
        said = {names[iri]: record.statements for iri, record in one.upserts.items()}
        return view(one.key, said, self._vocabulary)

    def _write(self, touched: Sequence[SubjectChange]) -> set[Key]:
        """Write a batch; return the nodes that may have nothing left to be there for."""
        there = stored_nodes.named(self._tx, [one.key for one in touched], self._vocabulary)
        pairs = [(one, there.get(one.key, FoundNode(one.key))) for one in touched]
        views = [(node, self._view(node, one)) for one, node in pairs]
        found = stored_direct_links.complete(self._tx, views, self._vocabulary)
        repairs = [repair(node, shown) for node, (_, shown) in zip(found, views, strict=True)]
        cypher.repairs(self._tx, repairs)
        cypher.records(self._tx, touched)
        cypher.forget(self._tx, touched)
        for one, node in pairs:
            self._compare(one, node)
        return {one.key for one, _ in pairs if one.deletions}.union(*map(_loosened, repairs))

    def _view(self, node: FoundNode, one: SubjectChange) -> NodeView:
        new = {iri: record.statements for iri, record in one.upserts.items()}
        kept = {iri: text for iri, text in node.records.items() if iri not in one.deletions} | new
        said = {dataset_name(iri): text for iri, text in kept.items()}
        return view(node.key, said, self._vocabulary)

    def _compare(self, one: SubjectChange, node: FoundNode) -> None:
        for dataset in chain(one.upserts, one.deletions):
            old = node.records.get(dataset, "")
            lines = compared(old, one.upserts.get(dataset))
            self._count(dataset, Changes(*map(len, lines)))

    def _count(self, dataset: str, changes: Changes) -> None:
        self.changes[dataset] = self.changes.get(dataset, Changes()) + changes


def _loosened(one: Repair) -> set[Key]:
    """Return what a node no longer points at."""
    return {link.target for link in one.removed_links.values()}
