"""How many rows there are on all pages, whatever is asked."""

import pytest

from api.questions.answers import ask
from graph.database.driver import Database
from queries.catalogue import Question, catalogue
from tests.queries.drawn import Values

TIMES = 4
# One of its parameters is not drawn.
DRAWN = [question for question in catalogue().values() if question.name != "path"]


@pytest.fixture(scope="module")
def values(made: Database) -> Values:
    return Values(made)


@pytest.mark.long
@pytest.mark.parametrize("question", DRAWN, ids=lambda question: question.name)
def test_a_total_counts_the_rows_of_all_pages(
    made: Database, values: Values, question: Question
) -> None:
    for given in values.drawn(question, TIMES):
        raw = {name: [value] for name, value in given.items()}
        every = ask(made, question, raw | {"limit": ["1000"]})
        page = ask(made, question, raw | {"limit": ["1"]}, total=True)
        assert every.total is None
        assert page.total == len(every.rows)
        assert page.rows == every.rows[:1]
