"""SPARQL expressions over terms as text; what cannot be told for certain is None.

What is an error in SPARQL is None too: it may not hold, and whoever asks takes care.
"""

import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from rdflib import Literal, URIRef, Variable
from rdflib.plugins.sparql.parserutils import CompValue

from loaders.validation.prefilter.constraints import INTEGER
from loaders.validation.terms.datatypes import usual
from loaders.validation.terms.terms import Term, form
from ontology.namespaces import XSD

Expression = Callable[[Mapping[str, Term]], Any]
# Takes an operation, where there are several, and arguments.
Function = Callable[[str, Iterator[Any]], Any]


class Text(str):
    """A string that was computed, or written in the query; every other string is a term."""


COMPARED: Final[dict[str, Callable[[Any, Any], bool]]] = {
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def is_term(value: Any) -> bool:
    """Say whether a value is a term, and none that was computed."""
    return isinstance(value, str) and not isinstance(value, Text)


def compiled(expression: Any, exists: Callable[[CompValue], Expression]) -> Expression:
    """Compile an expression of rdflib's algebra.

    Args:
        expression: the expression.
        exists: compiles the test whether a group of patterns has a solution.
    """
    if not isinstance(expression, CompValue):
        name, constant = str(expression), _constant(expression)
        is_name = isinstance(expression, Variable)
        return lambda given: given.get(name) if is_name else constant
    if expression.name in ("Builtin_EXISTS", "Builtin_NOTEXISTS"):
        test = exists(expression.graph)
        return test if expression.name == "Builtin_EXISTS" else lambda given: _not(test(given))
    if expression.name == "Builtin_BOUND":
        bound = str(expression.arg)
        return lambda given: bound in given
    apply: Function = FUNCTIONS.get(expression.name, _untold)
    arguments = [compiled(one, exists) for one in _arguments(expression)]
    operation = str(dict.get(expression, "op"))
    return lambda given: apply(operation, (argument(given) for argument in arguments))


def _constant(term: Any) -> Any:
    if isinstance(term, URIRef):
        return term.n3()
    if isinstance(term, Literal) and term.language is None:
        if term.datatype is None or str(term.datatype) == XSD + "string":
            return Text(term)
        if str(term.datatype) == XSD + "integer" and isinstance(term.value, int):
            return term.value
    return None


def _arguments(expression: CompValue) -> list[Any]:
    """Return a function's arguments in their order; those that are lists are taken apart."""
    given = [
        dict.get(expression, name) for name in ("expr", "arg", "arg1", "arg2", "start", "length")
    ]
    given.append(dict.get(expression, "other"))
    lists = [one if isinstance(one, list) else [one] for one in given if one is not None]
    return [one for several in lists for one in several]


def _untold(operation: str, arguments: Iterator[Any]) -> None:
    """Tell nothing, as of every function that is not known here."""


def _not(verdict: Any) -> bool | None:
    return not verdict if isinstance(verdict, bool) else None


def _all(operation: str, arguments: Iterator[Any]) -> bool | None:
    verdict: bool | None = True
    for one in arguments:
        if one is False:
            return False
        if one is not True:
            verdict = None
    return verdict


def _any(operation: str, arguments: Iterator[Any]) -> bool | None:
    return _not(_all(operation, map(_not, arguments)))


def _equal(one: Any, other: Any) -> bool | None:
    """Compare IRIs and blank nodes, texts, whole numbers; other literals may be equal or not."""
    kinds = {_kind(one), _kind(other)}
    return one == other if len(kinds) == 1 and None not in kinds else None


def _value(term: Any) -> Any:
    """Return a term as it is, but a whole number as one."""
    is_number = is_term(term) and term.endswith(INTEGER) and usual(term)
    return int(form(term)) if is_number else term


def _kind(value: Any) -> type | None:
    if is_term(value):
        return None if value[0] == '"' else str
    return type(value) if isinstance(value, Text | int) else None


def _relation(operation: str, arguments: Iterator[Any]) -> bool | None:
    one, *others = arguments
    if operation in ("IN", "NOT IN"):
        among = _any(operation, (_equal(one, other) for other in others))
        return among if operation == "IN" else _not(among)
    one, other = _value(one), _value(others[0])
    if operation in ("=", "!="):
        equal = _equal(one, other)
        return equal if operation == "=" else _not(equal)
    comparable = _kind(one) in (Text, int) and _kind(one) == _kind(other)
    return COMPARED[operation](one, other) if comparable else None


def _text(operation: str, arguments: Iterator[Any]) -> Text | None:
    (one,) = arguments
    if isinstance(one, Text):
        return one
    return Text(form(one)) if is_term(one) and one[0] != "_" else None


def _length(operation: str, arguments: Iterator[Any]) -> int | None:
    (one,) = arguments
    return len(one) if isinstance(one, Text) else None


def _part(operation: str, arguments: Iterator[Any]) -> Text | None:
    text, start, *length = arguments
    if not isinstance(text, Text) or any(
        _kind(one) is not int or one < 0 for one in (start, *length)
    ):
        return None
    if start < 1:
        return None
    return Text(text[start - 1 : start - 1 + length[0]] if length else text[start - 1 :])


def _joined(operation: str, arguments: Iterator[Any]) -> Text | None:
    parts = list(arguments)
    return Text("".join(parts)) if all(isinstance(one, Text) for one in parts) else None


def _starts(operation: str, arguments: Iterator[Any]) -> bool | None:
    one, other = arguments
    known = isinstance(one, Text) and isinstance(other, Text)
    return one.startswith(other) if known else None


FUNCTIONS: Final[dict[str, Function]] = {
    "TrueFilter": lambda operation, arguments: True,
    "ConditionalAndExpression": _all,
    "ConditionalOrExpression": _any,
    "UnaryNot": lambda operation, arguments: _not(next(arguments)),
    "RelationalExpression": _relation,
    "Builtin_STR": _text,
    "Builtin_STRLEN": _length,
    "Builtin_SUBSTR": _part,
    "Builtin_CONCAT": _joined,
    "Builtin_STRSTARTS": _starts,
}
