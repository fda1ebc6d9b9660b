"""The five sources say in YAML what they said in Turtle; a small report needs few lines."""

import json
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator
from pyoxigraph import RdfFormat, parse

from loaders.load import validate
from loaders.reading.compact.beside import Beside, named_things
from loaders.reading.compact.expand.names import Names
from loaders.reading.compact.form.model import schema_text
from loaders.reading.compact.source_text import read
from loaders.reading.files import find
from loaders.yaml_export import source_file
from ontology.namespaces import dataset_iri
from tests.curated import ARTICLES, ROOT
from tests.loaders.reading.compact.support import in_turtle, shortened

TRIAL = Path(__file__).with_name("trial.yaml")
DATASETS = ROOT / "datasets"
NAMES = [path.stem for path in ARTICLES]


@pytest.fixture(scope="module")
def beside() -> Beside:
    return Beside(find([DATASETS]).sources)


@pytest.mark.parametrize("before", ARTICLES, ids=NAMES)
def test_a_source_states_what_it_stated_as_turtle(before: Path, beside: Beside) -> None:
    path = DATASETS / f"{before.stem}.yaml"
    made = read(path.read_text(encoding="utf-8"), path).expanded(
        dataset_iri(before.stem), before.stem, beside.names
    )
    assert {shortened(quad) for quad in made.quads} == in_turtle(before)


@pytest.mark.parametrize("before", ARTICLES, ids=NAMES)
def test_a_source_is_written_again_as_it_was(before: Path) -> None:
    quads = list(parse(before.read_bytes(), format=RdfFormat.TURTLE))
    text = source_file(quads, dataset_iri(before.stem))
    names = Names(named_things(quads), Beside(find([DATASETS]).sources).names)
    made = read(text, before).expanded(dataset_iri(before.stem), before.stem, names)
    assert {shortened(quad) for quad in made.quads} == in_turtle(before)


def test_the_longest_of_the_five_has_250_lines_and_a_small_report_45() -> None:
    lengths = [len((DATASETS / f"{name}.yaml").read_text().splitlines()) for name in NAMES]
    assert max(lengths) <= 250
    assert len(TRIAL.read_text().splitlines()) <= 45


def test_the_small_report_is_valid_and_nothing_of_it_is_lost() -> None:
    report = validate([TRIAL])
    assert report.valid
    assert [one.message for one in report.warnings] == []


def test_the_schema_for_editors_is_that_of_the_model() -> None:
    text = (DATASETS / "source.schema.json").read_text(encoding="utf-8")
    assert text == schema_text()
    Draft202012Validator.check_schema(json.loads(text))


class _Texts(yaml.SafeLoader):
    """Reads dates as texts, as YAML 1.2 and editors do."""


_Texts.yaml_implicit_resolvers = {
    first: [one for one in some if "timestamp" not in one[0]]
    for first, some in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("path", [TRIAL, *sorted(DATASETS.glob("*.yaml"))], ids=lambda p: p.stem)
def test_editors_find_nothing_wrong_in_a_source(path: Path) -> None:
    schema = json.loads(schema_text())
    with path.open(encoding="utf-8") as file:
        said = yaml.load(file, _Texts)  # noqa: S506 - a safe loader
    assert [one.message for one in Draft202012Validator(schema).iter_errors(said)] == []


def test_editors_find_what_is_wrong() -> None:
    schema = Draft202012Validator(json.loads(schema_text()))
    said = yaml.load(TRIAL.read_text(), _Texts)  # noqa: S506 - a safe loader
    said["agreements"][0] |= {"kind": "pact", "partys": ["A"]}
    assert any(schema.iter_errors(said))
