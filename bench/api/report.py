"""The page about questions over HTTP, made from the results: `python -m bench.api.report`."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.api.results import DRIVER, HTTP, WAYS, Cell, Results
from bench.report import NONE, Row, table, with_figures

ROOT: Final = Path(__file__).resolve().parents[2]
RESULTS: Final = Path(__file__).with_name("results.json")
PAGE: Final = ROOT / "docs" / "benchmarks-api.md"
PLOT: Final = ROOT / "docs" / "benchmarks-api.svg"
PERCENTILES: Final = ("p50", "p95", "p99")
PROCESSES: Final = ("clients", "API", "Neo4j")
HEADINGS: Final = (
    "clients",
    "way",
    "answers/s",
    "÷ Neo4j's HTTP API",
    *(f"{one}, ms" for one in PERCENTILES),
    "p50 ÷ driver's",
    "refused",
    "failed",
    *(f"{one}, MiB" for one in PROCESSES[1:]),
    *(f"{one}, processors" for one in PROCESSES),
)


def page(text: str, results: Results) -> str:
    """Return the page's text with the results' figures in place of those that it has."""
    return with_figures(text, _sections(results))


def _sections(results: Results) -> Iterator[str]:
    settings = ", ".join(f"{name} {number}" for name, number in results.settings.items())
    notes = "".join(f" {note}" for note in results.notes)
    yield f"{results.measured()} Settings: {settings}.{notes}\n"
    for question in dict.fromkeys(cell.question for cell in results.cells):
        yield f"### `{question}`\n"
        yield table(HEADINGS, _rows(results, question))


def _rows(results: Results, question: str) -> Iterator[Row]:
    for clients in dict.fromkeys(cell.clients for cell in results.cells):
        for way in WAYS:
            if cell := results.cell(question, way, clients):
                yield _row(results, cell)


def _row(results: Results, cell: Cell) -> Row:
    http, driver = (results.cell(cell.question, one, cell.clients) for one in (HTTP, DRIVER))
    failed = ", ".join(f"{number} {kind}" for kind, number in cell.failures.items())
    return [
        str(cell.clients),
        cell.way,
        f"{cell.rate:,.1f}",
        _ratio(cell.rate, http.rate if http else 0),
        *(f"{cell.milliseconds[one]:,.1f}" if cell.milliseconds else NONE for one in PERCENTILES),
        _ratio(_half(cell), _half(driver) if driver else 0),
        str(cell.refused),
        failed or "0",
        *(f"{cell.mib[one]:,.0f}" for one in PROCESSES[1:]),
        *(f"{cell.cores[one]:.2f}" for one in PROCESSES),
    ]


def _half(cell: Cell) -> float:
    return cell.milliseconds.get("p50", 0)


def _ratio(this: float, other: float) -> str:
    return f"{this / other:.2f}" if this and other else NONE


def main() -> None:
    """Write the page and the plot."""
    # Late, because only this needs matplotlib.
    from bench.api import plot

    results = Results.read(RESULTS)
    PAGE.write_text(page(PAGE.read_text("utf-8"), results), "utf-8")
    plot.draw(results, PLOT)


if __name__ == "__main__":
    main()
