"""Reading a source file: YAML to the model, with errors that name line, key and what to write."""

from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Final

from pydantic import ValidationError

from loaders.reading.compact.expand.expansion import Expanded, expand
from loaders.reading.compact.expand.names import Named, Names
from loaders.reading.compact.expand.things import Given, Thing, named, things
from loaders.reading.compact.form.form_errors import located
from loaders.reading.compact.form.model import source_file
from loaders.reading.compact.form.yaml_tree import Tree, empty_keys, parse
from ontology.errors import InvalidData

NOTHING: Final = "nothing is written here; write a value, or leave the key out."


@dataclass(frozen=True)
class Read:
    """A source file as it is written, before names are looked for."""

    path: FilePath
    given: Given
    tree: Tree

    def things(self, stem: str) -> list[Thing]:
        """Return the things that the file declares."""
        return list(things(self.given, stem))

    def declared(self, stem: str) -> list[Named]:
        """Return the things that the file declares, by name."""
        return [named(one) for one in self.things(stem)]

    def expanded(self, dataset: str, stem: str, beside: Names) -> Expanded:
        """Return what the file states.

        Raises:
            InvalidData: names are not found, or something is missing.
        """
        try:
            return expand(self.given, self.tree, dataset, stem, beside)
        except InvalidData as error:
            told = "\n".join(f"{self.path}:{line}" for line in str(error).splitlines())
            raise InvalidData(told) from error


def _empty(key: str) -> str:
    """Return what to do about a key without a value; one of several words is no key."""
    if " " in key.rsplit(".", 1)[-1]:
        return f"{key}: this follows a comma in braces; put a text with commas in quotation marks."
    return f"{key}: {NOTHING}"


def read(text: str, path: FilePath) -> Read:
    """Read the text of a source file.

    Raises:
        InvalidData: it is no YAML, or does not fit the model; every fault is named.
        LimitExceeded: it is too long.
    """
    tree = parse(text, path)
    if empty := dict.fromkeys(empty_keys(tree)):
        raise InvalidData("\n".join(f"{path}:{line}: {_empty(key)}" for line, key in empty))
    try:
        given = source_file().model_validate(tree.plain())
    except ValidationError as error:
        told = dict.fromkeys(located(one, tree, path) for one in error.errors())
        raise InvalidData("\n".join(told)) from error
    return Read(path, given.model_dump(exclude_unset=True, by_alias=True), tree)
