"""Tables and workbooks through the database: the example loads, validates and comes out."""

from pathlib import Path

from rdflib import Graph

from graph.rdf.formats import Format
from graph.read.export import export
from graph.store import Store
from loaders.load import OWN, load, validate
from loaders.reading.files import AS_NAMED, find
from loaders.reading.fingerprint import fingerprint
from ontology.namespaces import dataset_iri
from tests.curated import ROOT
from tests.loaders.reading.compact.workbook.filling import TRIAL, filled
from tests.loaders.reading.tables.support import QUERY, TABLE, table

EXAMPLE = ROOT / "examples" / "tables"
# What has to come out of the example, written by hand.
EXPECTED = Path(__file__).with_name("memoranda.ttl")


def written(paths: list[Path], store: Store) -> dict[str, int]:
    report = load(paths, store, validate=False)
    return {one.name: one.written for one in report.datasets if one.iri != OWN}


def test_the_example_loads_validates_and_comes_out(store: Store) -> None:
    report = validate([EXAMPLE])
    assert (report.valid, report.warnings) == (True, ())
    expected = Graph().parse(EXPECTED)
    assert written([EXAMPLE], store) == {"memoranda": len(expected)}
    out = b"".join(export(store.database, Format.NTRIPLES, dataset_iri("memoranda")))
    assert {*Graph().parse(data=out, format="nt")} == {*expected}
    assert written([EXAMPLE / "memoranda.csv"], store) == {"memoranda": 0}
    assert list(store.check()) == []


def test_a_filled_template_is_the_dataset_of_its_file(store: Store, tmp_path: Path) -> None:
    path = filled(TRIAL, tmp_path / "my-list.xlsx")
    assert written([path], store)["my-list"] > 100
    assert written([path], store) == {"my-list": 0}


def test_a_changed_query_is_another_load(tmp_path: Path) -> None:
    path = table(tmp_path, TABLE)

    def digest() -> str | None:
        with find([path]) as found:
            return fingerprint(found, AS_NAMED, validate=True, smallest=0)

    first = digest()
    assert first == digest()
    table(tmp_path, TABLE, QUERY.replace("e:since", "e:from"))
    assert first != digest()


def test_names_of_a_table_may_be_used_in_source_files(tmp_path: Path) -> None:
    for one in EXAMPLE.iterdir():
        (tmp_path / one.name).write_bytes(one.read_bytes())
    trial = (ROOT / "tests/loaders/reading/compact/trial.yaml").read_text()
    known = trial.replace(
        "witness: Prime", "supporter: Northern Example University\n    witness: Prime"
    )
    (tmp_path / "trial.yaml").write_text(known)
    assert validate([tmp_path]).valid
