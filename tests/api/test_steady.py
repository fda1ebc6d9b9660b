"""Readers beside loads: they see all of one version, or are told; never some of two."""

import contextlib
import json
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import nullcontext

import httpx2
import pytest
from pyoxigraph import RdfFormat, parse

from api.answers import ask
from graph import door, loading, rebuild, steady, steps, writers
from graph.canonical import datasets
from graph.database import Database
from graph.export import export
from graph.formats import Format
from graph.records import DatasetContent
from graph.staging import Staging
from graph.store import Store
from graph.target import Target
from ontology.errors import BeingLoaded, InvalidConfiguration, NotFound
from ontology.vocabulary import vocabulary
from queries.catalogue import catalogue
from tests.api.support import serving
from tests.graph.support import empty

IRI = "https://example.org/versions"
AGREEMENTS = 40
ROUNDS = int(os.environ.get("LOADS", "3"))
NOTHING = ""
PREFIXES = """
@prefix coop: <https://w3id.org/coopgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/coopgraph/id/> .
"""
# Every thing carries its version in its name, over three links.
HOPS = """
MATCH (a:Agreement)-[:HAS_PARTICIPATION]->(p)-[:PARTICIPANT]->(c)
RETURN a.name AS a, p.name AS p, c.name AS c
"""
# What a reader saw: a version, `NOTHING`, or that it is being loaded.
TOLD = "told"
Read = Callable[[], str]


def version(name: str) -> DatasetContent:
    said = "\n".join(
        f'<agreement/v{n}> a coop:Agreement ; skos:prefLabel "{name}"@en ; '
        f"coop:hasParticipation <participation/{name}{n}> . "
        f'<participation/{name}{n}> a coop:Participation ; skos:prefLabel "{name}"@en ; '
        f"coop:participant <company/v{n % 10}> . "
        f'<company/v{n % 10}> a coop:Company ; skos:prefLabel "{name}"@en .'
        for n in range(AGREEMENTS)
    )
    return datasets(parse(PREFIXES + said, format=RdfFormat.TURTLE), IRI)[0]


VERSIONS = {name: version(name) for name in ("one", "two")}


@pytest.fixture
def store(target: Target) -> Iterator[Store]:
    with Database(target) as database:
        empty(database)
        made = Store(database, vocabulary())
        made.prepare()
        yield made
        empty(database)


def only(names: list[str], wanted: int) -> str:
    """Return the one version that all these names tell of."""
    assert len(set(names)) <= 1, Counter(names)
    assert len(names) in {0, wanted}, f"{len(names)} of {wanted}"
    return names[0] if names else NOTHING


def readers(database: Database, api: httpx2.Client) -> list[Read]:
    """Return ways to look at the graph; each returns the version that it sees."""

    def hops() -> str:
        rows = steady.read(database, HOPS, {})
        return only([name for row in rows for name in row.values()], 3 * AGREEMENTS)

    def answers() -> str:
        answer = ask(database, catalogue()["agreements"], {"limit": ["1000"]})
        return only([row["agreement_name"] for row in answer.rows], AGREEMENTS)

    def http() -> str:
        response = api.get("/queries/agreements?limit=1000")
        if response.status_code == 503:
            assert int(response.headers["Retry-After"]) > 0
            raise BeingLoaded(response.text)
        rows = json.loads(response.text)["rows"]
        return only([row["agreement_name"] for row in rows], AGREEMENTS)

    def exported() -> str:
        found = b"".join(export(database, Format.NTRIPLES)).decode()
        for name, content in VERSIONS.items():
            if set(found.splitlines()) == {f"{triple} ." for triple in content.triples}:
                return name
        assert not found, f"{found.count('one')} of one, {found.count('two')} of two"
        return NOTHING

    return [hops, answers, http, exported]


def looks(read: Read, ended: threading.Event, seen: Counter[str]) -> None:
    """Look again and again."""
    while not ended.wait(0.02):  # else the writer, in this process too, would hardly get on
        try:
            seen[read()] += 1
        except BeingLoaded:
            seen[TOLD] += 1
        except Exception as error:  # told to the test, which is in another thread
            seen[f"wrong: {error!r}"] += 1
            return


