"""Filling in a template as a person would: each value into the cell of its key."""

import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook, load_workbook

from loaders.reading.compact.workbook.template import template

Rows = dict[str, list[dict[str, Any]]]


EMPTY = template()


def filled(rows: Rows, path: Path) -> Path:
    """Write a template with some rows below its headers; new keys get columns of their own."""
    book = load_workbook(io.BytesIO(EMPTY))
    write(book, rows)
    book.save(path)
    return path


def write(book: Workbook, rows: Rows) -> None:
    for name, some in rows.items():
        sheet = book[name]
        columns = {cell.value: number for number, cell in enumerate(sheet[1], 1)}
        for number, row in enumerate(some, 2):
            for key, value in row.items():
                if key not in columns:
                    columns[key] = max(columns.values()) + 1
                    sheet.cell(1, columns[key], key)
                sheet.cell(number, columns[key], value)


# What trial.yaml says, as its cells.
TRIAL: Rows = {
    "source": [
        {
            "title": "A ministry and a company sign for a computing cluster in Danang"
            " (Trial News, March 2026)",
            "checked": "2026-11-28",
            "source.title": "Ministry signs with Examplia for an AI cluster in Danang",
            "source.publisher": "Trial News",
            "source.url": "https://news.example/2026/03/05/cluster",
            "source.date": "2026-03-05",
            "source.language": "en",
            "source.at": "head of the page",
            "source.says": "The page bears the name of Trial News and the date 5 March 2026.",
        }
    ],
    "actors": [
        {"type": "institution", "name": "Trial News", "kind": "media"},
        {
            "type": "institution",
            "name": "Ministry of Science of Vietnam",
            "kind": "ministry",
            "country": "Vietnam",
        },
        {"type": "institution", "name": "North University", "kind": "university"},
        {"type": "institution", "name": "South University", "kind": "university"},
        {"type": "company", "name": "Examplia"},
        {"type": "person", "our_name": "Prime Minister of Vietnam", "country": "Vietnam"},
    ],
    "agreements": [
        {
            "our_name": "Memorandum on a computing cluster in Danang",
            "id": "danang-cluster-2026",
            "kind": "memorandum_of_understanding",
            "at": 1,
            "says": "The ministry and the company signed on 4 March that they will build a cluster"
            " for AI in Danang.",
            "status": "signed",
            "date": "2026-03-04",
            "not_stated": "place",
            "topic": "computing_infrastructure",
            "commitment.kind": "computing_cluster",
            "commitment.summary": "They build a computing cluster in Danang.",
        },
        {
            "our_name": "Agreement of North and South University on training",
            "id": "universities-training-2026",
            "kind": "unspecified",
            "at": 2,
            "says": "Two universities will train 500 specialists by 2028; how they agreed that is"
            " not said.",
            "status": "announced",
            "not_stated": "date; instrument",
            "topic": "talent_training",
            "commitment.kind": "training",
            "commitment.summary": "They train specialists.",
            "commitment.amount": 500,
            "commitment.unit": "person",
            "commitment.due": 2028,
        },
    ],
    "parties": [
        {"of": "danang-cluster-2026", "who": "Ministry of Science of Vietnam; Examplia"},
        {"of": "danang-cluster-2026", "role": "witness", "who": "Prime Minister of Vietnam"},
        {"of": "universities-training-2026", "who": "North University"},
        {
            "of": "Agreement of North and South University on training",
            "role": "party",
            "who": "South University",
        },
    ],
}
