"""Files that were read, and how: what is known of each beside its statements."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from pyoxigraph import NamedNode

from loaders.reading.inputs.formats import TEXTUAL
from loaders.reading.inputs.sources import Source
from loaders.reading.syntax.source_positions import Lines, blank_lines, lines
from ontology.errors import UsageError


@dataclass(frozen=True)
class ParseOptions:
    """How files are read.

    Attributes:
        base: what relative addresses are relative to.
        lenient: whether language tags that are not quite well-formed, and relative addresses,
            are kept as they are.
    """

    base: str | None = None
    lenient: bool = False


STRICT: Final = ParseOptions()


def parse_options(base: str | None, *, lenient: bool) -> ParseOptions:
    """Return how files are read for what somebody types.

    Raises:
        UsageError: the base is no IRI.
    """
    if base is not None:
        try:
            NamedNode(base)
        except ValueError as error:
            raise UsageError(f"{base!r} can be no base: {error}. Give a whole IRI.") from error
    return ParseOptions(base, lenient)


@dataclass(frozen=True)
class SourceFile:
    """A file that is syntactically sound, with the IRIs of its datasets.

    Attributes:
        source: what was read.
        datasets: the IRIs of its datasets; none where it states nothing.
        default: the IRI of that of what stands in no named graph.
        apart: what tells its blank nodes from those of files that share its datasets.
        parse_options: how it was read.
        notes: what else there is to say of it.
        positions: tells where in a source file or a table stands what was made of it.
    """

    source: Source
    datasets: tuple[str, ...]
    default: str
    apart: str = ""
    parse_options: ParseOptions = STRICT
    notes: tuple[str, ...] = ()
    positions: Callable[[], Lines] | None = field(default=None, compare=False)

    @property
    def path(self) -> Path:
        """Where it is."""
        return self.source.path

    @cached_property
    def lines(self) -> Lines:
        """Where each subject and predicate stands; nothing where the file is very large."""
        if self.positions:
            return self.positions()
        return lines_of(self.source, self.parse_options.base)

    @cached_property
    def blank_lines(self) -> Lines:
        """Where each blank node stands; it is looked for only when it is asked for."""
        text, form = self.source.text, self.source.form
        if text is None or form not in TEXTUAL or self.positions:
            return Lines()
        return blank_lines(text, form, self.default, self.parse_options.base, self.apart)


def lines_of(source: Source, base: str | None = None) -> Lines:
    """Return where each subject and predicate stands; nothing where the file is very large."""
    if source.text is None or source.form not in TEXTUAL:
        return Lines()
    return lines(source.text, base)
