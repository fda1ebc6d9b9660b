"""Examples: the file name says whether it is valid, the first line which shape catches it."""

import re
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Triple, parse

import ontology
from loaders.validation.engine import findings
from ontology.namespaces import PREFIXES

EXAMPLES = sorted((Path(ontology.__file__).parent / "examples").glob("*.ttl"))
CAUGHT = re.compile(r"# caught by (?P<shape>coop:\w+)(, sh:path (?P<prefix>\w+):(?P<path>\w+))?$")
SEVERITY = {"invalid": "violation", "warning": "warning", "info": "warning"}


def results(example: Path) -> set[tuple[str, str | None, str]]:
    quads = parse(path=str(example), format=RdfFormat.TURTLE)
    triples = [Triple(quad.subject, quad.predicate, quad.object) for quad in quads]
    subjects = {str(triple.subject).strip("<>") for triple in triples}
    return {(one.shape, one.path, one.severity) for one in findings(triples, subjects)}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_file_name_is_the_expectation(example: Path) -> None:
    found, expectation = results(example), example.stem.split("-")[0]
    if expectation == "valid":
        assert not found
        return
    caught = CAUGHT.match(example.read_text(encoding="utf-8").splitlines()[0])
    assert caught is not None
    path = PREFIXES[caught["prefix"]] + caught["path"] if caught["path"] else None
    assert (caught["shape"], path, SEVERITY[expectation]) in found
