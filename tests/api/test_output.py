"""What `-o` names is written to as what it is: replaced whole, or not destroyed."""

import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.terminal.output import write
from ontology.errors import InvalidData
from tests.api.conftest import Run

OLD, NEW = b"what was there\n", b"what comes\n"


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A file that only its owner may read."""
    path = tmp_path / "there.ttl"
    path.write_bytes(OLD)
    path.chmod(0o640)
    return path


def test_a_file_is_replaced_and_keeps_its_mode_and_owner(there: Path) -> None:
    if os.geteuid() == 0:
        os.chown(there, 12, 34)
    before = there.stat()
    write(there, [NEW, NEW])
    after = there.stat()
    assert there.read_bytes() == NEW + NEW
    assert [*there.parent.iterdir()] == [there]
    kept = ("st_mode", "st_uid", "st_gid")
    assert [getattr(after, name) for name in kept] == [getattr(before, name) for name in kept]


def test_a_file_stays_as_it_was_where_the_data_ends_early(there: Path, tmp_path: Path) -> None:
    def chunks() -> Iterator[bytes]:
        yield NEW
        raise InvalidData("no more")

    for path in (there, tmp_path / "new.ttl"):
        with pytest.raises(InvalidData):
            write(path, chunks())
    assert there.read_bytes() == OLD
    assert [*tmp_path.iterdir()] == [there]


@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_a_new_file_has_the_mode_that_the_umask_gives(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        write(tmp_path / "new.ttl", [NEW])
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "new.ttl").stat().st_mode) == 0o666 & ~umask


def test_of_a_symbolic_link_the_target_is_written(there: Path, tmp_path: Path) -> None:
    link, dangling, far = tmp_path / "link", tmp_path / "dangling", tmp_path / "far"
    far.mkdir()
    link.symlink_to(there.name)
    dangling.symlink_to(far / "new.ttl")
    write(link, [NEW])
    write(dangling, [NEW])
    assert (link.readlink(), there.read_bytes()) == (Path(there.name), NEW)
    assert dangling.is_symlink()
    assert [(one.name, one.read_bytes()) for one in far.iterdir()] == [("new.ttl", NEW)]


def test_links_in_a_circle_and_folders_are_refused(tmp_path: Path) -> None:
    circle = tmp_path / "circle"
    circle.symlink_to(circle)
    for path in (circle, tmp_path, tmp_path / "no" / "such" / "folder"):
        with pytest.raises(OSError, match=r"Is a directory|Too many|No such file") as refused:
            write(path, [NEW])
        assert refused.value.filename == str(path)
    assert [*tmp_path.iterdir()] == [circle]


def test_a_write_protected_file_stays(there: Path) -> None:
    there.chmod(0o440)
    if os.access(there, os.W_OK):
        pytest.skip("root may write to every file")
    with pytest.raises(PermissionError):
        write(there, [NEW])
    assert there.read_bytes() == OLD


def test_a_terminal_is_written_to_and_stays(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    write(Path(os.ttyname(theirs)), [NEW])
    assert os.read(ours, 100).split() == NEW.split()
    assert stat.S_ISCHR(Path(os.ttyname(theirs)).stat().st_mode)
    os.close(ours)
    os.close(theirs)


def test_a_fifo_is_written_to_and_stays(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    writer = threading.Thread(target=write, args=(fifo, [NEW, NEW]))
    writer.start()
    assert fifo.read_bytes() == NEW + NEW
    writer.join()
    assert stat.S_ISFIFO(fifo.stat().st_mode)


def test_a_full_device_is_named(tmp_path: Path) -> None:
    (tmp_path / "full").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as failed:
        write(tmp_path / "full", [NEW])
    assert failed.value.filename == str(tmp_path / "full")


def test_export_writes_to_what_it_is_given(run: Run, tmp_path: Path) -> None:
    (tmp_path / "all.ttl").touch()
    (tmp_path / "link.ttl").symlink_to("all.ttl")
    assert run("export", "-o", "link.ttl").stdout == ""
    whole = (tmp_path / "all.ttl").read_text("utf-8")
    for stdout in ("-", "/dev/stdout"):
        done = run("export", "-o", stdout)
        assert (done.stderr, done.stdout) == ("", whole)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["all.ttl", "link.ttl"]


def test_the_reader_of_a_fifo_that_goes_away_is_no_error(
    run: Run, environment: dict[str, str], tmp_path: Path
) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    coopgraph = Path(sys.executable).with_name("coopgraph")
    with subprocess.Popen(
        [coopgraph, "export", "--format", "nquads", "-o", fifo],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as process:
        with fifo.open("rb") as reader:
            assert reader.read(10)
        said, _ = process.communicate(timeout=120)
    assert said == b""
