"""The bulk way: the same graph as over Bolt, and nothing in between, whatever happens."""

import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import pytest

from graph import load_path
from graph.bulk import bulk_import
from graph.bulk.bulk_import import Bulk, NotEmpty
from graph.database.driver import Database
from graph.database.local import LocalServer
from graph.database.local.sessions import InUse
from graph.rdf.records import DatasetContent
from graph.spill.staging import Staging
from graph.state.ledger import Changes, Intake
from graph.store import Store
from ontology.errors import DatabaseUnavailable
from tests.graph.expected import expected
from tests.graph.support import EX, VOCABULARY, content, empty, limit, parsed, snapshot

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[3]
ODD = '\\u0000 a,b;c \\u001F \\u001E `x` \\"q\\" \\\\n \\n \\r\\n'
ODD += " \\t \\u202E\\u200F \\uFFFE \U0001f600 é"
# So many links that the record is in parts.
LINKS = 3_500
HUB = " , ".join(f":hub{n}" for n in range(LINKS)) + " ."
RICH = f"""
GRAPH :a {{
  :x a :Company, :Undeclared ; skos:prefLabel "X"@en, "Y"@fr, "Z" ; :knows :y, :z, :x .
  :x :code "{ODD}" ; :identifier "", "i" ; :tag "{ODD}", "", "b" ; :count 07 ; :u :w, _:b .
  :x :open "1"^^xsd:boolean ; :weight 1.5, -0.0, 1e3, 9007199254740993 .
  :x :page "x:y"^^xsd:anyURI, "x:,z"^^xsd:anyURI .
  :x :date "2024-02"^^xsd:gYearMonth ; :seen "2023"^^xsd:gYear, "0001-01-01"^^xsd:date .
  :y :tag "" ; :code "" ; :count -9223372036854775808 ; :open false ; :date "no date"^^xsd:date .
  :z skos:prefLabel "!!!" ; skos:altLabel "?", "!" ; :tag "\\u001F" ; :identifier "\\n" .
  :long :tag "{"x" * 5_000_000}" .
  :p coop:participant :x, :y ; coop:inAct :z ; coop:role :party . _:b coop:role :signatory .
  _:b :knows :x, _:c . _:c rdf:first "1"^^:custom ; rdf:rest rdf:nil .
  :a skos:prefLabel "The dataset itself"@en .
}}
GRAPH :b {{
  :x a :Person ; skos:prefLabel "Other"@en ; :knows :y ; :u :w, :v ; :count 9 .
  :v :knows :x . _:b :knows :x . :p coop:role :signatory ; coop:inAct :act .
  <urn:x,%22%41;é> <urn:p> <urn:o> , "literal"@EN-gb .
}}
GRAPH :c {{
  :alone <urn:p> "only literals" . :hub :knows {HUB}
  :hub coop:participant :alone ; coop:inAct :act ; coop:role :party .
}}
"""
SESSION = """
import sys
from pathlib import Path
from graph.database.local import LocalServer
with LocalServer(Path(sys.argv[1]), usual_ports=(0, 0)).session():
    print("in", flush=True)
    sys.stdin.read()
"""
PROGRAM = """
import json, sys
from graph.database.driver import Database
from graph.database.config.target import Target
with Database(Target(**json.loads(sys.argv[1]))):
    print("in", flush=True)
    sys.stdin.read()
"""
LOADER = """
import sys
from pathlib import Path
from graph.bulk.bulk_import import Bulk
from graph.database.driver import Database
from graph.database.local import LocalServer
from graph.store import Store
from tests.graph.support import VOCABULARY
from tests.graph.bulk.test_bulk_import import CONTENTS, staged
if __name__ == "__main__":
    server = LocalServer(Path(sys.argv[1]), heap="512m", usual_ports=(0, 0))
    with server.session() as target, Database(target) as database, staged(CONTENTS) as staging:
        Bulk(server, database, VOCABULARY).load(staging)
"""
CONTENTS = parsed(RICH)


def staged(contents: Iterable[DatasetContent]) -> Staging:
    return Staging.of(contents)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalServer]:
    """A server that these tests may stop."""
    home = tmp_path_factory.mktemp("bulk") / "a home, é (1)"
    server = LocalServer(home, heap="512m", usual_ports=(0, 0))
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def prepared(own: LocalServer) -> Iterator[Database]:
    """Its database, empty but for two lines in the ledger."""
    with own.session() as target, Database(target) as database:
        empty(database)
        store = Store(database, VOCABULARY)
        store.prepare()
        store.replace(content(":before :tag 'x' .", "before"))
        store.drop(EX + "before")
        yield database


@pytest.fixture
def ours(own: LocalServer) -> Iterator[Database]:
    with prepared(own) as database:
        yield database


@contextmanager
def another(code: str, *arguments: str | Path) -> Iterator[None]:
    """Another process, from its first line of output to the end of its input."""
    command = [sys.executable, "-c", code, *arguments]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:
        assert process.stdout
        assert process.stdout.readline() == "in\n"
        yield
        process.communicate("")


