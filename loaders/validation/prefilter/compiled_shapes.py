"""Shapes compiled to quick tests of nodes.

A test can be wrong about nothing: where only a whole SHACL engine can tell it says None.
Besides its test a shape has a reach: what of a node's surroundings can matter to the engine.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any, Final, NamedTuple

from loaders.validation.prefilter import constraints, property_paths
from loaders.validation.prefilter.constraints import (
    Test,
    Values,
    Verdict,
    each,
    every,
    negated,
    some,
)
from loaders.validation.prefilter.named_queries import certainly_empty
from loaders.validation.prefilter.property_paths import Chains, PathTree, Step, walker
from loaders.validation.prefilter.shared_values import Absent, Shared
from loaders.validation.prefilter.triple_index import BoundedCache, TripleIndex
from loaders.validation.terms.terms import SUBCLASS, TYPE, ByPredicate, Term, form
from ontology.errors import InvalidVocabulary
from ontology.namespaces import OWL, RDF, RDFS, SH, compact


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
PROPERTY: Final = sh("property")
VIOLATION: Final = sh("Violation")
QUALIFIED: Final = {sh("qualifiedValueShape"), sh("qualifiedMaxCount")}
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
LISTS: Final[dict[Term, Callable[..., Any]]] = {
    sh("and"): every,
    sh("or"): some,
    sh("xone"): partial(some, only=True),
}


class Signature(NamedTuple):
    """What many nodes have in common: their classes, and the predicates said with them."""

    types: tuple[Term, ...]
    predicates: tuple[Term, ...]


Given = Callable[[Signature], Verdict]


class Check(NamedTuple):
    """A test of a node, and what a node's signature alone says of its verdict."""

    test: Test
    given: Given


class Shape(NamedTuple):
    """A compiled shape: checks of a node that all have to hold, and what they can look at.

    Whether nodes share a value is told without an engine, which would compare each with each, and
    so is what they lack and are only warned for.
    """

    checks: Sequence[Check]
    reach: PathTree
    shared: Sequence[Shared | Absent] = ()

    @property
    def whole(self) -> Check:
        """All checks as one."""
        if len(self.checks) == 1:
            return self.checks[0]
        tests, given = zip(*self.checks, strict=True) if self.checks else ((), ())
        return Check(every(tests), every(given))


class Part(NamedTuple):
    """A compiled constraint: a check of each value, or a test of all values together."""

    each: Check | None = None
    all: Values | None = None
    reach: PathTree = PathTree()

    @property
    def values(self) -> Values:
        """The test of all values."""
        return self.all or (each(self.each.test) if self.each else _unsure)


