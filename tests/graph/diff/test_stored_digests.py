"""What datasets say before a load is read in either way alike."""

import pytest

from graph.diff.stored_digests import StoredDigests
from graph.store import Store
from tests.graph.support import EX, content, limit

# Walked over in several pages, and rows; subjects of both, of one and of none of them.
SUBJECTS = 25
ONE = content(" ".join(f":s{n} :tag 'one' ." for n in range(SUBJECTS)) + " _:b :tag 'b' .", "one")
TWO = content(" ".join(f":s{n} :knows :x{n}, :s1 ." for n in range(9)), "two")
OTHER = content(" ".join(f":s{n} :tag 'other' ." for n in range(40)), "other")


@pytest.mark.parametrize("walked", [0, 1_000_000], ids=["each", "walk"])
def test_what_is_held(walked: int, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    limit(monkeypatch, store.database, walked=walked, page=20, digest_row=3)
    for one in (ONE, TWO, OTHER):
        store.replace(one)
    with StoredDigests(store.database, [ONE.iri, EX + "none", TWO.iri]) as found:
        digests = found.digests(0)
        assert set(found.datasets) == {ONE.iri, TWO.iri}
        assert found.size([ONE.iri, TWO.iri]) == 1 + 2
    assert len(digests) == SUBJECTS + 1
    assert digests[f"<{EX}s0>"].keys() == {ONE.iri, TWO.iri}
    assert digests[f"<{EX}s9>"].keys() == {ONE.iri}
    whole = [parts for said in digests.values() for parts in said.values()]
    assert all(parts.keys() == {""} and len(parts[""]) == 32 for parts in whole)
    assert not any(store.replace(one).written for one in (ONE, TWO))
