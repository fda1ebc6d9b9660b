"""Reading nodes as they are stored: labels, properties, links and records."""

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, Final, NamedTuple

from graph.database.transaction import Parameters, Row, Transaction
from graph.mapping.links import LinkKey
from graph.mapping.node import FoundLink, FoundNode
from graph.rdf.record_parts import Start, begins
from graph.rdf.records import Key, Statements, intact
from ontology.vocabulary import Vocabulary

AS_IT_IS: Final = """
RETURN n.iri AS key, labels(n) AS labels, properties(n) AS properties,
  EXISTS { (n)<--() } AS linked,
  COLLECT {
    MATCH (n)-[r]->(m) WHERE NOT type(r) IN $apart
    RETURN [elementId(r), type(r), CASE WHEN m:Resource THEN m.iri END, properties(r)]
  } AS links,
  COLLECT {
    MATCH (n)-[r:DESCRIBED_IN]->(d:Dataset)
    RETURN [d.iri, r.statements, r.digest, size(keys(r)), r.start]
  } AS records
"""
NAMED: Final = f"""
UNWIND $keys AS key MATCH (n:Resource {{iri: key}}) USING INDEX SEEK n:Resource(iri) {AS_IT_IS}
"""
# A node with more links or records is not read as a whole (see `large_nodes`). The direct links
# that leave it are those of participations, and do not count.
OWN: Final = "COUNT { (n)-[r]->() WHERE NOT type(r) IN $direct }"
SMALL: Final = f"""
{OWN} <= $links AND COUNT {{ (n)-[:DESCRIBED_IN]->() }} <= $records
"""
# The unique index gives the order: nothing is sorted, and nothing is held in memory.
ALL: Final = f"""
MATCH (n:Resource) WHERE n.iri > '' WITH n ORDER BY n.iri WHERE {SMALL} WITH n {AS_IT_IS}
"""
LARGE: Final = f"""
MATCH (n:Resource) WHERE n.iri > '' AND NOT ({SMALL}) RETURN n.iri AS key ORDER BY key
"""
NEXT: Final = f"""
MATCH (n:Resource) WHERE n.iri > $after WITH n ORDER BY n.iri LIMIT $limit
RETURN n.iri AS key, {OWN} AS links,
  COUNT {{ (n)-[:DESCRIBED_IN]->() }} AS records, reduce(sum = 0, size IN COLLECT {{
  MATCH (n)-[r:DESCRIBED_IN]->() RETURN coalesce(size(toStringOrNull(r.statements)), 0)
}} | sum + size) AS size
"""
# Properties that a record has; a part of one has one more.
RECORD: Final = 2
# Characters that a link is about as large as.
LINK: Final = 200


def named(tx: Transaction, keys: Iterable[Key], vocabulary: Vocabulary) -> dict[Key, FoundNode]:
    """Return those nodes that are there, without direct links (see `stored_direct_links`)."""
    given = {"keys": list(keys), "apart": apart(vocabulary)}
    return {node.key: node for node in map(found, tx.stream(NAMED, given))}


def all_small(tx: Transaction, vocabulary: Vocabulary) -> Iterator[FoundNode]:
    """Yield all nodes but the large ones, in the order of keys, without direct links."""
    given = {**_sizes(tx, vocabulary), "apart": apart(vocabulary)}
    return map(found, tx.stream(ALL, given))


def all_large(tx: Transaction, vocabulary: Vocabulary) -> list[Key]:
    """Return the keys of nodes that are too large to be read as a whole."""
    return [row["key"] for row in tx.run(LARGE, _sizes(tx, vocabulary))]


def apart(vocabulary: Vocabulary) -> list[str]:
    """Return the types of relationships that leave a node and are no links of its own."""
    return ["DESCRIBED_IN", *vocabulary.direct_types]


def _sizes(tx: Transaction, vocabulary: Vocabulary) -> Parameters:
    limits = {"links": tx.limits.links, "records": tx.limits.records}
    return {**limits, "direct": vocabulary.direct_types}


class Page(NamedTuple):
    """Nodes that follow each other in the order of keys, without the large ones; the last key."""

    nodes: list[FoundNode]
    last: Key | None


def following(tx: Transaction, after: Key, vocabulary: Vocabulary) -> Page:
    """Return the next nodes in the order of keys: some, or fewer where they are long."""
    given = {"after": after, "limit": tx.limits.rebuilt, "direct": vocabulary.direct_types}
    keys: list[Key] = []
    read = 0
    last: Key | None = None
    for row in tx.run(NEXT, given):
        last = row["key"]
        if row["links"] > tx.limits.links or row["records"] > tx.limits.records:
            continue
        keys.append(row["key"])
        read += row["size"] + LINK * row["links"]
        if read > tx.limits.characters:
            break
    there = named(tx, keys, vocabulary)
    return Page([there[key] for key in keys], last)


def size(node: FoundNode) -> int:
    """Return about how many characters a node has with its records and links."""
    return sum(len(text) for _, text in node.texts) + LINK * len(node.links)


def found(row: Row) -> FoundNode:
    """Return a row of the queries above as a node."""
    key = row["key"]
    texts: dict[str, dict[Start, Statements]] = {}
    edited = set[str]()
    # Those that are intact first: of two records of one dataset it is theirs that counts.
    for wrong, dataset, start, text in sorted(_records(key, row["records"]), key=itemgetter(0)):
        there = texts.get(dataset, {})
        twice = start in there or (bool(there) and "" in {start, *there})
        if wrong or twice:
            edited.add(dataset)
        if text and not twice:
            texts.setdefault(dataset, {})[start] = text
    found = [(one, parts[start]) for one, parts in texts.items() for start in sorted(parts)]
    return FoundNode(
        key=key,
        labels=frozenset(row["labels"]),
        properties=row["properties"],
        links=tuple(links_of(row["links"])),
        records={one: "".join(parts[at] for at in sorted(parts)) for one, parts in texts.items()},
        linked=row["linked"],
        edited=frozenset(edited),
        texts=tuple(found),
    )


def _records(key: Key, rows: Iterable[list[Any]]) -> Iterator[tuple[bool, str, Start, Statements]]:
    for dataset, statements, digest, properties, start in rows:
        if not isinstance(dataset, str):
            continue
        size = RECORD if start is None else RECORD + 1
        whole = intact(key, statements, digest)
        proper = whole and properties == size and (start is None or begins(statements, start))
        yield not proper, dataset, str(start or ""), statements if whole else ""


def links_of(rows: Iterable[Sequence[Any]]) -> Iterator[FoundLink]:
    """Yield rows of id, type, target and properties as links."""
    for identity, kind, target, properties in rows:
        # Edited by hand, a property can have any type.
        predicate = properties.get("predicate")
        key = LinkKey(
            kind,
            predicate if predicate is None else str(predicate),
            target if isinstance(target, str) else "",
        )
        yield FoundLink(identity, key, properties)
