"""Make `docs/data.md`: what the curated data holds, counted from it.

For maintainers: `python -m tools.data_page`, after sources have come or changed. The text around the
tables is here; a test recounts the tables in another way.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from loaders.reading.compact.beside import Beside, stem
from loaders.reading.files import find
from loaders.reading.inputs.dataset_names import named_stem
from ontology.namespaces import BASE, COOP, DCTERMS, SKOS

ROOT: Final = Path(__file__).parents[1]
DATASETS: Final = ROOT / "datasets"
PAGE: Final = ROOT / "docs" / "data.md"
SETTLED: Final = ROOT / "tests" / "datasets" / "readings" / "settled.tsv"
CONCEPTS: Final = ROOT / "ontology" / "concepts.ttl"
PREFIXES: Final = f"PREFIX coop: <{COOP}> PREFIX dcterms: <{DCTERMS}> PREFIX skos: <{SKOS}>\n"
# From an actor to the states that it belongs to.
BELONGS: Final = "(coop:country|coop:partOf|coop:unitOf|coop:groupOf|coop:governs|coop:seat)*"
PARTY: Final = f"""
    ?agreement a coop:Agreement . ?party coop:inAct ?agreement ; coop:role <{BASE}role/party> ;
      coop:participant ?actor ."""
# Rows of a table that has many.
MOST: Final = 12


def store() -> Store:
    """Return all that the source files, the reference data and the ontology's concepts state."""
    made, sources = Store(), find([DATASETS]).sources
    beside = Beside(sources)
    made.bulk_load(path=CONCEPTS)
    for source in sources:
        if source.compact:
            dataset = named_stem(source.name)
            said = beside.read(source).expanded(dataset, stem(dataset), beside.names)
            made.extend(said.quads)
        else:
            made.bulk_load(path=source.path, format=source.form)
    return made


def rows(data: Store, query: str) -> Iterator[tuple[str, int]]:
    """Yield what a query counts: a name and a number in each row."""
    found = data.query(PREFIXES + query)
    assert isinstance(found, QuerySolutions)
    for row in found:
        name, number = row[0], row[1]
        yield (name.value if isinstance(name, Literal | NamedNode) else ""), int(number.value)


def table(head: tuple[str, str], counted: Iterable[tuple[str, int]], most: int = MOST) -> list[str]:
    """Return a table of names and numbers, the largest first; the rest in one row."""
    listed = sorted(counted, key=lambda one: (-one[1], one[0]))
    shown, rest = listed[:most], listed[most:]
    lines = [f"| {head[0]} | {head[1]} |", "|---|---:|"]
    lines += [f"| {name} | {number:,} |" for name, number in shown]
    if rest:
        lines.append(f"| {len(rest):,} others | {sum(n for _, n in rest):,} |")
    return [*lines, ""]
