"""Measure how well reports are read: `make bench-reading`."""

import argparse
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from bench.reading.answers import Text, articles, made_texts, proposed
from bench.reading.score import Score
from loaders.proposal.document.structure import base_of
from loaders.proposal.finding.known import known_names
from loaders.proposal.finding.names import KnownNames
from loaders.proposal.propose import ProposalOptions, examined, known_finder, read_article
from loaders.reading.compact.expand.names import Names

RESULTS: Final = Path(__file__).with_name("results.json")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print each difference, and write the counts."""
    asked = _parser().parse_args(arguments)
    names = known_names()
    texts = [*made_texts(names), *(articles(asked.texts, names) if asked.texts else ())]
    before = json.loads(asked.output.read_text()) if asked.output.exists() else {}
    scores = measured(texts)
    kept = {group: said for group, said in before.items() if group not in scores}
    told = {group: one.as_dict() for group, one in scores.items()} | kept
    asked.output.write_text(json.dumps(told, indent=1) + "\n", "utf-8")


def measured(texts: Sequence[Text], *, tell: bool = True) -> dict[str, Score]:
    """Return the scores of texts by their groups."""
    scores: dict[str, Score] = {}
    finders: dict[frozenset[str], tuple[Names, KnownNames]] = {}
    for text in texts:
        if text.without not in finders:
            names = known_names(without=text.without)
            finders[text.without] = names, known_finder(names)
        article = read_article(text.path, ProposalOptions())
        basis = examined(text.path.name, article, *finders[text.without], today=date.min)
        found = [proposed(one) for one in basis.found.agreements]
        scores.setdefault(text.group, Score()).add(text.answers, found)
        base = base_of(article)
        day = str(base.day) if base else ""
        if tell and (found != list(text.answers) or (text.day and text.day != day)):
            _tell(text, found, day)
    return scores


def _tell(text: Text, found: Sequence[Any], day: str) -> None:
    print(f"{text.path.name} ({text.group}), {day or 'no day'}")
    for sign, some in (("wanted", text.answers), ("found", found)):
        for one in some:
            values = (", ".join(sorted(one[name])) or "-" for name in one)
            print(f"  {sign}: {'; '.join(values)}")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__)
    parser.add_argument("--texts", type=Path, help="a folder with the texts of the five articles")
    parser.add_argument("--output", type=Path, default=RESULTS)
    return parser


if __name__ == "__main__":
    main()