def schema_of(database: Database) -> list[str]:
    rows = database.read(
        "SHOW INDEXES YIELD name, type, labelsOrTypes, properties, owningConstraint, options, state"
    )
    constraints = database.read("SHOW CONSTRAINTS YIELD name, type, labelsOrTypes, properties")
    return sorted(map(repr, [*rows, *constraints]))


def test_both_ways_make_the_same_graph(
    own: LocalServer, ours: Database, store: Store, database: Database
) -> None:
    intakes = {EX + "a": Intake(origin="a file"), EX + "b": Intake(99, 3, 2)}
    before = own.status()
    with staged(CONTENTS) as staging:
        over_bolt = store.load(staging, intakes)
        in_bulk = Bulk(own, ours, VOCABULARY).load(staging, intakes)
    assert in_bulk == over_bolt
    assert snapshot(ours) == snapshot(database)
    assert schema_of(ours) == schema_of(database)
    twin = Store(ours, VOCABULARY)
    assert list(twin.check()) == []
    assert [asdict(one) | {"at": 0} for one in twin.loads()[2:]] == [
        asdict(one) | {"at": 0} for one in store.loads()
    ]
    assert [one.dataset for one in twin.loads()[:2]] == [EX + "before"] * 2
    assert not twin.prepare(), "the ontology's digest was carried through"
    # Loading goes on, over Bolt, and a server that was asked to stay does so where it was.
    assert twin.replace(CONTENTS[2]) == Changes(unchanged=LINKS + 4)
    assert (own.status().bolt, own.status().browser) == (before.bolt, before.browser)


def test_refuses_what_it_would_spoil(
    own: LocalServer, ours: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    way = Bulk(own, ours, VOCABULARY)
    # It asks before it writes files, which this would not let it.
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    target = asdict(own.start())
    pid = own.status().pid
    with staged(CONTENTS[2:]) as staging:
        with another(SESSION, own.status().home), pytest.raises(InUse, match="processes"):
            way.load(staging)
        with another(PROGRAM, json.dumps(target)), pytest.raises(InUse, match="connected"):
            way.load(staging)
        ours.write(lambda tx: tx.run("CREATE (:Mine)"))
        with pytest.raises(NotEmpty):
            way.load(staging)
    assert own.status().pid == pid


def test_a_large_load_takes_the_way_that_it_can_and_says_why(
    own: LocalServer, ours: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(ours, VOCABULARY)

    def way(server: LocalServer | None) -> str | None:
        with staged(CONTENTS[2:]) as staging:
            done = load_path.load(store, server, staging, {}, lambda written: None)
        assert snapshot(ours) == expected(CONTENTS[2:])
        return done.way

    assert way(own) is None, "small, so over Bolt, which goes without saying"
    limit(monkeypatch, ours, bulk_from=1)
    assert way(own) == "Written over Bolt: the graph was not empty."
    for one in store.datasets():
        store.drop(one.iri)
    with another(SESSION, own.status().home):
        assert re.fullmatch(r"Written over Bolt: .*processes.*[^.]\.", str(way(own)))
    for one in store.datasets():
        store.drop(one.iri)
    assert way(own) == "Written in bulk, by Neo4j's importer: the graph was empty."
    assert way(None) == "Written over Bolt: Neo4j is not the local one."


def test_an_import_that_fails_changes_nothing(
    own: LocalServer, ours: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    loads = Store(ours, VOCABULARY).loads()
    monkeypatch.setattr(bulk_import, "OPTIONS", ("--array-delimiter=;", "--multiline-fields=false"))
    with (
        staged(CONTENTS) as staging,
        pytest.raises(DatabaseUnavailable, match=r"nothing was changed:\n.*multiple lines"),
    ):
        Bulk(own, ours, VOCABULARY).load(staging)
    ours.forget()
    assert snapshot(ours) == ([], [])
    assert Store(ours, VOCABULARY).loads() == loads


@pytest.mark.parametrize("moment", ["importing", "starting"])
def test_a_kill_leaves_the_graph_as_before(moment: str, own: LocalServer) -> None:
    home = own.status().home
    with prepared(own) as database:
        loads = Store(database, VOCABULARY).loads()
    with subprocess.Popen([sys.executable, "-c", LOADER, home], cwd=ROOT) as loader:
        while not (home / "before").exists() or own.status().running != (moment == "starting"):
            assert loader.poll() is None
            time.sleep(0.05)  # what it does shows in files and processes only
        time.sleep(random.Random(moment).random())  # noqa: S311 - the same in each run
        loader.kill()
    with own.session() as target, Database(target) as database:
        assert snapshot(database) == ([], [])
        assert Store(database, VOCABULARY).loads() == loads
        with staged(CONTENTS[2:]) as staging:
            Bulk(own, database, VOCABULARY).load(staging)
        assert list(Store(database, VOCABULARY).check()) == []
    assert not (home / "before").exists()
