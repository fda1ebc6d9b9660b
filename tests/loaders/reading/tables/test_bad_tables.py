"""What is wrong with a table or its query is told: file, row or cell, and what to do."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from loaders.reading.inputs.sheets.rows import MOST_COLUMNS
from loaders.reading.tables.construct import MOST_STATEMENTS
from tests.loaders.reading.tables.support import QUERY, TABLE, refusal, said, sheet, table

HEAD = "Code,Full name,Since\n"
LATIN = (HEAD + "a,Alpha,\n").encode() + "b,Bêta,\n".encode("latin-1")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "list.csv has no rows."),
        (HEAD, "list.csv has a header, and no rows below it."),
        ("Code,Name,Since\na,b,c\n", "list.rq:4: "),
        ("Code,Full Name,Since\na,b,c\n", "Did you mean <#Full%20Name>?"),
        ("Code,Code,Full name\na,b,c\n", "list.csv:1: the column 'Code' is there twice, as"),
        (HEAD + "a,b,c,d\n", "list.csv:2: 'd' is in column 4, to which the header gives no name."),
        (HEAD + "a,b,c\na,b,c,,d\n", "list.csv:3: 'd' is in column 5"),
        ("Code,,Full name,Since\na,b,c,d\n", "list.csv:2: 'b' is in column 2"),
        (LATIN, "list.csv:3: this is not UTF-8. Save the table as UTF-8: in Excel"),
        (TABLE.encode("utf-16"), "list.csv is UTF-16. Save the table as UTF-8"),
        (HEAD + 'a,"Al"pha,\n', "list.csv:2: a quotation mark inside a cell"),
        (
            HEAD + 'a,b,c\na,"b,c\n' + "x\n" * 9,
            "list.csv:3: a cell that begins in this row does not",
        ),
        (HEAD + "a," + "x" * 200_000, "list.csv:2: a cell that begins in this row does not end"),
        (HEAD.replace("\n", "\r") + "a,b,c\r", "lines end in a lone carriage return"),
        (HEAD + "a,b\0,c\n", "list.csv:2: "),
        (HEAD + "," * (MOST_COLUMNS + 1) + "x", f"a table has at most {MOST_COLUMNS:,} columns"),
        (HEAD + f"{'x' * 9_000},b,c\n", "list.csv:2: An IRI has more than"),
    ],
)
def test_a_bad_csv(tmp_path: Path, content: str | bytes, told: str) -> None:
    assert told in refusal(table(tmp_path, content))


def test_every_bad_row_is_told_up_to_a_limit(tmp_path: Path) -> None:
    assert len(refusal(table(tmp_path, HEAD + "a,b,c,d\n" * 5)).splitlines()) == 5
    assert len(refusal(table(tmp_path, HEAD + "a,b,c,d\n" * 500)).splitlines()) == 20


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "list.rq:1: A table needs a CONSTRUCT"),
        (
            "# nothing\nSELECT * { ?s ?p ?o }",
            "list.rq:2: this is SELECT. A table needs a CONSTRUCT",
        ),
        ("CONSTRUCT {\n?s ?y }", "list.rq:2:7: not valid SPARQL: expected"),
        ("DESCRIBE <e:a>", "list.rq:1: this is DESCRIBE."),
        ("INSERT DATA { <e:a> <e:b> <e:c> }", "list.rq:1: this is INSERT."),
        ("LOAD <file:///etc/passwd>", "list.rq:1: this is LOAD."),
        ("CONSTRUCT {\n?s x:y ?o\n} WHERE {}", "list.rq:2:7: this prefix is not declared"),
        (QUERY.replace("WHERE", "FROM <e:g> WHERE"), "list.rq:3: FROM asks for something from"),
        (QUERY.replace("OPTIONAL", "service <http://127.0.0.1:1/>"), "list.rq:5: SERVICE asks for"),
        (QUERY.replace("OPTIONAL", "SERVICE\n?x"), "list.rq:5: SERVICE asks for something"),
        (QUERY.replace('"e:"', "STR(NOW())"), "list.rq:6: NOW() says something else each time"),
        (QUERY.replace("c:Code", "c:Cod"), "list.rq:4: list.csv has no column 'Cod'. Did you mean"),
        (QUERY.replace("c:Code", "<#Kind>"), "It has <#Code>, <#Full%20name>, <#Since>."),
        ("#+ sheets = 1\n" + QUERY, 'list.rq:1: write `#+ sheet = "…"`'),
        ("#+ header = 0\n" + QUERY, "list.rq:1: write"),
        ("#+ header = \n" + QUERY, "list.rq: what begins with `#+` is no TOML"),
        ("#+ header = 9\n" + QUERY, "list.csv has no rows."),
    ],
)
def test_a_bad_query(tmp_path: Path, query: str, told: str) -> None:
    assert told in refusal(table(tmp_path, TABLE, query))


@pytest.mark.parametrize(
    "hidden",
    [
        '?a<?b#>"""\n SERVICE <http://127.0.0.1:1/> { ?x ?y ?z } #"""\n',
        '?a<?b#>"""\n SERVICE # <http://127.0.0.1:1/>\n <http://127.0.0.1:1/> { } #"""\n',
        '?a<?b#>"""\n \\u0053ERVICE <http://127.0.0.1:1/> { } #"""\n',
        '?a<?b#>"""\n SERVICE SILENT x:y { } #"""\n',
    ],
)
def test_no_other_server_is_asked_however_that_is_hidden(tmp_path: Path, hidden: str) -> None:
    query = QUERY.replace("OPTIONAL", f"FILTER({hidden}) OPTIONAL")
    assert re.search(
        "another server|something from outside|not valid", refusal(table(tmp_path, TABLE, query))
    )


