"""Bulk import into an empty local database: CSV files, and Neo4j's own importer.

The graph is the one that writing over Bolt makes, and it is there whole or not at all: see
`LocalServer.refilled`.
"""

import tempfile
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from graph.bulk.import_csv import BETWEEN, PILES, Tables
from graph.database import schema
from graph.database.driver import Database
from graph.database.local import LocalServer
from graph.database.transaction import Row, Transaction, batches
from graph.spill.staging import Staging
from graph.state import catalog, fingerprints
from graph.state.dataset_totals import DatasetTotals
from graph.state.ledger import Changes, Intake
from graph.system.os_errors import room
from graph.system.processes import processes
from graph.write.dataset_load import NO_INTAKES, counted
from graph.write.load_batches import Progress
from ontology.errors import CoopgraphError
from ontology.vocabulary import Vocabulary

# The importer's defaults are right for the rest: an empty text stays one, nothing is trimmed,
# quotes are doubled and a backslash is only a backslash.
OPTIONS: Final = (
    f"--array-delimiter=U+{ord(BETWEEN):04X}",
    # Records have a line for each statement.
    "--multiline-fields=true",
    "--bad-tolerance=0",
)
# A value has to fit in the importer's buffer; this is its default, in characters.
BUFFER: Final = 4_194_304

FOREIGN: Final = "MATCH (n) WHERE NOT n:Load AND NOT n:Coopgraph RETURN 1 LIMIT 1"
INDEXES: Final = "SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name"
KEPT: Final = "MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties"
KEEP: Final = "UNWIND $rows AS row CREATE (n:$(row.labels)) SET n = row.properties"
REST: Final = "UNWIND $rows AS row MATCH (n:Resource {iri: row[0]}) SET n[row[1]] = row[2]"
ROWS: Final = 5_000


class NotEmpty(CoopgraphError):
    """The database has something in it that an import would remove."""


class Bulk:
    """A load into an empty graph that is prepared (see `Store.prepare`).

    Args:
        server: the local server, which the caller uses.
        database: a connection to it; it holds afterwards too.
        vocabulary: the declared terms.
    """

    def __init__(self, server: LocalServer, database: Database, vocabulary: Vocabulary) -> None:
        self._server = server
        self._database = database
        self._vocabulary = vocabulary

    def load(
        self,
        staging: Staging,
        intakes: Mapping[str, Intake] = NO_INTAKES,
        progress: Progress = lambda written: None,
    ) -> dict[str, Changes]:
        """Make datasets say what is staged for them, and nothing else be there.

        Args:
            staging: the datasets.
            intakes: by dataset IRI, what their loader counted.
            progress: told how many statements are ready for the importer, from time to time.

        Returns:
            By dataset IRI, what was changed.

        Raises:
            InUse: somebody else uses the server.
            NotEmpty: the graph is not empty.
            InvalidConfiguration: it was prepared with another version of the ontology.
            LimitExceeded: a disk is full, or the machine lets no more files or processes be opened.
            DatabaseUnavailable: the importer failed, or the server did not start again.
        """
        check_empty(self._database)
        self._server.check_alone()  # files of millions of statements are not written in vain
        with ExitStack() as stack:
            with room():
                folder = Path(stack.enter_context(_folder()))
                tables = Tables(folder, self._vocabulary)
                contents, longest = _write(tables, staging, progress)
            with self._server.alone():
                kept = self._kept()
                with self._server.refilled(folder, arguments(folder, longest)):
                    self._database.forget()
                    schema.prepare(self._database, self._vocabulary)
                    self._complete(kept, tables)
                    return self._database.write(partial(_note, staging, contents, intakes))

    def _complete(self, kept: list[Row], tables: Tables) -> None:
        """Put in what no file has: the bookkeeping as it was, and lists the importer cannot read.

        A kill meanwhile is no harm: the old database comes back.
        """
        for query, given in ((KEEP, kept), (REST, tables.rest())):
            for rows in batches(given, ROWS):
                self._database.write(partial(_run, query, rows))

    def _kept(self) -> list[Row]:
        """Return the bookkeeping of the database, which the import would remove."""
        self._database.write(lambda tx: catalog.lock_for(tx, self._vocabulary))
        check_empty(self._database)
        return self._database.read(KEPT)


def check_empty(database: Database) -> None:
    """See that a database has no more than coopgraph's bookkeeping and indexes.

    Raises:
        NotEmpty: it has.
    """
    theirs = [row for row in database.read(INDEXES) if not schema.is_ours(row["name"])]
    if theirs or database.read(FOREIGN):
        raise NotEmpty("The graph is not empty.")


def arguments(folder: Path, longest: int) -> Iterator[str]:
    """Yield what the importer is told: how the files are written, and which there are.

    Args:
        folder: where they are.
        longest: characters of the longest row.
    """
    yield from OPTIONS
    yield f"--read-buffer-size={max(BUFFER, 2 * longest)}"
    for name in sorted(path.name for path in folder.glob("*.csv")):
        kind = "relationships" if name.startswith(("links", "records")) else "nodes"
        yield f"--{kind}=./{name}"


def _folder() -> AbstractContextManager[str]:
    return tempfile.TemporaryDirectory(prefix="coopgraph-", ignore_cleanup_errors=True)


def _write(
    tables: Tables, staging: Staging, progress: Progress
) -> tuple[dict[str, DatasetTotals], int]:
    """Write all files; return what they hold by dataset, and the length of the longest row."""
    contents = {dataset: DatasetTotals() for dataset in staging.datasets}
    longest = 0
    with processes() as pool:
        for written in pool.map(tables.write, staging.makers()):
            longest = max(longest, written.longest)
            for dataset, content in written.contents.items():
                contents[dataset].join(content)
            progress(sum(content.size for content in contents.values()))
        deque(pool.map(tables.write_bare, range(PILES)), maxlen=0)
    tables.write_datasets(contents, datetime.now(UTC).isoformat())
    return contents, longest


def _run(query: str, rows: list[Any], tx: Transaction) -> None:
    tx.run(query, {"rows": rows})


def _note(
    staging: Staging,
    contents: Mapping[str, DatasetTotals],
    intakes: Mapping[str, Intake],
    tx: Transaction,
) -> dict[str, Changes]:
    """Write the ledger, and where the datasets come from."""
    done = {dataset: Changes(written=content.size) for dataset, content in contents.items()}
    fingerprints.remember(tx, staging.sources)
    catalog.append(tx, contents, done, counted(staging, contents, intakes))
    return done
