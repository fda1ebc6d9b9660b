"""What a table states: the statements that its query makes of each row, and where they stand."""

import bz2
import datetime
import gzip
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from rdflib import BNode, Graph, Literal, Namespace
from rdflib.namespace import RDF

from loaders.reading.files import find
from loaders.reading.tables.construct import TOGETHER
from loaders.reading.tables.row_analysis import of_many_rows
from ontology.errors import InvalidData
from tests.loaders.reading.tables.support import QUERY, STATED, TABLE, said, sheet, table

DATASET = "https://w3id.org/coopgraph/id/dataset/list"
EVERYTHING = "CONSTRUCT { ?row ?p ?o } WHERE { ?row ?p ?o }"


@pytest.mark.parametrize(
    "content",
    [
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        TABLE.replace("\n", "\r\n").encode(),
        TABLE.replace(",", ";").encode(),
        TABLE.replace(",", "\t").encode(),
        b'"Code","Full name","Since"\n"a","Alpha","2025-02-03"\n\n"b","Beta"\n',
        b" Code , Full  name ,Since\n a , Alpha ,2025-02-03\nb,Beta,,,\n",
    ],
    ids=["comma", "mark", "crlf", "semicolon", "tab", "quoted", "blanks"],
)
def test_csv_as_people_save_it(tmp_path: Path, content: bytes) -> None:
    assert said(table(tmp_path, content))[0] == STATED


@pytest.mark.parametrize("name", ["list.tsv", "list.csv.gz", "list.csv.bz2"])
def test_other_endings(tmp_path: Path, name: str) -> None:
    content = TABLE.replace(",", "\t").encode()
    ways: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".bz2": bz2.compress}
    packed = ways.get(Path(name).suffix, bytes)
    assert said(table(tmp_path, packed(content), name=name))[0] == STATED


def test_a_dataset_has_the_name_of_the_table(tmp_path: Path) -> None:
    assert said(table(tmp_path, TABLE))[1].datasets == (DATASET,)


def test_rows_are_described_as_csv_on_the_web_does(tmp_path: Path) -> None:
    """The statements are those of W3C's csv2rdf, in which a row describes a blank node."""
    lines, _ = said(table(tmp_path, "Code,Full name\na,Alpha\n\nb,\n", EVERYTHING))
    found = Graph().parse(data="\n".join(lines), format="nt")
    csvw, here = Namespace("http://www.w3.org/ns/csvw#"), Namespace(DATASET + "#")
    wanted = Graph()
    for number, place, cells in (
        (1, 2, {"Code": "a", "Full%20name": "Alpha"}),
        (2, 4, {"Code": "b"}),
    ):
        row = here[f"row={place}"]
        wanted.add((row, csvw.rownum, Literal(number)))
        wanted.add((row, csvw.url, row))
        for name, text in cells.items():
            wanted.add(
                (row, here[name], Literal(text, datatype="http://www.w3.org/2001/XMLSchema#string"))
            )
    assert {(s, p, str(o)) for s, p, o in found} == {(s, p, str(o)) for s, p, o in wanted}
    assert not any(isinstance(term, BNode) or p == RDF.type for term, p, _ in found)


def test_a_workbook_says_what_the_csv_says(tmp_path: Path) -> None:
    rows = [["Code", "Full name", "Since"], ["a", "Alpha", "2025-02-03"], ["b", "Beta"]]
    assert said(sheet(tmp_path, rows))[0] == STATED


def test_cells_have_the_types_that_they_show(tmp_path: Path) -> None:
    day = datetime.datetime(2025, 2, 3)
    rows: list[list[Any]] = [
        ["Code", "Full name", "Since"],
        ["day", "x", day],
        ["month", "x", day],
        ["year", "x", day],
        ["time", "x", day.replace(hour=9)],
        ["number", "x", 2025],
        ["part", "x", 0.1],
        ["large", "x", 1e-7],
        ["yes", "x", True],
        ["text", "x", "2025"],
    ]
    path = sheet(tmp_path, rows)
    book = load_workbook(path)
    for place, pattern in (("C2", "dd/mm/yyyy"), ("C3", "mmm-yy"), ("C4", '"in" yyyy')):
        book["List"][place].number_format = pattern
    book.save(path)
    found = {line.split()[0]: line.split()[2] for line in said(path)[0] if "since" in line}
    xsd = "^^<http://www.w3.org/2001/XMLSchema#"
    assert found == {
        "<e:day>": f'"2025-02-03"{xsd}date>',
        "<e:month>": f'"2025-02"{xsd}gYearMonth>',
        "<e:year>": f'"2025"{xsd}gYear>',
        "<e:time>": f'"2025-02-03T09:00:00"{xsd}dateTime>',
        "<e:number>": f'"2025"{xsd}integer>',
        "<e:part>": f'"0.1"{xsd}decimal>',
        "<e:large>": f'"0.0000001"{xsd}decimal>',
        "<e:yes>": f'"true"{xsd}boolean>',
        "<e:text>": '"2025"',
    }


