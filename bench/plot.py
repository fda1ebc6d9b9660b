"""The plot of growth: throughput over size, for loading and exporting."""

from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure as Canvas

from bench.contenders.registry import TOOLS
from bench.measuring.results import Results
from bench.measuring.rounds import LOAD

PANELS: Final = (
    ("Loading", LOAD),
    ("Exporting N-Triples", "export ntriples"),
    ("Exporting Turtle", "export turtle"),
)


def draw(results: Results, path: Path) -> None:
    """Write the plot as SVG; made graphs only, since only they come in several sizes."""
    sizes = {
        one["name"]: one["statements"]
        for one in results.files
        if str(one["name"]).startswith("made ")
    }
    # The salt makes the same SVG of the same results.
    with mpl.rc_context({"svg.hashsalt": "coopgraph", "svg.fonttype": "none"}):
        canvas = Canvas(figsize=(12, 4.5), layout="constrained")
        panels = canvas.subplots(1, len(PANELS), sharey=True)
        for axes, (title, operation) in zip(panels, PANELS, strict=True):
            _panel(axes, results, sizes, operation)
            axes.set(title=title, xscale="log", yscale="log", xlabel="statements")
            axes.grid(alpha=0.3)
        panels[0].set_ylabel("statements per second")
        handles, labels = panels[0].get_legend_handles_labels()
        canvas.legend(handles, labels, loc="outside lower center", ncols=3, frameon=False)
        canvas.savefig(path, format="svg", metadata={"Date": None})


def _panel(axes: Any, results: Results, sizes: dict[str, int], operation: str) -> None:
    for number, tool in enumerate(TOOLS):
        points = []
        for name, statements in sizes.items():
            seconds = results.figure(name, tool.name, operation, tool.state).typical
            if seconds is not None:
                points.append((statements, statements / seconds))
        if points:
            style = "-" if tool.name.startswith("coopgraph") else "--"
            axes.plot(
                *zip(*points, strict=True), style, marker="o", color=f"C{number}", label=tool.name
            )
