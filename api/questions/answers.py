"""Asking a named question and answering it, the same over HTTP and on the command line."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from api import settings
from api.questions import hidden, incomplete
from api.questions.concepts import code
from api.questions.hidden import Hidden
from api.questions.media import LANGUAGE_TAG
from api.questions.parameters import BadParameter, Raw, check, confirmed
from api.questions.resolve import Meaning, Names, folded, query
from graph.database.driver import Database
from graph.database.statements import QueryCoroutine
from graph.database.transaction import Row
from graph.read.consistency import consistent_read
from graph.read.consistency.async_reader import AsyncReader
from graph.read.consistency.load_status import Incomplete
from queries.catalogue import Question
from queries.parameters import Parameter, ParameterType


@dataclass(frozen=True)
class Answer:
    """Rows, and how the question was understood: things as IRIs, concepts as codes, defaults.

    Attributes:
        query: the question's name.
        parameters: how it was understood.
        columns: the columns in their order.
        rows: the rows.
        next: the offset at which the following rows start, None where there are none.
        incomplete: datasets of which it may lack something.
        hidden: what defaults hide, as JSON says it.
        total: how many rows there are on all pages, None where nobody asked.
        merged: by IRI, what was asked about and leads to which other thing.
    """

    query: str
    parameters: dict[str, Any]
    columns: list[str]
    rows: list[Row]
    next: int | None
    incomplete: Incomplete
    hidden: Hidden
    total: int | None = None
    merged: Mapping[str, str] = field(default_factory=dict)

    def told(self, following: str | int | None) -> dict[str, Any]:
        """Return the answer as JSON tells it, with what leads to the following rows."""
        said = {"query": self.query, "parameters": self.parameters, "columns": self.columns}
        return {
            **said,
            "rows": self.rows,
            "next": following,
            **({} if self.total is None else {"total": self.total}),
            **({"merged": dict(self.merged)} if self.merged else {}),
            **hidden.members(self.hidden),
            **incomplete.members(self.incomplete),
        }


def ask(
    database: Database,
    question: Question,
    raw: Raw,
    *,
    consistent: bool = False,
    total: bool = False,
) -> Answer:
    """Ask a question as people put it.

    Args:
        database: where to ask.
        question: what to ask.
        raw: the parameters' values as text, `lang`, `limit` and `offset` among them.
        consistent: whether to refuse an answer while a dataset is half written.
        total: whether to count the rows of all pages.

    Raises:
        BadParameter: a parameter is unknown or missing, or has a value it cannot have.
        NotFound: nothing has a name that was given.
        Ambiguous: several things have it.
        LimitExceeded: the answer takes too long.
        BeingLoaded: a dataset is half written, and the answer has to be consistent.
        DatabaseUnavailable: the database does not answer.
    """

    @consistent_read.until_unchanged(database.limits)
    def once() -> Answer:
        return database.run_coroutine(
            asking(question, raw, Names(), consistent=consistent, total=total)
        )

    return once()


class Asker:
    """Who asks questions on an event loop, and remembers what names mean.

    Args:
        questions: where to ask.
    """

    def __init__(self, questions: AsyncReader) -> None:
        self._questions = questions
        self._names = Names()

    async def ask(
        self, question: Question, raw: Raw, *, consistent: bool, total: bool = False
    ) -> Answer:
        """Ask a question as people put it; see the other `ask`."""
        return await self._questions.ask(
            lambda: asking(question, raw, self._names, consistent=consistent, total=total),
            within=settings.QUERY_SECONDS,
        )


def asking(
    question: Question, raw: Raw, names: Names, *, consistent: bool, total: bool = False
) -> QueryCoroutine[Answer]:
    """Find out what a question means, and ask it; see `ask`.

    Raises:
        Unsteady: a commit came between; ask again.
    """
    check(question, raw)
    meaning = Meaning(consistent=consistent, names=names)
    understood: dict[str, Any] = {}
    merged: dict[str, str] = {}
    for parameter in question.parameters:
        if parameter.name in raw:
            understood[parameter.name] = yield from _understood(meaning, parameter, raw, merged)
    bound = question.bind(understood)
    hiding = question.hiding(raw)
    limit, offset = bound["limit"], bound["offset"]
    found = yield from consistent_read.asked(
        query(question, hiding, total=total),
        # One row more than is wanted, to know whether there is a next page.
        {**bound, "limit": limit + 1},
        consistent=consistent,
        timeout=settings.QUERY_SECONDS,
    )
    meaning.confirm(found)
    meant = {one.name: understood.get(one.name, _default(one)) for one in question.parameters}
    columns = [column.name for column in question.columns]
    beside = found.beside or {}
    following = offset + limit if len(found.rows) > limit else None
    return Answer(
        question.name,
        meant,
        columns,
        found.rows[:limit],
        following,
        found.incomplete,
        hidden.read(question, raw, beside.get("hidden")),
        beside.get("total"),
        merged,
    )


def _default(parameter: Parameter) -> Any:
    return [*parameter.default] if isinstance(parameter.default, tuple) else parameter.default


def _understood(
    meaning: Meaning, parameter: Parameter, given: Raw, merged: dict[str, str]
) -> QueryCoroutine[Any]:
    """Return what a parameter's values mean, and note what leads to another thing."""
    meant = []
    for value in given[parameter.name]:
        if parameter.type is ParameterType.THING:
            thing = yield from meaning.of(value, parameter)
            meant.append(thing.iri)
            if thing.merged:
                merged[thing.merged] = thing.iri
        else:
            meant.append(_value(parameter, value))
    return list(dict.fromkeys(meant)) if parameter.many else meant[0]


def _value(parameter: Parameter, value: str) -> Any:
    match parameter.type:
        case ParameterType.CONCEPT:
            return code(parameter, value)
        case ParameterType.NAME:
            folded(value, parameter)  # refuses what is longer than any name
            return value
        case ParameterType.INTEGER:
            return int(str(confirmed(parameter, value)))
        case ParameterType.LANGUAGE if not LANGUAGE_TAG.fullmatch(value):
            raise BadParameter(
                f"{parameter.name} is a language tag such as fr or zh, not {value!r}.",
                parameter.name,
            )
        case _:
            return confirmed(parameter, value)
