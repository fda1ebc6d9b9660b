"""The file of decisions: written, read, edited by hand, refused."""

from pathlib import Path

import pytest

from loaders.duplicates import decisions
from loaders.duplicates.decisions import Decision
from ontology.errors import CoopgraphError, UsageError
from ontology.namespaces import BASE


def decision(
    first: str, second: str, outcome: str = "same", reason: str = "One entry."
) -> Decision:
    return Decision(BASE + first, BASE + second, outcome, reason, "Ann", "2031-06-01")


def test_what_is_written_is_read(tmp_path: Path) -> None:
    path = tmp_path / "decisions.ttl"
    taken = [decision("a", "b"), decision("c", "d", "different", 'Not "one".\nSee é.')]
    for one in taken:
        decisions.write(path, one)
    assert sorted(decisions.read(path), key=lambda one: one.first) == taken
    assert decisions.settled(taken) == {one.pair for one in taken}


def test_a_new_decision_takes_the_place_of_the_old_one_and_leaves_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "decisions.ttl"
    for one in (decision("a", "b"), decision("c", "d")):
        decisions.write(path, one)
    by_hand = path.read_text() + "\n# A note by hand.\n"
    path.write_text(by_hand)
    decisions.write(path, decision("b", "a", "unsure"))
    assert "# A note by hand." in path.read_text()
    outcomes = {one.pair: one.outcome for one in decisions.read(path)}
    assert outcomes[decision("a", "b").pair] == "unsure"
    assert decision("a", "b").pair not in decisions.settled(decisions.read(path))
    decisions.write(path, decision("a", "b"))
    assert path.read_text() == by_hand


@pytest.mark.parametrize("reason", ["", "  ", "x" * 3_000])
def test_a_merge_needs_a_reason(reason: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="needs a reason"):
        decisions.write(tmp_path / "decisions.ttl", decision("a", "b", reason=reason))


@pytest.mark.parametrize(("first", "second"), [("a", "a"), ("b", "a"), ("c", "a"), ("d", "b")])
def test_what_leads_nowhere_is_refused(first: str, second: str, tmp_path: Path) -> None:
    """A leads to itself, in a circle, or to two things."""
    path = tmp_path / "decisions.ttl"
    decisions.write(path, decision("a", "b"))
    decisions.write(path, decision("b", "c"))
    before = path.read_text()
    if (first, second) == ("b", "a"):  # the same pair: it is turned round
        decisions.write(path, decision(first, second))
        return
    with pytest.raises(UsageError):
        decisions.write(path, decision(first, second))
    assert path.read_text() == before


@pytest.mark.parametrize(
    ("edit", "told"),
    [(('coop:reason "One entry." ;', ""), "coop:reason"), ((" ;", " ,;"), r":\d+:\d+: ")],
)
def test_a_bad_edit_by_hand_is_told(edit: tuple[str, str], told: str, tmp_path: Path) -> None:
    path = tmp_path / "decisions.ttl"
    decisions.write(path, decision("a", "b"))
    path.write_text(path.read_text().replace(*edit))
    with pytest.raises(CoopgraphError, match=told) as error:
        decisions.read(path)
    assert "decisions.ttl" in str(error.value)
