"""Exporting RDF: a walk over the records, streamed, in an order that is the same each time.

One read transaction gives it all. The walk goes over the unique index on `iri`, page by page,
so that neither side ever holds more than a page, and sorts nothing but the records of a node.
Of a small graph one statement gives all records.
"""

import json
from collections.abc import Callable, Generator, Iterable, Iterator
from heapq import merge
from itertools import chain, groupby
from typing import Final, NamedTuple

from graph.database.driver import Database
from graph.database.transaction import Row, Transaction, batches
from graph.limits import STANDARD
from graph.rdf import jsonld, rdfxml, turtle
from graph.rdf.formats import Format
from graph.rdf.records import Key, Statements, lines_of, token_of
from graph.read.consistency import consistent_read
from graph.read.consistency.load_status import Incomplete
from graph.read.consistency.read_guard import ReadGuard
from graph.read.stored.node_walk import NODES, walk
from graph.spill.text_spool import TextSpool
from ontology.errors import NotFound
from ontology.namespaces import dataset_name

# Characters of a record that is read alone, of one that may come with all others of a small
# graph, and lines of a subject that are written together.
LONG: Final = 100_000
SHORT: Final = 10_000
LINES: Final = 10_000

WALK: Final = (
    NODES
    + """
COLLECT {
  UNWIND nodes AS n MATCH (n)-[r:DESCRIBED_IN]->(d)
  WHERE $dataset IS NULL OR d.iri = $dataset
  WITH n.iri AS key, d.iri AS dataset, r ORDER BY key, dataset, r.start
  WITH dataset, r, CASE WHEN r.start IS NULL THEN r.statements END AS text
  RETURN CASE WHEN size(toStringOrNull(text)) <= $long THEN [dataset, text, null]
    ELSE [dataset, null, elementId(r)] END
} AS said
"""
)
SMALL: Final = """
MATCH (:Dataset {iri: $dataset})<-[r:DESCRIBED_IN]-(n) WITH n, r ORDER BY n.iri, r.start
WITH collect(r) AS found UNWIND range(0, size(found) - 1, $row) AS i
RETURN COLLECT {
  UNWIND found[i..i + $row] AS r
  WITH r, CASE WHEN r.start IS NULL THEN r.statements END AS text
  RETURN CASE WHEN size(toStringOrNull(text)) <= $long THEN [$dataset, text, null]
    ELSE [$dataset, null, elementId(r)] END
} AS said
"""
# All records of a small graph, between two looks, in one statement: a round trip takes as long as
# some hundred records. How many there are is known without reading them.
AT_ONCE: Final = consistent_read.Query(
    """
WITH COUNT { ()-[:DESCRIBED_IN]->() } AS records WHERE records <= $records
MATCH (n:Resource) WHERE n.iri > '' MATCH (n)-[r:DESCRIBED_IN]->(d)
WITH n.iri AS key, d.iri AS dataset, r
ORDER BY CASE WHEN $blocks THEN dataset END, key, dataset, r.start
WITH dataset, CASE WHEN r.start IS NULL THEN r.statements END AS text
WITH dataset, CASE WHEN size(toStringOrNull(text)) <= $long THEN text END AS text
RETURN collect(dataset) AS datasets, collect(text) AS texts
""",
    ("datasets", "texts"),
    "RETURN COUNT { ()-[:DESCRIBED_IN]->() } AS records",
    "records",
)
# What is long is no part of a row with others: neither side ever holds many of them.
ALONE: Final = "MATCH ()-[r]->() WHERE elementId(r) = $id RETURN r.statements AS statements"
DATASETS: Final = """
MATCH (d:Dataset) WHERE $dataset IS NULL OR d.iri = $dataset
RETURN d.iri AS dataset, COUNT { (d)<-[:DESCRIBED_IN]-() } AS records ORDER BY dataset
"""
OF_ONE: Final = consistent_read.Query(
    """
MATCH (:Resource {iri: $key})-[r:DESCRIBED_IN]->(d)
RETURN [d.iri, r.statements] AS said ORDER BY d.iri, r.start
""",
    ("said",),
)
KNOWN: Final = "RETURN EXISTS { (:Dataset {iri: $dataset}) } AS known"


