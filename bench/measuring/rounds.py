"""The order of measuring: every tool in turn, on one server, round after round."""

import sys
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

from neo4j.exceptions import DriverError, Neo4jError

from bench.contenders.registry import LARGE, Tool
from bench.measuring import fidelity
from bench.measuring.inputs import Input
from bench.measuring.measure import measure
from bench.measuring.place import Task
from bench.measuring.results import Figure, Results
from bench.measuring.server import BenchServer
from graph.rdf.formats import Format
from ontology.vocabulary import CONCEPTS

# Seconds after which an operation has failed.
LIMIT: Final = 3_600
WARM_UPS: Final = 2
LOAD, AGAIN, CHANGED = "load", "load again", "load changed"
CHECK, DROP = "check", "drop"


class Rounds:
    """Measures tools and notes what they took.

    Args:
        server: the one server for all.
        tools: who is measured, in this order.
        results: takes the figures, and is written to `output` after each.
        folder: for files that are exported.
    """

    def __init__(
        self,
        server: BenchServer,
        tools: Iterable[Tool],
        results: Results,
        output: Path,
        folder: Path,
    ) -> None:
        self._server = server
        self._tools = tuple(tools)
        self._results = results
        self._output = output
        self._folder = folder

    def fresh(self, given: Input) -> None:
        """Let each tool load into a server that was just started.

        A large file is for those alone that cannot be measured otherwise.
        """
        for tool in self._able(given):
            if given.statements > LARGE and not tool.restarts:
                continue
            self._server.renew()
            if tool.restarts or self._prepare(given, tool, "fresh"):
                self._load(given, tool, (LOAD, "fresh"))

    def warm_up(self, given: Input) -> None:
        """Let each tool do all it can, so that the server has compiled its code."""
        self._server.renew()
        for _ in range(WARM_UPS):
            self._visit_all(given, "warming up")
        self._results.figures = [one for one in self._results.figures if one.state != "warming up"]

    def warm(self, given: Input) -> None:
        """Let each tool do all it can, and empty the database after it."""
        self._visit_all(given, "warm")

    def _able(self, given: Input) -> list[Tool]:
        return [
            tool
            for tool in self._tools
            if tool.ending in given.paths
            and tool.least <= given.statements
            and (tool.most is None or given.statements <= tool.most)
        ]

    def _visit_all(self, given: Input, state: str) -> None:
        for tool in self._able(given):
            if not tool.restarts:
                self._visit(given, tool, state)

    def _visit(self, given: Input, tool: Tool, state: str) -> None:
        if self._prepare(given, tool, state) and self._load(given, tool, (LOAD, state)):
            for form in tool.formats:
                self._export(given, tool, form, state)
            if tool.reloads:
                self._load(given, tool, (AGAIN, state))
                self._load(given, tool, (CHANGED, state))
                for operation in (CHECK, DROP):
                    self._keep_up(given, tool, operation, state)
        try:
            self._server.empty()
        except (DriverError, Neo4jError) as error:
            self._results.notes.append(f"A new server was needed after {tool.name}: {error}")
            self._server.renew()

    def _prepare(self, given: Input, tool: Tool, state: str) -> bool:
        """Make constraints, which is not measured; that it failed counts as a failed load."""
        done = measure(self._server, Task(tool.module, "prepare", "", {}), tool.python, LIMIT)
        if done.failure is not None:
            self._results.add(self._results.figure(given.name, tool.name, LOAD, state), done)
        return done.failure is None

    def _load(self, given: Input, tool: Tool, what: tuple[str, str]) -> bool:
        paths = given.changed if what[0] == CHANGED else given.paths
        task = Task(tool.module, "load", str(paths[tool.ending]), tool.options)
        return self._measure(self._results.figure(given.name, tool.name, *what), tool, task)

    def _keep_up(self, given: Input, tool: Tool, operation: str, state: str) -> None:
        figure = self._results.figure(given.name, tool.name, operation, state)
        self._measure(figure, tool, Task(tool.module, operation, "", {}))

    def _export(self, given: Input, tool: Tool, form: Format, state: str) -> None:
        path = self._folder / f"export.{form.ending}"
        figure = self._results.figure(given.name, tool.name, f"export {form.value}", state)
        task = Task(tool.exporter, "export", str(path), {"form": form.value})
        done = self._measure(figure, tool, task)
        first = form is tool.formats[0]
        if done and first and state == "warm" and given.statements <= LARGE:
            self._compare(given, tool, path)
        path.unlink(missing_ok=True)

    def _measure(self, figure: Figure, tool: Tool, task: Task) -> bool:
        """Measure one operation, unless it has failed before; say whether it succeeded."""
        if figure.failures:
            return False
        done = measure(self._server, task, tool.python, LIMIT)
        self._results.add(figure, done)
        self._results.write(self._output)
        _say(figure)
        return done.failure is None

    def _compare(self, given: Input, tool: Tool, path: Path) -> None:
        which = {"file": given.name, "tool": tool.name}
        if any(which.items() <= one.items() for one in self._results.fidelity):
            return
        try:
            with as_file(files("ontology") / CONCEPTS) as concepts:
                kept = fidelity.compare(given.paths[tool.ending], path, concepts)
        except SyntaxError as error:
            self._results.fidelity.append({**which, "failure": str(error)})
        else:
            self._results.fidelity.append({**which, **vars(kept)})


def _say(figure: Figure) -> None:
    took = f"{figure.seconds[-1]:.2f} s" if not figure.failures else figure.failures[-1]
    print(*figure.key, took, sep=" | ", file=sys.stderr, flush=True)
