"""Made dumps of ROR are read, whole or not at all, and within bounds."""

import bz2
import gzip
import json
import zipfile
from pathlib import Path

import pytest

from loaders.registers import packed
from loaders.registers.records import Location, Name
from loaders.registers.ror import records
from ontology.errors import InvalidData, LimitExceeded
from tests.loaders.registers.made import LAMP, NAME, dump, record, ror_id


def test_all_parts_of_a_record_are_read(tmp_path: Path) -> None:
    parent = [{"id": ror_id(9), "label": "Nine", "type": "parent"}]
    (one,) = records(dump(tmp_path / NAME, [LAMP | {"relationships": parent}]))
    assert (one.id, one.iri, one.display) == ("000000001", ror_id(1), "Lamp University")
    assert one.names == (
        Name("Lamp University", "label", "en"),
        Name("Université des lampes", "label", "fr"),
        Name("Old Lamp School", "alias", "en"),
        Name("LU", "acronym", "und"),
    )
    assert (one.type, one.kind, one.parents) == ("Institution", "university", (ror_id(9),))
    assert one.locations == (Location("XA", "XA-N", "Northern Arcadia", "Lampton"),)
    assert one.homepage == "https://lamp.example/"
    assert one.same == (
        "http://www.wikidata.org/entity/Q7",
        "https://isni.org/isni/000000012348069X",
        "https://doi.org/10.13039/501100009517",
    )


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (["company"], ("Company", "company")),
        (["company", "funder"], ("Company", "company")),
        (["company", "healthcare"], ("", "")),
        (["education", "healthcare"], ("Institution", "")),
        (["government"], ("Institution", "")),
        (["funder"], ("Institution", "")),
    ],
)
def test_a_kind_is_taken_where_the_types_say_one(
    tmp_path: Path, types: list[str], expected: tuple[str, str]
) -> None:
    (one,) = records(dump(tmp_path / NAME, [record(1, types=types)]))
    assert (one.type, one.kind) == expected


def test_withdrawn_records_are_left_out(tmp_path: Path) -> None:
    found = [record(1, status="withdrawn"), record(2, status="inactive")]
    assert [one.id for one in records(dump(tmp_path / NAME, found))] == ["000000002"]


def test_packed_files_are_read_as_they_are(tmp_path: Path) -> None:
    content = dump(tmp_path / NAME, [LAMP]).read_bytes()
    (tmp_path / "a.json.gz").write_bytes(gzip.compress(content))
    (tmp_path / "b.json.bz2").write_bytes(bz2.compress(content))
    with zipfile.ZipFile(tmp_path / "c.zip", "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("v1.63-2025-04-03-ror-data.csv", "id\n")
        file.writestr("v1.63-2025-04-03-ror-data.json", b"[]")
        file.writestr("v1.63-2025-04-03-ror-data_schema_v2.json", content)
    for packed_file in ("a.json.gz", "b.json.bz2", "c.zip"):
        assert [one.id for one in records(tmp_path / packed_file)] == ["000000001"]


def without(key: str) -> dict[str, object]:
    return {name: value for name, value in LAMP.items() if name != key}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (json.dumps([LAMP, without("names")]), "record 2 (https://ror.org/000000001): 'names'"),
        (json.dumps([LAMP | {"id": "https://ror.org/x"}]), "record 1 (https://ror.org/x): the id"),
        (json.dumps([LAMP | {"types": ["Education"]}]), "the type 'Education' is none of ROR"),
        (json.dumps([LAMP, 7]), "record 2 (no object)"),
        (json.dumps([LAMP])[:-20], "record 1 is no JSON"),
        (json.dumps(LAMP), "there is no record"),
        ("", "record 1 is no JSON"),
        ("PK\3\4 nothing", "is a damaged zip"),
        ("\x1f\x8bnothing", "cannot be unpacked"),
    ],
)
def test_an_error_names_file_and_record(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / NAME
    path.write_bytes(content.encode("latin-1"))
    with pytest.raises(InvalidData) as error:
        list(records(path))
    assert told in str(error.value)
    assert NAME in str(error.value)


def test_what_unpacks_and_what_a_record_may_be_is_bounded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bomb.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("ror-data.json", "[" + " " * 1_000_000)
    monkeypatch.setenv("COOPGRAPH_MOST_UNPACKED", "500000")
    with pytest.raises(LimitExceeded, match="unpacks to more than 500,000 bytes"):
        list(records(path))
    monkeypatch.setattr(packed, "LONGEST_RECORD", 100_000)
    long = dump(tmp_path / NAME, [record(1), record(2, domains=["x" * 300_000])])
    with pytest.raises(LimitExceeded, match="record 2 is longer than"):
        list(records(long))
