"""The answer to a named question: the same for both doors."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from api.concepts import code
from api.media import LANGUAGE_TAG
from api.parameters import BadParameter, Raw, check, confirmed
from api.resolve import resolve
from api.settings import MOST_ROWS, QUERY_SECONDS
from graph import steady
from graph.database import Database
from graph.work import Row
from queries.catalogue import Question
from queries.parameters import Parameter, ParameterType


@dataclass(frozen=True)
class Answer:
    """Rows, and how the question was understood: things as IRIs, concepts as codes, defaults.

    `next` is the offset at which the following rows start, None where there are none.
    """

    query: str
    parameters: dict[str, Any]
    columns: list[str]
    rows: list[Row]
    next: int | None


def ask(database: Database, question: Question, raw: Raw) -> Answer:
    """Ask a question as people put it.

    Args:
        database: where to ask.
        question: what to ask.
        raw: the parameters' values as text, `lang`, `limit` and `offset` among them.

    Raises:
        BadParameter: a parameter is unknown or missing, or has a value it cannot have.
        NotFound: nothing has a name that was given.
        Ambiguous: several things have it.
        LimitExceeded: the answer takes too long.
        DatabaseUnavailable: the database does not answer.
    """
    check(question, raw)
    understood = {
        parameter.name: _understood(database, parameter, raw[parameter.name])
        for parameter in question.parameters
        if parameter.name in raw
    }
    bound = question.bind(understood)
    limit, offset = bound["limit"], bound["offset"]
    rows = steady.read(
        database,
        question.cypher,
        # One row more than is wanted, to know whether there is a next page.
        {**bound, "limit": limit + 1},
        timeout=QUERY_SECONDS,
        limit_rows=MOST_ROWS + 1,
    )
    meant = {one.name: understood.get(one.name, _default(one)) for one in question.parameters}
    columns = [column.name for column in question.columns]
    following = offset + limit if len(rows) > limit else None
    return Answer(question.name, meant, columns, rows[:limit], following)


def _default(parameter: Parameter) -> Any:
    return [*parameter.default] if isinstance(parameter.default, tuple) else parameter.default


def _understood(database: Database, parameter: Parameter, values: Sequence[str]) -> Any:
    meant = [_value(database, parameter, value) for value in values]
    return list(dict.fromkeys(meant)) if parameter.many else meant[0]


def _value(database: Database, parameter: Parameter, value: str) -> Any:
    match parameter.type:
        case ParameterType.THING:
            return resolve(database, value, parameter).iri
        case ParameterType.CONCEPT:
            return code(parameter, value)
        case ParameterType.INTEGER:
            return int(str(confirmed(parameter, value)))
        case ParameterType.LANGUAGE if not LANGUAGE_TAG.fullmatch(value):
            raise BadParameter(
                f"{parameter.name} is a language tag such as fr or zh, not {value!r}.",
                parameter.name,
            )
        case _:
            return confirmed(parameter, value)
