"""Whatever is done to the graph, and in whatever order, it is what its present datasets say.

`EXAMPLES=500 pytest tests/graph/test_states.py` tries more than the few of a usual run.
"""

import contextlib
import os
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from neo4j.exceptions import ConstraintError
from pyoxigraph import Quad, RdfFormat, parse

from graph.blank_nodes import node_labels
from graph.database.driver import Database
from graph.rdf.formats import Format
from graph.rdf.records import DatasetContent
from graph.read.export import export
from graph.spill.staging import Staging
from graph.store import Store
from ontology.namespaces import DATASETS
from tests.graph import support
from tests.graph.edits import EDITS
from tests.graph.expected import expected
from tests.graph.support import EX, PREFIXES, VOCABULARY, empty, limit, snapshot, stated

pytestmark = pytest.mark.long

EXAMPLES = int(os.environ.get("EXAMPLES", "0"))
GRAPHS = [EX + "a", EX + "b", DATASETS + "c", EX + "s1"]
SUBJECTS = [":s0", ":s1", ":s2", f"<{DATASETS}c>", "_:b0", "_:b1"]
SAID = [
    "a :Company",
    "a :Person",
    "a :Undeclared",
    "skos:prefLabel 'A'@en",
    "skos:prefLabel 'B'@en",
    "skos:prefLabel 'C'@fr , 'D'@zh-hans , 'E'",
    "skos:altLabel 'A'@en , 'Ä'",
    ":code 'x'",
    ":code 'y' , 5",
    ":identifier 'x' , 'y z'",
    ":tag 'a' , ''",
    ":tag 'b'@en , '\\u0000 \\n \"'",
    ":count 1",
    ":count 2 , 'two' , '02'^^xsd:integer",
    ":weight 1.50 , 2",
    ":open true",
    ":open '1'^^xsd:boolean",
    ":page 'https://e.org'^^xsd:anyURI",
    ":date '2025'^^xsd:gYear",
    ":date '2025-11'^^xsd:gYearMonth , '2024-02-30'^^xsd:date",
    ":seen '2025-11-02'^^xsd:date",
    ":undeclared 'x' , 5",
]
TELLING = ["coop:participant", "coop:inAct", "coop:role"]
LINKED = [":knows", ":partOf", ":u", ":v", "a", ":tag", *TELLING]
statement = st.one_of(
    st.builds("{} {} .".format, st.sampled_from(SUBJECTS), st.sampled_from(SAID)),
    st.builds(
        "{} {} {} .".format,
        st.sampled_from(SUBJECTS),
        st.sampled_from(LINKED),
        st.sampled_from([*SUBJECTS, ":o", ":party", ":signatory"]),
    ),
    st.builds(
        "{} coop:participant {} ; coop:inAct {} ; coop:role {} .".format,
        *map(st.sampled_from, (SUBJECTS, SUBJECTS, [*SUBJECTS, ":o"], [":party", ":signatory"])),
    ),
)
graphs = st.dictionaries(st.sampled_from(GRAPHS), st.lists(statement, max_size=8), max_size=3)
# How many statements are written at once, and in a step.
AT_ONCE = (100_000, 20_000)
sizes = st.sampled_from([AT_ONCE, AT_ONCE, (3, 2), (0, 1)])


def contents(said: Mapping[str, list[str]]) -> list[DatasetContent]:
    """Return the datasets of one file; one that says nothing is there all the same."""
    trig = "\n".join(f"<{iri}> {{ {' '.join(lines)} }}" for iri, lines in said.items())
    quads = parse(PREFIXES + trig, format=RdfFormat.TRIG, base_iri=EX)
    found = {one.iri: one for one in node_labels.datasets(quads, EX)}
    return [found.get(iri, DatasetContent(iri, [])) for iri in said]


