"""The page about questions at any size: `python -m bench.questions.report`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.questions.results import Cell, Results, Yardstick
from bench.report import NONE, Row, table, with_figures

ROOT: Final = Path(__file__).resolve().parents[2]
RESULTS: Final = Path(__file__).with_name("results.json")
PAGE: Final = ROOT / "docs" / "benchmarks-questions.md"
BARE: Final = ("statements", "about", "bare query", "HTTP, ms", "driver, ms", "database hits")
HEADINGS: Final = (
    *("question", "about", "by", "rows", "first, ms", "HTTP, ms", "driver, ms", "database hits"),
    *("measured by", "÷ over HTTP", "÷ by driver"),
)


def page(text: str, results: Results) -> str:
    """Return the page's text with the results' figures in place of those that it has."""
    return with_figures(text, _sections(results))


def _sections(results: Results) -> Iterator[str]:
    yield f"{results.measured()} Heap {results.settings['heap']}.\n"
    yield "### Bare queries\n"
    yield table(BARE, [_bare(one) for one in results.yardsticks])
    for statements in dict.fromkeys(cell.statements for cell in results.cells):
        yield f"### {statements:,} statements\n"
        cells = [cell for cell in results.cells if cell.statements == statements]
        yield table(HEADINGS, [_row(results, cell) for cell in cells])


def _bare(one: Yardstick) -> Row:
    figures = (f"{one.p50:,.1f}", f"{one.driver_p50:,.1f}", f"{one.hits:,}")
    return [f"{one.statements:,}", one.about, one.name, *figures]


def _row(results: Results, cell: Cell) -> Row:
    about = f"{cell.about}, rolled up" if cell.rolled_up else cell.about
    asked = [cell.question, about, cell.by or NONE]
    if cell.failure:
        return [*asked, *[NONE] * 5, cell.yardstick, cell.failure.replace("|", "\\|"), NONE]
    bare = results.yardstick(cell)
    return [
        *(*asked, f"{cell.rows:,}"),
        *(f"{one:,.1f}" for one in (cell.first, cell.p50, cell.driver_p50)),
        *(f"{cell.hits:,}", cell.yardstick),
        f"{cell.p50 / bare.p50:.1f}",
        f"{cell.driver_p50 / bare.driver_p50:.1f}",
    ]


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text("utf-8"), Results.read(RESULTS)), "utf-8")


if __name__ == "__main__":
    main()
