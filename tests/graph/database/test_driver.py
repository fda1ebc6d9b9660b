"""The driver's wrapper: what people are told when Neo4j is not there, or not theirs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from traceback import format_exception
from urllib.parse import urlsplit

import pytest
from neo4j.exceptions import ClientError

from graph.database.config import settings
from graph.database.config.target import Target
from graph.database.driver import Database, Plan
from graph.database.transaction import Transaction
from graph.store import Store
from ontology.errors import (
    DatabaseUnavailable,
    InvalidConfiguration,
    InvalidVocabulary,
    LimitExceeded,
)
from tests.graph.support import Relay, content, snapshot

SLOW = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a = -b RETURN a"


@pytest.fixture
def relay(target: Target) -> Iterator[Relay]:
    address = urlsplit(target.uri)
    assert address.hostname
    relay = Relay(address.hostname, address.port or 7687)
    yield relay
    relay.cut()


def through(relay: Relay, target: Target) -> Target:
    return replace(target, uri=f"bolt://127.0.0.1:{relay.port}")


def test_a_wrong_password_names_user_and_setting_and_never_the_password(target: Target) -> None:
    wrong = replace(target, password="not-this-one")  # noqa: S106
    with pytest.raises(InvalidConfiguration) as caught, Database(wrong):
        pass
    assert repr(target.user) in str(caught.value)
    assert "COOPGRAPH_NEO4J_PASSWORD" in str(caught.value)
    assert "not-this-one" not in str(caught.value)


def test_an_unknown_database_is_named(target: Target) -> None:
    with (
        pytest.raises(InvalidConfiguration, match="'elsewhere'"),
        Database(replace(target, database="elsewhere")),
    ):
        pass


@pytest.mark.parametrize("uri", ["http://127.0.0.1:1", "nonsense", "bolt://x:y", ""])
def test_an_address_that_cannot_be_meant(uri: str, target: Target) -> None:
    with (
        pytest.raises(InvalidConfiguration, match="COOPGRAPH_NEO4J_URI"),
        Database(replace(target, uri=uri)),
    ):
        pass


@pytest.mark.parametrize(
    "uri",
    [
        "bolt://neo4j:hush@127.0.0.1:7687",
        "neo4j+s://:hush@example.org",
        "neo4j:hush@example.org:7687",
        "bolt://neo4j:hu/sh?hush#hush@127.0.0.1",
        "bolt://neo4j%3Ahush%40127.0.0.1",
        "bolt://neo4j:hush",
        "hush",
    ],
)
def test_a_password_in_the_address_is_refused_and_not_shown(
    uri: str, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COOPGRAPH_NEO4J_URI", uri)
    for look in (settings.neo4j_uri, lambda: replace(target, uri=uri)):
        with pytest.raises(InvalidConfiguration) as caught:
            look()
        assert "hush" not in "".join(format_exception(caught.value))
        assert "COOPGRAPH_NEO4J_URI" in str(caught.value)
        assert ("_PASSWORD" in str(caught.value)) == (re.search("@|%40", uri) is not None)


def test_nobody_at_the_address(target: Target, free_port: int) -> None:
    nobody = replace(target, uri=f"bolt://127.0.0.1:{free_port}")
    with pytest.raises(DatabaseUnavailable, match=str(free_port)), Database(nobody):
        pass


@pytest.mark.long
def test_a_server_that_went_away_between_two_queries(relay: Relay, target: Target) -> None:
    with Database(through(relay, target)) as database:
        relay.cut()
        for ask in (database.verify, lambda: database.read("RETURN 1 AS x")):
            with pytest.raises(DatabaseUnavailable, match="does not answer"):
                ask()


def test_a_server_that_goes_away_in_the_middle_of_a_stream(relay: Relay, target: Target) -> None:
    with Database(through(relay, target)) as database:
        rows = database.stream("UNWIND range(1, 100000) AS x RETURN x")
        next(rows)
        relay.cut()
        with pytest.raises(DatabaseUnavailable):
            list(rows)


@pytest.mark.long
def test_a_connection_cut_in_the_middle_of_a_change_leaves_nothing(
    relay: Relay, target: Target, store: Store, database: Database
) -> None:
    with Database(through(relay, target)) as other:

        def half(tx: Transaction) -> None:
            tx.run("CREATE (:Resource {iri: 'urn:half'})")
            relay.cut()
            tx.run("RETURN 1")

        with pytest.raises(DatabaseUnavailable):
            other.write(half)
    assert snapshot(database) == ([], [])
    assert store.replace(content(":a :p 1 .")).written == 1


def test_values_are_plain(database: Database) -> None:
    (row,) = database.read(
        "RETURN date('2025-11-21') AS day, datetime('2025-11-21T10:00:00Z') AS at, "
        "[date('2025-01-01')] AS days, {x: date('2025-01-02')} AS map, null AS nothing, "
        "duration('P1D') AS span"
    )
    assert row == {
        "day": date(2025, 11, 21),
        "at": datetime(2025, 11, 21, 10, tzinfo=UTC),
        "days": [date(2025, 1, 1)],
        "map": {"x": date(2025, 1, 2)},
        "nothing": None,
        "span": "P1D",
    }
    database.write(lambda tx: tx.run("CREATE (:A {x: 1})-[:R {y: 2}]->(:B {z: date()})"))
    (row,) = database.read("MATCH p = (a:A)-[r]->(b) RETURN a, r, p")
    assert (row["a"], row["r"], len(row["p"])) == ({"x": 1}, {"y": 2}, 2)


def test_a_read_may_not_take_too_long_nor_write_nor_be_too_big(database: Database) -> None:
    with pytest.raises(LimitExceeded, match="longer"):
        database.read(SLOW, timeout=0.2)
    with pytest.raises(ClientError, match="read access mode"):
        database.read("CREATE (n)")
    with pytest.raises(LimitExceeded, match="more than 2 rows"):
        database.read("UNWIND [1, 2, 3] AS x RETURN x", limit_rows=2)
    assert len(database.read("UNWIND [1, 2] AS x RETURN x", limit_rows=2)) == 2


def test_explain_says_what_a_query_does_without_doing_it(database: Database) -> None:
    assert database.explain("MATCH (n {iri: $x}) RETURN n.a AS a, 1 AS b") == Plan(True, ("a", "b"))
    assert database.explain("CREATE (n) RETURN n") == Plan(False, ("n",))
    assert database.read("MATCH (n) RETURN n") == []
    with pytest.raises(InvalidVocabulary, match="Invalid input"):
        database.explain("MATCH (n RETURN n")


def test_a_read_sees_the_write_before_it(database: Database) -> None:
    for number in range(20):
        database.write(lambda tx: tx.run("CREATE (:N)"))
        assert database.read("MATCH (n:N) RETURN count(n) AS n") == [{"n": number + 1}]
