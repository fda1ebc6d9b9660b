"""A graph made with another version: who only reads is told, and rebuilds nothing."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from graph.blank_nodes.node_labels import datasets
from graph.database.config.target import Target
from graph.database.driver import Database
from graph.state import write_lock
from graph.store import Store
from ontology.vocabulary import vocabulary
from tests.graph.support import empty

pytestmark = pytest.mark.long

IRI = "https://example.org/versions"
SAID = "<https://example.org/a> <https://example.org/p> 'x' ."
QUESTION = ("query", "agreements")
Command = Callable[..., tuple[int, str]]


@pytest.fixture
def database(target: Target) -> Iterator[Database]:
    """A graph that holds one dataset."""
    with Database(target) as database:
        empty(database)
        store = Store(database, vocabulary())
        store.prepare()
        store.replace(datasets(parse(SAID, format=RdfFormat.TURTLE), IRI)[0])
        yield database
        empty(database)


@pytest.fixture
def command(environment: dict[str, str], tmp_path: Path) -> Command:
    """Run `coopgraph`; gives its exit status and what it said on stderr."""
    (tmp_path / "a.ttl").write_text(SAID, "utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [Path(sys.executable).with_name("coopgraph"), *arguments],
            env=environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        return done.returncode, done.stderr

    return run


def _set_digest(database: Database, value: str | None) -> None:
    query = "MATCH (c:Coopgraph {id: 1}) SET c.digest = $value"
    database.write(lambda tx: tx.run(query, {"value": value}))


def _digests(database: Database) -> list[str | None]:
    rows = database.read("MATCH (c:Coopgraph {id: 1}) RETURN c.digest AS digest")
    return [row["digest"] for row in rows]


def test_who_reads_a_graph_of_another_version_is_told(
    database: Database, command: Command, free_port: int
) -> None:
    _set_digest(database, "another version")
    port = str(free_port)
    for told in (QUESTION, ("serve", "--port", port), ("load", "--dry-run", "a.ttl")):
        status, said = command(*told)
        assert status == 1
        assert "coopgraph db rebuild" in said
    for goes_on in (("datasets",), ("export",), ("db", "status")):
        assert command(*goes_on) == (0, "")
    assert command("db", "check")[0] == 1
    assert _digests(database) == ["another version"]
    assert command("db", "rebuild")[0] == 0
    assert command(*QUESTION)[0] == 0


def test_a_load_makes_the_view_of_another_version_anew(
    database: Database, command: Command
) -> None:
    _set_digest(database, "another version")
    status, said = command("load", "a.ttl", "--no-validate")
    assert status == 0
    assert "made anew" in said
    assert command(*QUESTION)[0] == 0


def test_who_reads_while_the_view_is_made_anew_waits_for_nobody(
    database: Database, command: Command
) -> None:
    _set_digest(database, None)
    owner = database.write(lambda tx: write_lock.acquire(tx, [IRI]))
    status, said = command(*QUESTION)
    assert status == 0
    assert f"Not all of {IRI} is loaded" in said
    status, said = command(*QUESTION, "--consistent")
    assert status == 1
    assert "made anew" in said
    assert command("datasets") == (0, "")
    assert _digests(database) == [None]
    database.write(lambda tx: tx.run(write_lock.RELEASE, {"holder": owner}))


def test_who_reads_an_empty_database_finds_indexes(database: Database, command: Command) -> None:
    empty(database)
    assert command(*QUESTION)[0] == 0
