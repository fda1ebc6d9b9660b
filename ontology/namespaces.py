"""The namespaces of the project, and what an IRI shortens to."""

import os
from collections.abc import Collection
from heapq import nsmallest
from typing import Final
from urllib.parse import quote, unquote

COOP: Final = "https://w3id.org/coopgraph/ontology#"
# COOPGRAPH_BASE: the address under which things are named; by default
# `https://w3id.org/coopgraph/id/`. It decides only what is shortened for people
# (`<base>agreement/x` is `agreement/x`); data is never rewritten.
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

# What stays as it is where a dataset's name becomes a part of its IRI.
ASCII: Final = "%!$&'()*+,;=@/?#[]|^`{}<>\\\""

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
    return name if ":" in name else DATASETS + quote(name, safe=ASCII, errors="surrogateescape")


def dataset_name(iri: str) -> str:
    """Return a dataset's short name: what follows `<base>dataset/`, else its whole IRI.

    Percent-encoded blanks and letters outside ASCII are shown as what they are, where they can
    be encoded again as they were. The name depends on the IRI alone, so that it is the same in
    whatever order datasets are loaded.
    """
    name = iri.removeprefix(DATASETS)
    if not name or ":" in name:
        return iri
    readable = unquote(name)
    same = readable.isprintable() and ":" not in readable and dataset_iri(readable) == iri
    return readable if same else name


def dataset_names(iris: Collection[str]) -> str:
    """Return datasets' short names for a sentence: some of them, and how many more there are."""
    named = [dataset_name(iri) for iri in nsmallest(MOST_NAMED, iris)]
    more = len(iris) - len(named)
    return ", ".join(named) + (f" and {more:,} more" if more else "")


def compact(iri: str) -> str:
    """Return a term's IRI with its usual prefix, such as `coop:partOf`."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace) and prefix != "id":
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return f"<{iri}>"
