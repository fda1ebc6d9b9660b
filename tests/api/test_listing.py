"""How lists look: on a terminal of 80 columns, in a pipe, as JSON and CSV; never with controls."""

import csv
import io
import json
import logging
import shlex
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rich.cells import cell_len

from api.cli import run
from api.commands.data import MOST_ROWS
from api.commands.query import command
from api.logs import configuration
from api.presentation import csvs
from api.presentation.text import CONTROLS, visible
from api.terminal.listing import as_json
from graph.blank_nodes.node_labels import datasets
from graph.database.driver import Database
from graph.store import Store
from ontology.namespaces import dataset_iri
from ontology.vocabulary import vocabulary
from queries.catalogue import Question, catalogue
from tests.queries.without_rows import WITHOUT_ROWS
from tests.terminal import COLUMNS, on_a_terminal

COOPGRAPH = Path(sys.executable).with_name("coopgraph")
# ESC and a title for the terminal's window, C1's CSI, DEL, a turn of direction, an isolate.
STEERING = "\x1b]0;owned\x07 \x9b31m \x7f \u202egnirts \u2067x\u2069 \u2028 a\nb\tc\rd"
HOSTILE = """
@prefix coop: <https://w3id.org/coopgraph/ontology#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@base <https://w3id.org/coopgraph/id/> .
<dataset/hostile> dcterms:title LABEL@en .
<company/hostile> a coop:Company ; skos:prefLabel LABEL@en ; skos:altLabel "Hostile Labs"@en .
<company/hostile-2> a coop:Company ; skos:prefLabel LABEL@en ; skos:altLabel "Twin Hostile"@en .
<company/hostile-3> a coop:Company ; skos:prefLabel LABEL@en ; skos:altLabel "Twin Hostile"@en .
"""


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it wrote."""

    status: int
    out: str
    err: str


@pytest.fixture
def here(
    loaded: Database,
    environment: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> Callable[..., Done]:
    """Run `coopgraph` in this process, which takes less time than one of its own."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)

    def typed(*arguments: str) -> Done:
        capfd.readouterr()
        return Done(run(arguments), *capfd.readouterr())

    return typed


Here = Callable[..., Done]


@pytest.fixture
def hostile(loaded: Database) -> Iterator[None]:
    """Companies whose names would steer a terminal."""
    store, iri = Store(loaded, vocabulary()), dataset_iri("hostile")
    text = HOSTILE.replace("LABEL", json.dumps(STEERING, ensure_ascii=True))
    store.replace(datasets(parse(text, format=RdfFormat.TURTLE), iri)[0])
    yield
    store.drop(iri)


@pytest.mark.parametrize(
    "question",
    [
        ("partners", "--actor", "Huawei"),
        ("agreements", "--lang", "zh"),
        ("evidence", "--of", "Huawei"),
    ],
    ids=lambda question: question[0],
)
def test_a_table_fits_80_columns_and_cuts_nothing_off(
    here: Here, environment: dict[str, str], question: tuple[str, ...]
) -> None:
    shown = on_a_terminal(COOPGRAPH, "query", *question, environment=environment)
    assert max(map(cell_len, shown.splitlines())) <= COLUMNS
    assert "…" not in shown
    words = [word for line in shown.splitlines()[2:] for word in line.split()]
    done = here("query", *question)
    header, *rows = done.out.splitlines()
    assert shown.split()[: len(header.split())] == header.split()
    # A terminal shows stderr, too: what a default hides.
    assert sorted(words) == sorted(word for line in [*rows, done.err] for word in line.split())


def test_columns_are_aligned_whatever_the_width_of_letters(environment: dict[str, str]) -> None:
    shown = on_a_terminal(
        COOPGRAPH,
        "query", "partners", "--actor", "中国", "--lang", "zh", "--roll-up", "state",
        environment=environment,
    )  # fmt: skip
    header, *lines = shown.splitlines()
    at = header.index("status")
    rows = [line for line in lines if "signed" in line]
    assert any("老挝" in line for line in rows)
    assert {cell_len(line[: line.index("signed")]) for line in rows} == {at}


def test_the_rest_of_a_table_is_there_on_demand(here: Here, environment: dict[str, str]) -> None:
    question = ("query", "partners", "--actor", "Huawei", "--wide")
    columns = json.loads(here(*question, "--json").out)["columns"]
    assert here(*question).out.splitlines()[0].split("\t") == columns
    assert (
        on_a_terminal(COOPGRAPH, *question, environment=environment).split("\n")[0].split()
        == columns
    )


def test_no_control_character_reaches_people(
    here: Here, environment: dict[str, str], hostile: None, tmp_path: Path
) -> None:
    for arguments in (
        ("query", "actor", "--actor", "Hostile Labs", "--wide"),
        ("query", "actor", "--actor", "Hostile Labs", "--format", "csv"),
        ("query", "actor", "--actor", "Hostile Labs", "--json"),
        ("query", "partners", "--actor", "Twin Hostile"),
        ("query", "partners", "--actor", "Hostil Labs"),
        ("query", "partners", "--actor", STEERING.replace("\n", "")),
        ("query", "partners", f"--{STEERING}"),
        (STEERING,),
        ("datasets",),
        ("datasets", "--json"),
        ("drop", STEERING),
        ("load", STEERING),
        ("load", "hostile.ttl"),
        ("load", "hostile.ttl", "--no-validate", "--dry-run"),
        ("validate", "hostile.ttl"),
    ):
        (tmp_path / "hostile.ttl").write_text(
            HOSTILE.replace("LABEL", json.dumps(STEERING)).replace("coop:Company", "coop:State"),
            encoding="utf-8",
        )
        done = here(*arguments)
        said = (done.out + done.err).replace("\r\n", "\n")
        assert not CONTROLS.search(said.replace("\n", "").replace("\t", "")), arguments
    shown = on_a_terminal(
        COOPGRAPH, "query", "actor", "--actor", "Hostile Labs", environment=environment
    )
    assert not CONTROLS.search(shown.replace("\n", ""))
    assert r"\u001b]0;owned" in shown


