"""The page about the benchmarks says what the results say."""

from bench import report
from bench.measuring.results import Results


def test_the_page_has_the_figures_of_the_results() -> None:
    text = report.PAGE.read_text("utf-8")
    assert report.page(text, Results.read(report.RESULTS)) == text


def test_every_failure_is_told() -> None:
    results = Results.read(report.RESULTS)
    text = report.PAGE.read_text("utf-8")
    failed = sum(bool(figure.failures) for figure in results.figures)
    _, found, table = text.partition("### What failed\n")
    assert bool(found) == bool(failed)
    assert table.count("\n| ") == (failed + 2 if failed else 0)
