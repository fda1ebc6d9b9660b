"""Previews of loads: what they show is bounded, and what they count is not."""

import pytest

from graph.spill.staging import Staging
from graph.state.ledger import Changes
from graph.store import Store
from tests.graph.support import EX, content, limit

OLD = ":a :tag '1' , '2' . :b :tag '1' ."
NEW = ":a :tag '3' , '4' . :c :tag '1' , '2' , '3' ."


@pytest.mark.parametrize(
    ("name", "size"), [("shown", 3), ("shown_characters", 3 * len(f"<{EX}a> <{EX}tag> '3' ."))]
)
def test_more_than_may_be_shown_is_counted(
    store: Store, monkeypatch: pytest.MonkeyPatch, name: str, size: int
) -> None:
    store.replace(content(OLD))
    with Staging.of([content(NEW)]) as staging:
        whole = store.preview(staging)[EX + "a"]
        limit(monkeypatch, store.database, **{name: size})
        short = store.preview(staging)[EX + "a"]
    assert short.changes == whole.changes == Changes(5, 0, 3)
    assert len(short.added) + len(short.removed) == 3
    assert {*short.added} <= {*whole.added}
    assert {*short.removed} <= {*whole.removed}
