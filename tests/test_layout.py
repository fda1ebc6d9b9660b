"""The packages that run are those of this checkout, and nobody else's of the same name."""

from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("package", ["api", "graph", "loaders", "ontology", "queries"])
def test_a_package_is_ours(package: str) -> None:
    found = import_module(package).__file__
    assert found is not None
    assert Path(found).resolve().is_relative_to(ROOT)
