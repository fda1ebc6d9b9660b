"""The shapes as quick tests of nodes, compiled from the shapes graph itself.

A test can be wrong about nothing: where only a whole SHACL engine can tell it says None.
Besides its test a shape has a reach: what of a node's surroundings can matter to the engine.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, NamedTuple

from loaders import constraints, reach
from loaders.constraints import Test, Values, Verdict, each, every, negated, some
from loaders.neighbours import Neighbours
from loaders.reach import Chains, Reach, Step, walker
from loaders.sparql import Query
from loaders.terms import SUBCLASS, TYPE, Said, Term, form, is_literal
from ontology.errors import InvalidVocabulary
from ontology.namespaces import OWL, RDF, RDFS, SH


def sh(name: str) -> Term:
    """Return a term of SHACL."""
    return f"<{SH}{name}>"


FIRST: Final = f"<{RDF}first>"
REST: Final = f"<{RDF}rest>"
NIL: Final = f"<{RDF}nil>"
PATH: Final = sh("path")
CLASS: Final = sh("targetClass")
NODE: Final = sh("targetNode")
SUBJECTS: Final = sh("targetSubjectsOf")
# What says nothing about values, or is read together with something else.
SILENT: Final = {
    *(TYPE, PATH, CLASS, NODE, SUBJECTS),
    *map(sh, ("message", "severity", "name", "description", "order", "group")),
    *map(sh, ("qualifiedMinCount", "qualifiedMaxCount")),
}
# Constraints on values and their languages, numbers and neighbours on the same node, that are
# left to the engine.
LEFT: Final = set(
    map(
        sh,
        (
            *("in", "minLength", "maxLength", "flags", "deactivated"),
            *("minExclusive", "maxInclusive", "maxExclusive"),
            *("equals", "disjoint", "lessThan", "lessThanOrEquals"),
        ),
    )
)
# Tests of each value by what the constraint says.
EACH: Final[dict[Term, Callable[[Term], Test]]] = {
    sh("datatype"): constraints.datatype,
    sh("nodeKind"): constraints.kind,
    sh("pattern"): constraints.pattern,
    sh("minInclusive"): constraints.at_least,
}
# Tests of all values together.
ALL: Final[dict[Term, Callable[[Term], Values]]] = {
    sh("minCount"): lambda least: lambda values: len(values) >= int(form(least)),
    sh("maxCount"): lambda most: lambda values: len(values) <= int(form(most)),
    sh("hasValue"): constraints.has,
    sh("uniqueLang"): lambda yes: (
        constraints.one_per_language if form(yes) in ("true", "1") else lambda values: None
    ),
}
# How the tests of a list of shapes are taken together.
LISTS: Final[dict[Term, Callable[[Sequence[Test]], Test]]] = {
    sh("and"): every,
    sh("or"): some,
    sh("xone"): partial(some, only=True),
}


class Shape(NamedTuple):
    """A compiled shape: its test, and what can matter around a node."""

    test: Test
    reach: Reach


class Part(NamedTuple):
    """A compiled constraint: its test of the values, and what can matter around each."""

    test: Values
    reach: Reach


class Shapes:
    """The shapes of a graph over some data.

    Args:
        graph: the shapes graph.
        data: what is said of nodes; it may be filled later, but before any test is asked.

    Attributes:
        targets: the kind of each target, its value and the test of its nodes.
        reach: all that any shape can reach from a node that it targets.

    Raises:
        InvalidVocabulary: it cannot be told what a shape looks at.
    """

    def __init__(self, graph: Mapping[Term, Said], data: Neighbours) -> None:
        self._graph, self._data = graph, data
        self._compiled: dict[Term, Shape | None] = {}
        self._subclasses: dict[Term, frozenset[Term]] = {}
        self.targets: list[tuple[Term, Term, Test]] = []
        self.reach = Reach()
        for shape, said in graph.items():
            self._refuse(shape, said)
            for target in said.keys() & {CLASS, NODE, SUBJECTS}:
                compiled = self._shape(shape)
                self.reach.add(compiled.reach)
                self.targets += [(target, value, compiled.test) for value in said[target]]

    def subclasses(self, name: Term) -> frozenset[Term]:
        """Return a class and its subclasses, those of the data too."""
        if name not in self._subclasses:
            found, new = {name}, [name]
            while new:
                below = self._data.pointing[SUBCLASS, new.pop()]
                new += [one for one in below if one not in found]
                found.update(below)
            self._subclasses[name] = frozenset(found)
        return self._subclasses[name]

    def forget(self) -> None:
        """Forget which subclasses there are, after statements of the data may add some."""
        self._subclasses.clear()

    def classes(self) -> Iterator[Term]:
        """Yield the classes that shapes speak of."""
        for said in self._graph.values():
            for predicate in (CLASS, sh("class")):
                yield from said.get(predicate, ())

    def _refuse(self, shape: Term, said: Said) -> None:
        """Refuse what would make nodes or statements matter that nobody looks at."""
        kinds = {f"<{RDFS}Class>", f"<{OWL}Class>"}.intersection(said.get(TYPE, ()))
        if kinds or sh("targetObjectsOf") in said or sh("target") in said or sh("rule") in said:
            raise _unknown(shape, "its target")

    def _shape(self, shape: Term) -> Shape:
        if shape not in self._compiled:
            self._compiled[shape] = None  # a shape that needs itself finds this
            self._compiled[shape] = self._compile(shape)
        compiled = self._compiled[shape]
        if compiled is None:
            raise _unknown(shape, "a shape that needs itself")
        return compiled

    def _compile(self, shape: Term) -> Shape:
        said = self._graph.get(shape, {})
        parts = [
            self._part(shape, predicate, value)
            for predicate in said
            if predicate not in SILENT
            for value in said[predicate]
        ]
        tests = [part.test for part in parts]
        path = self._path(said[PATH][0]) if PATH in said else ((),)
        looked_at = Reach()
        for end in looked_at.along(path):
            for part in parts:
                end.add(part.reach)
        values = walker(path, self._data)

        def test(node: Term) -> Verdict:
            found, verdict = values(node), True
            for one in tests:
                told = one(found)
                if told is not True:
                    if told is False:
                        return False
                    verdict = None
            return verdict

        return Shape(test, looked_at)

    def _part(self, shape: Term, predicate: Term, value: Term) -> Part:
        if predicate in EACH:
            return Part(each(EACH[predicate](value)), Reach())
        if predicate in ALL:
            return Part(ALL[predicate](value), Reach())
        if predicate in LEFT:
            return Part(lambda values: None, Reach())
        if predicate in LISTS:
            shapes = [self._shape(one) for one in self._items(value)]
            looked_at = Reach()
            for one in shapes:
                looked_at.add(one.reach)
            return Part(each(LISTS[predicate]([one.test for one in shapes])), looked_at)
        maker = MAKERS.get(predicate)
        if maker is None:
            raise _unknown(shape, predicate)
        return maker(self, shape, value)

    def _nested(self, shape: Term, value: Term) -> Part:
        nested = self._shape(value)
        return Part(each(nested.test), nested.reach)

    def _not(self, shape: Term, value: Term) -> Part:
        nested = self._shape(value)
        return Part(each(negated(nested.test)), nested.reach)

    def _class(self, shape: Term, value: Term) -> Part:
        data, told = self._data.said, dict[tuple[Term, ...], bool]()

        def test(node: Term) -> bool:
            types = tuple(data[node].get(TYPE, ()))
            if types not in told:
                told[types] = not self.subclasses(value).isdisjoint(types)
            return told[types]

        return Part(each(test), Reach({Step(TYPE): Reach()}))

    def _language(self, shape: Term, value: Term) -> Part:
        return Part(each(constraints.language(list(self._items(value)))), Reach())

    def _qualified(self, shape: Term, value: Term) -> Part:
        said, nested = self._graph[shape], self._shape(value)
        least = said.get(sh("qualifiedMinCount"), ['"0"'])[0]
        most = said.get(sh("qualifiedMaxCount"), [None])[0]
        limits = int(form(least)), None if most is None else int(form(most))
        return Part(constraints.counted(nested.test, *limits), nested.reach)

    def _sparql(self, shape: Term, value: Term) -> Part:
        if PATH in self._graph[shape]:
            raise _unknown(shape, "sh:sparql with a path")
        said = self._graph[value]
        prefixes = {
            form(declared[sh("prefix")][0]): form(declared[sh("namespace")][0])
            for header in said.get(sh("prefixes"), ())
            for declared in map(self._graph.__getitem__, self._graph[header][sh("declare")])
        }
        query = Query(form(said[sh("select")][0]), prefixes, self._data)
        return Part(each(query.certainly_empty), query.reach)

    def _items(self, rest: Term) -> Iterator[Term]:
        while rest != NIL:
            yield self._graph[rest][FIRST][0]
            rest = self._graph[rest][REST][0]

    def _path(self, path: Term) -> Chains:
        said = self._graph.get(path, {})
        if not path.startswith("_:"):
            return reach.one(path)
        if FIRST in said:
            return reach.sequence(map(self._path, self._items(path)))
        if sh("inversePath") in said:
            return reach.inverse(self._path(said[sh("inversePath")][0]))
        if sh("alternativePath") in said:
            parts = self._items(said[sh("alternativePath")][0])
            return tuple(chain for part in parts for chain in self._path(part))
        raise _unknown(path, "a path that repeats")


# Constraints that hold other shapes, lists or queries.
MAKERS: Final[dict[Term, Callable[[Shapes, Term, Term], Part]]] = {
    sh("property"): Shapes._nested,
    sh("node"): Shapes._nested,
    sh("not"): Shapes._not,
    sh("class"): Shapes._class,
    sh("languageIn"): Shapes._language,
    sh("qualifiedValueShape"): Shapes._qualified,
    sh("sparql"): Shapes._sparql,
}


def _unknown(shape: Term, what: str) -> InvalidVocabulary:
    return InvalidVocabulary(
        f"{shape} has something that cannot be screened: {what}."
        " Say it otherwise in the shapes, or teach loaders/shapes.py."
    )
