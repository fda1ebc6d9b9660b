"""`coopgraph` as a process: what it prints where, and how it ends."""

import csv
import io
import json
import re
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest
from pyoxigraph import NamedNode, RdfFormat, parse

from api.cli import COMMANDS
from graph.system.compression import by_name
from ontology.namespaces import dataset_iri
from tests.api.conftest import Run

COMPANY = """@prefix coop: <https://w3id.org/coopgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
<https://example.org/acme> a coop:Company ; skos:prefLabel "Acme"@en .
"""


def test_help_is_short_and_names_every_command(run: Run) -> None:
    done = run("--help", COOPGRAPH_NEO4J_URI="bolt://127.0.0.1:1")
    assert done.returncode == 0
    assert all(re.search(rf"^  {name} ", done.stdout, re.M) for name in COMMANDS)
    assert run("--version").stdout.startswith("coopgraph, version ")


def test_a_table_has_every_row_on_one_line_in_a_pipe(run: Run) -> None:
    done = run("query", "partners", "--actor", "Laos", "--roll-up", "state", "--status", "signed")
    assert (done.returncode, done.stderr) == (0, "")
    header, *rows = (line.split("\t") for line in done.stdout.splitlines())
    assert header == ["partner_name", "agreement_name", "status", "date"]
    assert sorted(row[0] for row in rows) == ["China", "Guangxi"]
    # Nothing is padded or cut off.
    assert {len(row) for row in rows} == {len(header)}
    assert all(cell == cell.strip() for row in rows for cell in row)
    assert "…" not in done.stdout


def test_json_and_csv_say_what_the_api_says(run: Run) -> None:
    question = ("query", "partners", "--actor", "Huawei", "--status", "signed", "--format")
    answer = json.loads(run(*question, "json").stdout)
    assert answer["rows"][0]["partner"].endswith("/institution/cicg")
    assert answer["parameters"]["status"] == ["signed"]
    (row,) = csv.DictReader(io.StringIO(run(*question, "csv").stdout))
    assert row["partner"] == answer["rows"][0]["partner"]


def test_underscores_and_hyphens_both_do(run: Run) -> None:
    for option in ("--roll_up", "--roll-up"):
        done = run("query", "partners", "--actor", "LA", option, "state", "--format", "json")
        assert len(json.loads(done.stdout)["rows"]) == 2


