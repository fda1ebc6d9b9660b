"""The page about questions at any size: `python -m bench.questions.report`."""

from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path
from statistics import median
from typing import Final

from bench.questions.results import Cell, Results, Yardstick
from bench.report import NONE, Row, table, with_figures

ROOT: Final = Path(__file__).resolve().parents[2]
RESULTS: Final = Path(__file__).with_name("results.json")
PAGE: Final = ROOT / "docs" / "benchmarks-questions.md"
SUMMARY: Final = (
    *("statements", "about", "measured by", "questions"),
    *("median ÷ over HTTP", "largest ÷ over HTTP", "of"),
)
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
    yield "### In short\n"
    yield table(SUMMARY, _summary(results))
    yield "### Bare queries\n"
    yield table(BARE, [_bare(one) for one in results.yardsticks])
    for statements in dict.fromkeys(cell.statements for cell in results.cells):
        yield f"### {statements:,} statements\n"
        cells = [cell for cell in results.cells if cell.statements == statements]
        yield table(HEADINGS, [_row(results, cell) for cell in cells])


def _summary(results: Results) -> Iterator[Row]:
    """Yield, for each size and yardstick, how much more the questions take than it does."""
    groups: dict[tuple[int, str, str], list[tuple[float, Cell]]] = {}
    for cell in results.cells:
        if not cell.failure:
            key = (cell.statements, cell.about, cell.yardstick)
            groups.setdefault(key, []).append((_over_http(results, cell), cell))
    for (statements, about, yardstick), ratios in groups.items():
        largest, cell = max(ratios, key=itemgetter(0))
        of = f"`{cell.question}`" + (", rolled up" if cell.rolled_up else "")
        middle = median(ratio for ratio, _ in ratios)
        figures = (f"{len(ratios)}", f"{middle:.1f}", f"{largest:.1f}", of)
        yield [f"{statements:,}", about, yardstick, *figures]


def _over_http(results: Results, cell: Cell) -> float:
    return cell.p50 / results.yardstick(cell).p50


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
        f"{_over_http(results, cell):.1f}",
        f"{cell.driver_p50 / bare.driver_p50:.1f}",
    ]


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(PAGE.read_text("utf-8"), Results.read(RESULTS)), "utf-8")


if __name__ == "__main__":
    main()
