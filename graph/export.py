"""RDF out: a walk over the records, streamed, in an order that is the same each time."""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from typing import Final, NamedTuple

from graph import turtle
from graph.database import Database
from graph.formats import Format
from graph.records import Key, Statements, lines_of, record, term_of
from ontology.errors import NotFound
from ontology.namespaces import dataset_name

# Bytes of output that are handed on together.
CHUNK: Final = 65_536

BY_DATASET: Final = """
MATCH (d:Dataset)<-[r:DESCRIBED_IN]-(n) WHERE $dataset IS NULL OR d.iri = $dataset
WITH d.iri AS dataset, n.iri AS key, r ORDER BY dataset, key
RETURN dataset, key, r.statements AS statements
"""
# The unique index gives the order of keys: nothing is sorted but the records of one node.
BY_SUBJECT: Final = """
MATCH (n:Resource) WHERE n.iri IS NOT NULL WITH n ORDER BY n.iri
MATCH (n)-[r:DESCRIBED_IN]->(d)
WITH n.iri AS key, d.iri AS dataset, r ORDER BY key, dataset
RETURN dataset, key, r.statements AS statements
"""
OF_ONE: Final = """
MATCH (:Resource {iri: $key})-[r:DESCRIBED_IN]->(d)
RETURN d.iri AS dataset, $key AS key, r.statements AS statements ORDER BY dataset
"""
KNOWN: Final = "RETURN EXISTS { (:Dataset {iri: $dataset}) } AS known"


class Said(NamedTuple):
    """What one dataset says with one subject."""

    dataset: str
    key: Key
    statements: Statements


def export(database: Database, form: Format, dataset: str | None = None) -> Iterator[bytes]:
    """Return one dataset (by its IRI) or all, serialised and in chunks.

    A format without graphs gives each statement once, whoever states it.

    Raises:
        NotFound: no such dataset is loaded; raised before the first chunk is asked for.
        DatabaseUnavailable: the server does not answer, or went away.
    """
    if dataset is not None and not database.read(KNOWN, {"dataset": dataset})[0]["known"]:
        raise NotFound(f"No dataset {dataset_name(dataset)!r} is loaded.")
    if dataset is None and not form.graphs:
        return write_rdf(_all(database, BY_SUBJECT), form)
    return write_rdf(quads(database, dataset), form)


def quads(database: Database, dataset: str | None = None) -> Iterator[Said]:
    """Yield the records of one dataset or of all, by dataset and subject."""
    return _all(database, BY_DATASET, dataset=dataset)


def about(database: Database, key: Key) -> Iterator[Said]:
    """Yield what each dataset says with one subject; nothing where nobody speaks of it."""
    return _all(database, OF_ONE, key=key)


def write_rdf(rows: Iterable[Said], form: Format) -> Iterator[bytes]:
    """Serialise records in chunks.

    Args:
        rows: in the order of datasets for a format with graphs; else those of one subject
            one after the other.
        form: the format.
    """
    return _chunks(WRITERS[form](rows))


def _all(database: Database, query: str, **parameters: str | None) -> Iterator[Said]:
    for row in database.stream(query, parameters):
        yield Said(row["dataset"], row["key"], row["statements"])


def _merged(rows: Iterable[Said]) -> Iterator[Statements]:
    """Yield subject after subject what is said of it, each statement once."""
    for _, group in groupby(rows, lambda row: row.key):
        first, *others = (row.statements for row in group)
        yield record(set(chain(*map(lines_of, [first, *others])))).statements if others else first


def _turtle(rows: Iterable[Said]) -> Iterator[str]:
    yield turtle.header()
    yield from map(turtle.subject, _merged(rows))


def _trig(rows: Iterable[Said]) -> Iterator[str]:
    yield turtle.header()
    for dataset, group in groupby(rows, lambda row: row.dataset):
        yield from turtle.block(term_of(dataset), (row.statements for row in group))


def _nquads(rows: Iterable[Said]) -> Iterator[str]:
    for row in rows:
        yield row.statements.replace(" .\n", f" {term_of(row.dataset)} .\n")


WRITERS: Final = {
    Format.TURTLE: _turtle,
    Format.TRIG: _trig,
    Format.NTRIPLES: _merged,
    Format.NQUADS: _nquads,
}


def _chunks(texts: Iterable[str]) -> Iterator[bytes]:
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= CHUNK:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting).encode()
