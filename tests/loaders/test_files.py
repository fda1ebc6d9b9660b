"""Which files a command means, and what their datasets are called."""

import os
from pathlib import Path

import pytest

from graph.staging import Staging
from loaders.files import find, named, read
from ontology.errors import InvalidData, UsageError
from ontology.namespaces import DATASETS
from tests.loaders.conftest import Write

ONE = "e:a e:p e:o .\n"


def names(path: Path, dataset: str | None = None) -> list[str]:
    return [iri for file in read([path], Staging(), dataset) for iri in file.datasets]


def test_a_folder_is_walked_in_the_order_of_names(write: Write, tmp_path: Path) -> None:
    for name in (
        "b.ttl",
        "a.NT",
        "sub/c.trig",
        "sub/d.NQ",
        "notes.txt",
        ".hidden.ttl",
        ".git/x.nt",
    ):
        write(name, ONE)
    assert [path.name for path in find([tmp_path])] == ["a.NT", "b.ttl", "c.trig", "d.NQ"]


def test_a_file_that_is_named_twice_is_read_once(write: Write, tmp_path: Path) -> None:
    path = write("a.ttl", ONE)
    assert len(read([path, tmp_path, tmp_path / ".." / tmp_path.name / "a.ttl"], Staging())) == 1


def test_a_triple_format_is_the_dataset_of_its_stem(write: Write) -> None:
    assert names(write("huawei.ttl", ONE)) == [DATASETS + "huawei"]
    assert names(write("v1.2.TTL", ONE)) == [DATASETS + "v1.2"]


def test_graphs_keep_their_names_and_the_rest_goes_to_the_stem(write: Write) -> None:
    path = write("two.trig", ONE + "e:g { e:a e:p e:q } _:b { e:a e:p e:r }")
    blank, stem, graph = sorted(names(path))
    assert (stem, graph) == ("https://e.org/g", DATASETS + "two")
    assert blank.startswith("_:")


@pytest.mark.parametrize(
    ("stem", "encoded"),
    [
        ("mes données", "mes%20donn%C3%A9es"),
        ("mes donne\u0301es", "mes%20donn%C3%A9es"),  # as macOS composes it
        ("a#b?c", "a%23b%3Fc"),
        ("100%", "100%25"),
        ("mes%20données", "mes%20donn%C3%A9es"),
        ("a:b", "a%3Ab"),
        ("数据", "%E6%95%B0%E6%8D%AE"),
    ],
)
def test_odd_stems_are_percent_encoded(write: Write, stem: str, encoded: str) -> None:
    assert names(write(f"{stem}.ttl", ONE)) == [DATASETS + encoded]


def test_a_dataset_can_be_named(write: Write) -> None:
    path = write("a.ttl", ONE)
    assert names(path, "other") == [DATASETS + "other"]
    assert names(path, "https://e.org/mine") == ["https://e.org/mine"]


@pytest.mark.parametrize("name", ["", "  ", "https://e.org/a b", "no scheme: at all"])
def test_a_name_that_can_be_no_iri_is_refused(name: str) -> None:
    with pytest.raises(UsageError):
        named(name)


def test_a_name_for_nothing_is_refused(write: Write) -> None:
    with pytest.raises(UsageError, match="named graphs only"):
        read([write("a.nq", "<e:a> <e:b> <e:c> <e:g> .", bare=True)], Staging(), "b")


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
        ("a.ttl", "sub/a.nt", "<e:a> <e:b> <e:c> ."),
        ("a b.ttl", "a%20b.ttl", "<e:a> <e:b> <e:c> ."),
        ("a.nq", "b.nq", "<e:a> <e:b> <e:c> <e:g> ."),
    ],
)
def test_two_files_with_one_name_are_refused(
    write: Write, tmp_path: Path, first: str, second: str, text: str
) -> None:
    paths = [write(name, text, bare=True) for name in (first, second)]
    with pytest.raises(InvalidData) as refused:
        read([tmp_path], Staging())
    assert all(str(path) in str(refused.value) for path in paths)


def test_two_files_with_one_given_name_are_refused(write: Write, tmp_path: Path) -> None:
    write("a.ttl", ONE)
    write("b.ttl", ONE)
    with pytest.raises(InvalidData, match="both the dataset"):
        read([tmp_path], Staging(), "one")


def test_an_unknown_ending_is_refused(write: Write) -> None:
    with pytest.raises(UsageError, match=r"none of \.ttl, \.nt, \.trig, \.nq"):
        find([write("a.rdf", ONE)])


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        find([tmp_path / "a.ttl"])


def test_a_folder_without_rdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"No \.ttl"):
        find([tmp_path])


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttl")
    with pytest.raises(UsageError, match="is no file"):
        find([tmp_path / "pipe.ttl"])


def test_every_bad_file_is_named(write: Write, tmp_path: Path) -> None:
    for name in ("a.ttl", "b.ttl"):
        write(name, "x")
    write("c.ttl", ONE)
    with pytest.raises(InvalidData) as refused:
        read([tmp_path], Staging())
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == [
        str(tmp_path / "a.ttl"),
        str(tmp_path / "b.ttl"),
    ]
