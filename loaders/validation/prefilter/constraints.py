"""SHACL constraints that look at one node or value only, as quick tests.

A test says True where a node certainly conforms, False where it certainly does not, and None
where a whole SHACL engine would have to tell.
"""

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

from loaders.validation.terms.datatypes import usual
from loaders.validation.terms.terms import Term, form, is_literal, tail
from ontology.namespaces import RDF, SH, XSD

Verdict = bool | None
Test = Callable[[Term], Verdict]
# A test of all values at the end of a path together.
Values = Callable[[Sequence[Term]], Verdict]

INTEGER: Final = f"^^<{XSD}integer>"
KINDS: Final = {
    "IRI": "<",
    "BlankNode": "_",
    "Literal": '"',
    "BlankNodeOrIRI": "<_",
    "BlankNodeOrLiteral": '_"',
    "IRIOrLiteral": '<"',
}


Argument = TypeVar("Argument")


def every(tests: Sequence[Callable[[Argument], Verdict]]) -> Callable[[Argument], Verdict]:
    """Return the test whether all of some tests hold."""

    def test(node: Argument) -> Verdict:
        verdict: Verdict = True
        for one in tests:
            said = one(node)
            if said is False:
                return False
            if said is None:
                verdict = None
        return verdict

    return tests[0] if len(tests) == 1 else test


def some(
    tests: Sequence[Callable[[Argument], Verdict]], *, only: bool = False
) -> Callable[[Argument], Verdict]:
    """Return the test whether one of some tests holds, or exactly one."""

    def test(node: Argument) -> Verdict:
        verdicts = [one(node) for one in tests]
        sure, unsure = verdicts.count(True), verdicts.count(None)
        if not only:
            return True if sure else None if unsure else False
        return False if sure > 1 else None if unsure else sure == 1

    return test


def negated(test: Callable[[Argument], Verdict]) -> Callable[[Argument], Verdict]:
    """Return the test whether a test does not hold."""

    def negation(node: Argument) -> Verdict:
        verdict = test(node)
        return None if verdict is None else not verdict

    return negation


def each(test: Test) -> Values:
    """Return the test whether a test holds for every value."""

    def all_of(values: Sequence[Term]) -> Verdict:
        verdict: Verdict = True
        for value in values:
            said = test(value)
            if said is False:
                return False
            if said is None:
                verdict = None
        return verdict

    return all_of


def counted(test: Test, least: int, most: int | None) -> Values:
    """Return the test whether so many values fulfil a test."""

    def number(values: Sequence[Term]) -> Verdict:
        if least == 0 and most is not None and len(values) <= most:
            return True
        sure = unsure = 0
        for value in values:
            verdict = test(value)
            sure, unsure = sure + (verdict is True), unsure + (verdict is None)
            if most is not None and sure > most:
                return False
        if sure + unsure < least:
            return False
        return True if sure >= least and (most is None or sure + unsure <= most) else None

    return number


def has(wanted: Term) -> Values:
    """Return the test whether a value is there; literals may be equal though written otherwise."""
    otherwise = None if is_literal(wanted) else False
    return lambda values: True if wanted in values else otherwise


def one_per_language(values: Sequence[Term]) -> Verdict:
    """Say whether no two values have the same language."""
    found = [kind for kind in map(tail, filter(is_literal, values)) if kind.startswith("@")]
    if any("--" in kind for kind in found):  # the base direction of RDF 1.2
        return None
    return len({kind.lower() for kind in found}) == len(found)


def datatype(wanted: Term) -> Test:
    """Return the test whether a value is a literal of a datatype, in a form that fits it."""
    if wanted == f"<{RDF}langString>":
        return lambda value: is_literal(value) and tail(value).startswith("@")
    if wanted == f"<{XSD}string>":
        return lambda value: is_literal(value) and value.endswith('"')
    end = '"^^' + wanted

    def test(value: Term) -> Verdict:
        if not (is_literal(value) and value.endswith(end)):
            return False
        return usual(value) or None

    return test


def kind(wanted: Term) -> Test:
    """Return the test whether a value is an IRI, a blank node, a literal."""
    marks = KINDS[wanted[1:-1].removeprefix(SH)]
    return lambda value: value[0] in marks


def pattern(wanted: Term) -> Test:
    """Return the test whether a part of an IRI or of a literal's form matches."""
    search = re.compile(form(wanted)).search
    return lambda value: value[0] != "_" and search(form(value)) is not None


def at_least(wanted: Term) -> Test:
    """Return the test whether a whole number is not smaller than another."""
    if tail(wanted) != INTEGER:
        return lambda value: None
    least = int(form(wanted))

    def test(value: Term) -> Verdict:
        known = is_literal(value) and tail(value) == INTEGER and usual(value)
        return int(form(value)) >= least if known else None

    return test


def language(wanted: Sequence[Term]) -> Test:
    """Return the test whether a value is in one of some languages."""
    ranges = {form(one).lower() for one in wanted}

    def test(value: Term) -> Verdict:
        tag = tail(value)[1:].lower() if is_literal(value) else ""
        if not tag or tag.startswith("^") or "--" in tag:
            return None if "--" in tag else False
        return "*" in ranges or tag in ranges or tag.split("-")[0] in ranges

    return test
