"""Tests of all the curated data."""

import pytest

from tests.datasets import world


@pytest.fixture(autouse=True)
def whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands and loaders take everything in `datasets/`."""
    monkeypatch.setenv("COOPGRAPH_DATASETS", str(world.DATASETS))
