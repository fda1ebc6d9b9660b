"""The template has the keys and codes of the model; filled in, it says what the YAML says."""

import copy
import datetime
import io
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from graph.spill.staging import Staging
from loaders.load import validate
from loaders.reading.compact.form import terms
from loaders.reading.compact.form.model import Source, keys_of, source_file, thing
from loaders.reading.compact.workbook.sheets import SECTIONS, SHEETS, USUAL, column, columns
from loaders.reading.compact.workbook.template import template
from loaders.reading.files import read
from ontology.errors import InvalidData
from tests.curated import ROOT
from tests.loaders.reading.compact.workbook.filling import EMPTY, TRIAL, Rows, filled

YAML = ROOT / "tests/loaders/reading/compact/trial.yaml"


def stated(path: Path) -> dict[str, set[str]]:
    """Return what each dataset of a file says."""
    found: dict[str, set[str]] = {}
    with Staging() as staging:
        read([path], staging)
        for part in staging.partitions():
            for said in part.values():
                for dataset, record in said.items():
                    some = found.setdefault(dataset.rsplit("/", 1)[1], set())
                    some.update(record.statements.splitlines())
    return found


def trial(**changes: Any) -> dict[str, list[dict[str, Any]]]:
    """Return the rows of the trial; keys such as `agreements_0` change a row."""
    rows = copy.deepcopy(TRIAL)
    for where, change in changes.items():
        sheet, _, number = where.partition("_")
        rows[sheet][int(number)] |= change
    return rows


def test_the_trial_as_a_workbook_states_what_it_states_as_yaml(tmp_path: Path) -> None:
    path = filled(TRIAL, tmp_path / "trial.xlsx")
    assert stated(path) == stated(YAML)
    report = validate([path])
    assert (report.valid, report.warnings) == (True, ())


def test_dates_and_numbers_that_the_program_made_are_what_they_show(tmp_path: Path) -> None:
    day = datetime.datetime(2026, 3, 4)
    changed = trial(agreements_0={"date": day, "at": 1.0}, source_0={"checked": day.date()})
    path = filled(changed, tmp_path / "trial.xlsx")
    assert stated(path)["trial"] == {
        line.replace("2026-11-28", "2026-03-04") for line in stated(YAML)["trial"]
    }


def test_a_month_that_a_cell_shows_is_no_day(tmp_path: Path) -> None:
    path = tmp_path / "trial.xlsx"
    book = load_workbook(filled(TRIAL, path))
    (cell,) = (one for one in book["agreements"][2] if one.value == "2026-03-04")
    cell.value, cell.number_format = datetime.date(2026, 3, 1), "mmm-yy"
    book.save(path)
    months = [line for line in stated(path)["trial"] if "ontology#date>" in line]
    assert [line.split('"')[1] for line in months] == ["2026-03"]


def test_further_evidence_languages_and_second_things(tmp_path: Path) -> None:
    rows = trial(
        agreements_0={
            "our_name.fr": None,
            "name.fr": "Mémorandum",
            "commitment.2.summary": "They train.",
            "commitment.2.kind": "training",
            "see": "photo",
        }
    )
    rows["evidence"] = [
        {"of": "danang-cluster-2026", "at": 3, "says": "On 4 March.", "for": "date"},
        {"name": "photo", "at": "photo", "says": "Both hold the paper.", "sure": "medium"},
    ]
    path = filled(rows, tmp_path / "trial.xlsx")
    text = "\n".join(stated(path)["trial"])
    assert '"Mémorandum"@fr' in text
    assert "commitment/trial/they-train>" in text
    assert "evidence/trial/photo>" in text
    assert "evidence/trial/danang-cluster-2026-date>" in text
    assert validate([path]).valid


def test_several_sources_are_a_dataset_each(tmp_path: Path) -> None:
    rows = trial(source_0={"id": "first"})
    for sheet in ("actors", "agreements", "parties"):
        for row in rows[sheet]:
            row["source"] = "first"
    rows["source"].append(
        {"id": "second", "title": "Another report", "checked": "2026-11-28", "source.date": 2026}
    )
    rows["agreements"].append(
        {
            "source": "second",
            "known": "Memorandum on a computing cluster in Danang",
            "at": 1,
            "says": "It ended.",
            "status": "ended",
        }
    )
    found = stated(filled(rows, tmp_path / "list.xlsx"))
    named = (("evidence/trial", "evidence/first"), ("commitment/trial", "commitment/first"))
    again = stated(YAML)["trial"]
    for before, after in (*named, ("/first/trial", "/first/first"), ("ment/trial>", "ment/first>")):
        again = {line.replace(before, after) for line in again}
    again = {line.replace("dataset/trial>", "dataset/first>") for line in again}
    assert found["first"] == again
    assert "status-statement/danang-cluster-2026/ended/second>" in "\n".join(found["second"])
    assert set(found) == {"first", "second"}


