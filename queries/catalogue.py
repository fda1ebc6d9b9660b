"""The catalogue: each question is one Cypher file that says in its header what it asks.

`queries/<group>/<name>.cypher` is the question `<name>`; what all questions of a group share
stands once in `queries/<group>/common.toml`.
"""

import tomllib
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, Final

from ontology.errors import InvalidVocabulary, UsageError
from ontology.vocabulary import vocabulary
from queries.header import Column, Shared, Source, without_header
from queries.parameters import Parameter

SUFFIX: Final = ".cypher"
COMMON: Final = "common.toml"
# Parameters that nobody gives: `types` is what `type_names` returns.
IMPLICIT: Final = ("types",)


@dataclass(frozen=True)
class Question:
    """A named question: what it asks for, what it answers, and the Cypher that does it."""

    name: str
    group: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    cypher: str
    path: str
    graph: str | None = None
    example: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def body(self) -> str:
        """The Cypher without its header."""
        return without_header(self.cypher)

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return all that the Cypher needs: given values, defaults, nulls.

        Things are given as IRIs and concepts as codes; dates, languages, numbers and choices
        as people write them.

        Raises:
            UsageError: a value that a parameter cannot have, a missing or an unknown one.
        """
        if unknown := sorted(given.keys() - {parameter.name for parameter in self.parameters}):
            known = ", ".join(parameter.name for parameter in self.parameters)
            raise UsageError(f"{self.name} has no parameter {unknown[0]}; it has {known}.")
        values = {one.name: one.value(given.get(one.name)) for one in self.parameters}
        return {**values, "types": list(type_names())}

    @property
    def shown(self) -> list[str]:
        """The columns of a table that fits a terminal: not wide, and names in place of IRIs."""
        named = {column.name for column in self.columns}
        return [
            column.name
            for column in self.columns
            if not column.wide and not {f"{column.name}_name", f"{column.name}_names"} & named
        ]

    def hiding(self, given: Container[str]) -> tuple[Parameter, ...]:
        """Return the parameters that filter though nobody gave them."""
        return tuple(one for one in self.parameters if one.told and one.name not in given)

    def confirm(self, read_only: bool, columns: Sequence[str]) -> None:
        """Compare what the server's EXPLAIN says with what the header declares.

        Raises:
            InvalidVocabulary: the query writes, or returns other columns, or in another order.
        """
        declared = [column.name for column in self.columns]
        if not read_only:
            raise InvalidVocabulary(f"{self.path}: a question only reads; this one writes.")
        if list(columns) != declared:
            raise InvalidVocabulary(
                f"{self.path}: it returns {', '.join(columns)}; "
                f"its header and {COMMON} declare {', '.join(declared)}."
            )


@cache
def catalogue(group: str = "core") -> Mapping[str, Question]:
    """Return the questions of a group by name, in the order of names.

    Raises:
        InvalidVocabulary: a file contradicts itself; the message names file and line.
    """
    return read(files("queries").joinpath(group), f"queries/{group}")


@cache
def type_names() -> tuple[str, ...]:
    """Return the names of all classes, those with most superclasses first.

    The first of them among a node's labels is its most specific type.
    """
    classes = vocabulary().classes.values()
    return tuple(one.name for one in sorted(classes, key=lambda c: (-len(c.labels), c.name)))


def read(folder: Traversable, path: str) -> Mapping[str, Question]:
    """Read all questions of a folder; `path` is what messages call it.

    Raises:
        InvalidVocabulary: a file contradicts itself; the message names file and line.
    """
    shared = _shared(folder.joinpath(COMMON), f"{path}/{COMMON}")
    names = sorted(f.name for f in folder.iterdir() if f.name.endswith(SUFFIX))
    sources = (
        Source(folder.joinpath(name).read_text(encoding="utf-8"), f"{path}/{name}")
        for name in names
    )
    return MappingProxyType({one.name: one for one in (question(s, shared) for s in sources)})


def _shared(file: Traversable, path: str) -> Shared:
    if not file.is_file():
        return Shared()
    try:
        return Shared.model_validate(tomllib.loads(file.read_text(encoding="utf-8")))
    except ValueError as error:  # of TOML, which names the line, or of what it declares
        raise InvalidVocabulary(f"{path}: {error}") from error


def question(source: Source, shared: Shared) -> Question:
    """Make a question of a file.

    Raises:
        InvalidVocabulary: its header and its Cypher do not agree.
    """
    header = source.header()
    _check_names(source, "parameters", [*header.parameters, *shared.parameters])
    _check_names(source, "columns", [*header.columns, *shared.columns])
    _check_shown(source, [*header.columns, *shared.columns])
    parameters = (*header.parameters, *shared.parameters)
    _check_uses(source, parameters, len(header.parameters))
    _check_known(source, parameters, source.graph_uses(header.graph or ""))
    *_, group, file = source.path.split("/")
    return Question(
        name=file.removesuffix(SUFFIX),
        group=group,
        title=header.title,
        description=header.description,
        parameters=parameters,
        columns=(*header.columns, *shared.columns),
        cypher=source.text,
        path=source.path,
        graph=header.graph,
        example=header.example,
    )


def _check_names(source: Source, table: str, declared: Sequence[Parameter | Column]) -> None:
    for name, times in Counter(one.name for one in declared).items():
        if times > 1:
            index = next(i for i, one in enumerate(declared) if one.name == name)
            raise source.error(
                source.line(table, index), f"{name} is declared twice among the {table}."
            )


def _check_shown(source: Source, columns: Sequence[Column]) -> None:
    if all(column.wide for column in columns):
        raise source.error(1, "every column is wide, so that a table would have none.")


def _check_uses(source: Source, declared: Sequence[Parameter], own: int) -> None:
    uses = source.uses()
    _check_known(source, declared, uses)
    for index, parameter in enumerate(declared):
        if parameter.name not in uses:
            line = source.line("parameters", index) if index < own else 1
            raise source.error(
                line, f"{parameter.name} is declared but the Cypher never uses ${parameter.name}."
            )


def _check_known(source: Source, declared: Sequence[Parameter], uses: Mapping[str, int]) -> None:
    names = {parameter.name for parameter in declared}
    for name, line in uses.items():
        if name not in names and name not in IMPLICIT:
            raise source.error(line, f"${name} is used but not declared in the header.")
