"""Make `docs/data.md`: what the curated data holds, counted from it.

For maintainers: `python -m tools.data_page`, after sources have come or changed. The text around
the tables is in `data_page.md`; a test recounts the tables in another way.
"""

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, cast

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from loaders.reading.compact.beside import Beside, stem
from loaders.reading.files import find
from loaders.reading.inputs.dataset_names import named_stem
from ontology.namespaces import BASE, COOP, DCTERMS, SKOS

ROOT: Final = Path(__file__).parents[1]
DATASETS: Final = ROOT / "datasets"
TEMPLATE: Final = Path(__file__).with_name("data_page.md")
PAGE: Final = ROOT / "docs" / "data.md"
SETTLED: Final = ROOT / "tests" / "datasets" / "readings" / "settled.tsv"
CONCEPTS: Final = ROOT / "ontology" / "concepts.ttl"
PREFIXES: Final = f"PREFIX coop: <{COOP}> PREFIX dcterms: <{DCTERMS}> PREFIX skos: <{SKOS}>\n"
# From an actor to the states that it belongs to.
BELONGS: Final = "(coop:country|coop:partOf|coop:unitOf|coop:groupOf|coop:governs|coop:seat)*"
PARTY: Final = f"""
    ?agreement a coop:Agreement . ?party coop:inAct ?agreement ; coop:role <{BASE}role/party> ;
      coop:participant ?actor ."""
# A text that tells of acts, and no list of codes or members.
SOURCE: Final = f"""
    ?dataset dcterms:source ?source .
    FILTER(?dataset NOT IN (<{BASE}dataset/reference>, <{BASE}dataset/subdivisions>))"""
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
            for given in beside.read(source):
                made.extend(given.expanded(dataset, stem(dataset), beside.names).quads)
        else:
            made.bulk_load(path=source.path, format=source.form)
    return made


def rows(data: Store, query: str) -> Iterator[tuple[str, int]]:
    """Yield what a query counts: a name and a number in each row."""
    for row in cast(QuerySolutions, data.query(PREFIXES + query)):
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


LANGUAGES: Final = f"""SELECT ?language (COUNT(DISTINCT ?source) AS ?n) WHERE {{ {SOURCE}
  ?source dcterms:language ?language }} GROUP BY ?language"""
YEARS: Final = f"""SELECT ?year (COUNT(DISTINCT ?source) AS ?n) WHERE {{ {SOURCE}
  OPTIONAL {{ ?source dcterms:issued ?day }}
  BIND(COALESCE(SUBSTR(STR(?day), 1, 4), "not seen") AS ?year) }} GROUP BY ?year"""
AGREED: Final = """SELECT ?year (COUNT(DISTINCT ?agreement) AS ?n) WHERE {
  ?agreement a coop:Agreement OPTIONAL { ?agreement coop:date ?day }
  BIND(COALESCE(SUBSTR(STR(?day), 1, 4), "not stated") AS ?year) } GROUP BY ?year"""
KINDS: Final = """SELECT ?name (COUNT(DISTINCT ?agreement) AS ?n) WHERE {
  ?agreement a coop:Agreement ; coop:kind/skos:prefLabel ?name FILTER(LANG(?name) = "en")
} GROUP BY ?name"""
STATUSES: Final = """SELECT ?name (COUNT(DISTINCT ?act) AS ?n) WHERE {
  ?act a ?type FILTER(?type IN (coop:Agreement, coop:AgreementSet, coop:Prospect))
  ?said coop:statusOf ?act ; coop:status/skos:prefLabel ?name FILTER(LANG(?name) = "en")
} GROUP BY ?name"""
SURE: Final = """SELECT ?name (COUNT(DISTINCT ?evidence) AS ?n) WHERE {
  ?evidence coop:confidence ?sure ; coop:basis ?basis .
  ?sure skos:prefLabel ?one . ?basis skos:prefLabel ?other
  FILTER(LANG(?one) = "en" && LANG(?other) = "en")
  BIND(CONCAT(?other, ", ", ?one) AS ?name) } GROUP BY ?name"""
REGIONS: Final = f"""SELECT ?name (COUNT(DISTINCT ?agreement) AS ?n) WHERE {{ {PARTY}
  ?actor {BELONGS} ?state . ?state a coop:State ; coop:partOf+ ?region .
  ?region coop:partOf <{BASE}world-region/001> ; skos:prefLabel ?name FILTER(LANG(?name) = "en")
}} GROUP BY ?name"""
STATES: Final = f"""SELECT ?name (COUNT(DISTINCT ?agreement) AS ?n) WHERE {{ {PARTY}
  ?actor {BELONGS} ?state . ?state a coop:State ; skos:prefLabel ?name FILTER(LANG(?name) = "en")
}} GROUP BY ?name"""
ORGANIZATIONS: Final = f"""SELECT ?actor (COUNT(DISTINCT ?agreement) AS ?n) WHERE {{ {PARTY}
  FILTER NOT EXISTS {{ ?actor a ?type
    FILTER(?type IN (coop:State, coop:Region, coop:City, coop:Person, coop:ActorGroup)) }}
}} GROUP BY ?actor"""
TOLD: Final = """SELECT ?agreement (COUNT(DISTINCT ?document) AS ?n) WHERE {
  ?agreement a coop:Agreement .
  { ?agreement coop:hasEvidence ?evidence } UNION
  { ?party coop:inAct ?agreement ; coop:hasEvidence ?evidence }
  ?evidence coop:inDocument ?document } GROUP BY ?agreement"""

# Of each table: title, heads of its columns, what is counted, how many rows at most.
TABLES: Final = (
    ("Sources by year of publication", ("year", "sources"), YEARS, 20),
    ("Sources by language", ("language", "sources"), LANGUAGES, 30),
    ("Agreements by year", ("year", "agreements"), AGREED, 20),
    ("Agreements by region of the world", ("region of a party", "agreements"), REGIONS, MOST),
    ("Agreements by state", ("state of a party", "agreements"), STATES, 20),
    ("Agreements by kind", ("kind", "agreements"), KINDS, 20),
    ("Agreements, sets and prospects by status", ("status", "acts"), STATUSES, 20),
    ("Evidence by basis and confidence", ("basis, confidence", "evidence"), SURE, MOST),
)


def settled() -> Counter[str]:
    """Return how often the first reading, the second or neither was right, by the log of both."""
    with SETTLED.open(encoding="utf-8", newline="") as file:
        return Counter(row["right"] for row in csv.DictReader(file, delimiter="\t"))


def page() -> str:
    """Return the page."""
    data = store()
    sources = sum(number for _, number in rows(data, YEARS))
    agreements = sum(number for _, number in rows(data, KINDS))
    states, organizations = list(rows(data, STATES)), list(rows(data, ORGANIZATIONS))
    languages = list(rows(data, LANGUAGES))
    twice = sum(number > 1 for _, number in rows(data, TOLD))
    right = settled()
    lines: list[str] = []
    for title, cells, query, most in TABLES:
        lines += [f"### {title}", "", *table(cells, rows(data, query), most)]
    return TEMPLATE.read_text(encoding="utf-8").format(
        sources=f"{sources:,}",
        agreements=f"{agreements:,}",
        states=len(states),
        organizations=len(organizations),
        languages=len(languages),
        twice=twice,
        differed=right.total(),
        first=right["first"],
        second=right["second"],
        neither=right["neither"],
        tables="\n".join(lines),
    )


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
