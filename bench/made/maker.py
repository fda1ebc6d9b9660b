"""Made cooperation graphs of any size: `python -m bench.made.maker --statements 1000 -o FILE.nq`.

A report is a document, its evidence, some new actors, and the agreements, events, centres and
claims that it tells of. Whom it names is drawn from all actors so far, the first far more often
than the last, so that degrees are as uneven as in life. A smaller graph is the beginning of a
larger one; the data is valid, and the same on every run.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Final

from pyoxigraph import RdfFormat, parse, serialize

from bench.made.actors import Actors
from bench.made.acts import Acts
from bench.made.terms import (
    DATASET,
    EDITOR,
    EVIDENCE,
    LABEL,
    VERSION,
    A,
    Pair,
    concept,
    coop,
    dcterms,
    said,
    thing,
    typed,
)
from graph.rdf.formats import Format, by_path
from ontology.namespaces import PREFIXES

SEED: Final = 20_260_105
REPORTS_PER_DATASET: Final = 500
PIECES: Final = 4
CHECKED: Final = typed("2026-01-05", "date")
LICENCE: Final = "<https://creativecommons.org/licenses/by/4.0/>"


def reports() -> Iterator[tuple[str, str]]:
    """Yield without end the IRI of a dataset and some of its statements, as N-Triples."""
    random = Random(SEED)
    actors = Actors(random)
    acts = Acts(random, actors)
    number = 0
    while True:
        dataset = thing("dataset", number // REPORTS_PER_DATASET)
        opening = _dataset(dataset, number) if number % REPORTS_PER_DATASET == 0 else ""
        yield dataset, opening + "".join(_report(number, random, actors, acts))
        number += 1


def make(statements: int) -> Iterator[tuple[str, str]]:
    """Yield whole reports, as `reports` does, until there are so many statements or a few more."""
    made = 0
    for dataset, lines in reports():
        yield dataset, lines
        made += lines.count("\n")
        if made >= statements:
            return


def write(statements: int, path: Path) -> None:
    """Write a made graph; with several datasets where the format of the file has named graphs.

    Raises:
        UsageError: the ending of the file's name is that of no format.
    """
    form = by_path(path)
    texts = (
        lines.replace(" .\n", f" {dataset} .\n") if form.graphs else lines
        for dataset, lines in make(statements)
    )
    if form in (Format.NTRIPLES, Format.NQUADS):
        with path.open("w", encoding="utf-8") as file:
            file.writelines(texts)
        return
    with path.open("wb") as binary:
        binary.writelines(f"@prefix {key}: <{iri}> .\n".encode() for key, iri in PREFIXES.items())
        for text in texts:
            binary.write(_shortened(text, form))


def _shortened(quads: str, form: Format) -> bytes:
    """Return N-Quads or N-Triples in Turtle or TriG, without the prefixes.

    pyoxigraph writes them in an order that changes from run to run.
    """
    header = serialize([], format=form.rdf, prefixes=PREFIXES) or b""
    parsed = parse(quads, format=RdfFormat.N_QUADS)
    rows = parsed if form.graphs else (quad.triple for quad in parsed)
    return (serialize(rows, format=form.rdf, prefixes=PREFIXES) or b"")[len(header) :]


def _report(number: int, random: Random, actors: Actors, acts: Acts) -> Iterator[str]:
    proofs = [(EVIDENCE, thing("evidence", f"{number}-{part}")) for part in range(PIECES)]
    yield _document(number)
    for part, (_, evidence) in enumerate(proofs):
        yield _evidence(evidence, number, part, inferred=random.random() < 0.2)
    yield actors.newcomers(number, proofs[0])
    for part in range(random.choice((1, 1, 2, 3))):
        yield from acts.agreement(f"{number}-{part}", proofs[1 + part])
    if number % 2:
        yield acts.claim(f"{number}-0", thing("agreement", f"{number}-0"), proofs[0])


def _dataset(dataset: str, number: int) -> str:
    title = f'"Made reports from number {number}"@en'
    return said(
        dataset,
        (A, DATASET),
        (LABEL, title),
        (dcterms("title"), title),
        (dcterms("description"), '"Made for benchmarks; nothing of it is true."@en'),
        (dcterms("publisher"), thing("publisher", "maker")),
        (dcterms("source"), thing("document", number)),
        (dcterms("issued"), CHECKED),
        (dcterms("language"), '"en"'),
        (dcterms("license"), LICENCE),
        (VERSION, '"1.0.0"'),
    )


def _document(number: int) -> str:
    return said(
        thing("document", number),
        (A, coop("Document")),
        (coop("kind"), concept("document-kind", "news_article")),
        (LABEL, f'"Report {number}"@en'),
        EDITOR,
        (dcterms("title"), f'"Cooperation, day {number}: new agreements"@en'),
        (dcterms("title"), f'"合作：第{number}天"@zh'),
        (dcterms("publisher"), thing("publisher", number % 20)),
        (dcterms("issued"), CHECKED),
        (dcterms("language"), '"en"'),
        (coop("url"), typed(f"https://example.org/news/{number}?lang=en&page=1", "anyURI")),
    )


def _evidence(evidence: str, number: int, part: int, *, inferred: bool) -> str:
    pairs: list[Pair] = [
        (A, coop("Evidence")),
        (coop("inDocument"), thing("document", number)),
        (coop("locator"), f'"paragraph {part + 1}"'),
        (coop("paraphrase"), f'"Paragraph {part + 1} of report {number} says who agreed what."@en'),
        (coop("confidence"), concept("confidence", "medium" if inferred else "high")),
        (coop("basis"), concept("basis", "inferred" if inferred else "stated")),
        (coop("checked"), CHECKED),
    ]
    if inferred:
        pairs.append((coop("rule"), '"Who signs for a party is on its side."'))
    return said(evidence, *pairs)


def main() -> None:
    """Make one file, as the command line asks."""
    parser = argparse.ArgumentParser(prog="python -m bench.made.maker", description=__doc__)
    parser.add_argument("--statements", type=int, required=True)
    parser.add_argument("-o", "--output", type=Path, required=True)
    asked = parser.parse_args()
    write(asked.statements, asked.output)


if __name__ == "__main__":
    main()
