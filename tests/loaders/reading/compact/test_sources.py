"""The five sources say in YAML what they said in Turtle; a small report needs few lines."""

import json
from pathlib import Path
from typing import Any

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
FOLDER = ROOT / "tests" / "five"
NAMES = [path.stem for path in ARTICLES]


@pytest.fixture(scope="module")
def beside() -> Beside:
    return Beside(find([FOLDER]).sources)


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
    names = Names(named_things(quads), Beside(find([FOLDER]).sources).names)
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


@pytest.fixture(scope="module")
def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema_text()))


FIVE = [DATASETS / f"{name}.yaml" for name in NAMES]


@pytest.mark.parametrize("path", [TRIAL, *FIVE], ids=lambda path: str(path.stem))
def test_editors_find_nothing_wrong_in_a_source(path: Path, schema: Draft202012Validator) -> None:
    assert [one.message for one in schema.iter_errors(in_yaml(path))] == []


@pytest.mark.long
def test_editors_find_nothing_wrong_in_any_source(schema: Draft202012Validator) -> None:
    for path in sorted(DATASETS.glob("*.yaml")):
        assert [one.message for one in schema.iter_errors(in_yaml(path))] == [], path.name


def test_editors_find_what_is_wrong(schema: Draft202012Validator) -> None:
    said = in_yaml(TRIAL)
    said["agreements"][0] |= {"kind": "pact", "partys": ["A"]}
    assert any(schema.iter_errors(said))


def in_yaml(path: Path) -> dict[str, Any]:
    """Return what a file says, as editors read it."""
    with path.open(encoding="utf-8") as file:
        said: dict[str, Any] = yaml.load(file, _Texts)  # noqa: S506 - a safe loader
    return said


def test_the_example_of_the_page_is_valid(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    example = page.split("```yaml\n")[1].split("```")[0]
    path = tmp_path / "example.yaml"
    path.write_text(example, encoding="utf-8")
    report = validate([path])
    assert [*report.violations, *report.warnings] == []
