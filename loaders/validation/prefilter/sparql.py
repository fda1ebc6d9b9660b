"""SPARQL queries of `sh:sparql`, compiled to tests whether they certainly find nothing.

A solution is sure, or may be one: what an expression says is None where it cannot be told.
The query's algebra is rdflib's, which pySHACL asks too.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Final

from rdflib import Literal, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from loaders.validation.prefilter import property_paths
from loaders.validation.prefilter.expressions import Expression, compiled, is_term
from loaders.validation.prefilter.property_paths import Chains, Reach, walker
from loaders.validation.prefilter.triple_index import TripleIndex
from loaders.validation.terms.terms import Term
from ontology.errors import InvalidVocabulary

# Terms by the names of variables; numbers where they are counted.
Bindings = Mapping[str, Any]
# Solutions that agree with given bindings; whether each is sure.
Solutions = Iterator[tuple[Bindings, bool]]
Pattern = Callable[[Bindings], Solutions]
# Where in the reach a variable's nodes are.
Places = dict[str, list[Reach]]

THIS: Final = "this"
# They change neither whether there are solutions nor what is looked at.
TRANSPARENT: Final = {"Project", "Distinct", "Reduced", "OrderBy", "ToMultiSet"}


class Query:
    """A SELECT query about `$this`.

    Raises:
        InvalidVocabulary: it cannot be told what the query looks at.
    """

    def __init__(self, text: str, prefixes: Mapping[str, str], data: TripleIndex) -> None:
        self._data = data
        self.reach = Reach()
        algebra = _algebra(text, tuple(prefixes.items()))
        self._solutions = self._pattern(algebra.p, {THIS: [self.reach]})

    def certainly_empty(self, node: Term) -> bool | None:
        """Return True where the query finds nothing with `$this` bound to a node, else None."""
        return next(self._solutions({THIS: node}), None) is None or None

    def _pattern(self, part: CompValue, places: Places) -> Pattern:
        """Compile a part; `places` holds the variables that are bound then, and is added to."""
        if part.name in TRANSPARENT:
            return self._pattern(part.p, places)
        compiler = {
            "BGP": self._triples,
            "Join": self._join,
            "LeftJoin": self._optional,
            "Filter": self._filter,
            "Extend": self._extend,
            "AggregateJoin": self._grouped,
        }.get(part.name)
        if compiler is None:
            raise _unknown(part.name)
        return compiler(part, places)

    def _join(self, part: CompValue, places: Places) -> Pattern:
        # What is in braces of its own does not see what is bound before it.
        if part.p2.name not in ("BGP", "Join") and not _is_nothing(part.p1):
            raise _unknown("a group in braces of its own")
        first, second = self._pattern(part.p1, places), self._pattern(part.p2, places)

        def solutions(given: Bindings) -> Solutions:
            for found, sure in first(given):
                for more, as_sure in second(found):
                    yield more, sure and as_sure

        return solutions

    def _optional(self, part: CompValue, places: Places) -> Pattern:
        first = self._pattern(part.p1, places)
        inner = dict(places)
        second = self._pattern(part.p2, inner)
        holds = self._expression(part.expr, inner)

        def solutions(given: Bindings) -> Solutions:
            for found, sure in first(given):
                matched = False
                for more, as_sure in second(found):
                    held = holds(more)
                    if held is not False:
                        certain = as_sure and held is True
                        matched |= certain
                        yield more, sure and certain
                if not matched:
                    # Surely left alone only where nothing may have matched: told as a doubt.
                    yield found, sure and next(second(found), None) is None

        return solutions

    def _filter(self, part: CompValue, places: Places) -> Pattern:
        pattern = self._pattern(part.p, places)
        holds = self._expression(part.expr, places)

        def solutions(given: Bindings) -> Solutions:
            for found, sure in pattern(given):
                held = holds(found)
                if held is not False:
                    yield found, sure and held is True

        return solutions

    def _extend(self, part: CompValue, places: Places) -> Pattern:
        pattern, name = self._pattern(part.p, places), str(part.var)
        value = self._expression(part.expr, places)

        def solutions(given: Bindings) -> Solutions:
            for found, sure in pattern(given):
                made = value(found)
                if is_term(made):
                    yield {**found, name: made}, sure
                else:
                    yield found, False

        return solutions

    def _grouped(self, part: CompValue, places: Places) -> Pattern:
        """Compile GROUP BY some variables; an aggregate that is not known stays unbound."""
        by = [_name(one) for one in part.p.expr or ()]
        if not by or None in by:
            raise _unknown("aggregates without GROUP BY of variables")
        pattern = self._pattern(part.p.p, dict(places))

        def solutions(given: Bindings) -> Solutions:
            groups: defaultdict[tuple[Any, ...], list[Bindings]] = defaultdict(list)
            unsure = set[tuple[Any, ...]]()
            for found, sure in pattern(given):
                group = tuple(found.get(str(name)) for name in by)
                groups[group].append(found)
                unsure.update(() if sure else (group,))
            for group, members in groups.items():
                values = {str(one.res): _aggregate(one, members) for one in part.A}
                yield (
                    {name: one for name, one in values.items() if one is not None},
                    (group not in unsure),
                )

        return solutions

    def _expression(self, expression: Any, places: Places) -> Expression:
        def exists(group: CompValue) -> Expression:
            pattern = self._pattern(group, dict(places))

            def test(given: Bindings) -> bool | None:
                verdicts = {sure for _, sure in pattern(given)}
                return True if True in verdicts else None if verdicts else False

            return test

        return compiled(expression, exists)

    def _triples(self, part: CompValue, places: Places) -> Pattern:
        """Compile triples in an order in which each begins at something that is bound."""
        steps, waiting = list[Pattern](), list(part.triples)
        while waiting:
            bound = [one for end in (0, 2) for one in waiting if _name(one[end]) in places]
            if not bound:
                raise _unknown("a pattern that does not hang together with $this")
            waiting.remove(bound[0])
            steps.append(self._triple(bound[0], places))

        def solutions(given: Bindings, at: int = 0) -> Solutions:
            if at == len(steps):
                yield given, True
                return
            for found, _ in steps[at](given):
                yield from solutions(found, at + 1)

        return solutions

    def _triple(self, triple: tuple[Any, Any, Any], places: Places) -> Pattern:
        subject, predicate, value = triple
        if isinstance(subject, Literal) or isinstance(value, Literal):
            raise _unknown("a literal in a pattern")
        chains, start, end = _chains(predicate), subject, value
        if _name(subject) not in places:
            start, end, chains = value, subject, property_paths.inverse(chains)
        ends = [one for place in places[str(start)] for one in place.along(chains)]
        if isinstance(end, Variable):
            places.setdefault(str(end), ends)
        walk, name = walker(chains, self._data), str(start)

        def solutions(given: Bindings) -> Solutions:
            wanted = given.get(str(end)) if isinstance(end, Variable) else end.n3()
            for found in walk(given[name]):
                if wanted is None:
                    yield {**given, str(end): found}, True
                elif wanted == found:
                    yield given, True

        return solutions


@cache
def _algebra(text: str, prefixes: tuple[tuple[str, str], ...]) -> CompValue:
    return prepareQuery(text, initNs=dict(prefixes)).algebra


def _name(term: Any) -> str | None:
    return str(term) if isinstance(term, Variable) else None


def _aggregate(aggregate: CompValue, members: list[Bindings]) -> Any:
    """Return the number of a variable's values, or its one value; None for all else."""
    name = _name(aggregate.vars)
    values = [one[name] for one in members if name in one] if name else []
    if aggregate.name == "Aggregate_Count" and name:
        return len(set(values) if aggregate.distinct else values)
    return values[0] if aggregate.name == "Aggregate_Sample" and len(set(values)) == 1 else None


def _is_nothing(part: CompValue) -> bool:
    return part.name == "BGP" and not part.triples


def _chains(path: Any) -> Chains:
    if isinstance(path, URIRef):
        return property_paths.one(path.n3())
    if isinstance(path, SequencePath):
        return property_paths.sequence(map(_chains, path.args))
    if isinstance(path, AlternativePath):
        return tuple(chain for part in path.args for chain in _chains(part))
    if isinstance(path, InvPath):
        return property_paths.inverse(_chains(path.arg))
    raise _unknown("a predicate that is no path without repetition")


def _unknown(what: str) -> InvalidVocabulary:
    return InvalidVocabulary(f"A query of the shapes cannot be compiled: it has {what}.")