def test_an_act_is_declared_by_one_of_several_sources(tmp_path: Path) -> None:
    rows: Rows = {"source": [], "agreements": []}
    for name in ("first", "second"):
        about = {"title": f"The {name} report", "checked": "2026-11-28", "source.date": "2026"}
        rows["source"].append({"id": name, **about})
        act = {"our_name": "Memorandum", "id": "x-2026", "at": 1, "says": "They signed."}
        rows["agreements"].append({"source": name, "status": "signed", **act})
    with pytest.raises(InvalidData) as error:
        validate([filled(rows, tmp_path / "list.xlsx")])
    assert "list.xlsx:agreements!3: agreement/x-2026 is declared by the source 'first', too" in str(
        error.value
    )


def test_the_template_has_the_keys_of_the_model() -> None:
    book = load_workbook(io.BytesIO(EMPTY))
    assert book.sheetnames == ["guide", *SHEETS, "codes"]
    for name in SHEETS:
        cells = book[name][1]
        assert [cell.value for cell in cells] == [one.key for one in columns(name)]
        assert all(cell.comment and cell.comment.text for cell in cells)
        assert [key for key in USUAL[name] if column(name, key) is None] == []
    keys = {cell.value for cell in book["source"][1]}
    besides = {*terms.sections(), "source", "evidence"}
    assert {*keys_of(source_file())} - besides <= keys
    assert {f"source.{key}" for key in keys_of(Source)} - {"source.evidence"} <= keys


def test_every_section_and_key_has_its_sheet() -> None:
    assert {one for some in SECTIONS.values() for one in some} == {*terms.sections()}
    for sheet, sections in SECTIONS.items():
        keys = {one.key.partition(".")[0] for one in columns(sheet)}
        inside = {*terms.NESTED, *terms.roles(), "evidence"}
        for section in sections:
            assert {*keys_of(thing(terms.sections()[section]))} - inside <= keys


def test_codes_are_offered_as_lists() -> None:
    book = load_workbook(io.BytesIO(EMPTY))
    sheet = book["agreements"]
    lists = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    (kind,) = (cell.column_letter for cell in sheet[1] if cell.value == "kind")
    where = lists[f"{kind}2:{kind}1048576"].formula1.removeprefix("codes!").replace("$", "")
    offered = [row[0].value for row in book["codes"][where]]
    assert {"memorandum_of_understanding", "treaty"} <= {*offered}
    roles = [row[0].value for row in book["codes"].iter_cols() if row[0].value == "role"]
    assert roles == ["role"]


def test_the_same_version_makes_the_same_template() -> None:
    def cells(content: bytes) -> list[Any]:
        book = load_workbook(io.BytesIO(content))
        return [[cell.value for cell in row] for sheet in book for row in sheet.iter_rows()]

    assert cells(template()) == cells(template())


@pytest.mark.parametrize(
    ("sheet", "rows", "told"),
    [
        ("agreements", {"kind": "pact"}, "agreements!F2: agreements.kind: there is no agreement"),
        ("agreements", {"date": "4 March"}, "agreements!H2: agreements.date: '4 March' is no date"),
        ("agreements", {"datum": "x"}, "has no key 'datum'. Did you mean 'date'"),
        ("agreements", {"at": None}, "agreements!2: agreements: evidence needs both `at` and"),
        ("agreements", {"type": "pact"}, "agreements!B2: there is no type 'pact'; write one of"),
        ("agreements", {"source": "x"}, "agreements!A2: there is no source 'x'"),
        ("parties", {"who": "Exampia"}, "parties!D2: agreements.party.who: no actor is called"),
        ("parties", {"of": "danang"}, "parties!B2: nothing in this workbook has the id or name"),
        ("parties", {"of": None}, "parties!2: `of` is missing"),
        ("parties", {"role": "guest"}, "parties!C2: there is no role 'guest'; write one of"),
        ("actors", {"type": None}, "actors!2: `type` is missing; write one of institution,"),
        ("source", {"checked": None}, "source!2: checked: this key is missing; add it."),
        ("source", {"source.url": "e.org"}, "source!F2: source.url: 'e.org' is no address"),
    ],
)
def test_what_is_wrong_is_told_with_sheet_and_cell(
    tmp_path: Path, sheet: str, rows: dict[str, Any], told: str
) -> None:
    path = filled(trial(**{f"{sheet}_0": rows}), tmp_path / "trial.xlsx")
    with pytest.raises(InvalidData) as error:
        validate([path])
    assert told in str(error.value), str(error.value)
    assert all(line.startswith(f"{path}:") for line in str(error.value).splitlines())


def test_what_shapes_find_is_told_with_sheet_and_row(tmp_path: Path) -> None:
    rows = trial(agreements_0={"date": None}, parties_0={"who": "Examplia"})
    report = validate([filled(rows, tmp_path / "trial.xlsx")])
    assert {str(one).split(": ")[0].rsplit(":")[1] for one in report.violations} == {"agreements!2"}
    assert {one.as_dict()["line"] for one in report.violations} == {2}


def test_a_workbook_that_is_no_template_and_has_no_query(tmp_path: Path) -> None:
    book = Workbook()
    book.save(tmp_path / "list.xlsx")
    with pytest.raises(InvalidData, match=r"neither a table nor a template.*list\.rq"):
        validate([tmp_path / "list.xlsx"])
    (tmp_path / "empty.xlsx").write_bytes(EMPTY)
    with pytest.raises(InvalidData, match="the sheet `source` has no row; describe the source"):
        validate([tmp_path / "empty.xlsx"])
