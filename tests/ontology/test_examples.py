"""Examples: the file name says whether it is valid, the first line which shape catches it."""

import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from rdflib import BNode, Graph, URIRef
from rdflib.namespace import SH

import ontology
from ontology.namespaces import COOP, PREFIXES
from ontology.vocabulary import BORROWED, CONCEPTS, SHAPES, TERMS, graph

EXAMPLES = sorted((Path(ontology.__file__).parent / "examples").glob("*.ttl"))
CAUGHT = re.compile(r"# caught by coop:(?P<shape>\w+)(, sh:path (?P<prefix>\w+):(?P<path>\w+))?$")
SEVERITY = {"invalid": SH.Violation, "warning": SH.Warning, "info": SH.Info}
SHAPE_GRAPH, CONTEXT = graph(SHAPES), graph(TERMS, BORROWED, CONCEPTS)


def results(example: Graph) -> Iterator[tuple[str, str | None, object]]:
    """Validate; the context is added afresh, as validation in place would change it.

    pySHACL's `focus_nodes` would be faster, but skips the shapes inside of shapes.
    """
    data = Graph()
    data += CONTEXT
    data += example
    _, report, _ = pyshacl.validate(data, shacl_graph=SHAPE_GRAPH, inference="none", inplace=True)
    assert isinstance(report, Graph)
    for result in report.objects(None, SH.result):
        path = report.value(result, SH.resultPath)
        shape = report.value(result, SH.sourceShape)
        while isinstance(shape, BNode):  # a property shape goes by the name of the shape it is in
            shape = next(SHAPE_GRAPH.subjects(None, shape), None)
        if (report.value(result, SH.focusNode), None, None) in example:
            named = str(path) if isinstance(path, URIRef) else None
            yield str(shape).removeprefix(COOP), named, report.value(result, SH.resultSeverity)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_file_name_is_the_expectation(example: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR)  # rdflib would log values that do not fit their datatype
    found = set(results(Graph().parse(example)))
    expectation = example.stem.split("-")[0]
    if expectation == "valid":
        assert not found
        return
    caught = CAUGHT.match(example.read_text(encoding="utf-8").splitlines()[0])
    assert caught is not None
    path = PREFIXES[caught["prefix"]] + caught["path"] if caught["path"] else None
    assert (caught["shape"], path, SEVERITY[expectation]) in found
