"""Searching things by any name: the question, and its answer as people get it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from api.questions import hidden, incomplete
from api.questions.answers import Answer
from graph.database.transaction import Row
from ontology.folding import fold
from queries.catalogue import Question, catalogue

# What the rows have for us only: all names as they are written.
NAMES: Final = "names"


@dataclass(frozen=True)
class Results(Answer):
    """An answer whose rows are what a search found."""

    def told(self, following: str | int | None) -> dict[str, Any]:
        """Return the results as JSON tells them, with what leads to the following ones."""
        said = {"query": self.parameters["q"], "results": self.rows, "next": following}
        return said | hidden.members(self.hidden) | incomplete.members(self.incomplete)


def question() -> Question:
    """Return the question that a search asks."""
    return catalogue("names")["search"]


def columns(names: Iterable[str]) -> list[str]:
    """Return those of the question's columns that a result has."""
    return [name for name in names if name != NAMES]


def results(answer: Answer) -> Results:
    """Return an answer to the question as the results of a search."""
    found = {"columns": columns(answer.columns), "rows": [_result(row) for row in answer.rows]}
    return Results(**{**vars(answer), **found})


def _result(row: Row) -> Row:
    """Return a row that has the name it was found by as it is written, not folded."""
    written = next((name for name in row[NAMES] if fold(name) == row["matched"]), row["matched"])
    return {**{name: row[name] for name in columns(row)}, "matched": written or row["name"]}
