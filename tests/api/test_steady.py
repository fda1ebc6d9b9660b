"""Readers beside loads: they see all of one version, or are told; never some of two."""

import contextlib
import json
import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext

import httpx2
import pytest
from pyoxigraph import RdfFormat, parse

from api.questions.answers import ask
from graph.blank_nodes.node_labels import datasets
from graph.database.config.target import Target
from graph.database.driver import Database
from graph.limits import Limits
from graph.maintenance import rebuild
from graph.rdf.formats import Format
from graph.rdf.records import DatasetContent
from graph.read.consistency import consistent_read
from graph.read.export import export
from graph.spill.staging import Staging
from graph.state import version_gate
from graph.store import Store
from ontology.errors import BeingLoaded, InvalidConfiguration, NotFound
from ontology.vocabulary import vocabulary
from queries.catalogue import catalogue
from tests.api.support import serving
from tests.graph.support import empty, limit

pytestmark = pytest.mark.long

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
HOPS = consistent_read.Query(
    """
MATCH (a:Agreement)<-[:IN_ACT]-(p)-[:PARTICIPANT]->(c)
RETURN a.name AS a, p.name AS p, c.name AS c
""",
    ("a", "p", "c"),
)
# What a reader saw: a version, `NOTHING`, that it is refused meanwhile, or an answer that says
# of which dataset it may lack something.
TOLD = "told"
NAMED = "named"
Read = Callable[[], str]
# By whether it has to be consistent, and by reader, what was seen how often.
Seen = dict[bool, dict[Read, Counter[str]]]


def version(name: str) -> DatasetContent:
    said = "\n".join(
        f'<agreement/v{n}> a coop:Agreement ; skos:prefLabel "{name}"@en . '
        f"<participation/{name}{n}> coop:inAct <agreement/v{n}> . "
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


def seen_in(names: list[str], wanted: int, incomplete: Sequence[str]) -> str:
    """Return what an answer shows: one version, or some of several where it says so."""
    assert list(incomplete) in ([], [IRI]), incomplete
    return NAMED if incomplete else only(names, wanted)


def exporting(database: Database) -> Read:
    def exported() -> str:
        found = b"".join(export(database, Format.NTRIPLES)).decode()
        for name, content in VERSIONS.items():
            if set(found.splitlines()) == {f"{triple} ." for triple in content.triples}:
                return name
        assert not found, f"{found.count('one')} of one, {found.count('two')} of two"
        return NOTHING

    return exported


def readers(
    database: Database, pages: Database, api: httpx2.Client, *, consistent: bool
) -> list[Read]:
    """Return ways to look at the graph; each returns what it sees.

    Args:
        database: what is asked.
        pages: the same, with limits by which even a small graph is exported page by page.
        api: which serves it.
        consistent: whether to be refused what is half written.
    """

    def hops() -> str:
        found = consistent_read.read(database, HOPS, {}, consistent=consistent)
        names = [name for row in found.rows for name in row.values()]
        return seen_in(names, 3 * AGREEMENTS, found.incomplete.names)

    def answers() -> str:
        question = catalogue()["agreements"]
        answer = ask(database, question, {"limit": ["1000"]}, consistent=consistent)
        names = [row["agreement_name"] for row in answer.rows]
        return seen_in(names, AGREEMENTS, answer.incomplete.names)

    def http() -> str:
        response = api.get(f"/queries/agreements?limit=1000&consistent={consistent}")
        if response.status_code == 503:
            assert int(response.headers["Retry-After"]) > 0
            raise BeingLoaded(response.text)
        answer = json.loads(response.text)
        assert response.headers.get("Coopgraph-Incomplete") == (
            IRI if "incomplete" in answer else None
        )
        names = [row["agreement_name"] for row in answer["rows"]]
        return seen_in(names, AGREEMENTS, answer.get("incomplete", []))

    exports = [exporting(database), exporting(pages)] if consistent else []
    return [hops, answers, http, *exports]


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
def looking(target: Target, seen: Seen) -> Iterator[None]:
    """Look at the graph in all ways at once, inside the `with` block."""
    ended = threading.Event()
    with (
        Database(target) as database,
        Database(target, limits=Limits(export_at_once=0)) as pages,
        serving(lambda: nullcontext(database)) as address,
        httpx2.Client(base_url=address, timeout=120) as api,
    ):
        threads = [
            threading.Thread(target=looks, args=(read, ended, counts.setdefault(read, Counter())))
            for consistent, counts in seen.items()
            for read in readers(database, pages, api, consistent=consistent)
        ]
        for one in threads:
            one.start()
        try:
            yield
        finally:
            ended.set()
            for one in threads:
                one.join()


def together(seen: Seen, consistent: bool, allowed: set[str]) -> Counter[str]:
    """Return what all readers of a kind saw, of what they may see."""
    for reader, counts in seen[consistent].items():
        assert counts.keys() <= allowed, f"{reader.__name__}: {counts}"
    return sum(seen[consistent].values(), Counter[str]())


@pytest.mark.parametrize("way", ["at once", "in steps", "by processes"])
def test_readers_see_one_version_or_are_told(
    way: str, store: Store, target: Target, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_steps = way != "at once"
    if way == "by processes":
        limit(monkeypatch, store.database, processes_from=0)
    if in_steps:
        limit(monkeypatch, store.database, at_once=0, batch=40)
    seen: Seen = {True: {}, False: {}}
    with looking(target, seen):
        for name in ["one", "two", NOTHING] * ROUNDS:
            if name:
                store.replace(VERSIONS[name])
            else:
                store.drop(IRI)
    versions = {"one", "two", NOTHING}
    consistent = together(seen, True, versions | {TOLD})
    # A commit may take longer than a reader waits, on a busy machine.
    others = together(seen, False, versions | ({TOLD, NAMED} if in_steps else {TOLD}))
    assert (consistent + others).keys() >= {"one", "two"}
    assert not in_steps or (consistent[TOLD] and others[NAMED] > others[TOLD])


def test_readers_see_the_graph_and_are_told_while_its_view_is_made_anew(
    store: Store, target: Target
) -> None:
    store.replace(VERSIONS["one"])
    seen: Seen = {True: {}, False: {}}
    with looking(target, seen):
        for _ in range(ROUNDS):
            store.rebuild()
    assert together(seen, True, {"one", TOLD})[TOLD]
    assert together(seen, False, {"one", TOLD, NAMED})[NAMED]


def test_a_view_that_is_not_made_to_its_end_is_said_to_be_so(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.replace(VERSIONS["one"])

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(rebuild, "_next", killed)
        with pytest.raises(KeyboardInterrupt):
            store.rebuild()
    assert consistent_read.read(store.database, HOPS, {}).incomplete.names == (IRI,)
    with pytest.raises(BeingLoaded, match="db rebuild"):
        consistent_read.read(store.database, HOPS, {}, consistent=True)
    with pytest.raises(BeingLoaded, match="db rebuild"):
        list(export(store.database, Format.NQUADS))
    assert list(export(store.database, Format.NQUADS, consistent=False))
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
    limit(monkeypatch, store.database, commit_wait=0)
    with monkeypatch.context() as patch:
        patch.setattr(version_gate.VersionGate, "end_commit", lambda self: None)
        act()
    with pytest.raises(BeingLoaded, match="being changed"):
        consistent_read.read(store.database, HOPS, {})
    with pytest.raises(NotFound) if action == "drop" else nullcontext():
        act()
    assert len(consistent_read.read(store.database, HOPS, {}).rows) == (
        AGREEMENTS if action != "drop" else 0
    )
