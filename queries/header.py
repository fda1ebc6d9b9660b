"""The header of a query file: leading `//+` lines that are TOML. Pure text, no database."""

import re
import tomllib
from collections.abc import Collection
from enum import StrEnum
from itertools import dropwhile
from textwrap import dedent
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from ontology.errors import InvalidVocabulary
from queries.parameters import Parameter, Prose

MARK: Final = "//+"
# Comments and quoted text first, so that a `$` inside them is no parameter.
TOKENS: Final = re.compile(
    r"//[^\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|\$(\w+)", re.DOTALL
)

# Cypher inside a header: each of its lines stands behind the mark and a blank.
Cypher = Annotated[str, AfterValidator(lambda text: dedent(text).strip())]


class ColumnType(StrEnum):
    """What the values of a column are. Each may be null, except the first column's."""

    IRI = "iri"
    NAME = "name"
    STRING = "string"
    CODE = "code"  # a concept's code
    CLASS = "class"  # the ontology's name of a class
    DATE = "date"  # as the source has it: YYYY, YYYY-MM or YYYY-MM-DD
    INTEGER = "integer"
    DECIMAL = "decimal"
    LIST = "list"  # of strings
    STEPS = "steps"  # a list of maps: iri, name, type, link
    SOURCES = "sources"  # a list of maps: document, title, publisher, date, url


class Column(BaseModel):
    """One declared column."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    name: str
    type: ColumnType
    description: Prose = Field(alias="meaning")
    # A table has it only where the user asks for all columns.
    wide: bool = False


class Shared(BaseModel):
    """Parameters and columns that all questions of a group have: `<group>/common.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()


class Header(Shared):
    """What a query file says of itself."""

    title: Prose
    description: Prose
    # Nodes and relationships to look at, asked with the same parameters.
    graph: Cypher | None = None
    # Values of parameters with which the real data has something to say.
    example: dict[str, Any] = {}


class Source:
    """The text of a query file, which knows the lines of what it declares and uses."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        lines = text.splitlines()
        end = next((i for i, line in enumerate(lines) if not line.startswith(MARK)), len(lines))
        self._head = [line.removeprefix(MARK) for line in lines[:end]]

    def header(self) -> Header:
        """Read the header.

        Raises:
            InvalidVocabulary: it is no TOML, or lacks something, or says too much.
        """
        toml = "\n".join(self._head)
        try:
            return Header.model_validate(tomllib.loads(toml))
        except tomllib.TOMLDecodeError as error:
            found = re.search(r"line (\d+)", str(error))
            raise self.error(int(found[1]) if found else len(self._head), str(error)) from error
        except ValidationError as error:
            first = error.errors()[0]
            where = " ".join(str(part) for part in first["loc"])
            raise self.error(
                self._line_of(first["loc"]), f"{where}: {first['msg']}".lstrip(": ")
            ) from error

    def uses(self) -> dict[str, int]:
        """Return the `$parameters` of the Cypher, each with the line of its first use."""
        return _uses(self.text)

    def graph_uses(self, graph: str) -> dict[str, int]:
        """Return the same for the graph of the header."""
        start = next((n for n, line in enumerate(self._head, 1) if "graph =" in line), 1)
        return {name: start + line for name, line in _uses(graph).items()}

    def line(self, table: str, index: int) -> int:
        """Return the line of the n-th `[[table]]` of the header."""
        return self._line_of((table, index))

    def error(self, line: int, message: str) -> InvalidVocabulary:
        """Return an error that says where in the file it is."""
        return InvalidVocabulary(f"{self.path}:{max(line, 1)}: {message}")

    def _line_of(self, loc: tuple[int | str, ...]) -> int:
        if len(loc) < 2 or not isinstance(loc[1], int):  # noqa: PLR2004 - a table and its index
            return 1
        starts = [n for n, line in enumerate(self._head, 1) if line.strip() == f"[[{loc[0]}]]"]
        return starts[loc[1]] if loc[1] < len(starts) else 1


def replaced(cypher: str, parameters: Collection[str], by: str) -> str:
    """Return Cypher in which something else stands for some of its `$parameters`."""
    return TOKENS.sub(lambda token: by if token[1] in parameters else token[0], cypher)


def without_header(text: str) -> str:
    """Return the Cypher of a query file without its header."""
    lines = dropwhile(lambda line: line.startswith(MARK), text.splitlines())
    return "\n".join(lines)


def _uses(cypher: str) -> dict[str, int]:
    first: dict[str, int] = {}
    for token in TOKENS.finditer(cypher):
        if token[1]:
            first.setdefault(token[1], cypher.count("\n", 0, token.start()) + 1)
    return first