def test_more_rows_are_told_on_stderr(run: Run) -> None:
    done = run("query", "agreements", "--limit", "1", "--format", "csv", "--lang", "fr")
    assert len(done.stdout.splitlines()) == 2
    assert "--offset 1" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["query", "partners"], 2, "--actor"),
        (["query", "partnrs", "--actor", "x"], 2, "'partners'"),
        (["qeury"], 2, "Did you mean 'query'"),
        (["db", "chekc"], 2, "Did you mean 'check'"),
        (["datasets", "--fromat", "csv"], 2, "Did you mean '--format'"),
        (["query", "--format", "json", "partners", "--actor", "x"], 2, "after its name"),
        (["query", "partners", "--actor", "Huawei", "--acter", "x"], 2, "'--actor'"),
        (["query", "partners", "--actor", "Huawei", "--as-of", "soon"], 2, "as_of"),
        (["query", "partners", "--actor", "Huawei", "--status", "signd"], 2, "signed"),
        (["query", "agreements", "--limit", "9999"], 2, "limit"),
        (["query", "partners", "--actor", "word " * 500], 2, "500 words"),
        (["query", "partners", "--actor", "Huawei", "--actor=CICG"], 2, "--actor is given 2 times"),
        (["export", "--format", "trig", "--dataset", "a", "--dataset", "b"], 2, "--dataset is"),
        (["export", "-o", "a.ttl", "--output", "b.ttl"], 2, "give it once"),
        (["query", "partners", "--actor", "Huawey"], 1, "Did you mean Huawei"),
        (["export", "--dataset", "referenc"], 1, "Did you mean reference"),
        (["export", "--format", "rdfa"], 2, "turtle"),
        (["export", "-o", "no/such/folder/file.ttl"], 1, "no/such/folder"),
        (["drop", "nothing-like-it"], 1, "nothing-like-it"),
        (["load", "missing.ttl"], 2, "missing.ttl"),
        (["serve", "--port", "99999"], 2, "--port"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_bad_input(run: Run, arguments: list[str], status: int, words: str) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (status, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_an_ambiguous_name_lists_what_it_may_mean(run: Run, twins: None) -> None:
    done = run("query", "partners", "--actor", "Twin Labs")
    assert done.returncode == 1
    assert "company/twin-a" in done.stderr
    assert "company/twin-b" in done.stderr


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("COOPGRAPH_NEO4J_PASSWORD", "wrong-password", "COOPGRAPH_NEO4J_PASSWORD"),
        ("COOPGRAPH_NEO4J_URI", "bolt://127.0.0.1:1", "does not answer"),
        ("COOPGRAPH_NEO4J_URI", "ftp://127.0.0.1", "COOPGRAPH_NEO4J_URI"),
        ("COOPGRAPH_QUERY_SECONDS", "soon", "COOPGRAPH_QUERY_SECONDS"),
    ],
)
def test_bad_settings(run: Run, setting: str, value: str, words: str) -> None:
    done = run("query", "agreements", **{setting: value})
    assert (done.returncode, done.stdout) == (1, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command",
    ["query agreements", "db status", "db start", "db browser --print", "load", "serve", "run"],
)
def test_a_password_in_the_address_is_never_shown(run: Run, free_port: int, command: str) -> None:
    settings = {"COOPGRAPH_NEO4J_URI": "bolt://neo4j:hush@127.0.0.1:1"}
    done = run(*command.split(), **settings, COOPGRAPH_PORT=str(free_port))
    assert (done.returncode, done.stdout) == (1, "")
    assert "COOPGRAPH_NEO4J_PASSWORD" in done.stderr
    assert "hush" not in done.stderr


def test_what_cannot_be_served_is_told_before_it_is_tried(run: Run, free_port: int) -> None:
    settings = {"COOPGRAPH_NEO4J_PASSWORD": "wrong-password"}
    done = run("serve", "--port", str(free_port), **settings)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("coopgraph: ")
    assert len(done.stderr.splitlines()) == 1


def test_load_validate_datasets_and_drop(run: Run, tmp_path: Path) -> None:
    (tmp_path / "acme.ttl").write_text(COMPANY, encoding="utf-8")
    tried = run("load", "acme.ttl", "--no-validate", "--dry-run")
    assert "+ <https://example.org/acme>" in tried.stdout
    first = run("load", "acme.ttl", "--no-validate", "--json")
    assert json.loads(first.stdout)["datasets"][0]["written"] == 2
    again = run("load", "acme.ttl", "--no-validate")
    assert "Nothing changed" in again.stderr
    listed = json.loads(run("datasets", "--json").stdout)
    assert "acme" in [one["name"] for one in listed]
    exported = run("export", "--dataset", "acme", "--format", "nquads").stdout
    graphs = {quad.graph_name for quad in parse(exported, format=RdfFormat.N_QUADS)}
    assert graphs == {NamedNode(dataset_iri("acme"))}
    dropped = run("drop", "acme")
    assert (dropped.returncode, dropped.stdout) == (0, "name\tremoved\nacme\t2\n")
    assert "acme" not in run("datasets").stdout


def test_invalid_data_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.ttl").write_text(COMPANY.replace("Company", "Agreement"), encoding="utf-8")
    for arguments in (["validate"], ["load"]):
        done = run(*arguments, "bad.ttl")
        assert done.returncode == 1
        assert "bad.ttl:3" in done.stdout + done.stderr
    report = json.loads(run("validate", "bad.ttl", "--json").stdout)
    assert not report["valid"]
    (tmp_path / "worse.ttl").write_text("<a> <b>", encoding="utf-8")
    done = run("load", "worse.ttl")
    assert (done.returncode, done.stdout) == (1, "")
    assert "worse.ttl:1" in done.stderr


