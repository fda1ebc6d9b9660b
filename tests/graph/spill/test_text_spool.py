"""Text spool: what goes in comes out, whether in memory or in files."""

import random
from collections import defaultdict

import pytest

from graph.spill.text_spool import TextSpool, read_rows

PILES = 5
ROWS = ["", "a b", "\r", "\x85\u2028\x0b", "中文 🙂", 'a\\nb "c"', "x" * 1_000]


@pytest.mark.parametrize("most", [0, 100, 10_000_000])
def test_rows_come_back_by_pile_and_in_their_order(most: int) -> None:
    draw = random.Random(1)  # noqa: S311 - the same each time
    given: dict[int, list[str]] = defaultdict(list)
    with TextSpool(PILES, most) as spool:
        for _ in range(200):
            pile, rows = draw.randrange(PILES - 1), draw.choices(ROWS, k=draw.randrange(4))
            given[pile] += rows
            spool.extend(pile, rows, sum(map(len, rows)))
            looked = draw.randrange(PILES)
            assert list(spool.rows(looked)) == given[looked]
        assert [list(spool.rows(pile)) for pile in range(PILES)] == [
            given[pile] for pile in range(PILES)
        ]
        assert spool.written == (most < 10_000_000)


def test_a_file_is_read_by_other_processes_too_and_is_gone_at_the_end() -> None:
    with TextSpool(2, 1_000) as spool:
        assert spool.paths() == []
        spool.write([["a b", "c"], []])
        paths = spool.paths()
        assert [read_rows(path) for path in paths] == [["a b", "c"], []]
    assert not paths[0].parent.exists()