def test_no_control_character_reaches_a_log() -> None:
    record = logging.makeLogRecord({"levelname": "ERROR", "msg": "%s", "args": (STEERING,)})
    kind = configuration()["formatters"]["default"]["()"]
    said = kind("%(levelprefix)s %(message)s", use_colors=False).format(record)
    assert said.startswith("ERROR:    \\u001b]0;owned")
    assert not CONTROLS.search(said.replace("\n", "").replace("\t", ""))


def test_json_says_what_the_data_says(here: Here, hostile: None) -> None:
    done = here("query", "actor", "--actor", "Hostile Labs", "--json")
    assert json.loads(done.out)["rows"][0]["name"] == STEERING


def test_controls_are_written_as_json_writes_them() -> None:
    every = "".join(map(chr, range(0x3000)))
    assert not CONTROLS.search(visible(every))
    assert json.loads(as_json(every)) == every
    assert visible("中文 é 👩\u200d🔬 \u0645\u06cc\u200c\u062e") == (
        "中文 é 👩\u200d🔬 \u0645\u06cc\u200c\u062e"
    )


@pytest.mark.parametrize("text", ["=1+1", "+SUM(A1)", "@x", "-2+3", "\t=1", "=\u202e1"])
def test_csv_has_no_formula_for_a_spreadsheet(text: str) -> None:
    (row,) = csv.DictReader(io.StringIO(csvs.table(["a"], [{"a": text}])))
    assert row["a"] == "'" + visible(text, keep="\t")


@pytest.mark.parametrize("text", ["-5", "+84", "-1.5e3", "China", "Tô Lâm", "a=b", "5-6", '"x"'])
def test_csv_leaves_numbers_and_names_as_they_are(text: str) -> None:
    (row,) = csv.DictReader(io.StringIO(csvs.table(["a"], [{"a": text}])))
    assert row["a"] == text


@pytest.mark.parametrize(
    "arguments",
    [
        ("query", "--list"),
        ("query", "partners", "--actor", "Huawei"),
        ("datasets",),
        ("validate", "valid.ttl"),
        ("load", "valid.ttl", "--dry-run"),
        ("db", "status"),
        ("db", "check"),
    ],
    ids=" ".join,
)
def test_every_list_is_a_table_json_or_csv_on_stdout_or_in_a_file(
    here: Here, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    (tmp_path / "valid.ttl").write_text("<https://e.org/a> <https://e.org/p> 1 .", "utf-8")
    for form in ("table", "json", "csv"):
        done = here(*arguments, "--format", form, "-o", f"list.{form}")
        assert (done.status, done.out) == (0, ""), done.err
    written = json.loads((tmp_path / "list.json").read_text("utf-8"))
    assert json.loads(here(*arguments, "--json").out) == written
    header, *rows = csv.reader((tmp_path / "list.csv").read_text("utf-8").splitlines())
    assert {len(row) for row in rows} <= {len(header)}


@pytest.mark.parametrize("question", catalogue().values(), ids=lambda question: question.name)
def test_the_example_of_a_question_s_help_answers(here: Here, question: Question) -> None:
    epilog = command(question).epilog or ""
    typed = shlex.split(epilog.rsplit("coopgraph ", 1)[1])
    done = here(*typed, "--limit", "1")
    rows = 0 if question.name in WITHOUT_ROWS else 1
    assert (done.status, len(done.out.splitlines())) == (0, 1 + rows), done.err


def test_a_name_outside_ascii_is_listed_as_it_is_and_understood_both_ways(
    here: Here, tmp_path: Path
) -> None:
    (tmp_path / "mes données.ttl").write_text("<https://e.org/a> <https://e.org/p> 1 .", "utf-8")
    loaded_as = json.loads(here("load", "mes données.ttl", "--json").out)["datasets"]
    assert [one["name"] for one in loaded_as] == ["mes données"]
    names = ("mes données", "mes%20donn%C3%A9es", loaded_as[0]["iri"])
    exports = {here("export", "--dataset", name).out for name in names}
    assert len(exports) == 1
    assert "https://e.org/a" in exports.pop()
    gone = here("drop", "mes d*", "--format", "csv")
    assert gone.out.splitlines() == ["name,removed", "mes données,1"]


def test_a_long_list_of_loads_is_summed_up_and_dropped_by_a_pattern(
    here: Here, tmp_path: Path
) -> None:
    graphs = (
        f"<https://e.org/many/{i}> {{ <https://e.org/a> <https://e.org/p> {i} }}" for i in range(25)
    )
    (tmp_path / "many.trig").write_text("\n".join(graphs), "utf-8")
    done = here("load", "many.trig", "--no-validate")
    rows = done.out.splitlines()
    assert len(rows) == 1 + MOST_ROWS + 1
    assert rows[-1] == "all 25 datasets\t25\t25\t0\t0\t0\t0"
    assert "5 more datasets" in done.err
    assert len(here("load", "many.trig", "--no-validate", "--wide").out.splitlines()) == 26
    refused = here("drop", "https://e.org/many/*", "no-such", "nor-this")
    assert (refused.status, refused.out) == (1, "")
    assert "'no-such', 'nor-this'" in refused.err
    gone = here("drop", "https://e.org/many/*")
    assert gone.out.splitlines()[-1] == "all 25 datasets\t25"
    assert "https://e.org/many" not in here("datasets").out
