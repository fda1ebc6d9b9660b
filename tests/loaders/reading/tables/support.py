"""Tables with a small query: files as people have them."""

from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from graph.spill.staging import Staging
from loaders.reading.files import read
from loaders.reading.source_file import SourceFile
from ontology.errors import CoopgraphError

QUERY = """\
PREFIX c: <#>
CONSTRUCT { ?a <e:name> ?name ; <e:since> ?since }
WHERE {
  ?row c:Code ?code ; c:Full%20name ?name .
  OPTIONAL { ?row c:Since ?since }
  BIND(IRI(CONCAT("e:", ?code)) AS ?a)
}
"""
TABLE = "Code,Full name,Since\na,Alpha,2025-02-03\nb,Beta,\n"
STATED = [
    '<e:a> <e:name> "Alpha" .',
    '<e:a> <e:since> "2025-02-03" .',
    '<e:b> <e:name> "Beta" .',
]


def table(folder: Path, content: str | bytes, query: str = QUERY, name: str = "list.csv") -> Path:
    """Write a table and its query; return the table."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    (folder / f"{name.split('.', maxsplit=1)[0]}.rq").write_text(query)
    return path


def sheet(folder: Path, rows: list[list[Any]], query: str = QUERY, title: str = "List") -> Path:
    """Write a workbook with one sheet, and its query."""
    book = Workbook()
    one = book.worksheets[0]
    one.title = title
    for row in rows:
        one.append(row)
    path = folder / "list.xlsx"
    book.save(path)
    (folder / "list.rq").write_text(query)
    return path


def said(path: Path) -> tuple[list[str], SourceFile]:
    """Return what a table says, and what there is to know of it."""
    with Staging() as staging:
        (file,) = read([path], staging)
        return sorted(
            line
            for part in staging.partitions()
            for by_dataset in part.values()
            for one in by_dataset.values()
            for line in one.statements.splitlines()
        ), file


def refusal(path: Path) -> str:
    """Return why a table is not taken."""
    with pytest.raises(CoopgraphError) as refused:
        said(path)
    return str(refused.value).replace(f"{path.parent}/", "")
