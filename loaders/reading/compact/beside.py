"""What lies beside a source file: the names of the things of other files."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad, parse

from loaders.reading.compact.expand.names import Named, Names
from loaders.reading.compact.form.domains import ancestors
from loaders.reading.compact.form.terms import PATHS
from loaders.reading.compact.source_text import Read, read
from loaders.reading.compact.workbook.filled import filled
from loaders.reading.inputs.dataset_names import named_stem
from loaders.reading.inputs.sources import Source
from loaders.reading.tables.compile import Compiled
from ontology.errors import CoopgraphError, InvalidData
from ontology.namespaces import COOP, DATASETS, RDF, SKOS, short

# Bytes of a file of RDF in which names are looked for.
LARGEST: Final = 64_000_000
NAMES: Final = (SKOS + "prefLabel", SKOS + "altLabel")
TYPE: Final = RDF + "type"
PART_OF: Final = COOP + "partOf"


@dataclass
class _Described:
    """What a file of RDF says of one thing."""

    type: str = ""
    english: list[str] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    part_of: set[str] = field(default_factory=set)

    def named(self, iri: str) -> Named:
        """Return the thing by its names, the English ones first."""
        names = dict.fromkeys((*self.english, *self.others))
        return Named(iri, self.type, tuple(names), frozenset(self.part_of))


class Beside:
    """Files that are read together, with all their names.

    Args:
        sources: all files, of RDF and source files.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self._faults: dict[Path, CoopgraphError] = {}
        self._read: dict[Path, Sequence[Read]] = {}
        # The source that is the first to declare each act: its file, and its dataset if named.
        self._first: dict[str, tuple[Path, str | None]] = {}
        self.names = Names()
        for source in sources:
            for one in self._named(source):
                self.names.add(one)

    def read(self, source: Source) -> Sequence[Read]:
        """Return the sources in a source file as they are written: of a workbook maybe several.

        Raises:
            InvalidData: it is none.
            LimitExceeded: it is too long.
        """
        if source.path in self._faults:
            raise self._faults[source.path]
        if source.path not in self._read:
            self._read[source.path] = (
                filled(source) if source.table else [read(_text(source), source.path)]
            )
        return self._read[source.path]

    def check(self, source: Source) -> None:
        """Refuse an act that another source declares.

        Raises:
            InvalidData: it has some; each is named with the other source.
        """
        told = [
            f"{source.path}:{given.tree.line_of(one.path)}: {short(one.iri)} is declared"
            f" {_where(first, source)}, too. If it is the same, write `known: {short(one.iri)}` in"
            " place of its name; else give it another `id`."
            for given in self.read(source)
            for one in given.things(stem(named_stem(given.dataset or source.name)))
            if (first := self._first.get(one.iri)) and first != (source.path, given.dataset)
        ]
        if told:
            raise InvalidData("\n".join(told))

    def _named(self, source: Source) -> Iterable[Named]:
        if not source.compact:
            with suppress(CoopgraphError, SyntaxError):
                return _in_table(source) if source.by_query else _in_rdf(source)
            return ()
        try:
            return [thing for given in self.read(source) for thing in self._declared(source, given)]
        except CoopgraphError as error:
            self._faults[source.path] = error
            return ()

    def _declared(self, source: Source, given: Read) -> list[Named]:
        """Return the things that a source declares, and note which acts it is the first to have."""
        found = given.declared(stem(named_stem(given.dataset or source.name)))
        for one in found:
            if "Act" in ancestors(one.type):
                self._first.setdefault(one.iri, (source.path, given.dataset))
        return found


def _where(first: tuple[Path, str | None], source: Source) -> str:
    path, dataset = first
    return f"by the source {dataset!r}" if path == source.path else f"in {path}"


def beside(sources: Sequence[Source]) -> Beside:
    """Return the names of files; those of the last few calls are remembered while they last."""
    in_order = sorted(sources, key=lambda one: str(one.path))
    return _remembered(tuple((one, _state(one)) for one in in_order))


@lru_cache(maxsize=2)
def _remembered(sources: tuple[tuple[Source, tuple[int, int]], ...]) -> Beside:
    return Beside(one for one, _ in sources)


def _state(source: Source) -> tuple[int, int]:
    """Return what changes with a file; nothing does of standard input."""
    if source.kept is not None:
        return id(source.kept), 0
    with suppress(OSError):
        found = source.path.stat()
        return found.st_mtime_ns, found.st_size
    return 0, 0


def stem(dataset: str) -> str:
    """Return the part of a dataset's address under which its evidence is addressed."""
    return dataset.removeprefix(DATASETS) if dataset.startswith(DATASETS) else _end(dataset)


def _end(dataset: str) -> str:
    return dataset.rstrip("/#").rsplit("/", 1)[-1].replace("#", "-").replace(":", "-")


def _text(source: Source) -> str:
    """Return all that a source file says.

    Raises:
        InvalidData: it is not UTF-8.
    """
    with source.open() as file:
        content = file.read()
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InvalidData(
            f"{source.path}:{line}: this is not UTF-8. Save the file as UTF-8, without mixing"
            " encodings."
        ) from error


def _in_rdf(source: Source) -> list[Named]:
    """Return the named things of our classes in a file of RDF."""
    if source.kept is None and source.path.stat().st_size > LARGEST:
        return []
    with source.open() as file:
        return named_things(parse(file, format=source.form, lenient=True))


def _in_table(source: Source) -> list[Named]:
    """Return the named things of our classes that are made of a table."""
    if source.path.stat().st_size > LARGEST:
        return []
    with Compiled(source, named_stem(source.name)) as made, made.source.open() as file:
        return named_things(parse(file, format=made.source.form, lenient=True))


def named_things(quads: Iterable[Quad]) -> list[Named]:
    """Return the things of our classes that statements give names."""
    found: defaultdict[str, _Described] = defaultdict(_Described)
    for quad in quads:
        if isinstance(quad.subject, NamedNode):
            _take(found[quad.subject.value], quad.predicate.value, quad.object)
    return [one.named(iri) for iri, one in found.items() if one.type]


def _take(one: _Described, predicate: str, value: object) -> None:
    if predicate in NAMES and isinstance(value, Literal):
        (one.english if value.language == "en" else one.others).append(value.value)
    elif isinstance(value, NamedNode):
        if predicate == TYPE and value.value.removeprefix(COOP) in PATHS:
            one.type = value.value.removeprefix(COOP)
        elif predicate == PART_OF:
            one.part_of.add(value.value)
