"""Real answers for the documentation, kept in `examples.json`.

They come from the loaded datasets: `python -m api.questions.examples` asks every question anew
with its example's values and writes the first row. A test compares the file with fresh answers.
"""

import json
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Final

from api.opening import opened_to_ask
from api.questions import search
from api.questions.answers import Asker, ask
from graph.database.driver import Database
from ontology.errors import CoopgraphError
from queries.catalogue import Question, catalogue

FILE: Final = Path(__file__).with_name("examples.json")
ROWS: Final = {"limit": ["1"]}

Example = dict[str, Any]


@cache
def examples() -> dict[str, Example]:
    """Return an answer to each question, as the API gives it."""
    read: dict[str, Example] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


def example(database: Database, question: Question) -> Example:
    """Ask a question, and return what the file should say of it."""
    return ask(database, question, _raw(question), consistent=True).told(None)


async def plan(asker: Asker) -> None:
    """Ask everything once, so that the server has planned it before somebody waits for it.

    A server that has just started takes seconds for the first plan of each. What cannot be
    asked, as in a graph without the things that the examples name, is left to whoever asks it.
    """
    for question in (*catalogue().values(), search.question()):
        with suppress(CoopgraphError):
            await asker.ask(question, _raw(question), consistent=False)


def _raw(question: Question) -> dict[str, list[str]]:
    """Return the example's values as people give them."""
    values = question.example.items()
    given = {name: value if isinstance(value, list) else [value] for name, value in values}
    return {name: list(map(str, value)) for name, value in given.items()} | ROWS


def write() -> None:
    """Write the file anew from the database that the settings name."""
    with opened_to_ask() as database:
        made = {name: example(database, question) for name, question in catalogue().items()}
    FILE.write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
