"""Plans of what is written: they begin at what they are given, whatever Neo4j believes.

What it believes of an index is of some seconds ago; then a plan that goes through the whole of an
index that seems empty, for each row, takes minutes for what takes no time.
"""

from collections.abc import Iterator
from typing import Any

from neo4j import GraphDatabase

from graph.database.config.target import Target
from graph.diff import preview
from graph.read import neighbourhood
from graph.read.stored import stored_direct_links, stored_nodes, stored_weight
from graph.store import Store
from graph.write import cypher, portions, removal
from tests.graph.support import content

KEYS = [f"https://example.org/{n}" for n in range(5_000)]
GIVEN = {
    "rows": [{"key": key, "gone": [], "dataset": "", "source": "", "target": ""} for key in KEYS],
    **dict.fromkeys(("keys", "ids", "datasets"), KEYS),
    **dict.fromkeys(("key", "dataset"), ""),
    **dict.fromkeys(("participant", "act"), ""),
    **{name: [] for name in ("kinds", "without", "asked", "types", "direct", "apart")},
    "most": 100,
}
MODULES = (
    *(cypher, neighbourhood, portions, preview, removal),
    *(stored_direct_links, stored_nodes, stored_weight),
)
QUERIES = {
    **{
        f"{module.__name__}.{name}": text
        for module in MODULES
        for name, text in vars(module).items()
        if name.isupper()
        and isinstance(text, str)
        and "USING INDEX" in text
        and ":Dataset" not in text
    },
}


def operators(plan: dict[str, Any]) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from operators(child)


def test_no_query_goes_through_an_index_that_seems_empty(store: Store, target: Target) -> None:
    with GraphDatabase.driver(target.uri, auth=(target.user, target.password)) as driver:
        driver.execute_query("CALL db.resampleIndex('resource_iri')")
        store.replace(content("".join(f":s{n} :tag '{n}' ." for n in range(5_000))))
        plans = {
            name: driver.execute_query(f"CYPHER 5 EXPLAIN {text}", GIVEN).summary.plan
            for name, text in QUERIES.items()
        }
    scanning = {
        name: [one for one in operators(plan or {}) if "Scan" in one]
        for name, plan in plans.items()
    }
    assert {name: some for name, some in scanning.items() if some} == {}
