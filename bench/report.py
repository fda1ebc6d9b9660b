"""The page about the benchmarks, made from their results: `python -m bench.report`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from math import floor
from pathlib import Path
from typing import Final

from bench.contenders.registry import TOOLS, Tool
from bench.measuring.results import Figure, Results
from bench.measuring.rounds import AGAIN, CHANGED, CHECK, DROP, LOAD
from graph.rdf.formats import Format

ROOT: Final = Path(__file__).resolve().parents[1]
RESULTS: Final = ROOT / "bench" / "results.json"
PAGE: Final = ROOT / "docs" / "benchmarks.md"
PLOT: Final = ROOT / "docs" / "benchmarks.svg"
BEGIN, END = "<!-- figures: made by make bench -->\n", "<!-- end of figures -->\n"
NONE: Final = "–"
FAILED: Final = "failed"
OURS: Final = tuple(tool for tool in TOOLS if tool.ours)

Row = Sequence[str]


def page(text: str, results: Results) -> str:
    """Return the page's text with the results' figures in place of those that it has."""
    return with_figures(text, _sections(results))


def with_figures(text: str, sections: Iterable[str]) -> str:
    """Return a page's text with other figures in place of those that it has."""
    before, rest = text.split(BEGIN)
    return before + BEGIN + "\n".join(sections) + END + rest.split(END)[1]


def _sections(results: Results) -> Iterator[str]:
    yield _setting(results)
    yield "### Loading, statements per second\n"
    columns = [f"{tool.name} ÷ this" for tool in OURS]
    memory = ["client, MiB", "server, MiB"]
    yield table(["file", "tool", "fresh", "warm", *columns, *memory], _loads(results))
    yield "### Exporting, statements per second\n"
    ratios = [heading for form in _forms() for heading in (form.value, f"{OURS[0].name} ÷ this")]
    yield table(["file", "tool", *ratios, "client, MiB"], _exports(results))
    yield "### Loading again, checking, dropping: seconds\n"
    headings = ["file", "tool", "first", "unchanged", "first ÷ this", "100 subjects changed"]
    yield table([*headings, "first ÷ this", CHECK, DROP, memory[0]], _reloads(results))
    yield "### What comes back\n"
    kept = ["statements", "come back unchanged", "in per cent", "come back that nobody stated"]
    yield table(["file", "tool", *kept], _fidelity(results))
    yield from _failures(results)


def _setting(results: Results) -> str:
    settings = results.settings
    notes = "".join(f" {note}" for note in results.notes)
    return (
        f"{results.measured()} Heap {settings['heap']}, page cache "
        f"{settings['page_cache']}. Rounds: {settings['rounds']}, of which the median; files of "
        f"more than a million statements once. Warm-up: {settings['warm_up']}.{notes}\n"
    )


def _loads(results: Results) -> Iterator[Row]:
    for file, tool in _pairs(results):
        fresh, warm = (results.figure(file, tool.name, LOAD, one) for one in ("fresh", "warm"))
        if not (fresh.seconds or fresh.failures or warm.seconds or warm.failures):
            yield [file, tool.name, _untried(results, file, tool), *[NONE] * (len(OURS) + 3)]
            continue
        ours = [results.figure(file, one.name, LOAD, one.state) for one in OURS]
        ratios = [_ratio(warm, one) for one in ours]
        speeds = [_speed(results, one) for one in (fresh, warm)]
        # Only a server that was new when the tool began shows what the tool makes it need.
        memory = [_most(warm.client_mib or fresh.client_mib), _most(fresh.server_mib)]
        yield [file, tool.name, *speeds, *ratios, *memory]


def _untried(results: Results, file: str, tool: Tool) -> str:
    if _statements(results, file) < tool.least:
        return f"measured from {tool.least:,} on"
    return "not measured" if tool.most is None else "not tried: takes too long"


