"""The namespaces of the project, and what an IRI shortens to.

`COOPGRAPH_BASE` is the address under which things are named. It decides only
what is shortened for people (`<base>agreement/x` is `agreement/x`); data is
never rewritten.
"""

import os
from collections.abc import Collection
from heapq import nsmallest
from typing import Final

COOP: Final = "https://w3id.org/coopgraph/ontology#"
BASE: Final = os.environ.get("COOPGRAPH_BASE") or "https://w3id.org/coopgraph/id/"
DATASETS: Final = BASE + "dataset/"
# Datasets that a sentence names.
MOST_NAMED: Final = 5

RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SH: Final = "http://www.w3.org/ns/shacl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
DCAT: Final = "http://www.w3.org/ns/dcat#"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
PROV: Final = "http://www.w3.org/ns/prov#"

PREFIXES: Final[dict[str, str]] = {
    "coop": COOP,
    "id": BASE,
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "foaf": FOAF,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "skos": SKOS,
    "xsd": XSD,
}


def short(iri: str) -> str:
    """Return what an IRI is called under `/id/`, or the IRI itself where it lies elsewhere."""
    return iri.removeprefix(BASE) if iri != BASE else iri


def dataset_iri(name: str) -> str:
    """Return the graph IRI of a dataset's short name; a name that is an IRI stays as it is."""
    return name if ":" in name else DATASETS + name


def dataset_name(iri: str) -> str:
    """Return a dataset's short name: what follows `<base>dataset/`, else its whole IRI.

    It depends on the IRI alone, so that it is the same in whatever order datasets are loaded.
    """
    name = iri.removeprefix(DATASETS)
    return name if name and ":" not in name else iri


def dataset_names(iris: Collection[str]) -> str:
    """Return datasets' short names for a sentence: some of them, and how many more there are."""
    named = [dataset_name(iri) for iri in nsmallest(MOST_NAMED, iris)]
    more = len(iris) - len(named)
    return ", ".join(named) + (f" and {more:,} more" if more else "")
