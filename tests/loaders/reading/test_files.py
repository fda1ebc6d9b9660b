"""Which files a command means, and what their datasets are called."""

import gzip
import os
from pathlib import Path
from urllib.parse import unquote

import pytest

from graph.spill.staging import Staging
from loaders.reading.files import ReadOptions, find, read
from loaders.reading.inputs.dataset_names import named
from ontology.errors import InvalidData, UsageError
from ontology.namespaces import DATASETS
from tests.loaders.conftest import Write

ONE = "e:a e:p e:o .\n"


def names(path: Path, dataset: str | None = None) -> list[str]:
    return [iri for file in read([path], Staging(), ReadOptions(dataset)) for iri in file.datasets]


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
    assert [one.path.name for one in find([tmp_path]).sources] == [
        "a.NT",
        "b.ttl",
        "c.trig",
        "d.NQ",
    ]


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
        read([write("a.nq", "<e:a> <e:b> <e:c> <e:g> .", bare=True)], Staging(), ReadOptions("b"))


@pytest.mark.parametrize(
    ("first", "second", "text"),
    [
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


def test_an_unknown_ending_is_refused(write: Write) -> None:
    with pytest.raises(UsageError, match=r"its format is not known.*\.ttl \.turtle \.nt"):
        find([write("a.txt", ONE)])


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="does not exist"):
        find([tmp_path / "a.ttl"])


def test_a_folder_without_rdf_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"No file that ends in \.ttl"):
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


def short_names(path: Path) -> list[str]:
    return sorted(unquote(iri.removeprefix(DATASETS)) for iri in names(path))


def test_equal_stems_in_a_folder_get_their_folders_and_else_their_endings(
    write: Write, tmp_path: Path
) -> None:
    for name in ("x.ttl", "d1/x.ttl", "d1/y.nt.gz", "d2/é/x.ttl", "d2/z.ttl", "d2/z.nt"):
        content = f"<e:{name}> <e:p> <e:o> .".encode()
        write(name, gzip.compress(content) if name.endswith("gz") else content)
    expected = ["d1/x", "d2/z.nt", "d2/z.ttl", "d2/é/x", "x", "y"]
    assert short_names(tmp_path) == expected
    assert short_names(tmp_path / "d1") == ["x", "y"]
    assert DATASETS + "d2/%C3%A9/x" in names(tmp_path)
    assert named("d2/é/x") == DATASETS + "d2/%C3%A9/x"


@pytest.mark.parametrize("name", ["../x", "a//b", "/a"])
def test_a_slash_that_would_be_lost_on_the_way_is_encoded(name: str) -> None:
    assert "/" not in named(name).removeprefix(DATASETS)


def test_an_empty_file_among_others_is_left_alone(write: Write, tmp_path: Path) -> None:
    write("a.ttl", ONE)
    write("b.ttl", "# nothing")
    files = read([tmp_path], Staging())
    assert [bool(file.datasets) for file in files] == [True, False]
    with pytest.raises(InvalidData, match=r"b.ttl states nothing"):
        read([tmp_path / "b.ttl"], Staging())


def test_what_a_folder_has_besides_is_told_with_the_reason(write: Write, tmp_path: Path) -> None:
    write("a.ttl", ONE)
    write(".hidden.txt", "x")
    for number in range(5):
        write(f"notes{number}.txt", "x")
    write("package.json", '{"name": "x"}', bare=True)
    write("pom.xml", '<project xmlns="http://m.org/"/>', bare=True)
    write("b.jsonld", '{"@id": "e:a", "e:p": 1}', bare=True)
    found = find([tmp_path])
    assert [one.path.name for one in found.sources] == ["a.ttl", "b.jsonld"]
    assert [note.replace(f"{tmp_path}/", "") for note in found.notes()] == [
        "Left alone, because their names do not end like RDF: notes0.txt, notes1.txt, notes2.txt"
        " and 2 more.",
        "Left alone, because they are JSON, but no JSON-LD: package.json.",
        "Left alone, because they are XML, but no RDF/XML: pom.xml.",
    ]


def test_files_that_are_named_with_one_name_are_one_dataset(write: Write, tmp_path: Path) -> None:
    write("d1/x.ttl", "e:a e:p [ e:q 1 ] .")
    write("d2/x.ttl", "e:a e:p [ e:q 1 ] . e:b e:p 1 .")
    write("z.nq", '_:x <e:p> "b" <e:g> .', bare=True)
    paths = [tmp_path / name for name in ("d1/x.ttl", "d2/x.ttl", "y.nq", "z.nq")]
    write("y.nq", '<e:c> <e:p> "1" <e:g> .\n_:x <e:p> "b" <e:g> .', bare=True)
    with Staging() as staging:
        files = read(paths, staging, ReadOptions("all"))
        assert {iri for file in files for iri in file.datasets} == {DATASETS + "all", "e:g"}
        (part,) = staging.partitions()
    by_dataset = {
        iri: sorted(key for key, said in part.items() if iri in said) for iri in staging.datasets
    }
    # Each file has blank nodes of its own, though they look alike.
    assert [key[:2] for key in by_dataset[DATASETS + "all"]] == ["_:", "_:", "ht", "ht"]
    assert [key[:2] for key in by_dataset["e:g"]] == ["_:", "_:", "e:"]


def test_blank_nodes_of_one_dataset_of_many_files_are_the_same_each_time(
    write: Write, tmp_path: Path
) -> None:
    for name in ("d1/x.ttl", "d2/x.ttl"):
        write(name, "e:a e:p [ e:q 1 ] .")

    def keys() -> set[str]:
        with Staging() as staging:
            read([tmp_path], staging, ReadOptions("all"))
            return {key for part in staging.partitions() for key in part}

    assert keys() == keys()
    assert len(keys()) == 3
