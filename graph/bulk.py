"""Filling an empty local graph in bulk: records to CSV files, and those to Neo4j's importer.

The graph is the one that writing over Bolt makes. It is there at once, or not at all: see
`LocalServer.refilled`.
"""

import os
import tempfile
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from graph import bookkeeping, schema
from graph.database import Database
from graph.local import LocalServer
from graph.tables import BETWEEN, PILES, MakePart, Tables, Total, Totals
from graph.work import Row, Work
from graph.write import batches
from ontology.errors import CoopgraphError, LimitExceeded
from ontology.vocabulary import Vocabulary

OPTIONS: Final = (
    f"--array-delimiter=U+{ord(BETWEEN):04X}",
    # Records have a line for each statement.
    "--multiline-fields=true",
    "--bad-tolerance=0",
    "--overwrite-destination=true",
)
# Characters. A value must fit in the importer's buffer, of which it has several.
BUFFER: Final = 4_194_304

EMPTY: Final = "MATCH (n) WHERE NOT n:Load AND NOT n:Coopgraph RETURN n LIMIT 1"
INDEXES: Final = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
KEPT: Final = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
KEEP: Final = "UNWIND $rows AS row CREATE (n:$(row.labels)) SET n = row.properties"
REST: Final = "UNWIND $rows AS row MATCH (n:Resource {iri: row[0]}) SET n[row[1]] = row[2]"
ROWS: Final = 5_000


class NotEmpty(CoopgraphError):
    """The database has something in it that an import would remove."""


def fill(
    server: LocalServer,
    database: Database,
    vocabulary: Vocabulary,
    parts: Sequence[MakePart],
    note: Callable[[Work, Totals], None],
    progress: Callable[[int], None] = lambda written: None,
) -> Totals:
    """Fill an empty graph that is prepared (see `Store.prepare`).

    Args:
        server: the local server that `database` is a connection to, and that the caller uses.
        database: the connection; it holds again afterwards.
        vocabulary: the declared terms.
        parts: make the records, each subject in one of them; called in other processes.
        note: writes the ledger, in the last transaction.
        progress: told how many statements are ready for the importer, from time to time.

    Returns:
        By dataset IRI, what the graph now has.

    Raises:
        InUse: somebody else uses the server.
        NotEmpty: the graph is not empty.
        LimitExceeded: a disk is full.
        DatabaseUnavailable: the importer failed; the graph is empty, as it was.
    """
    check_empty(database)
    with _folder() as folder:
        tables = Tables(folder, vocabulary)
        totals, longest = _write(tables, parts, progress)
        with server.alone():
            check_empty(database)
            kept = database.read(KEPT)
            with server.refilled(folder, arguments(folder, longest)):
                database.forget()
                schema.prepare(database, vocabulary)
                database.write(lambda work: _finish(work, kept, tables, note, totals))
    return totals


def check_empty(database: Database) -> None:
    """See that a database has no more than coopgraph's bookkeeping and indexes.

    Raises:
        NotEmpty: it has.
    """
    foreign = [row for row in database.read(INDEXES) if not schema.is_ours(row["name"])]
    if foreign or database.read(EMPTY):
        raise NotEmpty("The graph is not empty.")


def arguments(folder: Path, longest: int) -> Iterator[str]:
    """Yield what the importer is told: how the files are written, and which there are."""
    yield from OPTIONS
    yield f"--read-buffer-size={max(BUFFER, 2 * longest)}"
    for name in sorted(path.name for path in folder.glob("*.csv-*")):
        kind = "relationships" if name.startswith(("links", "records")) else "nodes"
        yield f"--{kind}={name}"


@contextmanager
def _folder() -> Iterator[Path]:
    try:
        with tempfile.TemporaryDirectory(prefix="coopgraph-") as folder:
            yield Path(folder)
    except OSError as error:
        raise LimitExceeded(
            f"The temporary folder {tempfile.gettempdir()} cannot hold the data: "
            f"{error.strerror}. Make room there, or set TMPDIR to another folder."
        ) from error


def _write(
    tables: Tables, parts: Sequence[MakePart], progress: Callable[[int], None]
) -> tuple[Totals, int]:
    """Write all files; return what they hold by dataset, and the length of the longest row."""
    totals: defaultdict[str, Total] = defaultdict(Total)
    longest = 0
    # Spawned and not forked: the driver has threads.
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        for written in pool.map(tables.write, parts):
            longest = max(longest, written.longest)
            for dataset, total in written.totals.items():
                totals[dataset].add(total)
            progress(sum(total.statements for total in totals.values()))
        deque(pool.map(tables.write_bare, range(PILES)), maxlen=0)
    tables.write_datasets(totals, datetime.now(UTC).isoformat())
    return totals, longest


def _finish(
    work: Work, kept: list[Row], tables: Tables, note: Callable[[Work, Totals], None], totals: Totals
) -> None:
    """Put in what no file had: the bookkeeping as it was, odd lists, the ledger of this load."""
    work.run(KEEP, {"rows": kept})
    for rows in batches(tables.rest(), ROWS):
        work.run(REST, {"rows": rows})
    note(work, totals)
