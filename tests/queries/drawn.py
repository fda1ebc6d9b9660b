"""Values of parameters, drawn from a database: what a twin is asked, the same on every run."""

from collections.abc import Iterator
from random import Random
from typing import Final

from api.questions.concepts import codes
from graph.database.driver import Database
from queries.catalogue import Question
from queries.parameters import Parameter, ParameterType
from tests.queries.oracle import ALWAYS, WITHOUT, Given

SHARED: Final = {"lang", "limit", "offset"}
THINGS: Final = """
MATCH (n:Resource)-[:DESCRIBED_IN]->()
WHERE n:Actor|Act|Place|Claim|Document
RETURN DISTINCT n.iri AS iri, labels(n) AS labels ORDER BY iri"""
DATES: Final = """
MATCH (n:Act|StatusStatement|Membership)
UNWIND [n.date, n.end_date, n.as_of, n.start_date] AS day
WITH DISTINCT day WHERE day IS NOT NULL
RETURN day ORDER BY day"""
CODES: Final = """
MATCH (c:Concept)<-[:STATUS|TOPIC|SECTOR|KIND|ROLE|NOT_STATED]-()
RETURN DISTINCT c.code AS code"""


class Values:
    """What there is to ask about in a database."""

    def __init__(self, database: Database) -> None:
        self._things = [(row["iri"], set(row["labels"])) for row in database.read(THINGS)]
        self._dates = [row["day"] for row in database.read(DATES)]
        self._codes = {row["code"] for row in database.read(CODES)}

    def drawn(self, question: Question, times: int) -> Iterator[Given]:
        """Yield so many sets of values: one parameter of three, and all that are required."""
        random = Random(question.name)  # noqa: S311 - the same on every run
        left_out = SHARED | WITHOUT.get(question.name, set())
        asked = [one for one in question.parameters if one.name not in left_out]
        for _ in range(times):
            given = {
                one.name: random.choice(self._of(one)) for one in asked if _wanted(one, random)
            }
            yield given | ALWAYS.get(question.name, {})

    def _of(self, parameter: Parameter) -> list[str]:
        match parameter.type:
            case ParameterType.THING:
                classes = set(parameter.classes)
                return [iri for iri, labels in self._things if not classes or classes & labels]
            case ParameterType.CONCEPT:
                known = codes(parameter.scheme or "")
                return [code for code in known if code in self._codes] or list(known)
            case ParameterType.CHOICE:
                return list(parameter.choices)
            case ParameterType.CLASS:
                return ["Actor", "Organization", "Institution", "State", "Person"]
            case ParameterType.DATE:
                return self._dates
            case _:
                return ["1", "2"]


def _wanted(parameter: Parameter, random: Random) -> bool:
    return parameter.required or random.random() < 1 / 3
