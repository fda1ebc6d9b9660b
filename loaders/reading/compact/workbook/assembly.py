"""Putting the rows of a workbook together: a tree for each source, as YAML would be."""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from loaders.reading.compact.form import terms
from loaders.reading.compact.form.yaml_tree import Tree
from loaders.reading.compact.workbook.row_trees import append
from loaders.reading.compact.workbook.sheets import EVIDENCE, PARTIES, SECTIONS, SOURCE, links
from loaders.reading.inputs.sheets.rows import MOST_TOLD, Row
from ontology.errors import InvalidData
from ontology.folding import fold

PARTY: Final = "party"
# Keys by which other sheets may name a thing, the surest first.
NAMING: Final = ("id", "our_name", "name", "known", "summary")


@dataclass
class _Source:
    """One source: its tree, and its things by what they may be called."""

    tree: Tree
    things: dict[str, list[Tree]] = field(default_factory=dict)


class Assembly:
    """The sources in a workbook, as they are put together.

    Args:
        path: the workbook, for messages.
    """

    def __init__(self, path: object) -> None:
        self._path = path
        self._sources: dict[str, _Source] = {}
        self._linked: list[tuple[str, Tree, _Source]] = []
        self._faults: list[str] = []

    def take(self, sheet: str, row: Row, tree: Tree) -> None:
        """Take in a row; the sources come first."""
        if not tree.value:
            return
        if sheet == SOURCE:
            self._begin(row, tree)
        elif (source := self._source_of(tree)) is None:
            return
        elif sheet in SECTIONS:
            self._add(sheet, tree, source)
        else:  # whose things may be on a later sheet
            self._linked.append((sheet, tree, source))

    def sources(self) -> Iterator[tuple[str | None, Tree]]:
        """Yield the name of each source's dataset, where it has one of its own, and its tree.

        Raises:
            InvalidData: rows belong to nothing; their cells are told.
        """
        if not self._sources and not self._faults:
            raise InvalidData(
                f"{self._path}: the sheet `{SOURCE}` has no row; describe the source."
            )
        for sheet, tree, source in self._linked:
            if sheet == PARTIES:
                self._take_part(tree, source)
            else:
                self._support(tree, source)
        if self._faults:
            raise InvalidData("\n".join(self._faults[:MOST_TOLD]))
        yield from ((name or None, one.tree) for name, one in self._sources.items())

    def _begin(self, row: Row, tree: Tree) -> None:
        name = _taken(tree, "id")
        given = str(name.value) if name else ""
        if given in self._sources:
            self._fault(
                name or tree,
                f"the id {given!r} is there twice"
                if given
                else "several sources need an `id` each",
            )
            return
        if "" in self._sources:
            self._fault(tree, "several sources need an `id` each; the first one has none")
        self._sources[given] = _Source(tree)

    def _source_of(self, tree: Tree) -> _Source | None:
        """Return the source of a row: the one that it names, else the only one."""
        named = _taken(tree, SOURCE)
        if named is None and len(self._sources) == 1:
            return next(iter(self._sources.values()))
        if named is None:
            if self._sources:
                self._fault(tree, f"`{SOURCE}` is missing; write the id of one of the sources")
            return None
        if found := self._sources.get(str(named.value)):
            return found
        known = ", ".join(map(repr, filter(None, self._sources))) or "no id"
        self._fault(named, f"there is no source {str(named.value)!r}; the sheet has {known}")
        return None

    def _add(self, sheet: str, tree: Tree, source: _Source) -> None:
        """Add a thing to its section."""
        section = self._section(sheet, tree)
        if section is not None:
            append(source.tree, section, tree)
            for text in dict.fromkeys(map(fold, _names(tree))):
                source.things.setdefault(text, []).append(tree)

    def _section(self, sheet: str, tree: Tree) -> str | None:
        """Return the section of a thing: its `type` says which, else it is the first one."""
        sections = SECTIONS[sheet]
        given = _taken(tree, "type") if len(sections) > 1 else None
        if given is None and sheet != "actors":
            return sections[0]
        codes = next(one.codes for one in links(sheet) if one.key == "type")
        known = dict(zip([*codes, *sections], [*sections, *sections], strict=True))
        if given is not None and str(given.value) in known:
            return known[str(given.value)]
        what = f"there is no type {str(given.value)!r}" if given else "`type` is missing"
        self._fault(given or tree, f"{what}; write one of {', '.join(codes)}")
        return None

    def _take_part(self, tree: Tree, source: _Source) -> None:
        """Add a participant to its act."""
        role = _taken(tree, "role")
        act = self._meant(tree, source)
        if act is None:
            return
        name = str(role.value) if role else PARTY
        if name not in terms.roles():
            near = difflib.get_close_matches(name, terms.roles(), 3, 0.4) or list(terms.roles())
            self._fault(role or tree, f"there is no role {name!r}; write one of {', '.join(near)}")
            return
        append(act, name, tree)

    def _support(self, tree: Tree, source: _Source) -> None:
        """Add evidence to its thing, or to the evidence that has a name."""
        name = _taken(tree, "name")
        if name is None:
            if (thing := self._meant(tree, source)) is not None:
                append(thing, EVIDENCE, tree)
            return
        assert isinstance(source.tree.value, dict)  # noqa: S101 - rows are made so
        source.tree.keys.setdefault(EVIDENCE, tree.line)
        listed = source.tree.value.setdefault(EVIDENCE, Tree(tree.line, {}, {}))
        assert isinstance(listed.value, dict)  # noqa: S101 - it is that of the source
        if _taken(tree, "of"):
            self._fault(name, "evidence has a name or is `of` something, not both")
        if str(name.value) in listed.value:
            self._fault(name, f"the name {str(name.value)!r} is there twice")
        listed.value[str(name.value)] = tree
        listed.keys[str(name.value)] = tree.line

    def _meant(self, tree: Tree, source: _Source) -> Tree | None:
        """Return the thing that a row is of."""
        of = _taken(tree, "of")
        if of is None:
            self._fault(tree, "`of` is missing; write the id or the name of what it belongs to")
            return None
        text = str(of.value)
        assert isinstance(source.tree.value, dict)  # noqa: S101 - rows are made so
        if text == SOURCE:
            return source.tree.value.setdefault(SOURCE, Tree(source.tree.line, {}, {}))
        found = source.things.get(fold(text), [])
        exact = [one for one in found if _text(one, "id") == text]
        if len(exact or found) == 1:
            return (exact or found)[0]
        near = difflib.get_close_matches(fold(text), source.things, 3, 0.5)
        told = (
            f"; near: {', '.join(_called(source.things[one][0]) for one in near)}" if near else ""
        )
        self._fault(
            of,
            f"{text!r} could be several things; write its `id`"
            if found
            else f"nothing in this workbook has the id or name {text!r}{told}",
        )
        return None

    def _fault(self, at: Tree, message: str) -> None:
        self._faults.append(f"{self._path}:{at.line}: {message}.")


def _taken(tree: Tree, key: str) -> Tree | None:
    """Take a value out of a row: it is none of the model's."""
    assert isinstance(tree.value, dict)  # noqa: S101 - rows are made so
    tree.keys.pop(key, None)
    return tree.value.pop(key, None)


def _names(tree: Tree) -> Iterator[str]:
    for key in NAMING:
        one = tree.value.get(key) if isinstance(tree.value, dict) else None
        if one and isinstance(one.value, dict):
            yield from (str(text.value) for text in one.value.values())
        elif one and isinstance(one.value, str):
            yield one.value


def _text(tree: Tree, key: str) -> str | None:
    one = tree.value.get(key) if isinstance(tree.value, dict) else None
    return one.value if one and isinstance(one.value, str) else None


def _called(tree: Tree) -> str:
    return next(_names(tree), "")
