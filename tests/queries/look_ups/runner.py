"""Look-ups as people type them, in many languages: at which rank search finds what is meant.

`cases.csv` says what is typed, in which language, in what way it differs from a name (a prefix, a
slip, another order, …), what is meant, and within which rank it has to come. `frozen.json` keeps
what is reached: `python -m tests.queries.look_ups.runner` writes it anew from the database that
the settings name, with `datasets/` in it. To be fair, a case is what one would type, whatever the
search makes of it.
"""

import csv
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Any

from api.opening import opened_to_ask
from graph.database.driver import Database
from ontology.namespaces import short
from queries.catalogue import catalogue

HERE = Path(__file__).parent
FROZEN = HERE / "frozen.json"


@dataclass(frozen=True)
class Case:
    """A look-up; `within` is the rank at which what is expected has to come at the latest."""

    language: str
    kind: str
    query: str
    expected: str
    within: int

    @property
    def key(self) -> str:
        """What it is called where only those that do not come first are listed."""
        return f"{self.language} {self.query}"


def cases() -> list[Case]:
    with (HERE / "cases.csv").open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return [
            Case(row["language"], row["kind"], row["query"], row["expected"], int(row["within"]))
            for row in rows
        ]


def rank(database: Database, case: Case) -> int | None:
    """Return the rank at which what is expected comes, None where it does not."""
    search = catalogue("names")["search"]
    rows = database.read(search.cypher, search.bind({"q": case.query, "limit": 100}))
    found = [short(row["iri"]) for row in rows]
    return found.index(case.expected) + 1 if case.expected in found else None


def summary(ranks: dict[Case, int | None]) -> dict[str, Any]:
    """Return the mean reciprocal ranks, and what does not come first."""

    def mean(some: Iterable[Case]) -> float:
        return round(fmean(1 / at if (at := ranks[case]) else 0.0 for case in some), 3)

    languages = dict.fromkeys(case.language for case in ranks)
    return {
        "cases": len(ranks),
        "mean_reciprocal_rank": mean(ranks),
        "by_language": {
            language: mean(case for case in ranks if case.language == language)
            for language in languages
        },
        "not_first": {case.key: at for case, at in ranks.items() if at != 1},
    }


def frozen() -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(FROZEN.read_text("utf-8"))
    return kept


def freeze() -> None:
    with opened_to_ask() as database:
        reached = summary({case: rank(database, case) for case in cases()})
    text = json.dumps(reached, ensure_ascii=False, indent=1)
    FROZEN.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    freeze()
