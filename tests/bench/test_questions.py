"""Every question is measured on a made graph, and the page says what was measured."""

from pathlib import Path

import pytest

from bench.questions import report
from bench.questions.__main__ import measured
from bench.questions.results import Results
from queries.catalogue import catalogue

pytestmark = pytest.mark.long


def test_every_question_is_measured_and_none_fails(tmp_path: Path) -> None:
    results = Results.begin("", {"heap": "1g"})
    measured(tmp_path, 5_000, results)
    assert {cell.question for cell in results.cells} == set(catalogue())
    assert [cell for cell in results.cells if cell.failure] == []
    assert all(cell.p50 > 0 and cell.hits > 0 for cell in results.cells)
    text = report.page(report.PAGE.read_text("utf-8"), results)
    assert text.count("| 5,000 |") == len(results.cells) + len(results.subjects)


def test_the_page_has_the_figures_of_the_results() -> None:
    text = report.PAGE.read_text("utf-8")
    assert report.page(text, Results.read(report.RESULTS)) == text
