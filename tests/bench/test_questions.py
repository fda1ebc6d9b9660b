"""Every question is measured on a made graph, and the page says what was measured."""

from pathlib import Path

import pytest

from bench.questions import report
from bench.questions.__main__ import measured
from bench.questions.results import Results
from queries.catalogue import catalogue

# Their rows are faults, or what several sources say, or agreements with a sector, which is asked
# for as a topic is; a made graph has none.
WITHOUT_ROWS = {"disagreements", "sectors", "similar"}


@pytest.mark.long
def test_every_question_is_measured_and_none_fails(tmp_path: Path) -> None:
    results = Results.begin("", {"heap": "1g"})
    measured(tmp_path, 20_000, results)
    cells = results.cells
    assert [cell for cell in cells if cell.failure] == []
    assert {cell.question for cell in cells if cell.rows} == set(catalogue()) - WITHOUT_ROWS
    assert all(cell.p50 > 0 and cell.hits > 0 for cell in cells)
    text = report.page(report.PAGE.read_text("utf-8"), results)
    groups = {(cell.about, cell.yardstick) for cell in cells}
    assert text.count("\n| 20,000 |") == len(groups) + len(results.yardsticks)


def test_the_page_has_the_figures_of_the_results() -> None:
    text = report.PAGE.read_text("utf-8")
    assert report.page(text, Results.read(report.RESULTS)) == text


def test_what_the_page_says_of_its_figures_holds() -> None:
    results = Results.read(report.RESULTS)
    ratios = [(cell, cell.p50 / results.yardstick(cell).p50) for cell in results.cells]
    assert all(ratio <= 3 for cell, ratio in ratios if cell.about == "typical")
    assert all(ratio <= 3 for cell, ratio in ratios if cell.about == "hub" and cell.rolled_up)
