"""constraints.txt: a version with hashes for each dependency, in the range of pyproject.toml."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LOCK = (ROOT / "constraints.txt").read_text("utf-8")
PINNED = re.compile(r"^([\w.-]+)==([^ ;\\\n]+)(.*?(?:\n    --hash=.*)+)", re.M)


def test_each_dependency_is_pinned_in_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [*project["dependencies"]]
    for extra in project["optional-dependencies"].values():
        asked += extra
    versions = {canonicalize_name(name): version for name, version, _ in PINNED.findall(LOCK)}
    others = [one for one in map(Requirement, asked) if one.name != project["name"]]
    for requirement in others:
        version = versions[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), requirement


def test_each_package_has_hashes_and_none_says_where_it_is_from() -> None:
    names = re.findall(r"^[\w.-]+==", LOCK, re.M)
    assert len(PINNED.findall(LOCK)) == len(names)
    assert "://" not in LOCK
    assert "index" not in re.sub(r"^[\w.-]+==", "", LOCK, flags=re.M)
