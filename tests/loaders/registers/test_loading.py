"""Datasets of registers in a real Neo4j: valid, and replaced by newer ones."""

from pathlib import Path

import pytest

from graph.store import Store
from loaders.load import load
from loaders.load_report import LoadReport
from loaders.reading.files import ReadOptions
from loaders.registers.known import in_graph
from ontology.namespaces import dataset_iri, short
from tests.loaders.conftest import Write
from tests.loaders.registers.made import LAMP, NAME, dump, name, record
from tests.loaders.registers.support import KNOWN, made
from tests.loaders.registers.test_gleif import NAME as COPY
from tests.loaders.registers.test_gleif import ROW, table

STATED = """
MATCH (n:Resource)-[:DESCRIBED_IN]->(:Dataset {name: 'ror'}) RETURN collect(n.iri) AS iris
"""
LEGAL = "Entity.LegalName"
GLOW = record(6, name("Glow Works", "label", "ror_display"), country="XB", types=["company"])


@pytest.fixture
def known(store: Store, write: Write) -> Store:
    """A store in which organizations and places are."""
    load([write("known.ttl", KNOWN)], store, validate=False)
    return store


def taken(store: Store, path: Path, *, everything: bool = False) -> LoadReport:
    """Make the dataset of a dump, and load it."""
    made(in_graph(store.database, dataset_iri("ror")), path, everything=everything)
    report = load([path.parent / "ror.nt"], store, options=ReadOptions("ror"))
    assert report.validation is None or report.validation.valid
    return report


def stated(store: Store) -> set[str]:
    """Return of which organizations the dataset speaks."""
    (row,) = store.database.read(STATED)
    kinds = ("institution/", "company/")
    return {one for one in map(short, row["iris"]) if one.startswith(kinds)}


def test_a_newer_file_replaces_the_old(known: Store, tmp_path: Path) -> None:
    taken(known, dump(tmp_path / NAME, [LAMP, GLOW]))
    assert stated(known) == {"institution/lamp", "company/glow"}
    assert not taken(known, tmp_path / NAME).changed
    taken(known, dump(tmp_path / "v1.64-2025-05-01-ror-data.json", [LAMP]))
    assert stated(known) == {"institution/lamp"}
    names = known.database.read("MATCH (d:Dataset) RETURN collect(d.name) AS names")[0]["names"]
    assert sorted(names) == ["concepts", "known", "ror"]


def test_all_of_a_register_is_valid(known: Store, tmp_path: Path) -> None:
    schule = record(2, name("Schule", "ror_display", "label", lang="de"))
    path = dump(tmp_path / NAME, [LAMP, schule, record(3, types=["company"])])
    taken(known, path, everything=True)
    assert stated(known) == {
        "institution/lamp",
        "institution/ror-000000002",
        "company/ror-000000003",
    }


def test_a_golden_copy_is_valid_beside_a_dump(known: Store, tmp_path: Path) -> None:
    taken(known, dump(tmp_path / NAME, [LAMP, GLOW]))
    path = table(tmp_path / COPY, ROW, ROW | {"LEI": "529900LAMPLAMPLAMP43", LEGAL: "Beam"})
    made(in_graph(known.database, dataset_iri("gleif")), path, everything=True, name="gleif")
    report = load([tmp_path / "gleif.nt"], known, options=ReadOptions("gleif"))
    assert report.validation
    assert report.validation.valid
