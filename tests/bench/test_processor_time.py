"""Where loading spends processor time is measured."""

from pathlib import Path

import pytest

from bench import processor_time

pytestmark = pytest.mark.long


def test_client_and_server_are_measured_apart(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "a.nt"
    file.write_text("".join(f'<urn:{n}> <urn:p> "{n}" .\n' for n in range(500)))
    processor_time.main([str(file), "--rounds", "2"])
    headings, _, *rows = capsys.readouterr().out.splitlines()
    assert [row.split("|")[1:3] for row in rows] == [[" a.nt ", " 1 "], [" a.nt ", " 2 "]]
    for row in rows:
        assert row.count("|") == headings.count("|")
        shares = [int(cell.strip(" %")) for cell in row.split("|")[5:8]]
        assert all(0 <= share <= 100 for share in shares)
