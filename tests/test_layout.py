"""The packages: they are those of this checkout, small, and import each other one way only."""

from collections import Counter
from graphlib import TopologicalSorter
from importlib import import_module
from pathlib import Path

import grimp
import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("api", "bench", "graph", "loaders", "ontology", "queries")
# Modules of one package, beside the packages in it.
MOST = 9


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph(*PACKAGES, cache_dir=None)


def test_no_modules_import_each_other_in_a_circle(imports: grimp.ImportGraph) -> None:
    found = {one: imports.find_modules_directly_imported_by(one) for one in imports.modules}
    TopologicalSorter(found).prepare()  # else a CycleError, which names them


def test_no_package_has_many_modules(imports: grimp.ImportGraph) -> None:
    modules = (one for one in imports.modules if not imports.find_children(one))
    sizes = Counter(one.rpartition(".")[0] for one in modules)
    assert {package: size for package, size in sizes.items() if size > MOST} == {}


@pytest.mark.parametrize("package", ["api", "graph", "loaders", "ontology", "queries"])
def test_a_package_is_ours(package: str) -> None:
    found = import_module(package).__file__
    assert found is not None
    assert Path(found).resolve().is_relative_to(ROOT)
