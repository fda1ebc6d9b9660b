"""`coopgraph new`, `schema`, `show` and `export --format yaml`: source files for people."""

from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from graph.database.driver import Database
from loaders.reading.compact.beside import named_things
from loaders.reading.compact.expand.names import Names
from loaders.reading.compact.form.model import schema_text
from loaders.reading.compact.source_text import read
from loaders.yaml_export import exported
from ontology.errors import Inexpressible
from ontology.namespaces import BASE, dataset_iri
from tests.api.conftest import Run
from tests.curated import BEFORE, FILES
from tests.loaders.reading.compact.support import in_turtle, stated

CICG = "Cooperation agreement of CICG and Huawei"


def test_a_new_file_is_valid_once_it_is_filled_in(run: Run, tmp_path: Path) -> None:
    done = run("new", "https://news.example.org/2025/02/24/laos-and-nvidia-sign.html")
    assert done.returncode == 0
    assert "datasets/2025-02-24-laos-and-nvidia-sign.yaml" in done.stderr
    assert "date: 2025-02-24" in done.stdout
    filled = (
        done.stdout.replace("title: # in English", "title: Laos and Vietnam sign")
        .replace("  title: # its headline, in its own language\n", "")
        .replace("  publisher: # by name\n", "")
        .replace("institutions:\n  - {name: , kind: ministry, country: }\n", "")
        .replace("our_name: #", "our_name: Memorandum #")
        .replace("id: #", "id: laos-vietnam-2025 #")
        .replace("says: #", "says: Both signed. #")
        .replace("parties: []", "parties: [Laos, Vietnam]")
    )
    assert "agreement/laos-vietnam-2025" in " ".join(stated(filled))
    told = run("new", "Laos and Vietnam sign", "-o", "new.yaml")
    assert (told.stdout, told.stderr) == ("", "")
    assert 'title: "Laos and Vietnam sign"' in (tmp_path / "new.yaml").read_text()


def test_the_schema_is_written(run: Run) -> None:
    assert run("schema").stdout == schema_text()


def test_a_dataset_comes_out_as_its_source_file(run: Run, tmp_path: Path) -> None:
    done = run("export", "--dataset", "cicg-huawei", "-o", "cicg-huawei.yaml")
    assert (done.returncode, done.stderr) == (0, "")
    valid = run("validate", "cicg-huawei.yaml")
    assert valid.stdout == "1 file valid\n"
    loaded = run("load", "cicg-huawei.yaml", "--dry-run", "--format", "json")
    assert '"written": 0' in loaded.stdout
    assert '"removed": 0' in loaded.stdout


def test_a_source_file_is_of_one_dataset(run: Run) -> None:
    done = run("export", "--format", "yaml")
    assert done.returncode == 2
    assert "name it with --dataset NAME" in done.stderr


def test_what_a_source_file_cannot_say_is_refused(loaded: Database) -> None:
    with pytest.raises(Inexpressible, match=r"cannot be said in a source file.*Export it as"):
        exported(loaded, dataset_iri("concepts"))


def test_an_agreement_is_shown_as_a_source_file_says_it(loaded: Database, run: Run) -> None:
    done = run("show", CICG)
    assert done.returncode == 0, done.stderr
    assert f"our_name: {CICG}" in done.stdout
    assert "commitments:" in done.stdout
    given = read(done.stdout, Path("shown.yaml")).given
    assert [one["id"] for one in given["agreements"]] == ["cicg-huawei-cooperation-2025"]
    assert run("show", "Cooperation agreement of nobody").returncode == 1


def test_what_is_shown_is_what_is_stated(loaded: Database) -> None:
    name, thing = "guangxi-laos-centre", f"{BASE}agreement/guangxi-laos-ai-centre-2025"
    text = exported(loaded, dataset_iri(name), thing)
    before = in_turtle(BEFORE / f"{name}.ttl")
    path = "<agreement/guangxi-laos-ai-centre-2025>"
    shown = stated(text, Names(named_things(all_quads()), None), name)
    assert shown <= before
    assert {one for one in before if one.startswith(path)} <= shown
    assert {one for one in before if f"inAct> {path}" in one} <= shown


def all_quads() -> list[Quad]:
    """Return what the five articles and the reference data state."""
    return [quad for one in FILES for quad in parse(one.read_bytes(), format=RdfFormat.TURTLE)]
