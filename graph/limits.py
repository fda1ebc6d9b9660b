"""Limits of work with the database: sizes, counts and waits, in one place and passed in.

A connection carries them (`Database.limits`, `Transaction.limits`). Weights are about statements,
a long one counts for several (see `rdf.weight`); waits are seconds.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Limits:
    """How much is done at once, and how long is waited.

    Attributes:
        at_once: weight that one transaction may change: more needs more memory than the server
            gives it, and is written in batches.
        batch: weight of a batch.
        processes_from: statements of a load from which on its writers are processes.
        bulk_from: statements from which on Neo4j's importer is faster, though Neo4j is stopped
            and started for it: a made million took 54 s in bulk and 41 s over Bolt (51 s by a
            server that had just started), ten million 190 s and 312 s, so the two cross between
            1.2 and 1.9 million (docs/benchmarks.md).
        datasets: of one load: all are settled in one transaction, with a line of the ledger each.
        blank_nodes: of a file whose names come from what is said of them; of more they come from
            their labels.
        joined: statements that blank nodes join, likewise; of more, names come from the place.
        search: statements that the search for symmetries may look at, for a file: some seconds.
        search_each: the same for each statement: large files may have many small symmetries.
        fingerprinted: bytes of files from which on it is remembered that they were loaded; fewer
            are read in no time.
        context: statements of other datasets that are read as a whole to validate a file.
        spill: characters of statements that may wait in memory.
        index_cache: kilobytes of the index for validation that stay in memory.
        spool: characters of records that may wait in memory for a file for each dataset.
        subjects: whose nodes are read at once, for a load.
        read: weight of nodes that are read at once, for a load.
        links: of a node that is read as a whole.
        records: of a node that is read as a whole.
        page: nodes of a page, in a walk over all of them.
        export_at_once: records of a graph that is exported by one statement.
        export_row: nodes whose records come in one row of an export.
        digest_row: nodes whose digests come in one row of a walk.
        walked: nodes that a walk passes in the time in which one record is asked for.
        sorted: records of a dataset up to which it is sorted for an export, instead of found by
            a walk over all nodes.
        chunk: characters of an export that are handed on together.
        listed: subjects that a line of the ledger lists.
        listed_characters: of all subjects that the lines of one load list: they are written in
            one transaction.
        shown: lines that a preview shows.
        shown_characters: of these lines together.
        rebuilt: nodes of one transaction of a rebuild.
        characters: of records that are read at once where each may be long.
        lease: after which an owner that gave no heartbeat counts as gone.
        batch_within: after which the server ends a batch: one whose client stands still keeps
            its locks.
        retry_for: a server that is down should soon be said to be down.
        patience: a large load waits for a new leader of a cluster.
        log_in_within: for which a server may be silent that has taken a connection.
        grace: beyond a statement's own limit, which the server looks at every two seconds.
        ask_after: for which the server may be silent in an export before it is asked whether it
            is well: what comes next may rightly take long.
        commit_wait: for which a reader waits until a commit is through.
    """

    at_once: int = 100_000
    batch: int = 20_000
    processes_from: int = 300_000
    bulk_from: int = 2_000_000
    datasets: int = 100_000
    blank_nodes: int = 2_000_000
    joined: int = 500_000
    search: int = 300_000
    search_each: int = 10
    fingerprinted: int = 250_000
    context: int = 100_000
    spill: int = 32_000_000
    index_cache: int = 200_000
    spool: int = 8_000_000
    subjects: int = 2_000
    read: int = 30_000
    links: int = 20_000
    records: int = 100
    page: int = 5_000
    export_at_once: int = 2_000
    export_row: int = 50
    digest_row: int = 200
    walked: int = 10
    sorted: int = 100_000
    chunk: int = 262_144
    listed: int = 10_000
    listed_characters: int = 1_000_000
    shown: int = 100_000
    shown_characters: int = 20_000_000
    rebuilt: int = 2_000
    characters: int = 16_000_000
    lease: int = 60
    batch_within: int = 300
    retry_for: int = 3
    patience: int = 20
    log_in_within: int = 20
    grace: int = 5
    ask_after: int = 10
    commit_wait: int = 5


STANDARD: Final = Limits()