def test_a_query_names_its_sheet_and_header(tmp_path: Path) -> None:
    rows = [["A register"], [], ["Code", "Full name", "Since"], ["a", "Alpha", "2025-02-03"]]
    path = sheet(tmp_path, [*rows, ["b", "Beta"]], f'#+ sheet = "List"\n#+ header = 3\n{QUERY}')
    book = load_workbook(path)
    book.create_sheet("Notes")["A1"] = "nothing"
    book.save(path)
    assert said(path)[0] == STATED


def test_letters_of_other_scripts_name_columns(tmp_path: Path) -> None:
    pattern = "?row c:国家 ?n ; c:Prix%20%28%E2%82%AC%29 ?p"
    query = f"PREFIX c: <#>\nCONSTRUCT {{ <e:x> <e:y> ?n }} WHERE {{ {pattern} }}"
    assert said(table(tmp_path, "国家,Prix (€)\n老挝,1\n", query))[0] == ['<e:x> <e:y> "老挝" .']


def test_what_every_row_says_is_stated_once(tmp_path: Path) -> None:
    rows = "".join(f"{number},x,\n" for number in range(3 * TOGETHER))
    query = QUERY.replace("CONSTRUCT {", "CONSTRUCT { <e:list> <e:title> 'List' .")
    with_constant, _ = said(table(tmp_path, f"Code,Full name,Since\n{rows}", query))
    assert len(with_constant) == 3 * TOGETHER + 1


def test_rows_of_which_nothing_is_made_are_told(tmp_path: Path) -> None:
    _, file = said(table(tmp_path, "Code,Full name,Since\na,Alpha,\nb,,\n,Gamma,\n"))
    assert [note.replace(f"{tmp_path}/", "") for note in file.notes] == [
        "list.csv: list.rq makes nothing of 2 rows: 3, 4."
        " Is a cell empty that is not OPTIONAL in it?"
    ]


# Queries that may see rows together are asked row by row, so that they never do.
BY_ITSELF = {
    "one row": (QUERY, True),
    "values": (QUERY + 'VALUES ?code { "a" "b" }', True),
    "without a dot": (QUERY.replace("OPTIONAL {", "VALUES (?x ?y) { (1 2.5) } OPTIONAL {"), True),
    "not exists": (QUERY.replace("BIND", 'FILTER NOT EXISTS { ?row c:Code "b" } BIND'), True),
    "two rows": (QUERY.replace("OPTIONAL", "?other c:Code ?second OPTIONAL"), False),
    "a blank node": (QUERY.replace("OPTIONAL", "[] c:Code ?second OPTIONAL"), False),
    "an inverse path": (QUERY.replace("OPTIONAL", "?code ^c:Code ?other OPTIONAL"), False),
    "limit": (QUERY + "LIMIT 1", False),
    "an inner query": (QUERY.replace("OPTIONAL", "{ SELECT (1 AS ?n) {} } OPTIONAL"), False),
    "a short form": ("PREFIX c: <#>\nCONSTRUCT WHERE { ?row c:Code ?name }", False),
}


@pytest.mark.parametrize(("query", "at_once"), BY_ITSELF.values(), ids=BY_ITSELF)
def test_a_query_sees_one_row(tmp_path: Path, query: str, *, at_once: bool) -> None:
    assert (of_many_rows(query) is not None) == at_once
    alone = set[str]()
    for number, row in enumerate(TABLE.splitlines()[1:]):
        folder = tmp_path / str(number)
        folder.mkdir()
        blank = "\n" * number
        with suppress(InvalidData):  # where the row states nothing
            alone.update(said(table(folder, f"Code,Full name,Since\n{blank}{row}\n", query))[0])
    assert set(said(table(tmp_path, TABLE, query))[0]) == alone


def test_the_row_of_each_thing_is_known(tmp_path: Path) -> None:
    content = 'Code,Full name,Since\na,"Al\npha",\n\nb,Beta,\na,Again,\n'
    _, file = said(table(tmp_path, content))
    assert (file.lines.of("e:a"), file.lines.of("e:b", "e:name")) == (2, 5)
    by_row = QUERY + "LIMIT 100"
    _, file = said(table(tmp_path, content, by_row))
    assert (file.lines.of("e:a"), file.lines.of("e:b")) == (2, 5)
    _, file = said(sheet(tmp_path, [["Code", "Full name", "Since"], [], ["a", "Alpha"]]))
    assert str(file.lines.of("e:a")) == "List!3"


def test_a_folder_has_tables_beside_other_files(tmp_path: Path) -> None:
    table(tmp_path, TABLE)
    (tmp_path / "other.csv").write_text(TABLE)
    (tmp_path / "~$list.xlsx").write_text("a lock")
    (tmp_path / "a.ttl").write_text("<e:a> <e:b> <e:c> .")
    found = find([tmp_path])
    assert [one.path.name for one in found.sources] == ["a.ttl", "list.csv"]
    assert ["no query beside them" in note for note in found.notes()] == [True]
