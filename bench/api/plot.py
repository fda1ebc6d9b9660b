"""The plot of questions over HTTP: answers per second and time to an answer, over clients."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas

from bench.api.results import WAYS, Cell, Results

ROWS: Final[tuple[tuple[str, Callable[[Cell], float]], ...]] = (
    ("answers per second", lambda cell: cell.rate),
    ("median, ms", lambda cell: cell.milliseconds.get("p50", 0)),
)


def draw(results: Results, path: Path) -> None:
    """Write the plot as SVG."""
    questions = list(dict.fromkeys(cell.question for cell in results.cells))
    # The salt makes the same SVG of the same results.
    with mpl.rc_context({"svg.hashsalt": "coopgraph", "svg.fonttype": "none"}):
        canvas = Canvas(figsize=(3.2 * len(questions), 6.5), layout="constrained")
        panels = canvas.subplots(len(ROWS), len(questions), squeeze=False, sharey="row")
        for line, (title, figure) in zip(panels, ROWS, strict=True):
            line[0].set_ylabel(title)
            for axes, question in zip(line, questions, strict=True):
                _panel(axes, results, question, figure)
        for axes, question in zip(panels[0], questions, strict=True):
            axes.set_title(question)
        for axes in panels[-1]:
            axes.set_xlabel("clients")
        handles, labels = panels[0][0].get_legend_handles_labels()
        canvas.legend(handles, labels, loc="outside lower center", ncols=4, frameon=False)
        canvas.savefig(path, format="svg", metadata={"Date": None})


def _panel(axes: Any, results: Results, question: str, figure: Callable[[Cell], float]) -> None:
    for number, way in enumerate(WAYS):
        cells = [one for one in results.cells if (one.question, one.way) == (question, way)]
        points = [(one.clients, figure(one)) for one in cells if figure(one)]
        if points:
            style = "-" if way.startswith("coopgraph") else "--"
            axes.plot(*zip(*points, strict=True), style, marker="o", color=f"C{number}", label=way)
    axes.set(xscale="log", yscale="log")
    axes.grid(alpha=0.3)