class Machine(RuleBasedStateMachine):
    """Loads, drops and edits; `present` has what should be there."""

    def __init__(self, database: Database) -> None:
        super().__init__()
        self.database = database
        self.store = Store(database, VOCABULARY)
        self.present: dict[str, DatasetContent] = {}
        empty(database)
        self.store.prepare()

    @rule(said=graphs, size=sizes)
    def load(self, said: dict[str, list[str]], size: tuple[int, int]) -> None:
        """Make datasets say something."""
        self._load(contents(said), size)

    @precondition(lambda self: self.present)
    @rule(size=sizes)
    def reload(self, size: tuple[int, int]) -> None:
        """Load what is there already: nothing is written."""
        for changes in self._load(list(self.present.values()), size).values():
            assert changes.written == changes.removed == 0

    @precondition(lambda self: self.present)
    @rule(choice=st.integers(0, 9), size=sizes)
    def drop(self, choice: int, size: tuple[int, int]) -> None:
        """Take one out."""
        iri = sorted(self.present)[choice % len(self.present)]
        removed = len(set(self.present.pop(iri).triples))
        with sized(self.database, size):
            assert self.store.drop(iri).removed == removed

    @precondition(lambda self: self.present)
    @rule(edit=st.sampled_from(EDITS), i=st.integers(0, 12), again=st.booleans(), size=sizes)
    def edit(self, edit: str, i: int, again: bool, size: tuple[int, int]) -> None:
        """Edit by hand, and mend it."""
        edited(self, edit, i, again=again, size=size)

    @rule()
    def rebuild(self) -> None:
        """Make the view anew: nothing is wrong with it."""
        assert self.store.rebuild() == 0

    @invariant()
    def it_is_what_its_datasets_say(self) -> None:
        """Compare with what the datasets say."""
        assert snapshot(self.database) == expected(self.present.values())
        assert list(self.store.check()) == []

    def teardown(self) -> None:
        """Compare with a fresh load, and what comes out with what went in."""
        exported = b"".join(export(self.database, Format.NQUADS))
        quads = [quad for one in self.present.values() for quad in stated(one)]
        found: list[Quad] = list(parse(exported, format=RdfFormat.N_QUADS))
        assert support.canonical(found) == support.canonical(quads)
        before = snapshot(self.database)
        empty(self.database)
        self.store.prepare()
        self._load(list(self.present.values()), AT_ONCE)
        assert snapshot(self.database) == before

    def _load(self, wanted: list[DatasetContent], size: tuple[int, int]) -> dict[str, Any]:
        self.present |= {one.iri: one for one in wanted}
        with sized(self.database, size), Staging.of(wanted) as staging:
            return self.store.load(staging)


def edited(
    machine: Machine, edit: str, i: int, *, again: bool = False, size: tuple[int, int]
) -> bool:
    """Edit by hand: it is found, the view is mended, and loading again restores everything.

    Returns:
        Whether it changed anything.
    """
    store, database, present = machine.store, machine.database, machine.present
    before = snapshot(database)
    with contextlib.suppress(ConstraintError):  # Neo4j itself refuses a key that is taken
        database.write(lambda tx: tx.run(edit, {"i": i}))
    if snapshot(database) == before:
        return False
    assert list(store.check()), edit
    if again:  # somebody loads something before anybody notices
        machine._load(list(present.values())[:1], size)
    store.rebuild()
    assert all("load it again" in found.message for found in store.check()), edit
    assert not EXAMPLES or store.rebuild() == 0
    with sized(database, size):
        for info in store.datasets():
            if info.iri not in present:
                store.drop(info.iri)
    machine._load(list(present.values()), size)
    database.write(lambda tx: tx.run("MATCH (n:Note) DETACH DELETE n"))
    assert snapshot(database) == expected(present.values()), edit
    assert list(store.check()) == [], edit
    return True


def sized(database: Database, size: tuple[int, int]) -> Any:
    """Write so many statements at once, and in a step, inside the `with` block."""
    return _Sized(database, *size)


class _Sized:
    def __init__(self, database: Database, at_once: int, step: int) -> None:
        self._database = database
        self._patch = pytest.MonkeyPatch()
        self._sizes = (at_once, step)

    def __enter__(self) -> None:
        at_once, batch = self._sizes
        limit(self._patch, self._database, at_once=at_once, batch=batch)

    def __exit__(self, *_: object) -> None:
        self._patch.undo()


def test_any_order_of_changes_ends_in_what_the_datasets_say(database: Database) -> None:
    class Here(Machine):
        def __init__(self) -> None:
            super().__init__(database)

    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=EXAMPLES or 10,
            stateful_step_count=8,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


RICH = {
    EX + "a": [f"{subject} {said} ." for subject in SUBJECTS[:2] for said in SAID[::3]]
    + [":s0 :knows :s1 , :o ; :u :s1 , _:b0 . _:b0 :partOf :s0 ."],
    EX + "b": [
        ":s0 a :Person ; :count 2 ; :knows :s1 . :s2 :u :o . _:b0 :tag 'x' .",
        ":s2 coop:participant :s0 , :s1 ; coop:inAct :o ; coop:role :party .",
    ],
    DATASETS + "c": [f"<{DATASETS}c> skos:prefLabel 'C'@en ; :knows :s0 ."],
}


def test_every_edit_is_found_and_mended(database: Database) -> None:
    machine = Machine(database)
    machine._load(contents(RICH), AT_ONCE)
    for number, edit in enumerate(EDITS):
        places = range(number % 2, 8)
        done = (edited(machine, edit, i, again=bool(number % 2), size=AT_ONCE) for i in places)
        assert any(list(done) if EXAMPLES else done), edit
