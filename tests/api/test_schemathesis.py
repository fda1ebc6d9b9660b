"""The API and its OpenAPI description agree: Schemathesis asks what it allows, and what not.

All operations and all of its checks. Left out are its stateful phase, since answers here link to
no operation but their own next page, and a limit of time, which a busy machine would exceed.

A run is the same each time; `COOPGRAPH_EXAMPLES=500` makes up that many random requests for each
operation instead.
"""

import os
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

pytestmark = pytest.mark.long

OPTIONS = (
    *("--continue-on-failure", "--no-color"),
    *("--request-timeout", "300"),
)
EXAMPLES = os.environ.get("COOPGRAPH_EXAMPLES")


def test_the_description_says_what_the_api_does(api: httpx2.Client, tmp_path: Path) -> None:
    # With a number of examples, it also goes through all that each parameter excludes.
    phases = "examples,coverage,fuzzing" if EXAMPLES else "examples,fuzzing"
    drawn = ["--phases", phases, "--max-examples", EXAMPLES or "3"]
    fixed = [] if EXAMPLES else ["--generation-deterministic"]
    done = subprocess.run(
        [
            Path(sys.executable).with_name("schemathesis"),
            *("run", str(api.base_url.join("/openapi.json"))),
            *(*OPTIONS, *drawn, *fixed),
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    operations = sum(map(len, api.get("/openapi.json").json()["paths"].values()))
    assert f"{operations} selected / {operations} total" in done.stdout
