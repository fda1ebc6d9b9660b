"""Making a tree of the cells of a row, as YAML would be."""

from collections.abc import Iterable, Sequence
from typing import Final

from loaders.reading.compact.form.yaml_tree import Tree
from loaders.reading.compact.workbook.sheets import MAIN, PARTING, Column
from loaders.reading.inputs.sheets.rows import Row

DEFAULT: Final = "en"


def tree_of(row: Row, columns: Iterable[tuple[int, Column]]) -> Tree:
    """Return what a row says, by key; `post.title` is what stands under `post`."""
    found = Tree(row.place, {}, {})
    for number, column in columns:
        value = row.cells[number] if number < len(row.cells) else None
        if value is not None:
            place = row.cell(number)
            put(found, column.key.split("."), _value(value.text, column, place), place)
    return found


def put(tree: Tree, steps: Sequence[str], value: Tree, place: int) -> None:
    """Put a value under keys within each other; digits are places in a list."""
    assert isinstance(tree.value, dict)  # noqa: S101 - rows are made so
    key, rest = steps[0], list(steps[1:])
    number = int(rest.pop(0)) if rest and rest[0].isdigit() else None
    if number is None and rest and _is_listed(tree.value.get(key)):
        number = 1
    tree.keys.setdefault(key, place)
    if number is not None:
        _put_listed(tree.value, key, number, rest, value)
    elif not rest:
        there = tree.value.get(key)
        if there is None:
            tree.value[key] = value
        else:  # what is more particular came first
            put(there, [_main(key)], value, place)
    else:
        there = tree.value.setdefault(key, Tree(place, {}, {}))
        if not isinstance(there.value, dict):
            there = Tree(there.line, {_main(key): there}, {_main(key): there.line})
            tree.value[key] = there
        put(there, rest, value, place)


def append(tree: Tree, key: str, one: Tree) -> None:
    """Add one to the list under a key; what stands there alone becomes its first."""
    assert isinstance(tree.value, dict)  # noqa: S101 - rows are made so
    there = tree.value.get(key)
    if there is None:
        tree.keys[key] = one.line
        tree.value[key] = Tree(one.line, [one], {})
    elif isinstance(there.value, list):
        there.value.append(one)
    else:
        tree.value[key] = Tree(there.line, [there, one], {})


def _put_listed(
    value: dict[str, Tree], key: str, number: int, rest: Sequence[str], one: Tree
) -> None:
    """Put a value into one of the list under a key; `commitment.2.summary` is the second's."""
    there = value.get(key)
    some = there.value if there and isinstance(there.value, list) else [there] if there else []
    while len(some) < number:
        some.append(Tree(one.line, {}, {}))
    value[key] = Tree(some[0].line, some, {})
    if rest:
        put(some[number - 1], rest, one, one.line)
    else:
        some[number - 1] = one


def _is_listed(tree: Tree | None) -> bool:
    """Say whether a tree is a list of what has keys."""
    some = tree.value if tree else None
    return isinstance(some, list) and isinstance(some[0].value, dict)


def _value(text: str, column: Column, place: int) -> Tree:
    if not column.many or PARTING not in text:
        return Tree(place, text, {})
    parts = [one.strip() for one in text.split(PARTING)]
    return Tree(place, [Tree(place, one, {}) for one in parts if one], {})


def _main(key: str) -> str:
    """Return under what a mere value stands beside others: a status, else a text in English."""
    return MAIN.get(key, DEFAULT)
