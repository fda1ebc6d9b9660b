"""What validating costs is measured."""

import pytest

from bench import validation


def test_both_ways_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    validation.main(["--sizes", "1k"])
    headings, _, row = capsys.readouterr().out.splitlines()
    assert row.startswith("| 1k | ")
    assert row.count("|") == headings.count("|")
