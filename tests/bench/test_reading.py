"""What docs/reading.md says of the reading of reports was measured, and still holds."""

from pathlib import Path

import pytest

from bench.reading import report
from bench.reading.__main__ import measured
from bench.reading.answers import TEXTS, made_texts
from bench.reading.score import Score
from loaders.proposal.finding.known import known_names
from loaders.proposal.words.lexicon import languages
from tests.loaders.proposal.support import names

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return measured(list(made_texts(names())), tell=False)


def test_the_page_has_the_figures_of_the_results() -> None:
    text = report.PAGE.read_text("utf-8")
    assert report.page(text, report.read()) == text


def test_every_language_has_texts_with_answers() -> None:
    texts = {one.path for one in made_texts(names())}
    assert texts == set(TEXTS.glob("*.txt"))
    for code in languages():
        assert len([path for path in texts if path.stem.startswith(f"{code}-")]) >= 6


def test_what_is_proposed_is_mostly_right(scores: dict[str, Score]) -> None:
    for group, least in (("made first", 0.95), ("made later", 0.95), ("made last", 0.8)):
        counts = scores[group].counts
        for field in ("agreements", "parties", "date", "kind", "status"):
            precision = counts[field].precision
            assert precision is not None
            assert precision >= least, (group, field)


@pytest.mark.long
def test_the_scores_of_the_table_are_those_of_the_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    """More names in the data may find more, but none less than the table says."""
    monkeypatch.setenv("COOPGRAPH_DATASETS", str(ROOT / "datasets"))
    scores = measured(list(made_texts(known_names())), tell=False)
    for group, one in report.read().items():
        if group in scores:
            for field, count in one.counts.items():
                assert scores[group].counts[field].right >= count.right, (group, field)


def test_a_score_counts_values() -> None:
    def values(**said: str) -> dict[str, frozenset[str]]:
        keys = ("parties", "date", "as_of", "kind", "status", "place")
        return {key: frozenset(said.get(key, "").split()) for key in keys}

    score = Score()
    wanted = [values(parties="a b", status="signed", date="2025"), values(parties="c d")]
    score.add(wanted, [values(parties="a x", status="signed"), values(parties="y", kind="treaty")])
    counted = {key: (one.wanted, one.found, one.right) for key, one in score.counts.items()}
    assert counted == {
        "agreements": (2, 2, 1),
        "parties": (4, 3, 1),
        "date": (1, 0, 0),
        "as_of": (0, 0, 0),
        "kind": (0, 1, 0),
        "status": (1, 1, 1),
        "place": (0, 0, 0),
    }
