"""What is taken comes back: no parser refuses or changes what another one has let in.

Turtle puts addresses together from prefixes and names, N-Triples has them whole, and the two
grammars allow different characters. Every character at which some grammar changes its mind
is tried in every place of a statement, in every format.
"""

import itertools
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from graph.rdf.records import token_of
from graph.spill.staging import Staging
from loaders.reading.files import read
from ontology.errors import CoopgraphError

# Where the grammars of Turtle's names, of IRIs and of XML's names begin and end.
EDGES = (
    *(0x20, 0x22, 0x25, 0x27, 0x2D, 0x2E, 0x2F, 0x3A, 0x3C, 0x3E, 0x40, 0x5B, 0x5C, 0x5F, 0x60),
    *(0x7B, 0x7F, 0xA0, 0xB7, 0xC0, 0xD7, 0xF7, 0x300, 0x370, 0x37E, 0x2000, 0x200C, 0x200E),
    *(0x2028, 0x203F, 0x2041, 0x2070, 0x2190, 0x2C00, 0x2FF0, 0x3001, 0xD7FF, 0xE000, 0xF8FF),
    *(0xF900, 0xFDCF, 0xFDD0, 0xFDEF, 0xFDF0, 0xFEFF, 0xFFEF, 0xFFFD, 0xFFFE),
    *(0xE0000, 0xE0100, 0xE0FFF, 0xEFFFF, 0xF0000),
    *(plane << 16 for plane in range(1, 17)),
    *((plane << 16) - 2 for plane in range(1, 18)),
)
CHARACTERS = sorted(
    {
        chr(point + near)
        for point, near in itertools.product(EDGES, (-1, 0, 1))
        if 0 <= point + near < 0x110000 and not 0xD800 <= point + near < 0xE000
    }
    | set(map(chr, range(0x80)))
)
PREFIX = "@prefix e: <http://e.org/> . @prefix h: <http://> . "
# A statement with a character in each of the places where one can be.
PLACES = {
    "ttl": [
        PREFIX + "e:a{c}b e:p e:o .",
        PREFIX + "e:{c} e:p e:o .",
        PREFIX + "h:a{c}b e:p e:o .",
        PREFIX + "e:s e:a{c}b e:o .",
        PREFIX + "e:s e:p 'x'^^e:a{c}b .",
        PREFIX + "e:s e:p [ e:q e:a{c}b ] .",
        "<http://e.org/a{c}> <e:p> <e:o> .",
        "@base <http://e.org/> . <a{c}> <e:p> <e:o> .",
        "<e:s> <e:p> 'x'@e{c} .",
        "<e:s> <e:p> '''x{c}''' .",
        "<e:s> <e:p> '\\U{point:08X}' .",
        "_:a{c}b <e:p> 1 .",
    ],
    "trig": [PREFIX + "e:a{c}b {{ e:s e:p e:o }}", PREFIX + "e:g {{ e:s e:p e:a{c}b, [] }}"],
    "nq": ["<e:s> <e:p> 'x{c}' <e:g{c}> .", '_:a{c}b <e:p> "{c}" <e:g> .'],
}


def taken(path: Path) -> Iterator[str]:
    """Yield a file's statements as they would be kept, each with its dataset."""
    with Staging() as staging:
        read([path], staging)
        for part in staging.partitions():
            for said in part.values():
                for dataset, one in said.items():
                    yield one.statements.replace(" .\n", f" {token_of(dataset)} .\n")


@pytest.mark.parametrize(
    ("ending", "text"), [(ending, text) for ending, all_ in PLACES.items() for text in all_]
)
def test_what_is_taken_is_strict_n_quads_and_the_same(
    tmp_path: Path, ending: str, text: str
) -> None:
    path = tmp_path / f"a.{ending}"
    for c in CHARACTERS:
        path.write_text(text.format(c=c, point=ord(c)), encoding="utf-8")
        try:
            kept = list(parse("".join(taken(path)), format=RdfFormat.N_QUADS))
        except CoopgraphError as error:
            assert str(error).startswith(str(path)), ascii(c)
            continue
        form = RdfFormat.from_extension(ending)
        assert form
        given = parse(path.read_bytes(), format=form)
        assert without_blank(kept) == without_blank(given), ascii(c)


def without_blank(quads: Iterable[Quad]) -> list[str]:
    """Return statements as sorted text, without the names of blank nodes and datasets."""
    return sorted(re.sub(r"_:\S+", "_:", str(quad.triple)) for quad in quads)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", "e:葛\U000e0100 e:p e:o ."),
        ("b.ttl", "[] e:p e:葛\U000e0100 ."),
        ("c.ttl", "e:s e:p 'x'^^e:葛\U000e0100 ."),
        ("d.trig", "e:葛\U000e0100 { e:s e:p 'x' . }"),
        ("e.trig", "e:g { e:s e:p e:葛\U000e0100 . }"),
    ],
)
def test_a_name_that_makes_no_address_is_refused_with_its_line(
    tmp_path: Path, name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_text("@prefix e: <http://e.org/> .\n\n" + text, encoding="utf-8")
    with pytest.raises(CoopgraphError) as refused:
        list(taken(path))
    assert str(refused.value).startswith(f"{path}:3: <http://e.org/葛\U000e0100> is no IRI: ")