class DatasetRecord(NamedTuple):
    """What one dataset says with one subject."""

    dataset: str
    statements: Statements


def export(
    database: Database,
    form: Format,
    dataset: str | None = None,
    *,
    consistent: bool = True,
    told: Callable[[Incomplete], object] = lambda incomplete: None,
) -> Generator[bytes, None, None]:
    """Return one dataset (by its IRI) or all, serialised and in chunks.

    A format without graphs gives each statement once, whoever states it. Whole graphs come
    in the order of subjects, but as TriG and JSON-LD: there a dataset is one block.

    Args:
        database: where from.
        form: the format.
        dataset: the IRI of the one to export; None for all.
        consistent: whether to refuse what is half written; else it is exported as it is.
        told: called before the first chunk with the datasets that may lack something.

    Raises:
        NotFound: no such dataset is loaded; raised before the first chunk is asked for.
        Inexpressible: RDF/XML cannot say a term; found when the export comes to it.
        BeingLoaded: what is exported is half written, which is known before the first chunk;
            or what was whole was changed meanwhile, which is known only after the last.
        DatabaseUnavailable: the server does not answer, or went away.
    """
    if dataset is not None and not database.read(KNOWN, {"dataset": dataset})[0]["known"]:
        raise NotFound(f"No dataset {dataset_name(dataset)!r} is loaded.")
    rows = _steadily(database, form, dataset, consistent, told)
    return write_rdf(rows, form, database.limits.chunk)


def _steadily(
    database: Database,
    form: Format,
    dataset: str | None,
    consistent: bool,
    told: Callable[[Incomplete], object],
) -> Iterator[DatasetRecord]:
    if dataset is None and (small := _at_once(database, form, consistent=consistent)):
        told(small.incomplete)
        yield from small.records
        return
    with database.reading() as tx:
        watch = ReadGuard(tx, dataset, consistent=consistent)
        told(watch.incomplete)
        if dataset is not None or form in BLOCKS:
            yield from _by_dataset(tx, dataset)
        else:
            yield from _walk(tx)
        watch.check()


class _Small(NamedTuple):
    incomplete: Incomplete
    records: Iterable[DatasetRecord]


def _at_once(database: Database, form: Format, *, consistent: bool) -> _Small | None:
    """Return all records of a small graph in the order of the format; None for another one."""
    most = {"records": database.limits.export_at_once, "long": SHORT, "blocks": form in BLOCKS}
    found = consistent_read.read(database, AT_ONCE, most, consistent=consistent)
    (lists,) = found.rows
    if len(lists["texts"]) != found.beside:
        return None
    return _Small(found.incomplete, map(DatasetRecord, lists["datasets"], lists["texts"]))


def quads(database: Database) -> Iterator[DatasetRecord]:
    """Yield all records, by subject and dataset."""
    with database.reading() as tx:
        yield from _walk(tx)


def about(database: Database, key: Key) -> Iterator[DatasetRecord]:
    """Yield what each dataset says with one subject; nothing where nobody speaks of it.

    Raises:
        BeingLoaded: a dataset is half written.
    """
    for row in consistent_read.read(database, OF_ONE, {"key": key}, consistent=True).rows:
        yield DatasetRecord(*row["said"])


def write_rdf(
    rows: Iterable[DatasetRecord], form: Format, chunk: int = STANDARD.chunk
) -> Generator[bytes, None, None]:
    """Serialise records in chunks.

    Args:
        rows: for `BLOCKS` in the order of datasets; else those of one subject one after the other.
        form: the format.
        chunk: characters that are handed on together.
    """
    return _chunks(WRITERS[form](rows), chunk)


def _datasets(rows: Iterable[DatasetRecord]) -> Iterator[tuple[Key, Iterator[Statements]]]:
    for dataset, group in groupby(rows, lambda row: row.dataset):
        yield dataset, (row.statements for row in group)