def _exports(results: Results) -> Iterator[Row]:
    for file, tool in _pairs(results):
        if not tool.formats:
            continue
        cells, memory = [], []
        for form in _forms():
            what = f"export {form.value}"
            figure = results.figure(file, tool.name, what, "warm")
            ours = results.figure(file, OURS[0].name, what, "warm")
            cells += [_speed(results, figure), _ratio(figure, ours)]
            memory += figure.client_mib
        yield [file, tool.name, *cells, _most(memory)]


def _reloads(results: Results) -> Iterator[Row]:
    for file, tool in _pairs(results):
        if tool.reloads:
            first, again, changed, *others = (
                results.figure(file, tool.name, what, "warm")
                for what in (LOAD, AGAIN, CHANGED, CHECK, DROP)
            )
            reloads = [
                cell for one in (again, changed) for cell in (_seconds(one), _ratio(first, one))
            ]
            memory = [value for one in (again, changed, *others) for value in one.client_mib]
            row = [file, tool.name, _seconds(first), *reloads, *map(_seconds, others)]
            yield [*row, _most(memory)]


def _fidelity(results: Results) -> Iterator[Row]:
    for one in results.fidelity:
        if "failure" in one:
            yield [one["file"], one["tool"], NONE, f"cannot be read: {one['failure']}", NONE, NONE]
            continue
        # Cut off and not rounded: 100 per cent is everything.
        share = f"{floor(1000 * one['kept'] / one['stated']) / 10}"
        numbers = [f"{one[key]:,}" for key in ("stated", "kept", "invented")]
        yield [one["file"], one["tool"], *numbers[:2], share, numbers[2]]


def _failures(results: Results) -> Iterator[str]:
    failed = [figure for figure in results.figures if figure.failures]
    if failed:
        yield "### What failed\n"
        yield table(
            ["file", "tool", "operation", "it said"],
            ([one.file, one.tool, one.operation, _plain(one.failures[0])] for one in failed),
        )


def _pairs(results: Results) -> Iterator[tuple[str, Tool]]:
    measured = {figure.tool for figure in results.figures}
    for file in results.files:
        for tool in TOOLS:
            if tool.name in measured and tool.ending in file["bytes"]:
                yield file["name"], tool


def _forms() -> list[Format]:
    return list(OURS[0].formats)


def _speed(results: Results, figure: Figure) -> str:
    if figure.typical is None:
        return FAILED if figure.failures else NONE
    return f"{_rounded(_statements(results, figure.file) / figure.typical):,}"


def _statements(results: Results, file: str) -> int:
    return int(next(one["statements"] for one in results.files if one["name"] == file))


def _rounded(number: float) -> int:
    """Round to three digits: more would claim a precision that is not there."""
    return int(float(f"{number:.3g}"))


def _ratio(this: Figure, ours: Figure) -> str:
    if this.typical is None or ours.typical is None or this is ours:
        return NONE
    return f"{this.typical / ours.typical:.2f}"


def _seconds(figure: Figure) -> str:
    if figure.typical is None:
        return FAILED if figure.failures else NONE
    return f"{figure.typical:.2f}"


def _most(values: Sequence[float]) -> str:
    return f"{max(values):,.0f}" if values else NONE


def _plain(text: str) -> str:
    """Return a message as a cell of a table can hold it, without paths of the machine."""
    last = text.strip().splitlines()[-1]
    return re.sub(r"\S*/(?=[^/\s]+)", "", last).replace("|", "\\|")


def table(headings: Row, rows: Iterable[Row]) -> str:
    """Return a table in Markdown; its first two columns are words, the others numbers."""
    lines = [headings, ["---"] * 2 + ["--:"] * (len(headings) - 2), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def main() -> None:
    """Write the page and the plot."""
    # Late, because only this needs matplotlib.
    from bench import plot

    results = Results.read(RESULTS)
    PAGE.write_text(page(PAGE.read_text("utf-8"), results), "utf-8")
    plot.draw(results, PLOT)


if __name__ == "__main__":
    main()
