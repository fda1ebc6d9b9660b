"""The page about questions at any size: `python -m bench.questions.report`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.questions.results import Cell, Results
from bench.report import NONE, Row, table, with_figures

ROOT: Final = Path(__file__).resolve().parents[2]
RESULTS: Final = Path(__file__).with_name("results.json")
PAGE: Final = ROOT / "docs" / "benchmarks-questions.md"
HEADINGS: Final = (
    *("question", "asked about", "statements", "rows"),
    *("first, ms", "p50, ms", "driver p50, ms", "÷ yardstick", "database hits"),
)


def page(text: str, results: Results) -> str:
    """Return the page's text with the results' figures in place of those that it has."""
    return with_figures(text, _sections(results))


def _sections(results: Results) -> Iterator[str]:
    yield f"{results.measured()} Heap {results.settings['heap']}.\n"
    yield "### Yardsticks, by the bare driver: median, ms\n"
    yield table(("statements", "about", *_yardsticks(results)), _bare(results))
    yield "### Questions\n"
    yield table(HEADINGS, [_row(results, cell) for cell in results.cells])


def _yardsticks(results: Results) -> list[str]:
    return list(next(iter(next(iter(results.yardsticks.values())).values())))


def _bare(results: Results) -> Iterator[Row]:
    for size, found in results.yardsticks.items():
        for subject, figures in found.items():
            yield [f"{int(size):,}", subject, *(f"{figure:,.1f}" for figure in figures.values())]


def _row(results: Results, cell: Cell) -> Row:
    if cell.failure:
        shown = [NONE] * 4 + [cell.failure.replace("|", "\\|")]
        return [cell.question, cell.kind, f"{cell.statements:,}", NONE, *shown]
    return [
        *(cell.question, cell.kind, f"{cell.statements:,}", f"{cell.rows:,}"),
        *(f"{one:,.1f}" for one in (cell.first, cell.p50, cell.driver_p50)),
        f"{cell.driver_p50 / _yardstick(results, cell):.1f}",
        f"{cell.hits:,}",
    ]


def _yardstick(results: Results, cell: Cell) -> float:
    """Return what a question is measured by: a look-up by key, or the bare join for a hub."""
    subject, _, rolled = cell.kind.partition(", ")
    name = "key" if subject == "typical" else "two hops, rolled up" if rolled else "two hops"
    return results.yardsticks[str(cell.statements)][subject][name]


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text("utf-8"), Results.read(RESULTS)), "utf-8")


if __name__ == "__main__":
    main()
