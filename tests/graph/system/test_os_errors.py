"""Errors of the operating system are told with their true cause, and what to do about it."""

import errno
import os
import resource
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graph.database.config.target import Target
from graph.database.driver import Database
from graph.database.local import LocalServer, importer, process
from graph.database.local.home import Home
from graph.database.local.install.releases import LTS
from graph.spill.hash_partitions import HashPartitions
from graph.state import write_lock
from graph.system.os_errors import told
from loaders.validation.prefilter import triple_index
from ontology.errors import (
    CoopgraphError,
    DatabaseUnavailable,
    InvalidConfiguration,
    LimitExceeded,
    SystemFailed,
)
from ontology.namespaces import DATASETS, dataset_names


@contextmanager
def no_more_files() -> Iterator[None]:
    """Let this process open no further file."""
    before, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    unused = os.open(os.devnull, os.O_RDONLY)
    os.close(unused)
    resource.setrlimit(resource.RLIMIT_NOFILE, (unused, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (before, most))


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        (errno.ENOSPC, LimitExceeded, "Make room"),
        (errno.EDQUOT, LimitExceeded, "Make room"),
        (errno.EMFILE, LimitExceeded, "ulimit"),
        (errno.ENFILE, LimitExceeded, "ulimit"),
        (errno.ENOMEM, LimitExceeded, "memory"),
        (errno.EACCES, InvalidConfiguration, "may write"),
        (errno.EROFS, InvalidConfiguration, "may write"),
        (errno.ENOENT, SystemFailed, "removed"),
        (errno.EIO, SystemFailed, "cannot be read or written"),
        (errno.ENOTDIR, InvalidConfiguration, "may write"),
        (errno.EBUSY, SystemFailed, "cannot be used"),
    ],
)
def test_each_cause_has_its_own_sentence(code: int, kind: type[Exception], said: str) -> None:
    with pytest.raises(kind, match=said) as caught, told("The folder /x", "TMPDIR"):
        raise OSError(code, os.strerror(code), "/x/y")
    assert os.strerror(code) in str(caught.value)
    assert ("Make room" in str(caught.value)) == (code in (errno.ENOSPC, errno.EDQUOT))


def test_too_many_open_files_are_no_full_disk() -> None:
    with HashPartitions(most_in_memory=1) as buckets, no_more_files():
        with pytest.raises(LimitExceeded, match="ulimit") as caught:
            buckets.extend(["a b"] * 2, 6)
        assert "room" not in str(caught.value)


def test_a_temporary_file_that_vanished_is_no_server_that_does_not_answer(
    database: Database,
) -> None:
    with HashPartitions(most_in_memory=1) as buckets:
        buckets.extend(["a b"] * 2, 6)
        shutil.rmtree(buckets.paths()[0].parent)
        with pytest.raises(SystemFailed, match=r"coopgraph-.*No such file"):
            database.write(lambda tx: list(buckets))

        def read(_: object) -> str:
            return buckets.paths()[0].read_text("utf-8")

        with pytest.raises(SystemFailed, match="No such file"):
            database.write(read)


def test_a_server_that_cannot_be_asked_for_want_of_files_says_so(target: Target) -> None:
    with Database(target) as database:
        database.forget()
        other = Database(target)
        with no_more_files(), pytest.raises(DatabaseUnavailable, match="ulimit"):
            other.verify()
        other.close()


def test_a_server_that_does_not_answer_is_still_that(free_port: int) -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", free_port))
        away = Database(Target(f"bolt://127.0.0.1:{free_port}", "neo4j", "x"))
        with pytest.raises(DatabaseUnavailable, match="does not answer"):
            away.verify()
        away.close()


def test_a_missing_java_is_no_full_disk(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    home.create()
    (tmp_path / "tables").mkdir()
    with pytest.raises(InvalidConfiguration, match=r"Java cannot be started: .*No such file"):
        importer.run(tmp_path / "java", home, tmp_path / "tables", [])
    with pytest.raises(InvalidConfiguration, match=r"Java cannot be started: .*No such file"):
        process.begin(tmp_path / "java", home, LTS.main)


def test_a_folder_that_may_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    server = LocalServer(tmp_path / "file" / "home", usual_ports=(0, 0))
    with pytest.raises(CoopgraphError, match="Not a directory"):
        server.start()


def test_sqlite_that_can_open_no_file_is_no_full_disk() -> None:
    def fail(code: int) -> None:
        error = sqlite3.OperationalError("unable to open database file")
        error.sqlite_errorcode = code
        with triple_index.room():
            raise error

    with pytest.raises(SystemFailed, match="ulimit"):
        fail(sqlite3.SQLITE_CANTOPEN)
    with pytest.raises(LimitExceeded, match="Make room"):
        fail(sqlite3.SQLITE_FULL)
    with pytest.raises(sqlite3.OperationalError):
        fail(sqlite3.SQLITE_ERROR)


def test_many_datasets_are_named_in_a_short_sentence(database: Database) -> None:
    many = [f"{DATASETS}graph-{number:06}" for number in range(100_000)]
    assert dataset_names(many[:2]) == "graph-000000, graph-000001"
    assert dataset_names(many).endswith("graph-000004 and 99,995 more")
    database.write(lambda tx: write_lock.acquire(tx, many))
    with pytest.raises(write_lock.Busy) as caught:
        database.write(lambda tx: write_lock.end_stale_lease(tx, write_lock.lock(tx), many))
    assert len(str(caught.value)) < 1_000
