"""A load in a process of its own, to be killed, cut off, stopped or starved."""

import contextlib
import multiprocessing
import os
import resource
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from typing import Any

from graph.database.config.target import Target
from graph.database.driver import Database
from graph.limits import STANDARD, Limits
from graph.rdf.records import DatasetContent
from graph.spill.staging import Staging
from graph.store import Store
from ontology.errors import CoopgraphError, NotFound
from tests.graph.support import EX, VOCABULARY, parsed

# What a process ends with whose load was refused in a sentence.
REFUSED = 3
CONTEXT: Any = multiprocessing.get_context("forkserver" if os.name == "posix" else "spawn")
GRAPHS = 3


@dataclass(frozen=True)
class Task:
    """What a load shall do.

    Attributes:
        word: decides what the datasets say; without one they are taken out.
        subjects: how many there are.
        graphs: how many datasets, which share their nodes.
        name: what they are called.
        large: whether it is written in steps.
        apart: whether its writers are processes.
        lease: seconds; None for the usual ones.
        patience: seconds for which it looks for a server that does not answer; None likewise.
        file_size: bytes that a file may have; None for any number.
    """

    word: str
    subjects: int = 150
    graphs: int = GRAPHS
    name: str = "made"
    large: bool = False
    apart: bool = False
    lease: int | None = None
    patience: int | None = None
    file_size: int | None = None

    @property
    def iris(self) -> list[str]:
        """The datasets."""
        return [f"{EX}{self.name}{number}" for number in range(self.graphs)]

    def contents(self) -> list[DatasetContent]:
        """Return what the datasets say; a tenth is the same for all words."""
        said = "\n".join(self._graph(number) for number in range(self.graphs))
        return parsed(said) if self.word else []

    def limits(self) -> Limits:
        """Return the limits of the load."""
        limits = STANDARD
        if self.large:
            limits = replace(limits, at_once=0, batch=100)
        if self.lease is not None:
            limits = replace(limits, lease=self.lease, batch_within=self.lease)
        if self.patience is not None:
            limits = replace(limits, patience=self.patience)
        if self.apart:
            limits = replace(limits, processes_from=0)
        if self.file_size is not None:
            limits = replace(limits, spill=1_000)
        return limits

    def _graph(self, number: int) -> str:
        word = self.word
        lines = (
            f":s{n} a :Company ; skos:prefLabel '{word if n % 10 else 'same'} {n}'@en ; "
            f":knows :s{n // 2}, :{word}{n} ; :count {n} . _:b{n} :tag '{word}', '{n}' . "
            f":p{n // 3} coop:participant :s{n} ; coop:inAct :{word} ; coop:role :party ."
            for n in range(number, self.subjects, self.graphs)
        )
        return f"<{self.iris[number]}> {{ {' '.join(lines)} :shared :tag '{word}' . }}"

    def run(self, database: Database) -> dict[str, Any]:
        """Do it, in this process."""
        database.limits = self.limits()
        store = Store(database, VOCABULARY)
        return self._load(store) if self.word else dict(self._drop(store))

    def _drop(self, store: Store) -> Iterator[tuple[str, Any]]:
        for iri in self.iris:
            with contextlib.suppress(NotFound):  # where this is a second run
                yield iri, store.drop(iri)

    def _load(self, store: Store) -> dict[str, Any]:
        contents, limits = self.contents(), store.database.limits
        with room(self.file_size), Staging.of(contents, limits) as given:
            return store.load(given)


@contextlib.contextmanager
def room(file_size: int | None) -> Iterator[None]:
    """Let no file grow beyond so many bytes; what is said afterwards may go to a longer one."""
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (before if file_size is None else file_size, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))


class Loader:
    """A running process; it begins when it is told to."""

    def __init__(self, target: Target, task: Task) -> None:
        self._here, there = CONTEXT.Pipe()
        # What has processes of its own cannot be one that ends with this one.
        self.process: Any = CONTEXT.Process(
            target=load_in_process, args=(there, target, task), daemon=not task.apart
        )
        self.process.start()
        there.close()
        assert self._here.recv() == "ready"

    def begin(self) -> None:
        """Tell it to begin."""
        self._here.send("begin")

    def end(self, within: float = 300) -> int:
        """Wait for its end; return what it ended with."""
        self.process.join(within)
        code = self.process.exitcode
        assert code is not None, "it did not end"
        return int(code)


def load_in_process(connection: Connection, target: Target, task: Task) -> None:
    """Be such a process."""
    try:
        with Database(target) as database:
            connection.send("ready")
            connection.recv()
            task.run(database)
    except CoopgraphError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(REFUSED)


CONTEXT.set_forkserver_preload([__name__])
