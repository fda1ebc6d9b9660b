"""Making the dataset of a register from a file, as the command does, and what it states."""

from pathlib import Path

from pyoxigraph import Literal, RdfFormat, parse

from loaders.registers.known import Known
from loaders.registers.register import REGISTERS, Made, make
from ontology.namespaces import BASE, COOP, PREFIXES, short

# What the graph knows before a register comes.
KNOWN = """
<state/xa> a coop:State ; skos:prefLabel "Arcadia"@en ;
    coop:isoAlpha2 "XA" ; coop:isoAlpha3 "XAA" .
<state/xb> a coop:State ; skos:prefLabel "Borduria"@en ;
    coop:isoAlpha2 "XB" ; coop:isoAlpha3 "XBB" .
<region/xa-n> a coop:Region ; skos:prefLabel "Northern Arcadia"@en ;
    coop:isoSubdivision "XA-N" ; coop:partOf <state/xa> .
<region/xb-02> a coop:Region ; skos:prefLabel "Upper Borduria"@en ;
    coop:isoSubdivision "XB-02" ; coop:partOf <state/xb> .
<city/lampton> a coop:City ; skos:prefLabel "Lampton"@en ; coop:partOf <region/xa-n> .
<institution/lamp> a coop:Institution ; skos:prefLabel "Lamp University"@en ;
    coop:country <state/xa> .
<institution/seated> a coop:Institution ; skos:prefLabel "Seated College"@en ;
    coop:kind <organization-kind/school> ; coop:seat <region/xa-n> .
<institution/stateless> a coop:Institution ; skos:prefLabel "Stateless Academy"@en .
<institution/by-id> a coop:Institution ; skos:prefLabel "Called otherwise"@en ;
    skos:exactMatch <https://www.wikidata.org/wiki/Q42> .
<company/glow> a coop:Company ; skos:prefLabel "Glow Works"@en ; coop:country <state/xb> .
<institution/mit> a coop:Institution ; skos:prefLabel "Mountain Institute"@en ;
    skos:altLabel "MINT"@en ; coop:country <state/xa> .
"""


def made(known: Known, path: Path, *, everything: bool = False, name: str = "ror") -> Made:
    """Write the dataset of a register's file beside it."""
    with (path.parent / f"{name}.nt").open("wb") as file:
        return make(REGISTERS[name], path, known, file, everything=everything)


def said(path: Path, of: str, name: str = "ror") -> set[tuple[str, str]]:
    """Return what the dataset says of a thing: short predicates, and values with languages."""
    found = set()
    for one in parse(path=path.parent / f"{name}.nt", format=RdfFormat.N_TRIPLES):
        if short(str(one.subject.value)) == of:
            value = one.object
            text = value.value if isinstance(value, Literal) else short(value.value)
            language = value.language if isinstance(value, Literal) else None
            found.add((_prefixed(one.predicate.value), f"{text}@{language}" if language else text))
    return found


def _prefixed(iri: str) -> str:
    for prefix, namespace in PREFIXES.items():
        if prefix != "id" and iri.startswith(namespace):
            return f"{prefix}:{iri.removeprefix(namespace)}"
    return iri.removeprefix(BASE).removeprefix(COOP)
