"""The files to load: made ones of several sizes, or one that is named; and changed copies."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from pyoxigraph import DefaultGraph, NamedNode, Quad, parse

from bench.made import maker
from graph.rdf.formats import Format, by_path
from ontology.errors import UsageError
from ontology.namespaces import SKOS

CHANGES: Final = 100
UNITS: Final = {"": 1, "k": 1_000, "m": 1_000_000}


@dataclass(frozen=True)
class Input:
    """One graph, as files in several formats; changed copies have the same names elsewhere."""

    name: str
    statements: int
    paths: dict[str, Path]
    changed: dict[str, Path]

    def described(self) -> dict[str, object]:
        """Return what results say of it."""
        sizes = {ending: path.stat().st_size for ending, path in self.paths.items()}
        return {"name": self.name, "statements": self.statements, "bytes": sizes}


def size(text: str) -> int:
    """Return a number that is written like `10k` or `1m`."""
    found = re.fullmatch(r"(\d+)([km]?)", text.lower())
    if not found:
        raise UsageError(f"{text!r} is no size. Give one such as 10k or 1m.")
    return int(found[1]) * UNITS[found[2]]


def made(text: str, folder: Path) -> Input:
    """Make a graph of a size, as Turtle (one dataset) and as N-Quads (several)."""
    paths = {ending: folder / f"made-{text}{ending}" for ending in (".ttl", ".nq")}
    for path in paths.values():
        maker.write(size(text), path)
    return _input(f"made {text}", paths, folder)


def named(path: Path, folder: Path) -> Input:
    """Take any RDF file."""
    return _input(path.name, {path.suffix: path}, folder)


def _input(name: str, paths: dict[str, Path], folder: Path) -> Input:
    first = next(iter(paths.values()))
    count = sum(1 for _ in parse(path=first))
    changed = {ending: _changed(path, count, folder / "changed") for ending, path in paths.items()}
    return Input(name, count, paths, changed)


def _changed(path: Path, count: int, folder: Path) -> Path:
    """Copy a file and say one thing more of some subjects from all over it."""
    folder.mkdir(exist_ok=True)
    copy = Path(shutil.copy(path, folder))
    # Four times as many as are wanted: several may have the same subject.
    found = list(_additions(path, max(1, count // (4 * CHANGES))))
    with copy.open("a", encoding="utf-8") as file:
        file.writelines(found[:: max(1, len(found) // CHANGES)][:CHANGES])
    return copy


def _additions(path: Path, step: int) -> Iterator[str]:
    quads: Iterator[Quad] = parse(path=path)
    picked = {quad.subject: quad.graph_name for quad in islice(quads, 0, None, step)}
    for subject, graph in picked.items():
        if isinstance(subject, NamedNode):
            inside = not isinstance(graph, DefaultGraph) and by_path(path) is Format.NQUADS
            yield f'{subject} <{SKOS}altLabel> "changed"@en{f" {graph}" if inside else ""} .\n'
