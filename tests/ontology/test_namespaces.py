"""What datasets are called, and what their names stand for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from loaders.reading.inputs.dataset_names import named
from ontology.namespaces import DATASETS, dataset_iri, dataset_name

IRIS = st.text(min_size=1).map(lambda name: named(name, is_stem=True) if name.strip() else DATASETS)


@pytest.mark.parametrize(
    ("part", "name"),
    [
        ("acme", "acme"),
        ("mes%20donn%C3%A9es", "mes données"),
        ("%E8%80%81%E6%8C%9D", "老挝"),
        ("a/b", "a/b"),
        # What would be another IRI, or none, when it is read again stays as it is.
        ("a%2Fb", "a%2Fb"),
        ("100%25", "100%25"),
        ("a%3Ab", "a%3Ab"),
        ("%c3%a9", "%c3%a9"),
        ("%FF", "%FF"),
        ("%1B%5B31m", "%1B%5B31m"),
        ("%E2%80%AEx", "%E2%80%AEx"),
    ],
)
def test_a_name_is_readable_and_stands_for_its_dataset(part: str, name: str) -> None:
    assert dataset_name(DATASETS + part) == name
    assert dataset_iri(name) == DATASETS + part


@given(IRIS)
def test_every_name_stands_for_its_dataset(iri: str) -> None:
    assert dataset_iri(dataset_name(iri)) == iri
    assert NamedNode(iri).value == iri
    assert dataset_name(iri).isprintable()