def _by_dataset(tx: Transaction, dataset: str | None) -> Iterator[DatasetRecord]:
    found = tx.run(DATASETS, {"dataset": dataset})
    large = [row["dataset"] for row in found if row["records"] > tx.limits.sorted]
    piles = {iri: pile for pile, iri in enumerate(large)}
    with TextSpool(len(large), tx.limits.spool) as spool:
        if len(large) > 1:  # one walk for all of them, which are to come one after the other
            for row in _walk(tx):
                if row.dataset in piles:
                    text = json.dumps(row.statements)
                    spool.extend(piles[row.dataset], [text], len(text))
        for iri in (row["dataset"] for row in found):
            if iri not in piles:
                yield from _sorted(tx, iri)
            elif len(large) > 1:
                texts = spool.rows(piles[iri])
                yield from (DatasetRecord(iri, json.loads(text)) for text in texts)
            else:
                yield from _walk(tx, iri)


def _sorted(tx: Transaction, dataset: str) -> Iterator[DatasetRecord]:
    for row in tx.stream(SMALL, {"dataset": dataset, "row": tx.limits.export_row, "long": LONG}):
        yield from _said(tx, row)


def _walk(tx: Transaction, dataset: str | None = None) -> Iterator[DatasetRecord]:
    for row in walk(tx, WALK, {"dataset": dataset, "long": LONG}, tx.limits.export_row):
        yield from _said(tx, row)


def _said(tx: Transaction, row: Row) -> Iterator[DatasetRecord]:
    for dataset, text, alone in row["said"]:
        yield DatasetRecord(
            dataset, tx.run(ALONE, {"id": alone})[0]["statements"] if alone else text
        )


def _merged(rows: Iterable[DatasetRecord]) -> Iterator[Statements]:
    """Yield subject after subject what is said of it, each statement once."""
    for _, group in groupby(rows, _subject):
        texts: dict[str, list[Statements]] = {}
        for dataset, text in group:
            texts.setdefault(dataset, []).append(text)
        if len(texts) > 1:
            yield from _union(texts.values())
        else:
            yield from chain.from_iterable(texts.values())


def _subject(row: DatasetRecord) -> str:
    return row.statements.partition(" ")[0]


def _union(texts: Iterable[list[Statements]]) -> Iterator[Statements]:
    """Yield what several datasets say with one subject, each in parts: so much at a time."""
    ordered = (chain.from_iterable(map(lines_of, sorted(parts))) for parts in texts)
    distinct = (line for line, _ in groupby(merge(*ordered)))
    for lines in batches(distinct, LINES):
        yield "\n".join(lines) + "\n"


def _turtle(rows: Iterable[DatasetRecord]) -> Iterator[str]:
    yield turtle.header()
    yield from map(turtle.subject, _merged(rows))


def _trig(rows: Iterable[DatasetRecord]) -> Iterator[str]:
    yield turtle.header()
    for dataset, subjects in _datasets(rows):
        yield from turtle.block(token_of(dataset), subjects)


def _nquads(rows: Iterable[DatasetRecord]) -> Iterator[str]:
    for row in rows:
        yield row.statements.replace(" .\n", f" {token_of(row.dataset)} .\n")


def _rdfxml(rows: Iterable[DatasetRecord]) -> Iterator[str]:
    yield rdfxml.header()
    yield from map(rdfxml.subject, _merged(rows))
    yield rdfxml.FOOTER


def _jsonld(rows: Iterable[DatasetRecord]) -> Iterator[str]:
    return jsonld.graphs(_datasets(rows))


# Formats that write each dataset as one block.
BLOCKS: Final = (Format.TRIG, Format.JSONLD)
WRITERS: Final = {
    Format.TURTLE: _turtle,
    Format.TRIG: _trig,
    Format.NTRIPLES: _merged,
    Format.NQUADS: _nquads,
    Format.RDFXML: _rdfxml,
    Format.JSONLD: _jsonld,
}


def _chunks(texts: Iterable[str], most: int) -> Generator[bytes, None, None]:
    waiting: list[str] = []
    size = 0
    for text in texts:
        waiting.append(text)
        size += len(text)
        if size >= most:
            yield "".join(waiting).encode()
            waiting, size = [], 0
    if waiting:
        yield "".join(waiting).encode()
