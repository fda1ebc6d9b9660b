"""`coopgraph read` as a user calls it: what it prints, and what it says of what cannot be."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

from loaders.proposal import libraries
from loaders.proposal.libraries import LIBRARIES, need_libraries
from ontology.errors import UsageError
from tests.loaders.proposal.support import TEXTS

ROOT = Path(__file__).parents[3]


def read(*arguments: str, folder: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `coopgraph read`."""
    return subprocess.run(
        [Path(sys.executable).with_name("coopgraph"), "read", *arguments],
        env=os.environ | {"COOPGRAPH_MODEL_URL": ""} | settings,
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_proposal_is_printed_and_where_to_save_it(tmp_path: Path) -> None:
    done = read(str(TEXTS / "en-1.txt"), "--publisher", "Made News", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "  publisher: Made News  # confirm\n" in done.stdout
    assert "parties: [Laos, Singapore]" in done.stdout
    assert done.stderr.startswith("Save it as datasets/2026-03-05-laos-and-singapore-")


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (["nowhere.txt"], 2, "There is no file nowhere.txt"),
        (["empty.txt"], 1, "empty.txt is empty."),
        ([str(TEXTS / "en-1.txt"), "--date", "soon"], 2, "--date: 'soon' is no date"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_written(
    tmp_path: Path, arguments: list[str], status: int, told: str
) -> None:
    (tmp_path / "empty.txt").touch()
    done = read(*arguments, "-o", "made.yaml", folder=tmp_path)
    assert (done.returncode, done.stdout) == (status, "")
    assert done.stderr.startswith(f"coopgraph: {told}")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "made.yaml").exists()


def test_a_model_that_may_not_be_asked_is_told(tmp_path: Path) -> None:
    settings = {"COOPGRAPH_MODEL_URL": "http://models.example/v1", "COOPGRAPH_MODEL_KEY": "sk-1"}
    done = read(str(TEXTS / "en-1.txt"), folder=tmp_path, **settings)
    assert done.returncode == 1
    assert "must begin with https://" in done.stderr
    assert "sk-1" not in done.stderr


def test_missing_libraries_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "LIBRARIES", ("babel", "no_such_library"))
    with pytest.raises(UsageError, match=r"\(no_such_library\): pip install 'coopgraph\[read\]'"):
        need_libraries()


def test_the_libraries_are_those_of_the_extra() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extra = project["optional-dependencies"]["read"]
    names = {Requirement(one).name.replace("-", "_") for one in extra}
    assert names == set(LIBRARIES)
    need_libraries()
