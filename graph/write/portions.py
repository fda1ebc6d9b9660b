"""Writing a portion of a long record, with the links and properties that change.

A subject of very many statements is never read as a whole. What a portion adds and takes away
is told from its own statements, and so which links come and go; labels, properties and direct
links are made from all the statements that they depend on, wherever they stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from graph.database.transaction import Row, Transaction, batches
from graph.mapping import large_view
from graph.mapping.links import LinkKey
from graph.mapping.node import FoundNode
from graph.mapping.node_diff import link_properties, repair
from graph.mapping.view import LEADS_TO, NodeView, view
from graph.rdf.record_parts import Portion, Start
from graph.rdf.records import Key
from graph.read.stored import stored_direct_links, stored_parts
from graph.read.stored.stored_direct_links import Pair
from graph.state.ledger import Changes
from graph.write import cypher
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

# The key's node is locked to the end: of two writers one waits, and sees what the other wrote.
LOCK: Final = "MERGE (n:Resource {iri: $key}) SET n.iri = n.iri"
LINKS: Final = """
UNWIND $rows AS row
MATCH (n:Resource {iri: $key})
USING INDEX SEEK n:Resource(iri)
MATCH (m:Resource {iri: row.target})
USING INDEX SEEK m:Resource(iri)
MATCH (n)-[r]->(m) WHERE type(r) = row.type AND coalesce(r.predicate = row.predicate, true)
RETURN row.number AS number, elementId(r) AS id, r.datasets AS datasets
"""
CREATE: Final = """
UNWIND $rows AS row
MATCH (n:Resource {iri: $key})
USING INDEX SEEK n:Resource(iri)
MATCH (d:Dataset {iri: row.dataset})
CREATE (n)-[:DESCRIBED_IN {statements: row.statements, digest: row.digest, start: row.start}]->(d)
"""
UPDATE: Final = """
UNWIND $rows AS row MATCH ()-[r]->() WHERE elementId(r) = row.id
SET r.statements = row.statements, r.digest = row.digest
"""


class Portions:
    """Writes portions in a running transaction.

    Args:
        tx: the transaction, which holds the write lock.
        vocabulary: the declared terms.

    Attributes:
        changes: by dataset IRI, what was changed.
        loosened: the nodes that may have nothing left to be there for.
    """

    def __init__(self, tx: Transaction, vocabulary: Vocabulary) -> None:
        self._tx = tx
        self._vocabulary = vocabulary
        self.changes: dict[str, Changes] = {}
        self.loosened: set[Key] = set()

    def write(self, key: Key, portion: Portion) -> None:
        """Write a portion of what is said with a subject."""
        self._tx.run(LOCK, {"key": key})
        ids = dict(stored_parts.starts(self._tx, key).get(portion.dataset, ()))
        starts = {ids[start]: start for start in portion.concerned & ids.keys()}
        found = stored_parts.texts(self._tx, key, list(starts))
        old = {starts[one]: text for one, text, _ in found}
        come, stay, go = portion.compared(old)
        telling = any(map(large_view.tells, (*come, *go)))
        before = stored_direct_links.told(self._tx, key, self._vocabulary) if telling else []
        self._write_records(key, portion, ids)
        self._write_links(key, portion.dataset, come, go)
        if telling:
            self._write_direct_links(key, before)
        if any(large_view.is_shown(line, self._vocabulary) for line in (*come, *go)):
            self._write_node(key)
        self.loosened.add(key)
        changes = Changes(len(come), len(stay), len(go))
        self.changes[portion.dataset] = self.changes.get(portion.dataset, Changes()) + changes

    def _write_records(self, key: Key, portion: Portion, ids: Mapping[Start, str]) -> None:
        rows = [
            {
                "id": ids.get(start),
                "dataset": portion.dataset,
                "start": start or None,
                "statements": one.statements,
                "digest": one.digest,
            }
            for start, one in portion.upserts.items()
        ]
        self._run_texts(UPDATE, [row for row in rows if row["id"]], key)
        self._run_texts(CREATE, [row for row in rows if not row["id"]], key)
        gone = [ids[start] for start in portion.deletions if start in ids]
        cypher.in_batches(self._tx, cypher.REMOVE_LINKS, gone)

    def _run_texts(self, query: str, rows: Sequence[Row], key: Key) -> None:
        for some in batches(rows, stored_parts.TOGETHER):
            self._tx.run(query, {"rows": some, "key": key})

    def _write_links(self, key: Key, dataset: str, come: Sequence[str], go: Sequence[str]) -> None:
        """Have a dataset stated on the links of some statements, and no more on those of others."""
        name = dataset_name(dataset)
        added, removed = self._links(key, name, come), self._links(key, name, go)
        targets = {link.target for link in added}
        cypher.in_batches(self._tx, cypher.TARGETS, sorted(targets))
        missing = set(added)
        changed, deleted = list[Row](), list[str]()
        for link, found, datasets in self._found(key, [*added, *removed]):
            stated = {one for one in datasets if isinstance(one, str)} - {name}
            if link in added:
                missing.discard(link)
                stated.add(name)
            if not stated:
                deleted.append(found)
            elif sorted(stated) != datasets:
                properties = link_properties(key, link, tuple(sorted(stated)))
                changed.append({"id": found, "properties": properties})
        cypher.in_batches(self._tx, cypher.REMOVE_LINKS, deleted)
        cypher.in_batches(self._tx, cypher.CHANGE_LINKS, changed)
        rows = [cypher.added_link(key, link, (name,)) for link in added if link in missing]
        cypher.in_batches(self._tx, cypher.ADD_LINKS, rows)
        self.loosened.update(link.target for link in removed)

    def _links(self, key: Key, name: str, lines: Sequence[str]) -> dict[LinkKey, tuple[str, ...]]:
        """Return the links that some statements state; direct ones depend on more than these."""
        shown = view(key, {name: large_view.joined(lines)}, self._vocabulary)
        own = (link for link in shown.links if link.source is None and link.type != LEADS_TO)
        return {link: shown.links[link] for link in own}

    def _write_direct_links(self, key: Key, before: Sequence[Pair]) -> None:
        """Give a participation the direct links that all datasets' statements ask for.

        Args:
            key: the participation's.
            before: between which nodes it may have had some.
        """
        wanted = stored_parts.direct_links(self._tx, key, self._vocabulary)
        asked = [*before, *stored_direct_links.wanted_pairs(key, wanted)]
        found = stored_direct_links.between(self._tx, asked, self._vocabulary).get(key, ())
        nothing = frozenset[str]()
        needed = repair(FoundNode(key, links=tuple(found)), NodeView(nothing, {}, wanted))
        cypher.repairs(self._tx, [needed] if needed else [])

    def _found(
        self, key: Key, links: Sequence[LinkKey]
    ) -> Iterator[tuple[LinkKey, str, list[Any]]]:
        rows = [link._asdict() | {"number": number} for number, link in enumerate(links)]
        for some in batches(rows, cypher.ROWS):
            for row in self._tx.run(LINKS, {"rows": some, "key": key}):
                datasets = row["datasets"]
                yield (
                    links[row["number"]],
                    row["id"],
                    datasets if isinstance(datasets, list) else [],
                )

    def _write_node(self, key: Key) -> None:
        """Give a node the labels and properties that all datasets' statements ask for."""
        wanted = stored_parts.shown(self._tx, key, self._vocabulary)
        needed = repair(stored_parts.node(self._tx, key), wanted)
        cypher.repairs(self._tx, [needed] if needed else [])