def test_words_in_texts_and_names_are_no_clauses(tmp_path: Path) -> None:
    query = QUERY.replace("<e:name> ?name", "<e:name> 'FROM the Foreign Service' # SERVICE <x:y>\n")
    assert '"FROM the Foreign Service"' in said(table(tmp_path, TABLE, query))[0][0]


def test_a_query_that_makes_very_much_of_a_row(tmp_path: Path) -> None:
    pattern = f"?r ?p ?o ; ?q ?y . {_many()}"
    query = f"CONSTRUCT {{ ?x <e:p> ?o, ?y }} WHERE {{ {pattern} }}"
    assert f"list.rq makes more than {MOST_STATEMENTS:,} statements" in refusal(
        table(tmp_path, TABLE, query)
    )


def _many() -> str:
    numbers = " ".join(f"<e:{number}>" for number in range(MOST_STATEMENTS + 1))
    return f"VALUES ?x {{ {numbers} }}"


def test_not_utf_8_and_no_query_at_all(tmp_path: Path) -> None:
    path = table(tmp_path, TABLE)
    (tmp_path / "list.rq").write_bytes(b"# a\n# \xe9\n" + QUERY.encode())
    assert "list.rq:2: this is not UTF-8" in refusal(path)
    (tmp_path / "list.rq").unlink()
    assert "list.rq does not exist: a table needs a query beside it" in refusal(path)


def rows(*more: list[Any]) -> list[list[Any]]:
    return [["Code", "Full name", "Since"], ["a", "Alpha", "2025"], *more]


def test_a_bad_workbook(tmp_path: Path) -> None:
    path = sheet(tmp_path, rows(["b", "=1+1"], ["c", "#N/A", None, "d"]))
    assert refusal(path) == (
        "list.xlsx:List!B3: the formula has no value. Open and save the workbook in a spreadsheet"
        " program, or write the value.\n"
        "list.xlsx:List!B4: the cell has the error #N/A. Correct it."
    )
    assert "list.xlsx:List!D3: 'd' is in column 4" in refusal(
        sheet(tmp_path, rows(["c", "x", None, "d"]))
    )
    assert "list.xlsx:List!C1: the column 'Code' is there twice" in refusal(
        sheet(tmp_path, [["Code", "Full name", "Code"], ["a"]])
    )
    assert refusal(sheet(tmp_path, [])) == "list.xlsx has no rows."
    assert refusal(sheet(tmp_path, rows()[:1])) == "list.xlsx has a header, and no rows below it."


def test_which_sheet_is_meant(tmp_path: Path) -> None:
    path = sheet(tmp_path, rows())
    book = load_workbook(path)
    book.create_sheet("Other")
    book.save(path)
    assert "list.xlsx has the sheets 'List', 'Other'. Write into the first line of" in refusal(path)
    (tmp_path / "list.rq").write_text('#+ sheet = "Lost"\n' + QUERY)
    assert "list.xlsx has no sheet 'Lost'; it has 'List', 'Other'." in refusal(path)


def test_what_is_no_workbook(tmp_path: Path) -> None:
    path = sheet(tmp_path, rows())
    whole = path.read_bytes()
    for content, told in (
        (b"a,b\n", "cannot be read as a workbook"),
        (b"", "cannot be read as a workbook"),
        (whole[:2000], "cannot be read as a workbook"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "is an old workbook (.xls), or has a password"),
    ):
        path.write_bytes(content)
        assert told in refusal(path)


def test_a_workbook_that_unpacks_to_very_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = sheet(tmp_path, rows(*([["a", "x" * 3_000, "y"]] * 200)))
    monkeypatch.setenv("COOPGRAPH_MOST_UNPACKED", "20000")
    assert "unpacks to more than 20,000 bytes" in refusal(path)


def test_a_workbook_with_a_document_type(tmp_path: Path) -> None:
    path = sheet(tmp_path, rows())
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    with zipfile.ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = laughs + parts[name].removeprefix(b"<?xml version='1.0' encoding='UTF-8'?>")
    with zipfile.ZipFile(path, "w") as after:
        for one, content in parts.items():
            after.writestr(one, content)
    assert "has a document type; no workbook has" in refusal(path)


def test_a_row_far_below_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.reading.inputs.sheets.rows.MOST_ROWS", 1_000)
    path = sheet(tmp_path, rows())
    with zipfile.ZipFile(path) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b'<row r="2"', b'<row r="99999999999"')
    with zipfile.ZipFile(path, "w") as after:
        for one, content in parts.items():
            after.writestr(one, content)
    assert "a table has at most 1,000 rows" in refusal(path)
