"""docker-compose.yml fits the Compose schema, and its settings are settings of Neo4j."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from graph.database.config import settings as graph_settings
from graph.database.config.target import Target
from graph.database.driver import Database

ROOT = Path(__file__).parents[1]
COMPOSE = ROOT / "docker-compose.yml"


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text("utf-8"))["services"]
    return found


def test_it_fits_the_compose_schema() -> None:
    tool = Path(sys.executable).with_name("check-jsonschema")
    subprocess.run([tool, "--builtin-schema", "vendor.compose-spec", COMPOSE], check=True)


def test_the_api_waits_for_neo4j_and_nobody_is_root(services: dict[str, Any]) -> None:
    assert services["api"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert services["neo4j"]["user"].split(":")[0] != "0"
    assert re.search(r"^USER (?!root|0)", (ROOT / "Dockerfile").read_text("utf-8"), re.MULTILINE)


def test_ports_are_published_on_loopback_and_secrets_come_from_the_environment(
    services: dict[str, Any],
) -> None:
    for service in services.values():
        assert all(port.startswith("127.0.0.1:") for port in service["ports"])
        for name, value in service["environment"].items():
            if name.endswith(("PASSWORD", "AUTH")):
                assert "${COOPGRAPH_NEO4J_PASSWORD:?" in value


def test_the_settings_of_neo4j_are_its_settings(services: dict[str, Any], target: Target) -> None:
    # The image makes `a.b_c` of `NEO4J_a_b__c`.
    given = {setting(name) for name in services["neo4j"]["environment"] if name != "NEO4J_AUTH"}
    with Database(target) as database:
        known = {row["name"] for row in database.read("SHOW SETTINGS YIELD name RETURN name")}
    assert given
    assert given <= known


def test_the_settings_of_the_api_are_its_settings(
    services: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in services["api"]["environment"].items():
        monkeypatch.setenv(name, value)
    assert graph_settings.neo4j_uri() == "bolt://neo4j:7687"
    assert all(graph_settings.neo4j_login())


def setting(name: str) -> str:
    return name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_")
