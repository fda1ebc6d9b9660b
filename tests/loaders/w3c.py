"""The W3C's test suites of RDF formats, read from a checkout that the environment names.

A test is its file, what the file states (or that it is no RDF), and a name. Relative IRIs
are resolved as the manifest says: by a line `@base` before the file's own. Two graph names
that nearly all files share are made each file's own, so that all can be loaded at once.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import rdflib
from pyoxigraph import Quad, RdfFormat, parse
from rdflib import RDF

FOLDER: Final = os.environ.get("COOPGRAPH_RDF_TESTS")
FORMATS: Final = {
    "rdf-n-triples": RdfFormat.N_TRIPLES,
    "rdf-n-quads": RdfFormat.N_QUADS,
    "rdf-turtle": RdfFormat.TURTLE,
    "rdf-trig": RdfFormat.TRIG,
}
MF: Final = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHARED_GRAPHS: Final = (b"<http://example/graph", b"<http://example/g")


@dataclass(frozen=True)
class Case:
    """A test. `result` is the file of what it states; itself, where only its syntax is tested."""

    suite: str
    name: str
    action: Path
    result: Path
    negative: bool
    base: str | None

    def __str__(self) -> str:
        return f"{self.suite}-{self.name}"

    @property
    def content(self) -> bytes:
        """The file to load: with its base, and graph names of its own."""
        base = f"@base <{self.base}{self.action.name}> .\n" if self.base else ""
        return base.encode() + self._own(self.action)

    def expected(self) -> list[Quad]:
        """What the file states, as the suite says, or else as the parser reads it."""
        if self.result == self.action:
            return list(parse(self.content, format=FORMATS[self.suite]))
        form = RdfFormat.N_QUADS if self.result.suffix == ".nq" else RdfFormat.N_TRIPLES
        return list(parse(self._own(self.result), format=form))

    def _own(self, path: Path) -> bytes:
        content = path.read_bytes()
        for graph in SHARED_GRAPHS:
            content = content.replace(graph + b">", graph + f"/{self}>".encode())
        return content


def cases() -> Iterator[Case]:
    """Yield the tests of all four suites, in the order of their names."""
    for suite in FORMATS:
        if FOLDER:
            yield from sorted(_of(suite, Path(FOLDER) / suite), key=str)


def _of(suite: str, folder: Path) -> Iterator[Case]:
    manifest = rdflib.Graph().parse(folder / "manifest.ttl", publicID="file:///manifest.ttl")
    base = next(manifest.objects(None, MF.assumedTestBase), None)
    for test, action in manifest.subject_objects(MF.action):
        path = folder / str(action).rpartition("/")[2]
        result = manifest.value(test, MF.result)
        yield Case(
            suite=suite,
            name=str(test).rpartition("#")[2],
            action=path,
            result=folder / str(result).rpartition("/")[2] if result else path,
            negative="Negative" in str(manifest.value(test, RDF.type)),
            base=str(base) if base else None,
        )
