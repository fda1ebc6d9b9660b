"""How many statements come back as they were: what a tool exports, compared with its file."""

from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import parse


@dataclass(frozen=True)
class Kept:
    """Statements of the file, those of them that came back, and those that nobody had stated."""

    stated: int
    kept: int
    invented: int


def compare(source: Path, exported: Path, besides: Path | None = None) -> Kept:
    """Compare two files, statement by statement; graph names do not count.

    What `besides` states was loaded too, so it may be there and proves nothing.

    Language tags are compared without case, as RDF 1.1 has it: the parser lowers them.
    """
    before, after = _statements(source), _statements(exported)
    others = _statements(besides) if besides else set()
    return Kept(len(before), len(before & after), len(after - before - others))


def _statements(path: Path) -> set[str]:
    # A statement that cannot be parsed, such as one with a broken IRI, did not come back.
    return {str(quad.triple) for quad in parse(path=path, lenient=True)}
