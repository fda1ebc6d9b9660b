"""`coopgraph register`: what a user sees of it, on the real data."""

import json
from pathlib import Path

from tests.api.conftest import Run
from tests.loaders.registers.made import dump, name, record

CHINA = {"country_code": "CN", "country_name": "China", "name": "Shenzhen"}
HUAWEI = record(
    1,
    name("Huawei", "ror_display", "label"),
    types=["company"],
    locations=[{"geonames_id": 1795565, "geonames_details": CHINA}],
    external_ids=[],
)


def test_a_dry_run_lists_what_it_would_take(run: Run, tmp_path: Path) -> None:
    dump(tmp_path / "v1.63-2025-04-03-ror-data.json", [HUAWEI])
    done = run("register", "ror", "v1.63-2025-04-03-ror-data.json", "--dry-run", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["edition"]["version"] == "v1.63"
    assert [(one["name"], one["record"]) for one in told["matches"]] == [("Huawei", "000000001")]
    assert told["load"]["datasets"][-1]["name"] == "ror"
    assert "1 records" not in done.stderr
    assert "1 record, " in done.stderr


def test_an_error_is_a_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "ror.json").write_text('[{"id": 1}]')
    done = run("register", "ror", "ror.json", "--to", "out.nt")
    assert done.returncode == 1
    assert done.stderr.startswith("coopgraph: ror.json: record 1 (1): 'status' is missing.")
    assert not [*tmp_path.glob("out.nt*")]
