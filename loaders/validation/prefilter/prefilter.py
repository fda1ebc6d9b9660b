"""The prefilter before SHACL: which nodes certainly conform, and what lies around the others.

Statements are looked at once, part by part; of those that matter to shapes an index is kept
on disk. Then the shapes' tests are asked about each node that a shape targets. Only nodes for
which one of them does not say True go to the engine, with all that it may look at.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Final, NamedTuple, Protocol

from pyoxigraph import RdfFormat, Triple, parse

from graph.limits import STANDARD
from graph.rdf.records import Key, Record, Statements, key_of_token, lines_of, token_of, triples_of
from graph.read.neighbourhood import InverseLookup
from graph.spill.staging import Partition
from loaders.validation.prefilter.compiled_shapes import CLASS, NODE, Shape, Shapes, Signature
from loaders.validation.prefilter.constraints import Test
from loaders.validation.prefilter.property_paths import PathTree, Step
from loaders.validation.prefilter.shared_values import Absent, Shared
from loaders.validation.prefilter.triple_index import BoundedCache, Pointer, Rank, Row, TripleIndex
from loaders.validation.terms.datatypes import fits_as_text
from loaders.validation.terms.finding import Finding
from loaders.validation.terms.scope import JOINING, is_curated, is_thing, joins
from loaders.validation.terms.statement_checks import OURS, faults, meant
from loaders.validation.terms.terms import SUBCLASS, TYPE, ByPredicate, Term, grouped, is_literal
from ontology.vocabulary import BORROWED, CONCEPTS, SHAPES, TERMS, text

# Nodes that are given to the engine at once, or of so many characters.
SUSPECTS: Final = 1_000
MOST_GIVEN: Final = 5_000_000


# What statements with a predicate are used for: numbers, since millions are asked.
KEPT: Final = 1
POINTS: Final = 2
TARGETS: Final = 4
TYPES: Final = 8
CHECKED: Final = 16
OWNED: Final = 32
JOINED: Final = 64


class Context(Protocol):
    """What is stated besides, where there is too much of it to be read as a whole."""

    def of(self, keys: Collection[Key]) -> Iterable[Statements]:
        """Return what is said with some subjects."""

    def pointing(self, asked: Collection[InverseLookup]) -> Iterable[tuple[InverseLookup, Key]]:
        """Return the subjects of statements with some predicates and objects."""


class Suspects(NamedTuple):
    """Nodes that may not conform, what is stated around them, and what is known to be wrong.

    What is wrong is told with whether one dataset alone is at fault.
    """

    nodes: set[Key]
    around: Sequence[Triple]
    found: Sequence[tuple[Finding, bool]]


class Prefilter:
    """One validation: take all parts, then ask for suspects.

    Args:
        context: what is asked for what the parts do not state.
        cache: kilobytes of statements that stay in memory.

    Attributes:
        subjects: how many were taken in.
        foreign: how many of them use no term of ours, so that no shape judges them.
    """

    def __init__(self, context: Context | None = None, cache: int = STANDARD.index_cache) -> None:
        self.subjects = self.foreign = 0
        self._below_ours = set[Term]()
        self._context = context
        self._data = TripleIndex(_ontology(), cache)
        self._shapes = Shapes(_shapes(), self._data)
        steps = set(_steps(self._shapes.reach))
        self._back = {SUBCLASS} | {step.predicate for step in steps if step.back}
        self._kept = {TYPE, SUBCLASS} | {step.predicate for step in steps} | _named(_shapes())
        self._nodes: defaultdict[Term, list[Shape]] = defaultdict(list)
        self._by_class: list[tuple[Term, Shape]] = []
        self._by_subject: defaultdict[Term, list[Shape]] = defaultdict(list)
        for kind, value, shape in self._shapes.targets:
            if kind == CLASS:
                self._by_class.append((value, shape))
            else:
                (self._nodes if kind == NODE else self._by_subject)[value].append(shape)
        self._declared = {
            name for value, _ in self._by_class for name in self._shapes.subclasses(value)
        }
        self._alone = context is None
        self._uses: BoundedCache[Term, int] = BoundedCache(self._use)
        # Declared terms are few, and stated again and again.
        self._faultless: BoundedCache[tuple[Term, Term], bool] = BoundedCache(
            lambda said: not any(faults(*said))
        )
        self._tests = lru_cache(maxsize=10_000)(self._tests_of)
        self._sharing = lru_cache(maxsize=10_000)(self._sharing_of)
        self._datasets: dict[str, int] = {}

    def take(self, part: Partition) -> Iterator[Finding]:
        """Take in what is to be judged, a subject as a whole; tell what its statements show."""
        rows, pointers = list[Row](), list[Pointer]()
        uses, declared, faultless = self._uses, self._declared, self._faultless
        for key, records in part.items():
            subject, said = token_of(key), list[str]()
            special = subject in self._nodes or subject in self._data.known
            rank = Rank.TARGET if special else Rank.OWN
            curated = is_thing(subject)
            cut = len(subject) + 1
            for line in _lines(records):
                statement = line[cut:-2]
                predicate, _, value = statement.partition(" ")
                use = uses[predicate]
                typed = value[-1] == ">" and value[0] == '"'
                if (use & CHECKED and not faultless[predicate, value]) or (
                    typed and not fits_as_text(value)
                ):
                    for check, message, wrong in faults(predicate, value):
                        yield Finding(
                            key, check, predicate[1:-1], message, "violation", found=wrong
                        )
                    predicate, value = meant(predicate, value)
                    statement, use = f"{predicate} {value}", uses[predicate]
                if use:
                    if use & KEPT:
                        said.append(statement)
                    if use & TARGETS or (use & TYPES and value in declared):
                        rank = Rank.TARGET
                    if use & POINTS:
                        pointers += self._pointers(
                            line, Pointer(value, predicate, subject), records
                        )
                    if use & OWNED or (use & JOINED and joins(value)):
                        curated = True
            self.foreign += not curated
            if said:
                rows.append(Row(subject, "\n".join(dict.fromkeys(said)), rank))
        self.subjects += len(part)
        self._data.add(rows, pointers)

    def _pointers(
        self, line: str, pointer: Pointer, records: Mapping[str, Record]
    ) -> Iterator[Pointer]:
        """Yield a pointer for each dataset that states a line."""
        for dataset, record in records.items():
            if len(records) == 1 or f"{line}\n" in record.statements:
                number = self._datasets.setdefault(dataset, len(self._datasets))
                yield pointer._replace(dataset=number)

    def add(self, context: Iterable[Statements]) -> None:
        """Take in what is stated besides, but not to be judged."""
        for statements in context:
            self._alone = False
            subject, said = self._relevant(statements)
            pairs = (line.partition(" ") for line in said)
            back = [Pointer(v, p, subject) for p, _, v in pairs if p in self._back]
            self._data.add([Row(subject, "\n".join(said), Rank.OTHERS)] if said else (), back)

    def _relevant(self, statements: Statements) -> tuple[Term, list[str]]:
        """Return a record's subject, and the predicates and objects that can matter to shapes."""
        subject = statements[: statements.index(" ")]
        lines = (line[len(subject) + 1 : -2] for line in lines_of(statements))
        return subject, [line for line in lines if self._uses[line.partition(" ")[0]] & KEPT]

    def suspects(self) -> Iterator[Suspects]:
        """Yield nodes that may not conform, and statements around them, in batches."""
        self._data.ready()
        self._shapes.forget()
        hierarchy = list(self._hierarchy())
        names = (name for name in self._shapes.classes() if name.startswith(OURS))
        self._below_ours = {below for name in names for below in self._shapes.subclasses(name)}
        least = Rank.OWN if hierarchy or self._context else Rank.TARGET
        for batch in self._data.own(least, alone=self._alone):
            self._complete(set(batch), self._shapes.reach)
            shared = [found for node in batch for found in self._shared(node)]
            doubtful = (
                node
                for node in batch
                if not self._conforms(node)
                and is_curated(node, self._data.said[node], self._below_ours)
            )
            for some in self._portions(doubtful):
                lines = self._around(some) | set(hierarchy)
                yield Suspects(set(map(key_of_token, some)), list(_triples(lines)), shared)
                shared = []
            if shared:
                yield Suspects(set(), [], shared)

    def _portions(self, nodes: Iterable[Term]) -> Iterator[list[Term]]:
        """Yield nodes, as many at once as the engine should be given."""
        some, size = list[Term](), 0
        for node in nodes:
            some.append(node)
            size += sum(map(len, chain.from_iterable(self._data.said[node].values())))
            if len(some) >= SUSPECTS or size > MOST_GIVEN:
                yield some
                some, size = [], 0
        if some:
            yield some

    def _shared(self, node: Term) -> Iterator[tuple[Finding, bool]]:
        """Yield what a node lacks, and which of its values it shares with too many others."""
        said = self._data.said[node]
        for shared in self._sharing(tuple(said.get(TYPE, ())), tuple(said)):
            found = shared.finding(node)
            if found:
                yield found, not found.too_many or shared.by_one(node)

    def _use(self, predicate: Term) -> int:
        """Return what statements with a predicate are used for."""
        ours = predicate.startswith(OURS)
        return (
            KEPT * (ours or predicate in self._kept)
            | POINTS * (predicate in self._back)
            | TARGETS * (predicate in self._by_subject)
            | TYPES * (predicate == TYPE)
            | CHECKED * (predicate == TYPE or any(faults(predicate, "_")))
            | OWNED * ours
            | JOINED * (predicate in JOINING)
        )

    def _conforms(self, node: Term) -> bool:
        said = self._data.said[node]
        tests = self._tests(tuple(said.get(TYPE, ())), tuple(said))
        return all(test(node) is True for test in tests) and all(
            shape.whole.test(node) is True for shape in self._nodes.get(node, ())
        )

    def _tests_of(self, types: tuple[Term, ...], predicates: tuple[Term, ...]) -> list[Test]:
        """Return the tests of shapes that target nodes of these classes and predicates.

        Most shapes say nothing more of a node when these are known.
        """
        signature = Signature(types, predicates)
        shapes = self._targeting(types, predicates)
        checks = dict.fromkeys(check for shape in shapes for check in shape.checks)
        return [check.test for check in checks if check.given(signature) is not True]

    def _sharing_of(
        self, types: tuple[Term, ...], predicates: tuple[Term, ...]
    ) -> list[Shared | Absent]:
        """Return what may be wrong with nodes like these that needs no engine."""
        shapes = self._targeting(types, predicates)
        found = dict.fromkeys(one for shape in shapes for one in shape.shared)
        return [one for one in found if one.concerns(predicates)]

    def _targeting(self, types: Iterable[Term], predicates: Iterable[Term]) -> list[Shape]:
        shapes = [
            shape
            for name, shape in self._by_class
            if not self._shapes.subclasses(name).isdisjoint(types)
        ]
        return shapes + [shape for one in predicates for shape in self._by_subject.get(one, ())]

    def _hierarchy(self) -> Iterator[str]:
        """Yield statements that make classes subclasses of those in shapes, but the ontology's."""
        waiting, seen = set(self._shapes.classes()), set[Term]()
        while waiting:
            self._ask_pointing(InverseLookup(SUBCLASS, name) for name in waiting)
            seen |= waiting
            found = {
                (one, name)
                for name in waiting
                for one in self._data.pointing[name].get(SUBCLASS, ())
            }
            for one, name in found:
                if name not in self._data.known.get(one, {}).get(SUBCLASS, ()):
                    yield f"{one} {SUBCLASS} {name} ."
            waiting = {one for one, _ in found} - seen

    def _complete(self, nodes: Collection[Term], reach: PathTree) -> None:
        """Ask the context for all that it says around nodes, one step after the other."""
        if self._context is None or not reach:
            return
        self._ask_of(nodes)
        for (predicate, back), below in reach.items():
            if back:
                self._ask_pointing(InverseLookup(predicate, node) for node in nodes)
            self._complete(self._ends(nodes, Step(predicate, back)), below)

    def _ask_of(self, nodes: Iterable[Term]) -> None:
        keys = self._data.new(key_of_token(node) for node in nodes if not is_literal(node))
        for key in keys:
            self._data.said.pop(token_of(key), None)
        for statements in self._context.of(keys) if self._context else ():
            subject, said = self._relevant(statements)
            if said:
                self._data.add([Row(subject, "\n".join(said), Rank.OTHERS)], ())

    def _ask_pointing(self, asked: Iterable[InverseLookup]) -> None:
        if self._context is None:
            return
        by_text = {f"{one.predicate} {one.object}": one for one in asked}
        new = [by_text[text] for text in self._data.new(by_text)]
        for one in new:
            self._data.pointing.pop(one.object, None)
        for one, key in self._context.pointing(new) if new else ():
            self._data.add((), [Pointer(one.object, one.predicate, token_of(key))])

    def _ends(self, nodes: Iterable[Term], step: Step) -> set[Term]:
        looked_up = self._data.pointing if step.back else self._data.said
        return {end for node in nodes for end in looked_up[node].get(step.predicate, ())}

    def _around(self, nodes: Iterable[Term]) -> set[str]:
        """Return the statements that can matter to verdicts on nodes, without the ontology's."""
        lines = set[str]()
        said, pointing, known = self._data.said, self._data.pointing, self._data.known

        def walk(starts: Collection[Term], reach: PathTree) -> None:
            for node in starts if reach else ():
                there = known.get(node, {})
                for predicate, values in said[node].items():
                    lines.update(
                        f"{node} {predicate} {value} ."
                        for value in values
                        if value not in there.get(predicate, ())
                    )
            for step, below in reach.items():
                if step.back:
                    lines.update(
                        f"{one} {step.predicate} {node} ."
                        for node in starts
                        for one in pointing[node].get(step.predicate, ())
                    )
                walk(self._ends(starts, step), below)

        walk(set(nodes), self._shapes.engine_reach)
        return lines


def _lines(records: Mapping[str, Record]) -> Iterable[str]:
    """Return the distinct statements of all datasets with one subject."""
    if len(records) == 1:
        (only,) = records.values()
        return only.statements.removesuffix("\n").split("\n")
    return dict.fromkeys(line for one in records.values() for line in lines_of(one.statements))


def _steps(reach: PathTree) -> Iterator[Step]:
    for step, below in reach.items():
        yield step
        yield from _steps(below)


def _named(graph: Mapping[Term, ByPredicate]) -> set[Term]:
    """Return all IRIs that the shapes name: among them the predicates they look at."""
    return {value for said in graph.values() for values in said.values() for value in values}


def _triples(lines: Iterable[str]) -> Iterator[Triple]:
    return triples_of("\n".join(lines))


@cache
def _ontology() -> Mapping[Term, ByPredicate]:
    return _grouped(TERMS, BORROWED, CONCEPTS)


@cache
def _shapes() -> Mapping[Term, ByPredicate]:
    return _grouped(SHAPES)


def _grouped(*names: str) -> dict[Term, ByPredicate]:
    return grouped(
        quad.triple for name in names for quad in parse(text(name), format=RdfFormat.TURTLE)
    )
