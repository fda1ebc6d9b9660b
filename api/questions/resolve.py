"""Resolving names to things: by IRI, what follows `/id/`, identifier, name or alias.

The first of these levels that has a hit decides.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from api import settings
from api.questions.parameters import BadParameter
from api.settings import IRI_LENGTH, NAME_LENGTH, NAME_WORDS
from graph.database.statements import QueryCoroutine
from graph.read.consistency import consistent_read
from graph.read.consistency.consistent_read import Found
from graph.read.consistency.load_status import ConcurrentChange, LoadStatus
from graph.state import catalog
from ontology.errors import Ambiguous, NotFound
from ontology.folding import fold
from ontology.namespaces import BASE
from queries import hidden
from queries.catalogue import Question, catalogue
from queries.parameters import Parameter

IRI: Final = re.compile(r"[a-z][a-z0-9+.-]*:\S+", re.ASCII | re.IGNORECASE)
# Names that are remembered.
REMEMBERED: Final = 4_096


@dataclass(frozen=True)
class Thing:
    """Something that a name can mean; `merged` has the name where that leads to the thing."""

    iri: str
    name: str
    type: str | None
    merged: str | None = None


def query(
    question: Question, hiding: Sequence[Parameter] = (), *, total: bool = False
) -> consistent_read.Query:
    """Return a question as the database takes it.

    Args:
        question: the question.
        hiding: parameters of which to find out what their defaults hide.
        total: whether to count the rows of all pages.
    """
    columns = tuple(column.name for column in question.columns)
    beside = {}
    if hiding:
        beside["hidden"] = hidden.counting(question.body, hiding)
    if total:
        beside["total"] = hidden.total(question.body)
    if not beside:
        return consistent_read.Query(question.body, columns)
    return consistent_read.Query(question.body, columns, hidden.together(beside), "beside")


def folded(name: str, parameter: Parameter) -> str:
    """Return a name as it is searched for, empty where it can only be an IRI.

    Raises:
        BadParameter: it is longer than any name: a search would cost much and find nothing.
    """
    if len(name) > NAME_LENGTH and IRI.fullmatch(name) and len(name) <= IRI_LENGTH:
        return ""
    text = fold(name)
    length, words = max(len(name), len(text)), len(text.split())
    if length > NAME_LENGTH or words > NAME_WORDS:
        raise BadParameter(
            f"{parameter.name} has {words:,} words and {length:,} characters; a name has at most "
            f"{NAME_WORDS} and {NAME_LENGTH}, and an IRI {IRI_LENGTH:,} characters.",
            parameter.name,
        )
    return text


class Names:
    """What names meant in the state of the graph in which they were last looked up.

    Every answer tells the state that it is of, so a change of the graph is noticed with the
    next one, which is then asked for again.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[str, tuple[str, ...]], Thing] = {}
        self.look: LoadStatus | None = None

    def get(self, name: str, parameter: Parameter) -> Thing | None:
        """Return what a name meant."""
        return self._known.get((name, parameter.classes))

    def learn(self, name: str, parameter: Parameter, thing: Thing, look: LoadStatus) -> None:
        """Note what a name means in a state of the graph."""
        if self.look is None or _state(self.look) != _state(look):
            self.forget()
            self.look = look
        if len(self._known) == REMEMBERED:
            del self._known[next(iter(self._known))]
        self._known[name, parameter.classes] = thing

    def forget(self) -> None:
        """Forget all names."""
        self._known.clear()
        self.look = None


def _state(look: LoadStatus) -> tuple[Any, ...]:
    return look.version, look.built, look.changes


class Meaning:
    """What the names in one question mean, in one state of the graph.

    Args:
        consistent: whether to refuse an answer while a dataset is half written.
        names: what they meant so far.
    """

    def __init__(self, *, consistent: bool, names: Names) -> None:
        self._consistent = consistent
        self._names = names
        self._remembered: LoadStatus | None = None
        self._looks: list[LoadStatus] = []

    def confirm(self, found: Found) -> None:
        """See that the graph which answered is the one in which the names were looked up.

        Raises:
            Unsteady: it is another one, or changes step by step; ask again.
        """
        look = found.look
        if self._remembered and (
            found.incomplete.names or _state(self._remembered) != _state(look)
        ):
            self._names.forget()
            raise ConcurrentChange
        if any((one.version, one.built) != (look.version, look.built) for one in self._looks):
            raise ConcurrentChange

    def of(self, name: str, parameter: Parameter) -> QueryCoroutine[Thing]:
        """Return the one thing that a name means.

        Args:
            name: an IRI, the part of it after `/id/`, an identifier, or any name in any language.
            parameter: what it is given for; it says of which classes the thing must be.

        Raises:
            NotFound: nothing has that name; the nearest names are told.
            Ambiguous: several things have it on the level that decides.
        """
        if known := self._names.get(name, parameter):
            self._remembered = self._names.look
            return known
        given = {
            "given": name,
            "local": BASE + name,
            "folded": folded(name, parameter),
            "classes": parameter.classes or None,
        }
        found = yield from self._asked("resolve", given)
        best = min((row["level"] for row in found.rows), default=None)
        hits = [
            Thing(row["iri"], row["name"], row["type"], row["merged"])
            for row in found.rows
            if row["level"] == best
        ]
        if not hits:
            raise (yield from self._not_found(name, parameter))
        if len(hits) > 1:
            raise Ambiguous(
                f"{parameter.name}: {name!r} may mean {len(hits)} things. Give the IRI of one.",
                tuple((hit.iri, hit.name, hit.type or "") for hit in hits),
            )
        if not found.incomplete.names:
            self._names.learn(name, parameter, hits[0], found.look)
        return hits[0]

    def _not_found(self, name: str, parameter: Parameter) -> QueryCoroutine[NotFound]:
        given = {"folded": folded(name, parameter) or None, "classes": parameter.classes or None}
        near = (yield from self._asked("nearest", given)).rows if given["folded"] else []
        kinds = " or ".join(parameter.classes) or "thing"
        message = f"{parameter.name}: no {kinds} is called {name!r}."
        if not near and not (yield from catalog.filled()):
            message += " Nothing is loaded yet: run `coopgraph load`."
        return NotFound(message, tuple(dict.fromkeys(row["name"] for row in near)))

    def _asked(self, question: str, given: Mapping[str, Any]) -> QueryCoroutine[Found]:
        asked = catalogue("names")[question]
        found = yield from consistent_read.asked(
            query(asked),
            asked.bind(given),
            consistent=self._consistent,
            timeout=settings.QUERY_SECONDS,
        )
        self._looks.append(found.look)
        return found