@contextlib.contextmanager
def looking(target: Target, seen: dict[str, Counter[str]]) -> Iterator[None]:
    """Look at the graph in all ways at once, inside the `with` block."""
    ended = threading.Event()
    with (
        Database(target) as database,
        serving(lambda: nullcontext(database)) as address,
        httpx2.Client(base_url=address, timeout=60) as api,
    ):
        threads = [
            threading.Thread(
                target=looks, args=(read, ended, seen.setdefault(read.__name__, Counter()))
            )
            for read in readers(database, api)
        ]
        for one in threads:
            one.start()
        try:
            yield
        finally:
            ended.set()
            for one in threads:
                one.join()


@pytest.mark.parametrize("way", ["at once", "in steps", "by processes"])
def test_readers_see_one_version_or_are_told(
    way: str, store: Store, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_steps = way != "at once"
    if way == "by processes":
        monkeypatch.setattr(writers, "PROCESSES_FROM", 0)
    if in_steps:
        monkeypatch.setattr(loading, "AT_ONCE", 0)
        monkeypatch.setattr(steps, "STEP", 40)
        monkeypatch.setattr(steady, "WAIT", 0)
    seen: dict[str, Counter[str]] = {}
    with looking(target, seen):
        for name in ["one", "two", NOTHING] * ROUNDS:
            if name:
                store.replace(VERSIONS[name])
            else:
                store.drop(IRI)
    for reader, counts in seen.items():
        assert counts.keys() <= {"one", "two", NOTHING, TOLD}, f"{reader}: {counts}"
    together = sum(seen.values(), Counter[str]())
    assert together.keys() >= {"one", "two"}
    assert not in_steps or together[TOLD]


def test_readers_see_the_graph_or_are_told_while_its_view_is_made_anew(
    store: Store, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(steady, "WAIT", 0)
    store.replace(VERSIONS["one"])
    seen: dict[str, Counter[str]] = {}
    with looking(target, seen):
        for _ in range(ROUNDS):
            store.rebuild()
    for reader, counts in seen.items():
        assert counts.keys() <= {"one", TOLD}, f"{reader}: {counts}"
    assert sum(seen.values(), Counter[str]())[TOLD]


def test_a_view_that_is_not_made_to_its_end_is_not_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.replace(VERSIONS["one"])

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rebuild, "_next", killed)
        with pytest.raises(KeyboardInterrupt):
            store.rebuild()
    with pytest.raises(BeingLoaded, match="db rebuild"):
        steady.read(store.database, HOPS, {})
    with pytest.raises(BeingLoaded, match="db rebuild"):
        list(export(store.database, Format.NQUADS))
    with pytest.raises(InvalidConfiguration, match="db rebuild"):
        store.replace(VERSIONS["two"])
    assert any("not to its end" in one.message for one in store.check())
    assert store.prepare()
    assert store.replace(VERSIONS["two"]).written
    assert list(store.check()) == []


@pytest.mark.parametrize("action", ["load", "load the same file", "drop"])
def test_who_runs_again_what_was_killed_before_readers_were_let_in_lets_them_in(
    action: str, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def act() -> None:
        if action == "drop":
            store.drop(IRI)
        elif action == "load" or not store.unchanged("two"):
            with Staging.of([VERSIONS["two"]]) as staging:
                staging.sources = {IRI: "two"}
                store.load(staging)

    store.replace(VERSIONS["one"])
    monkeypatch.setattr(steady, "WAIT", 0)
    with monkeypatch.context() as patch:
        patch.setattr(door.Door, "open", lambda self: None)
        act()
    with pytest.raises(BeingLoaded, match="being changed"):
        steady.read(store.database, HOPS, {})
    with pytest.raises(NotFound) if action == "drop" else nullcontext():
        act()
    assert len(steady.read(store.database, HOPS, {})) == (AGREEMENTS if action != "drop" else 0)
