"""Files through the database and out again, sorted by the file that they came from."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, parse

from graph.rdf.formats import Format
from graph.rdf.records import key_of
from graph.read.export import export
from graph.store import Store
from loaders.load import load
from ontology.namespaces import dataset_iri

# The formats that say which dataset states what.
WITH_GRAPHS = [form for form in Format if form.graphs]


def there_and_back(paths: Sequence[Path], store: Store) -> dict[tuple[Format, str], list[Quad]]:
    """Load files, and return what comes out by format and the file's stem.

    The dataset that has the file's own name is its default graph again.
    """
    report = load(paths, store, validate=False)
    files = {one.iri: one.file.stem for one in report.datasets if one.file}
    assert list(store.check()) == []
    found = defaultdict[tuple[Format, str], list[Quad]](list)
    for form in WITH_GRAPHS:
        for quad in parse(b"".join(export(store.database, form)), format=form.rdf):
            assert not isinstance(quad.graph_name, DefaultGraph)
            key = key_of(quad.graph_name)
            if key in files:
                own = DefaultGraph() if key == dataset_iri(files[key]) else quad.graph_name
                found[form, files[key]].append(Quad(quad.subject, quad.predicate, quad.object, own))
    return found