def test_export_to_a_file_is_whole_or_not_there(run: Run, tmp_path: Path) -> None:
    done = run("export", "-o", "all.ttl")
    assert (done.returncode, done.stdout) == (0, "")
    assert [*tmp_path.iterdir()] == [tmp_path / "all.ttl"]
    assert (tmp_path / "all.ttl").read_text("utf-8") == run("export").stdout


def test_the_ending_of_a_file_says_its_format_and_how_it_is_compressed(
    run: Run, tmp_path: Path
) -> None:
    written = run("export", "--dataset", "concepts", "--format", "nquads").stdout
    for name in ("a.nq.zst", "B.NQ.GZ"):
        done = run("export", "--dataset", "concepts", "-o", name)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
        way = by_name(tmp_path / name)
        assert way
        with (tmp_path / name).open("rb") as file:
            assert way.reader(file).read().decode() == written
    run("export", "--dataset", "concepts", "--format", "ntriples", "-o", "c.nq")
    assert "GRAPH" not in (tmp_path / "c.nq").read_text("utf-8")
    assert len((tmp_path / "c.nq").read_text("utf-8")) < len(written)


def test_a_reader_that_stops_is_no_error(run: Run, environment: dict[str, str]) -> None:
    coopgraph = shlex.quote(str(Path(sys.executable).with_name("coopgraph")))
    command = f"{coopgraph} export --format nquads | head -n 1"
    done = subprocess.run(
        ["sh", "-c", command], env=environment, capture_output=True, text=True, check=True
    )
    assert len(done.stdout.splitlines()) == 1
    assert done.stderr == ""


def test_the_database_commands(run: Run) -> None:
    status = run("db", "status")
    assert (status.returncode, status.stderr) == (0, "")
    assert "bolt://" in status.stdout
    assert run("db", "check").returncode == 0
    assert run("db", "rebuild").returncode == 0
    refused = run("db", "start")
    assert refused.returncode == 1
    assert "COOPGRAPH_NEO4J_URI" in refused.stderr


@pytest.mark.parametrize("command", ["serve", "run"])
def test_a_port_that_is_taken(run: Run, command: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(command, "--port", port)
    assert (done.returncode, done.stdout) == (1, "")
    assert port in done.stderr
    assert "PORT" in done.stderr
    assert "--port" in done.stderr


@pytest.mark.long
@pytest.mark.parametrize(
    ("ending", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["Ctrl-C", "TERM"]
)
@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize("trap", ["", "trap '' INT;"], ids=["usual", "SIGINT ignored"])
def test_serve_until_it_is_ended(
    environment: dict[str, str],
    free_port: int,
    trap: str,
    ending: signal.Signals,
    status: int,
) -> None:
    coopgraph = Path(sys.executable).with_name("coopgraph")
    with subprocess.Popen(
        ["sh", "-c", f'{trap} exec "$@"', "sh", coopgraph, "serve", "--port", str(free_port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        address = next(line for line in process.stderr if line.startswith("API ")).split()[1]
        assert address == f"http://127.0.0.1:{free_port}"
        answer = httpx2.get(f"{address}/health/ready", timeout=120)
        assert answer.status_code == 200
        assert "server" not in answer.headers
        process.send_signal(ending)
        out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (status, "")
    assert "Traceback" not in err


def test_shell_completion_knows_the_questions(run: Run) -> None:
    done = run(
        _COOPGRAPH_COMPLETE="bash_complete", COMP_WORDS="coopgraph query part", COMP_CWORD="2"
    )
    assert done.stdout.split() == ["plain,participants", "plain,partners"]
