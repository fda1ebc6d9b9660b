"""docs/architecture.md: its picture is made of the imports, and what it names is there."""

import re
from importlib import import_module

import pytest

from tools.architecture_picture import PAGE, PICTURE, picture

STEPS = re.findall(r"^\d+\. `([\w.]+)`", PAGE.read_text("utf-8"), re.M)
INTO, OUT = STEPS[: STEPS.index("graph.read.export.export")], STEPS[-5:]


def test_the_picture_is_made_of_the_imports() -> None:
    found = PICTURE.search(PAGE.read_text("utf-8"))
    assert found
    assert found[0] == picture(), "write it anew: python -m tools.architecture_picture"


@pytest.mark.parametrize("name", STEPS)
def test_each_step_of_a_quad_is_a_function(name: str) -> None:
    module, _, function = name.rpartition(".")
    try:
        owner = import_module(module)
    except ModuleNotFoundError:  # a method: what is before it is a class
        module, _, cls = module.rpartition(".")
        owner = getattr(import_module(module), cls)
    assert callable(getattr(owner, function))


def test_the_walk_of_a_quad_is_short() -> None:
    assert len(INTO) <= 15
    assert len(OUT) <= 6
    assert [*INTO, *OUT] == STEPS
