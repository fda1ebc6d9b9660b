"""What is kept on request though it is odd: counted, told with its line, and the same again."""

from pathlib import Path

import pytest
from pyoxigraph import Literal

from graph.mapping.view import view
from graph.rdf.records import triples_of
from graph.spill.staging import Staging
from loaders.reading.files import ReadOptions, read
from loaders.reading.inputs.language_tags import LONGEST, Renaming, restored
from loaders.reading.source_file import parse_options
from ontology.errors import CoopgraphError
from ontology.vocabulary import vocabulary
from tests.loaders.reading.test_formats import said

LENIENT = ReadOptions(parse_options=parse_options(None, lenient=True))
P = "<http://www.w3.org/2004/02/skos/core#prefLabel>"


@pytest.mark.parametrize("ending", ["nt", "ttl", "nq", "trig", "n3"])
def test_odd_tags_and_addresses_are_kept_counted_and_told(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    lines = [
        f'<#it> {P} "a \\"@de_AT b"@en_GB .',
        f'<#it> {P} "b"@zh-classical .',
        f'<e:a> {P} "c\\\\"@en_GB .',
        f'<e:a> {P} "d"@en .',
        f'_:x {P} "e"@n .',
    ]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(CoopgraphError):
        said(path)
    found, file = said(path, LENIENT)
    assert [line for line in found if not line.startswith("_:")] == sorted(lines[:4])
    assert [note.removeprefix(str(path)) for note in file.notes] == [
        ":1: kept as it is, 2 times: the address <#it>",
        ":1: kept as it is, 2 times: the language tag en_GB",
        ":2: kept as it is, once: the language tag zh-classical",
        ":5: kept as it is, once: the language tag n",
    ]


def test_what_was_kept_can_be_read_again_and_shown(tmp_path: Path) -> None:
    path = tmp_path / "x.nt"
    path.write_text(f'<#it> {P} "a \\"@de_AT b\\\\"@en_GB .\n', encoding="utf-8")
    (line,), _ = said(path, LENIENT)
    (triple,) = triples_of(line + "\n")
    assert isinstance(triple.object, Literal)
    assert (triple.object.value, triple.object.language) == ('a "@de_AT b\\', "en_GB")
    assert f"{triple} ." == line
    assert 'a "@de_AT b\\' in str(view("#it", {"x": line + "\n"}, vocabulary()).properties)


@pytest.mark.parametrize(
    "text",
    [
        "<e:a b> <e:p> 1 .",
        "<_:x> <e:p> 1 .",
        "<e:a\\u0022> <e:p> 1 .",
        "<g> { <e:a> <e:p> 1 }",
        "<e:a> <e:p> 'x'@ .",
    ],
)
def test_what_could_not_come_back_is_refused_even_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.trig"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CoopgraphError) as refused:
        read([path], Staging(), LENIENT)
    assert str(refused.value).startswith(f"{path}:1")


class Parts:
    """A file that gives parts of these sizes, one after the other."""

    def __init__(self, content: bytes, size: int) -> None:
        self.parts = [content[i : i + size] for i in range(0, len(content), size)]

    def read(self, _: int) -> bytes:
        """Return the next part."""
        return self.parts.pop(0) if self.parts else b""


@pytest.mark.parametrize("size", [1, 2, 3, 7, 1_000])
def test_tags_are_renamed_wherever_parts_end(size: int) -> None:
    content = b'<a> <b> "x"@en_GB , \'y\'@de_AT , "z"@fr .\n' * 3 + b'"' + b"q" * LONGEST * 2
    file = Renaming(Parts(content, size))  # type: ignore[arg-type]
    renamed = b"".join(iter(lambda: file.read(5), b""))
    assert b"en_GB" not in renamed
    assert b"de_AT" not in renamed
    assert restored(renamed) == content
