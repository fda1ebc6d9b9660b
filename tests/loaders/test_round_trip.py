"""The curated data goes in and comes out again: the same RDF, and from that the same graph."""

from collections import defaultdict
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from graph.rdf.formats import Format
from graph.read.export import export
from graph.store import Store
from loaders.load import load
from ontology.namespaces import dataset_iri
from tests import curated
from tests.graph.support import canonical, empty, snapshot

ROOT = Path(__file__).parents[2]
FILES = {path.stem: path for path in curated.FILES} | {
    "concepts": ROOT / "ontology" / "concepts.ttl"
}


def in_files() -> dict[str, frozenset[Quad]]:
    """Each file's statements in canonical form, by dataset; read without our loaders."""
    return {
        dataset_iri(name): canonical(parse(path.read_bytes(), format=RdfFormat.TURTLE))
        for name, path in FILES.items()
    }


def test_there_are_five_sources_and_the_reference_data() -> None:
    assert len(FILES) == 5 + 2  # the reference data are two files, and the concepts


@pytest.mark.parametrize("form", [Format.TRIG, Format.NQUADS])
def test_export_equals_the_files_and_loads_into_the_same_graph(
    form: Format, store: Store, tmp_path: Path
) -> None:
    # What is large enough to be remembered, by its files, is not what the datasets say.
    forget = "MATCH (d:Dataset) REMOVE d.source, d.graph"
    load(curated.FILES, store, validate=False)
    store.database.write(lambda tx: tx.run(forget))
    before = snapshot(store.database)
    exported = tmp_path / f"all.{form.ending}"
    exported.write_bytes(b"".join(export(store.database, form)))

    graphs: dict[str, list[Quad]] = defaultdict(list)
    for quad in parse(exported.read_bytes(), format=form.rdf):
        assert isinstance(quad.graph_name, NamedNode)
        graphs[quad.graph_name.value].append(Quad(*quad.triple))
    assert {name: canonical(said) for name, said in graphs.items()} == in_files()

    empty(store.database)
    load([exported], store, validate=False)
    store.database.write(lambda tx: tx.run(forget))
    assert snapshot(store.database) == before
    assert b"".join(export(store.database, form)) == exported.read_bytes()


@pytest.mark.parametrize("form", [Format.TURTLE, Format.NTRIPLES, Format.RDFXML])
def test_formats_without_graphs_give_one_dataset_or_the_merged_union(
    form: Format, store: Store
) -> None:
    load(curated.FILES, store, validate=False)
    for name, said in in_files().items():
        alone = b"".join(export(store.database, form, name))
        assert canonical(parse(alone, format=form.rdf)) == said
    union = canonical(parse(b"".join(export(store.database, form)), format=form.rdf))
    assert union == canonical(quad for said in in_files().values() for quad in said)
