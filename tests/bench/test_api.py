"""Questions over HTTP are measured in all ways, and the page says what was measured."""

import os
from pathlib import Path

import pytest

from bench.api import report
from bench.api.__main__ import measured
from bench.api.asked import ASKED
from bench.api.clients.fetching import chromium
from bench.api.results import FETCH, WAYS, Results
from bench.api.rounds import Plan
from bench.api.served import Served, place, serving
from graph.database.config.target import Target
from graph.database.driver import Database
from graph.database.local import LocalServer

pytestmark = pytest.mark.long


def test_all_ways_are_measured_and_none_fails(
    loaded: Database, server: LocalServer, target: Target, tmp_path: Path
) -> None:
    if not chromium() and os.environ.get("COOPGRAPH_REQUIRE_CHROMIUM"):
        pytest.fail("There is no Chromium on this machine.")
    ways = [way for way in WAYS if way != FETCH or chromium()]
    plan = Plan(list(ASKED), [2], requests=6, exports=2, seconds=60, rounds=2, ways=ways, warm_up=2)
    login = {"URI": target.uri, "USER": target.user, "PASSWORD": target.password}
    settings = {f"COOPGRAPH_NEO4J_{name}": value for name, value in login.items()}
    with serving({**os.environ, **settings}) as (api, pid):
        pids = {"API": pid, "Neo4j": server.status().pid or 0}
        running = Served(api, place(server, target), pids)
        results = measured(running, plan, {}, tmp_path / "results.json")
    assert len(results.cells) == len(ASKED) * len(ways)
    for cell in results.cells:
        assert cell.failures == {}
        assert cell.answered + cell.refused == 2 * plan.number(cell.question, 2)
        assert cell.milliseconds["p50"] <= cell.milliseconds["p99"]
        assert min(cell.mib.values()) > 0
    # One job may take less than the system can tell.
    assert sum(cell.cores["clients"] for cell in results.cells) > 0
    text = report.page(report.PAGE.read_text("utf-8"), results)
    assert text.count("\n| 2 | ") == len(results.cells)


def test_the_page_has_the_figures_of_the_results() -> None:
    text = report.PAGE.read_text("utf-8")
    assert report.page(text, Results.read(report.RESULTS)) == text
