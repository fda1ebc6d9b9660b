"""All the curated data: valid, counted again, and asked as the README shows."""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from graph.database.config.target import Target
from graph.database.driver import Database
from graph.store import Store
from loaders.load import load, validate
from ontology.vocabulary import vocabulary
from tests.curated import ROOT
from tests.datasets import world
from tests.graph.support import empty
from tests.terminal import on_a_terminal
from tools import data_page

README = (ROOT / "README.md").read_text("utf-8")
# Commands with their output; those that show none are only named.
SHOWN = re.findall(
    r"^\$ (coopgraph (?:query|search) [^\n]*)\n((?:(?!\$ |```)[^\n]*\n)+)", README, re.MULTILINE
)


@pytest.fixture(scope="module")
def all_loaded(target: Target) -> Iterator[Target]:
    """The run's Neo4j with everything in `datasets/`, which is taken out again."""
    with Database(target) as database:
        empty(database)
        load([world.DATASETS], Store(database, vocabulary()), validate=False)
        yield target
        empty(database)


def test_everything_is_valid() -> None:
    report = validate([])
    assert [str(one) for one in report.violations] == []
    # What sources differ in is told, and kept; nothing else is.
    told = [
        str(one) for one in report.warnings if "Another dataset says otherwise" not in one.message
    ]
    assert [one for one in told if "shares a name" not in one] == []


def test_what_the_data_holds_is_counted_again() -> None:
    files = list(world.DATASETS.glob("*.yaml"))
    given = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in files]
    languages = Counter(tag for one in given for tag in listed(one["source"].get("language", [])))
    assert len(files) >= 200
    assert len({tag.split("-")[0] for tag in languages}) >= 8
    told = Counter(agreement for one in given for agreement in agreements(one))
    assert sum(number > 1 for number in told.values()) >= 40
    said = world.everything()
    parties = {
        one
        for values in said.values()
        if "role/party" in values.get("role", ())
        for one in values["participant"]
    }
    states = {one for one in parties if one.startswith("state/")} | {
        one for party in parties for one in said.get(party, {}).get("country", ())
    }
    organizations = {p for p in parties if p.split("/")[0] in {"institution", "company", "bloc"}}
    assert len(states) >= 60
    assert len(organizations) >= 100
    over = {"ended", "cancelled", "suspended"}
    acts = {act for values in said.values() for act in values.get("statusOf", ())}
    gone = {act for act in acts if world.statuses(said, act) & over}
    refusals = (v["inAct"] for v in said.values() if "role/refuser" in v.get("role", ()))
    assert len(gone.union(*refusals)) >= 10


def agreements(file: dict[str, Any]) -> set[str]:
    """Return what a file calls the agreements that it tells of."""
    some = [*file.get("agreements", ()), *file.get("agreement_sets", ())]
    return {str(one.get("id", one.get("known"))).rsplit("/", 1)[-1] for one in some}


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def test_the_page_of_the_data_is_what_it_holds() -> None:
    page = data_page.PAGE.read_text(encoding="utf-8")
    assert page == data_page.page(), "write it anew: python -m tools.data_page"
    files = len(list(world.DATASETS.glob("*.yaml")))
    assert f"{files} sources tell of" in page
    (told,) = re.findall(r"tell of (\d+) agreements .* in (\d+) languages", page)
    assert f"[{files} reports, communiqués and agreement texts](docs/data.md)" in README
    assert f"in {told[1]} languages, each read twice: {told[0]} agreements" in README


@pytest.mark.parametrize(("command", "output"), SHOWN)
def test_a_command_prints_what_the_readme_shows(
    command: str, output: str, all_loaded: Target
) -> None:
    login = {name: getattr(all_loaded, name.lower()) for name in ("URI", "USER", "PASSWORD")}
    environment = os.environ | {f"COOPGRAPH_NEO4J_{name}": v for name, v in login.items()}
    places = os.pathsep.join([str(ROOT / ".venv" / "bin"), environment["PATH"]])
    places = os.pathsep.join([str(sys.executable).rsplit("/", 1)[0], places])
    shown = on_a_terminal("sh", "-c", command, environment=environment | {"PATH": places})
    # A table is padded to the terminal's width.
    assert [line.rstrip() for line in shown.splitlines()] == output.splitlines()


def test_there_are_commands_to_compare() -> None:
    assert len(SHOWN) >= 5
