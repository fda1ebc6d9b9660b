"""Real questions and answers for the documentation, kept in `examples.json`.

They come from the loaded datasets: `python -m api.examples` asks every question anew, as the
file says, and writes what is answered. A test compares the file with a fresh answer.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from api.answers import ask
from api.opening import opened
from graph.database import Database
from queries.catalogue import catalogue

FILE: Final = Path(__file__).with_name("examples.json")
ROWS: Final = {"limit": ["1"]}

Example = dict[str, Any]


@cache
def examples() -> dict[str, Example]:
    """Return for each question what is asked (`asked`) and its answer (`answer`)."""
    read: dict[str, Example] = json.loads(FILE.read_text(encoding="utf-8"))
    return read


def example(database: Database, name: str) -> Example:
    """Ask a question as the file says, and return what the file should say."""
    asked = examples()[name]["asked"]
    answer = ask(database, catalogue()[name], {key: [value] for key, value in asked.items()} | ROWS)
    return {"asked": asked, "answer": {**vars(answer), "next": None}}


if __name__ == "__main__":
    with opened() as opened_database:
        made = {name: example(opened_database, name) for name in examples()}
    FILE.write_text(json.dumps(made, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
