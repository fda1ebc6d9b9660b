"""Long records in parts: cut by their own statements, changed portion by portion."""

import random
from collections.abc import Iterator

import pytest

from graph.rdf import record_parts
from graph.rdf.record_parts import ByStart, Portion, portions
from graph.rdf.records import lines_of
from tests.graph.support import recorded

SUBJECT = "<https://example.org/catalog>"


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let records be long from few statements on."""
    shorten(monkeypatch)


def shorten(patch: pytest.MonkeyPatch) -> None:
    for name, size in (("WHOLE", 2_000), ("PART", 500), ("LONGEST", 2_000)):
        patch.setattr(record_parts, name, size)


def lines(numbers: range) -> list[str]:
    return [f"{SUBJECT} <https://example.org/dataset> <https://example.org/{n}> ." for n in numbers]


def said(record: ByStart) -> list[str]:
    return [line for one in record.values() for line in lines_of(one.statements)]


def test_parts_say_in_order_what_the_whole_says() -> None:
    whole = recorded(lines(range(1_000)))
    cut = record_parts.parts(whole)
    assert len(cut) > 20
    assert list(cut) == sorted(cut)
    assert "".join(one.statements for one in cut.values()) == whole.statements
    assert sum(one.size for one in cut.values()) == whole.size
    assert all(
        record_parts.start(lines_of(one.statements)[0]) == start for start, one in cut.items()
    )


def test_a_short_record_and_a_single_long_statement_stay_whole() -> None:
    short = recorded(lines(range(10)))
    assert record_parts.parts(short) == {"": short}
    long = recorded([f'{SUBJECT} <https://example.org/text> "{"x" * 9_000}" .'])
    assert record_parts.parts(long) == {"": long}


def test_one_more_statement_changes_a_few_parts() -> None:
    before = record_parts.parts(recorded(lines(range(1_000))))
    after = record_parts.parts(recorded([*lines(range(1_000)), *lines(range(5_001, 5_002))]))
    assert len(after.items() - before.items()) <= 3


def change(old: ByStart, new: ByStart, most: int) -> Iterator[tuple[Portion, list[list[str]]]]:
    """Do portion after portion; yield what each says to come, stay and go."""
    digests = {start: one.digest for start, one in old.items()}
    there = {start: one.statements for start, one in old.items()}
    for one in portions("urn:a", new, digests, most):
        concerned = one.deletions | one.read | one.upserts.keys()
        found = {start: there[start] for start in concerned if start in there}
        yield one, list(one.compared(found))
        there |= {start: record.statements for start, record in one.upserts.items()}
        for start in one.deletions:
            del there[start]
    assert there == {start: one.statements for start, one in new.items()}


@pytest.mark.parametrize("seed", range(40))
def test_portions_tell_exactly_what_comes_and_goes(seed: int) -> None:
    chosen = random.Random(seed)  # noqa: S311  the same each time
    every = lines(range(600))
    old, new = (
        [one for one in every if chosen.random() < share]
        for share in chosen.choices((0, 0.01, 0.5, 0.99, 1), k=2)
    )
    before, after = (record_parts.parts(recorded(some)) if some else {} for some in (old, new))
    linked = set(old)
    counts = [0, 0, 0]
    for _, (come, stay, go) in change(before, after, chosen.choice((1, 2_000, 10_000))):
        linked |= set(come)
        linked -= set(go)
        counts = [count + len(some) for count, some in zip(counts, (come, stay, go), strict=True)]
    assert linked == set(new)
    unchanged = sum(one.size for start, one in after.items() if before.get(start) == one)
    assert counts[0] == len(set(new) - set(old))
    assert counts[1] + unchanged == len(set(new) & set(old))
    assert counts[2] == len(set(old) - set(new))
