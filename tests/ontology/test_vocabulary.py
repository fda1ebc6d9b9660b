"""The small model that the rest of the project asks for the names of terms."""

import pytest

from ontology.errors import InvalidVocabulary
from ontology.namespaces import BASE, COOP, DCAT, DCTERMS, OWL, SKOS
from ontology.stated import Stated
from ontology.vocabulary import (
    BORROWED,
    CONCEPTS,
    SHAPES,
    TERMS,
    Kind,
    read,
    stated,
    text,
    vocabulary,
)


def test_a_class_has_the_labels_of_its_superclasses() -> None:
    classes = vocabulary().classes
    assert classes[COOP + "Company"].labels == {"Company", "Organization", "Actor"}
    assert classes[COOP + "State"].labels == {"State", "Actor", "Place"}
    assert classes[DCAT + "Dataset"].labels == {"DatasetDescription"}


def test_a_link_is_a_relationship_type() -> None:
    links = vocabulary().links
    assert links[COOP + "inAct"].type == "IN_ACT"
    assert links[COOP + "partOf"].type == "PART_OF"
    assert links[DCTERMS + "publisher"].type == "PUBLISHER"


@pytest.mark.parametrize(
    ("iri", "key", "kind", "single"),
    [
        (SKOS + "prefLabel", "name", Kind.TEXT, True),
        (SKOS + "altLabel", "aliases", Kind.TEXT, False),
        (SKOS + "notation", "code", Kind.STRING, True),
        (COOP + "postTitle", "post_title", Kind.TEXT, True),
        (COOP + "date", "date", Kind.DATE, True),
        (DCTERMS + "issued", "issued", Kind.DATE, True),
        (COOP + "checked", "checked", Kind.DATE, True),
        (COOP + "isoAlpha2", "iso_alpha2", Kind.STRING, True),
        (COOP + "count", "count", Kind.INTEGER, True),
        (COOP + "editorName", "editor_name", Kind.BOOLEAN, True),
        (COOP + "amount", "amount", Kind.DECIMAL, True),
        (COOP + "m49", "m49", Kind.STRING, True),
        (DCTERMS + "language", "language", Kind.STRING, False),
        (COOP + "url", "url", Kind.IRI, False),
    ],
)
def test_an_attribute_has_a_key_and_a_kind(iri: str, key: str, kind: Kind, single: bool) -> None:
    attribute = vocabulary().attributes[iri]
    assert (attribute.key, attribute.kind, attribute.single) == (key, kind, single)


def test_only_three_attributes_are_lists() -> None:
    lists = {one.key for one in vocabulary().attributes.values() if not one.single}
    assert lists == {"aliases", "language", "url"}


def test_every_role_has_a_direct_link() -> None:
    roles = stated(CONCEPTS).subjects(SKOS + "inScheme", BASE + "scheme/role")
    known = vocabulary().roles
    assert known.keys() == set(roles)
    assert known[BASE + "role/party"].type == "PARTY_TO"
    assert vocabulary().direct_types == sorted({one.type for one in known.values()})


def test_the_digest_changes_with_shapes_and_direct_links() -> None:
    assert read(stated(TERMS, BORROWED, SHAPES, CONCEPTS)).digest == vocabulary().digest
    assert read(stated(TERMS, BORROWED, CONCEPTS)).digest != vocabulary().digest
    *others, concepts = map(text, (TERMS, BORROWED, SHAPES, CONCEPTS))
    changed = concepts.replace('"PARTY_TO"', '"PARTY_OF"')
    assert changed != concepts
    assert read(Stated.of(*others, changed)).digest != vocabulary().digest


def test_an_attribute_without_a_range_is_refused() -> None:
    terms = f"<{COOP}x> a <{OWL}DatatypeProperty> ."
    with pytest.raises(InvalidVocabulary, match="one rdfs:range"):
        read(Stated.of(terms))
