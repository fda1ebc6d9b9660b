"""Each check finds what it is named after in a broken world, and nothing in the real data."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.database.config.target import Target
from graph.database.driver import Database
from ontology.namespaces import short
from queries.catalogue import Question, catalogue
from tests import curated
from tests.queries.conftest import filled, prepared

CHECKS = list(catalogue("checks").values())
BROKEN = Path(__file__).with_name("broken.trig")


@pytest.fixture(scope="module", params=["broken", "real"])
def world(request: pytest.FixtureRequest, target: Target) -> Iterator[tuple[str, Database]]:
    paths = [BROKEN] if request.param == "broken" else curated.FILES
    with prepared(target) as database:
        yield request.param, filled(database, paths)


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.name)
def test_a_check_finds_what_is_wrong(check: Question, world: tuple[str, Database]) -> None:
    name, database = world
    rows = database.read(check.cypher, check.bind({}))
    if name == "real":
        assert rows == []
        return
    found = {short(row["iri"]) for row in rows}
    assert found in ({check.name}, {check.name, f"{check.name}/other"})
    assert all(row["problem"] and row["name"] for row in rows)
