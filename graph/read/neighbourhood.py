"""Statements around some nodes: by subject, by object, by name or code; in batches.

Subjects are found by their key, links by their end, names and codes by the full-text indexes;
what is said exactly is then read from the records. A code is found where the view shows it:
of several that contradict each other it shows that of the first dataset.
"""

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final, NamedTuple, TypeVar

from pyoxigraph import Literal, NamedNode

from graph.database.driver import Database
from graph.database.schema import IDENTIFIERS, NAMES
from graph.mapping.properties import FOLDED
from graph.mapping.view import UNDECLARED
from graph.rdf.records import Key, Statements, lines_of, quads_of, token_of
from ontology.errors import InvalidVocabulary
from ontology.folding import fold
from ontology.namespaces import dataset_name
from ontology.vocabulary import Vocabulary

T = TypeVar("T")

# Nodes that are asked for in one query.
BATCH: Final = 5_000

OF: Final = """
UNWIND $keys AS key
MATCH (n:Resource {iri: key})-[r:DESCRIBED_IN]->(d:Dataset)
USING INDEX SEEK n:Resource(iri)
WHERE NOT d.iri IN $without
RETURN key, d.iri AS dataset, r.statements AS statements
"""
LINKS: Final = """
UNWIND $asked AS one
MATCH (:Resource {iri: one.key})<-[r:$(one.type)]-(n:Resource)
WHERE coalesce(r.predicate = one.predicate, true)
  AND any(name IN r.datasets WHERE NOT name IN $without)
RETURN one.id AS id, n.iri AS key
"""
TEXTS: Final = """
UNWIND $asked AS one
CALL db.index.fulltext.queryNodes(one.index, '"' + one.words + '"') YIELD node
WITH one, node WHERE one.folded IS NULL
  OR one.folded IN node.folded_names OR one.folded IN node.folded_aliases
MATCH (node)-[r:DESCRIBED_IN]->(d:Dataset) WHERE NOT d.iri IN $without
RETURN one.id AS id, node.iri AS key, r.statements AS statements
"""


class InverseLookup(NamedTuple):
    """A predicate and an object, as N-Triples writes them."""

    predicate: str
    object: str


class Neighbourhood:
    """What is loaded, but for some datasets.

    Args:
        database: where it is loaded.
        vocabulary: the declared terms, by which the graph names its links and properties.
        without: the IRIs of datasets that do not count.
    """

    def __init__(self, database: Database, vocabulary: Vocabulary, without: Iterable[str]) -> None:
        self._database, self._vocabulary = database, vocabulary
        self._without = sorted(without)

    def of(self, keys: Collection[Key]) -> Iterator[Statements]:
        """Yield what is said with some subjects; several times where several datasets speak.

        Raises:
            DatabaseUnavailable: the server does not answer, or went away.
        """
        for some in _batches(keys):
            for row in self._asked(OF, keys=some, without=self._without):
                yield row["statements"]

    def about(self, keys: Collection[Key]) -> dict[Key, dict[str, Statements]]:
        """Return what each dataset, by IRI, says with some subjects.

        Raises:
            DatabaseUnavailable: the server does not answer, or went away.
        """
        found: dict[Key, dict[str, Statements]] = {}
        for some in _batches(keys):
            for row in self._asked(OF, keys=some, without=self._without):
                found.setdefault(row["key"], {})[row["dataset"]] = row["statements"]
        return found

    def pointing(self, asked: Collection[InverseLookup]) -> Iterator[tuple[InverseLookup, Key]]:
        """Yield the subjects of statements with some predicates and objects.

        Raises:
            InvalidVocabulary: texts of a predicate that no index knows are asked for.
            DatabaseUnavailable: the server does not answer, or went away.
        """
        for some in _batches(asked):
            texts = [self._text(one) | {"id": at} for at, one in enumerate(some) if _is_text(one)]
            links = [
                self._link(one) | {"id": at} for at, one in enumerate(some) if not _is_text(one)
            ]
            names = [dataset_name(iri) for iri in self._without]
            for row in self._asked(LINKS, asked=links, without=names) if links else ():
                yield some[row["id"]], row["key"]
            for row in self._asked(TEXTS, asked=texts, without=self._without) if texts else ():
                one = some[row["id"]]
                line = f"{token_of(row['key'])} {one.predicate} {one.object} ."
                if line in lines_of(row["statements"]):
                    yield one, row["key"]

    def _asked(self, query: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        return self._database.stream(query, parameters)

    def _link(self, one: InverseLookup) -> dict[str, Any]:
        declared = self._vocabulary.links.get(one.predicate[1:-1])
        key = one.object if one.object.startswith("_:") else one.object[1:-1]
        if declared:
            return {"key": key, "type": declared.type, "predicate": None}
        return {"key": key, "type": UNDECLARED, "predicate": one.predicate[1:-1]}

    def _text(self, one: InverseLookup) -> dict[str, Any]:
        attribute = self._vocabulary.attributes.get(one.predicate[1:-1])
        written = _literal(one.object)
        if attribute and attribute.key in FOLDED:
            folded = fold(written)
            return {"index": NAMES, "words": folded, "folded": folded}
        if attribute and attribute.indexed:
            words = written.replace("\\", "\\\\").replace('"', '\\"')
            return {"index": IDENTIFIERS, "words": words, "folded": None}
        raise InvalidVocabulary(
            f"A shape asks who else has a value of {one.predicate}, for which there is no index."
            " Declare it coop:indexed true."
        )


def _batches(asked: Collection[T]) -> Iterator[list[T]]:
    whole = list(asked)
    for start in range(0, len(whole), BATCH):
        yield whole[start : start + BATCH]


def _is_text(one: InverseLookup) -> bool:
    return one.object.startswith('"')


def _literal(term: str) -> str:
    (quad,) = quads_of(f"<x:x> <x:x> {term} .")
    return quad.object.value if isinstance(quad.object, Literal | NamedNode) else ""
