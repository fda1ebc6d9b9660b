"""What people type to look something up in the real data, and at which rank it comes."""

from collections import Counter

import pytest

from graph.database.driver import Database
from tests.queries.look_ups import runner
from tests.queries.look_ups.runner import Case

LEAST = 0.95


@pytest.fixture(scope="module")
def ranks(real: Database) -> dict[Case, int | None]:
    return {case: runner.rank(real, case) for case in runner.cases()}


def test_the_cases_are_many_and_in_many_languages() -> None:
    found = Counter(case.language for case in runner.cases())
    assert sum(found.values()) >= 120
    assert {"en", "fr", "zh", "vi", "lo"} < found.keys()
    assert len({case.key for case in runner.cases()}) == sum(found.values())


def test_what_is_meant_comes_first_nearly_always(
    ranks: dict[Case, int | None], capsys: pytest.CaptureFixture[str]
) -> None:
    reached = runner.summary(ranks)
    with capsys.disabled():
        by_language = ", ".join(f"{one} {mean}" for one, mean in reached["by_language"].items())
        print(
            f"\nmean reciprocal rank of {reached['cases']} look-ups: "
            f"{reached['mean_reciprocal_rank']} ({by_language})"
        )
    assert reached["mean_reciprocal_rank"] >= LEAST


def test_each_case_comes_as_early_as_it_has_to(ranks: dict[Case, int | None]) -> None:
    late = {case.key: at for case, at in ranks.items() if at is None or at > case.within}
    assert late == {}


def test_no_case_comes_later_than_it_did(ranks: dict[Case, int | None]) -> None:
    before = runner.frozen()["not_first"]
    worse = {case.key: at for case, at in ranks.items() if at != 1 and at != before.get(case.key)}
    assert worse == {}, "Where it has to be so: `python -m tests.queries.look_ups.runner`."
