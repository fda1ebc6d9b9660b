"""A claim's holder: known as gone where it can be known, and never taken for another process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from graph.database.driver import Database
from graph.state import lease
from graph.store import Store
from graph.system import process_identity
from ontology.errors import DatabaseUnavailable

NAME = "from graph.system import process_identity as identity; print(identity.new())"


def parts(name: str) -> tuple[str, int, float]:
    where, pid, began, _ = name.split(" ")
    return where, int(pid), float(began)


def test_a_process_at_work_is_not_dead_and_one_that_ended_is() -> None:
    here = process_identity.new()
    assert not process_identity.is_dead(here)
    assert process_identity.new() != here
    done = subprocess.run([sys.executable, "-c", NAME], capture_output=True, text=True, check=True)
    ended = done.stdout.strip()
    assert parts(ended)[0] == parts(here)[0]
    assert process_identity.is_dead(ended)


def test_a_number_that_another_process_has_now_is_of_a_dead_one() -> None:
    where, pid, began = parts(process_identity.new())
    assert process_identity.is_dead(f"{where} {pid} {began - 60} x")


def test_of_another_container_or_machine_only_signs_of_life_tell(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Two containers may share host name, process number and the moment of their start."""
    mine = process_identity.new()
    namespace = tmp_path / "pid"
    namespace.symlink_to("pid:[1]")
    monkeypatch.setattr(process_identity, "NAMESPACE", namespace)
    process_identity.numbering.cache_clear()
    theirs = process_identity.new()
    monkeypatch.undo()
    process_identity.numbering.cache_clear()
    assert parts(theirs)[1:] == parts(mine)[1:]
    assert not process_identity.is_dead(theirs)
    where = parts(theirs)[0]
    assert not process_identity.is_dead(f"{where} {2**22 + 1} 0.0 x")


def test_where_the_system_says_nothing_a_process_knows_only_itself(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(process_identity, "BOOT", tmp_path / "none")
    process_identity.numbering.cache_clear()
    mine = process_identity.new()
    assert not process_identity.is_dead(mine)
    monkeypatch.undo()
    process_identity.numbering.cache_clear()
    assert parts(process_identity.new())[0] != parts(mine)[0]


@pytest.mark.parametrize(
    "name", ["", "x", "a b c", "a b c d", "a -1 0.0 x", f"a {10**30} 0 x", "²"]
)
def test_what_is_no_name_holds_nothing(name: str) -> None:
    where = process_identity.numbering()
    assert process_identity.is_dead(name) or name.startswith("a 1")
    assert process_identity.is_dead(name.replace("a ", f"{where} "))
    assert process_identity.is_dead(f"{where} {os.getpid()} never x")


def test_an_error_while_a_claim_is_released_does_not_hide_the_first(
    store: Store, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = DatabaseUnavailable("the second")

    def ended(*_: object, **__: object) -> None:
        raise gone

    with (
        pytest.raises(ValueError, match="the first"),
        monkeypatch.context() as patch,
        lease.leased(database, []),
    ):
        patch.setattr(database, "write", ended)
        raise ValueError("the first")
