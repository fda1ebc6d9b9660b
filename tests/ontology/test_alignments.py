"""No class of ours falls under two classes of which another vocabulary says they are disjoint."""

import pytest
from rdflib import Graph, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, ORG, OWL, PROV, RDFS, SDO

from ontology.findings import declared
from ontology.vocabulary import ALIGNMENTS, BORROWED, TERMS, graph

COOP = Namespace("https://w3id.org/coopgraph/ontology#")

# What those vocabularies say of the terms that alignments lead to.
ABOVE = {
    ORG.Organization: (FOAF.Organization,),  # ORG: owl:equivalentClass
    FOAF.Organization: (ORG.Organization, FOAF.Agent),
    ORG.OrganizationalCollaboration: (ORG.Organization,),
    FOAF.Person: (FOAF.Agent,),
    FOAF.Group: (FOAF.Agent,),
    PROV.Collection: (PROV.Entity,),
    PROV.Plan: (PROV.Entity,),
    PROV.Person: (PROV.Agent,),
}
DISJOINT = (
    (ORG.Organization, ORG.Site, "ORG"),
    (ORG.Organization, ORG.Role, "ORG"),
    (ORG.Organization, ORG.Membership, "ORG"),
    (ORG.Organization, ORG.ChangeEvent, "ORG"),
    (PROV.Activity, PROV.Entity, "PROV-O"),
    (FOAF.Document, FOAF.Organization, "FOAF"),
    (FOAF.Document, FOAF.Project, "FOAF"),
    (FOAF.Person, FOAF.Organization, "FOAF"),
    (FOAF.Person, FOAF.Project, "FOAF"),
)


def aligned() -> Graph:
    merged = graph(TERMS, BORROWED, ALIGNMENTS)
    for below, above in ABOVE.items():
        for one in above:
            merged.add((below, RDFS.subClassOf, one))
    for term, same in list(merged.subject_objects(OWL.equivalentClass)):
        merged.add((term, RDFS.subClassOf, same))
    return merged


def clashes(merged: Graph) -> set[tuple[str, str]]:
    """Return our classes that nothing can be an instance of, each with who says so."""
    found = set()
    for iri in declared(merged, OWL.Class):
        above = set(merged.transitive_objects(iri, RDFS.subClassOf))
        found |= {(iri, by) for one, other, by in DISJOINT if {one, other} <= above}
    return {(str(iri), by) for iri, by in found}


def test_no_class_is_unsatisfiable() -> None:
    assert clashes(aligned()) == set()


@pytest.mark.parametrize(
    ("term", "above", "by"),
    [
        (COOP.Event, PROV.Entity, "PROV-O"),
        (COOP.Company, FOAF.Document, "FOAF"),
        (COOP.Centre, ORG.Site, "ORG"),
        (COOP.Person, ORG.Organization, "FOAF"),
    ],
)
def test_a_wrong_alignment_is_found(term: URIRef, above: URIRef, by: str) -> None:
    merged = aligned()
    merged.add((term, RDFS.subClassOf, above))
    assert (str(term), by) in clashes(merged)


def test_terms_of_others_are_theirs() -> None:
    terms = [term for term in graph(ALIGNMENTS).objects() if isinstance(term, URIRef)]
    for space in (FOAF, ORG, PROV, SDO, DCTERMS):
        assert [one for one in terms if one.startswith(str(space)) and one not in space] == []


def test_polities_are_no_organizations() -> None:
    merged = aligned()
    for polity in (COOP.State, COOP.Region, COOP.City):
        assert ORG.Organization not in merged.transitive_objects(polity, RDFS.subClassOf)
