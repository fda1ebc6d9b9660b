"""Parsing YAML to a tree that knows its lines; what is no plain tree is refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import yaml

from loaders.reading.compact.form.plurals import plural
from ontology.errors import InvalidData, LimitExceeded

# Characters of one file.
LONGEST: Final = 2_000_000
# Mappings and lists within each other.
DEEPEST: Final = 20
TAB: Final = "a tab; indent with spaces"
Path = Sequence[str | int]


@dataclass(frozen=True)
class Tree:
    """A value of YAML and the lines on which it and its keys stand.

    `value` is text, a list of trees, or trees by key; None where nothing is written.
    """

    line: int
    value: "str | list[Tree] | dict[str, Tree] | None"
    keys: dict[str, int]

    def plain(self) -> Any:
        """Return it as texts, lists and dictionaries."""
        if isinstance(self.value, list):
            return [one.plain() for one in self.value]
        if isinstance(self.value, dict):
            return {key: one.plain() for key, one in self.value.items()}
        return self.value

    def line_of(self, path: Path) -> int:
        """Return the line of what a path leads to, or of the last that there is on its way.

        The keys of a path are in the singular, those of the tree maybe in the plural.
        """
        line, at = self.line, self
        for step in path:
            if isinstance(at.value, dict):
                key = next((k for k in (str(step), plural(str(step))) if k in at.value), None)
                if key is None:
                    break
                line, at = at.keys[key], at.value[key]
            elif isinstance(at.value, list) and isinstance(step, int) and step < len(at.value):
                at = at.value[step]
                line = at.line
            else:
                break
        return line


def empty_keys(tree: Tree, key: str = "") -> Iterator[tuple[int, str]]:
    """Yield the lines and keys under which nothing is written."""
    if isinstance(tree.value, dict):
        for name, one in tree.value.items():
            if one.value is None or one.value in ("", [], {}):
                yield tree.keys[name], f"{key}.{name}" if key else name
            else:
                yield from empty_keys(one, f"{key}.{name}" if key else name)
    elif isinstance(tree.value, list):
        for one in tree.value:
            if one.value is None:
                yield one.line, key
            else:
                yield from empty_keys(one, key)


def parse(text: str, file: object) -> Tree:
    """Parse the text of one file.

    Args:
        text: what it says.
        file: what it is called in errors.

    Raises:
        InvalidData: it is no YAML, has a key twice, an anchor or an alias, or no keys.
        LimitExceeded: it is too long, or nested too deeply.
    """
    if len(text) > LONGEST:
        raise LimitExceeded(f"{file}: a source file has at most {LONGEST:,} characters. Split it.")
    try:
        _refuse_references(text, file)
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        raise InvalidData(_no_yaml(error, text, file)) from error
    except yaml.YAMLError as error:
        told = " ".join(str(error).split())
        raise InvalidData(f"{file}: not valid YAML: {told}.") from error
    if not isinstance(root, yaml.MappingNode):
        line = root.start_mark.line + 1 if root else 1
        raise InvalidData(
            f"{file}:{line}: a source file has keys, such as `title:` and `source:`."
            " `coopgraph new` writes a first one."
        )
    return _tree(root, file)


def _refuse_references(text: str, file: object) -> None:
    """Refuse anchors and aliases, which could unfold to any size, and nesting that is too deep."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        anchor = getattr(event, "anchor", None)
        if anchor is not None:
            sign = "*" if isinstance(event, yaml.AliasEvent) else "&"
            raise InvalidData(
                f"{file}:{_line(event)}: anchors and aliases are not read:"
                f" write out what {sign}{anchor} stands for, or quote a text that begins so."
            )
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise LimitExceeded(f"{file}:{_line(event)}: nested more than {DEEPEST} deep.")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _no_yaml(error: yaml.MarkedYAMLError, text: str, file: object) -> str:
    mark, problem = error.problem_mark or error.context_mark, error.problem or "it cannot be read"
    if mark is None:
        return f"{file}: not valid YAML: {problem}."
    if text[mark.index : mark.index + 1] == "\t":
        problem = TAB
    elif "mapping values are not allowed" in problem:
        problem = "a colon inside a text; put the text in quotation marks"
    elif "document" in problem or "document" in (error.context or ""):
        problem = "a second document begins; write each source into a file of its own"
    elif error.context_mark and error.context_mark.line != mark.line:
        problem += f" ({error.context}, which begins on line {error.context_mark.line + 1})"
    return f"{file}:{mark.line + 1}:{mark.column + 1}: not valid YAML: {problem}."


def _tree(node: yaml.Node, file: object) -> Tree:
    line = node.start_mark.line + 1
    if isinstance(node, yaml.ScalarNode):
        empty = node.tag == "tag:yaml.org,2002:null" and node.value in ("", "~", "null")
        return Tree(line, None if empty else node.value, {})
    if isinstance(node, yaml.SequenceNode):
        return Tree(line, [_tree(one, file) for one in node.value], {})
    pairs = list(_pairs(node, file))
    return Tree(line, {key: one for key, _, one in pairs}, {key: at for key, at, _ in pairs})


def _pairs(node: yaml.Node, file: object) -> Iterator[tuple[str, int, Tree]]:
    seen = dict[str, int]()
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            raise InvalidData(f"{file}:{line}: a key is a word, not a list or a mapping.")
        if key.value in seen:
            raise InvalidData(
                f"{file}:{line}: {key.value!r} is there twice; the first is on line"
                f" {seen[key.value]}. Put what both say under one key."
            )
        seen[key.value] = line
        yield key.value, line, _tree(value, file)