class Shapes:
    """The shapes of a graph over some data.

    Args:
        graph: the shapes graph.
        data: what is said of nodes; it may be filled later, but before any test is asked.

    Attributes:
        targets: the kind of each target, its value and the shape of its nodes.
        reach: all that any shape can reach from a node that it targets.
        engine_reach: what of it can matter to the engine, which is not asked of shared values.

    Raises:
        InvalidVocabulary: it cannot be told what a shape looks at.
    """

    def __init__(self, graph: Mapping[Term, ByPredicate], data: TripleIndex) -> None:
        self._graph, self._data = graph, data
        self._compiled: dict[Term, Shape | None] = {}
        self._subclasses: dict[Term, frozenset[Term]] = {}
        self.targets: list[tuple[Term, Term, Shape]] = []
        self.reach, self.engine_reach = PathTree(), PathTree()
        for shape, said in graph.items():
            self._refuse(shape, said)
            for target in said.keys() & {CLASS, NODE, SUBJECTS}:
                compiled = self._shape(shape)
                self.engine_reach.add(compiled.reach)
                self.targets += [(target, value, compiled) for value in said[target]]
        self.reach.add(self.engine_reach)
        for _, _, compiled in self.targets:
            for shared in compiled.shared:
                self.reach.add(shared.reach)

    def subclasses(self, name: Term) -> frozenset[Term]:
        """Return a class and its subclasses, those of the data too."""
        if name not in self._subclasses:
            found, new = {name}, [name]
            while new:
                below = self._data.pointing[new.pop()].get(SUBCLASS, ())
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

    def _refuse(self, shape: Term, said: ByPredicate) -> None:
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
        there_and_back = [one for one in said.get(PROPERTY, ()) if self._back(one)]
        absent = [one for one in said.get(PROPERTY, ()) if self._warns_of_absence(one)]
        parts = [
            self._part(shape, predicate, value)
            for predicate in said
            if predicate not in SILENT
            for value in said[predicate]
            if value not in there_and_back + absent
        ]
        if PATH not in said:
            looked_at = _together(part.reach for part in parts)
            shared: list[Shared | Absent] = [self._shared(shape, one) for one in there_and_back]
            shared += [self._absent(shape, one) for one in absent]
            return Shape([_alone(part) for part in parts], looked_at, shared)
        path, looked_at = self._path(said[PATH][0]), PathTree()
        for end in looked_at.along(path):
            end.add(_together(part.reach for part in parts))
        return Shape([self._along(path, [part.values for part in parts])], looked_at)

    def _back(self, shape: Term) -> bool:
        """Say whether a shape's path leads to a value and back to all that have it."""
        path = self._graph.get(self._graph.get(shape, {}).get(PATH, [""])[0], {})
        items = list(self._items(path[REST][0])) if FIRST in path else []
        return len(items) == 1 and sh("inversePath") in self._graph.get(items[0], {})

    def _warns_of_absence(self, shape: Term) -> bool:
        """Say whether a shape only warns where a predicate is not there."""
        said = self._graph.get(shape, {})
        alone = said.keys() == {PATH, sh("minCount"), sh("severity"), sh("message")}
        return (
            alone
            and said[sh("severity")][0] != VIOLATION
            and form(said[sh("minCount")][0]) == "1"
            and not said[PATH][0].startswith("_:")
        )

    def _absent(self, owner: Term, shape: Term) -> Absent:
        said = self._graph[shape]
        return Absent(compact(owner[1:-1]), form(said[sh("message")][0]), said[PATH][0])

    def _shared(self, owner: Term, shape: Term) -> Shared:
        """Compile a property shape that says how many nodes may share a value."""
        said = self._graph[shape]
        used = any(owner in values for one in self._graph.values() for values in one.values())
        qualified = self._graph.get(said.get(sh("qualifiedValueShape"), [""])[0], {})
        most = said.get(sh("maxCount")) or said.get(sh("qualifiedMaxCount"), [""])
        constraints = said.keys() - {PATH, sh("message"), sh("severity")}
        alone = constraints == {sh("maxCount")}
        if used or not (alone or (constraints == QUALIFIED and qualified.keys() == {sh("class")})):
            raise _unknown(shape, "a path there and back, but for counts, or in a nested shape")
        kinds = qualified.get(sh("class"), ())
        return Shared(
            compact(owner[1:-1]),
            form(said[sh("message")][0]),
            "warning" if said.get(sh("severity"), [VIOLATION])[0] != VIOLATION else "violation",
            path=self._path(said[PATH][0]),
            most=int(form(most[0])),
            kinds=[self._instance(one).test for one in kinds],
            data=self._data,
        )

    def _along(self, path: Chains, tests: Sequence[Values]) -> Check:
        """Return the check of the values at a path's end; without any its verdict is known."""
        values, starts = walker(path, self._data), {chain[0] for chain in path}
        together = every(tests)
        without = together(())

        def test(node: Term) -> Verdict:
            found = values(node)
            return together(found) if found else without

        def given(signature: Signature) -> Verdict:
            some = any(step.back or step.predicate in signature.predicates for step in starts)
            return None if some else without

        return Check(test, given)

    def _part(self, shape: Term, predicate: Term, value: Term) -> Part:
        if predicate in EACH:
            return Part(Check(EACH[predicate](value), _unsure))
        if predicate in ALL:
            return Part(all=ALL[predicate](value))
        if predicate in LEFT:
            return Part(Check(_unsure, _unsure))
        if predicate in LISTS:
            shapes = [self._shape(one) for one in self._items(value)]
            taken = LISTS[predicate]
            tests, given = zip(*(one.whole for one in shapes), strict=True)
            return Part(Check(taken(tests), taken(given)), None, _together(s.reach for s in shapes))
        maker = MAKERS.get(predicate)
        if maker is None:
            raise _unknown(shape, predicate)
        return maker(self, shape, value)

    def _property(self, shape: Term, value: Term) -> Part:
        nested = self._shape(value)
        return Part(nested.whole, None, nested.reach)

    def _node(self, shape: Term, value: Term) -> Part:
        nested = self._shape(value)
        test, given = nested.whole
        return Part(Check(BoundedCache(test).__getitem__, given), None, nested.reach)

    def _not(self, shape: Term, value: Term) -> Part:
        nested = self._shape(value)
        test, given = nested.whole
        return Part(Check(negated(test), negated(given)), None, nested.reach)

    def _class(self, shape: Term, value: Term) -> Part:
        return Part(self._instance(value), None, PathTree({Step(TYPE): PathTree()}))

    def _instance(self, name: Term) -> Check:
        """Return the check whether a node is of a class."""
        said = self._data.said
        told: BoundedCache[tuple[Term, ...], bool] = BoundedCache(partial(self._is, name))
        return Check(
            lambda node: told[tuple(said[node].get(TYPE, ()))],
            lambda signature: told[signature.types],
        )

    def _is(self, name: Term, types: tuple[Term, ...]) -> bool:
        return not self.subclasses(name).isdisjoint(types)

    def _language(self, shape: Term, value: Term) -> Part:
        return Part(Check(constraints.language(list(self._items(value))), _unsure))

    def _qualified(self, shape: Term, value: Term) -> Part:
        said, nested = self._graph[shape], self._shape(value)
        least = said.get(sh("qualifiedMinCount"), ['"0"'])[0]
        most = said.get(sh("qualifiedMaxCount"), [None])[0]
        limits = int(form(least)), None if most is None else int(form(most))
        return Part(None, constraints.counted(nested.whole.test, *limits), nested.reach)

    def _sparql(self, shape: Term, value: Term) -> Part:
        if PATH in self._graph[shape]:
            raise _unknown(shape, "sh:sparql with a path")
        said = self._graph[value]
        prefixes = {
            form(declared[sh("prefix")][0]): form(declared[sh("namespace")][0])
            for header in said.get(sh("prefixes"), ())
            for declared in map(self._graph.__getitem__, self._graph[header][sh("declare")])
        }
        test, reach = certainly_empty(shape, form(said[sh("select")][0]), prefixes, self._data)
        return Part(Check(test, _unsure), None, reach)

    def _items(self, rest: Term) -> Iterator[Term]:
        while rest != NIL:
            yield self._graph[rest][FIRST][0]
            rest = self._graph[rest][REST][0]

    def _path(self, path: Term) -> Chains:
        said = self._graph.get(path, {})
        if not path.startswith("_:"):
            return property_paths.one(path)
        if FIRST in said:
            return property_paths.sequence(map(self._path, self._items(path)))
        if sh("inversePath") in said:
            return property_paths.inverse(self._path(said[sh("inversePath")][0]))
        if sh("alternativePath") in said:
            parts = self._items(said[sh("alternativePath")][0])
            return tuple(chain for part in parts for chain in self._path(part))
        raise _unknown(path, "a path that repeats")


# Constraints that hold other shapes, lists or queries.
MAKERS: Final[dict[Term, Callable[[Shapes, Term, Term], Part]]] = {
    PROPERTY: Shapes._property,
    sh("node"): Shapes._node,
    sh("not"): Shapes._not,
    sh("class"): Shapes._class,
    sh("languageIn"): Shapes._language,
    sh("qualifiedValueShape"): Shapes._qualified,
    sh("sparql"): Shapes._sparql,
}


def _unsure(anything: object) -> Verdict:
    return None


def _alone(part: Part) -> Check:
    """Return a constraint's check of a node that is the only value."""
    values = part.values
    return part.each or Check(lambda node: values((node,)), _unsure)


def _together(trees: Iterable[PathTree]) -> PathTree:
    whole = PathTree()
    for one in trees:
        whole.add(one)
    return whole


def _unknown(shape: Term, what: str) -> InvalidVocabulary:
    return InvalidVocabulary(
        f"{shape} has something that cannot be compiled: {what}."
        " Say it otherwise in the shapes, or teach loaders/validation/prefilter/compiled_shapes.py."
    )
