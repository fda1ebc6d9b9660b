"""Every format and every way to pack it gives the same statements, and fetches nothing."""

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from pyoxigraph import RdfFormat

from graph.spill.staging import Staging
from loaders.reading.files import ReadOptions, read
from loaders.reading.inputs.formats import FORMATS, NAMES
from loaders.reading.inputs.formats import named as format_named
from loaders.reading.source_file import SourceFile, parse_options
from ontology.errors import CoopgraphError, InvalidConfiguration, UsageError

RDF = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e.org/"'
TURTLE = (
    "<http://e.org/a> <http://e.org/p> 'é'@fr , _:x .\n_:x <http://e.org/q> <http://e.org/b> .\n"
)
LINES = (
    '<http://e.org/a> <http://e.org/p> "é"@fr .\n<http://e.org/a> <http://e.org/p> _:x .\n'
    "_:x <http://e.org/q> <http://e.org/b> .\n"
)
# The same three statements in every format.
TEXTS = {
    "turtle": TURTLE,
    "n3": TURTLE,
    "trig": "{" + TURTLE + "}",
    "ntriples": LINES,
    "nquads": LINES,
    "rdfxml": f"""<rdf:RDF {RDF}><rdf:Description rdf:about="http://e.org/a">
        <e:p xml:lang="fr">é</e:p>
        <e:p><rdf:Description><e:q rdf:resource="http://e.org/b"/></rdf:Description></e:p>
        </rdf:Description></rdf:RDF>""",
    "jsonld": """{"@context": {"p": "http://e.org/p"}, "@id": "http://e.org/a",
        "p": [{"@value": "é", "@language": "fr"},
              {"@id": "_:x:y", "http://e.org/q": {"@id": "http://e.org/b"}}]}""",
}
OF_ENDING = {
    ending: next(name for name, one in NAMES.items() if one == form)
    for ending, form in FORMATS.items()
    if isinstance(form, RdfFormat)  # source files say other things
}
PACKED: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zstandard.compress,
}


def said(path: Path, options: ReadOptions | None = None) -> tuple[list[str], SourceFile]:
    """Return what a file says, and what there is to know of it."""
    with Staging() as staging:
        (file,) = read([path], staging, options or ReadOptions())
        found = [
            line
            for part in staging.partitions()
            for by_dataset in part.values()
            for one in by_dataset.values()
            for line in one.statements.splitlines()
        ]
        return sorted(found), file


def refusal(path: Path, options: ReadOptions | None = None) -> str:
    with pytest.raises(CoopgraphError) as refused:
        said(path, options)
    return str(refused.value).removeprefix(str(path))


@pytest.fixture
def expected(tmp_path: Path) -> list[str]:
    (tmp_path / "x.ttl").write_text(TURTLE, encoding="utf-8")
    found = said(tmp_path / "x.ttl")[0]
    assert len(found) == 3
    return found


@pytest.mark.parametrize("ending", OF_ENDING)
def test_every_format_says_the_same_packed_or_not(
    tmp_path: Path, expected: list[str], ending: str
) -> None:
    for packed, pack in PACKED.items():
        path = tmp_path / f"x{ending}{packed}"
        path.write_bytes(pack(TEXTS[OF_ENDING[ending]].encode()))
        found, file = said(path)
        assert found == expected, packed
        assert file.datasets[0].endswith("/x")


@pytest.mark.parametrize("name", TEXTS)
def test_standard_input_says_the_same(
    monkeypatch: pytest.MonkeyPatch, expected: list[str], name: str
) -> None:
    for pack in PACKED.values():
        content = io.BytesIO(pack(TEXTS[name].encode()))
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(content))
        assert said(Path("-"), ReadOptions("x", format_named(name)))[0] == expected


def test_standard_input_needs_a_format() -> None:
    with pytest.raises(UsageError, match=r"--from FORMAT.*turtle, ntriples"):
        read([Path("-")], Staging())


@pytest.mark.parametrize("name", ["turtle", "ttl", ".ttl", "TTL", "turtles"])
def test_formats_have_names_and_endings(name: str) -> None:
    if name == "turtles":
        with pytest.raises(UsageError, match="Give one of turtle"):
            format_named(name)
    else:
        assert format_named(name) is NAMES["turtle"]


def test_a_format_that_is_given_overrules_the_name(tmp_path: Path, expected: list[str]) -> None:
    path = tmp_path / "x.owl"
    path.write_text(TURTLE, encoding="utf-8")
    assert said(path, ReadOptions(form=NAMES["turtle"]))[0] == expected


@pytest.mark.parametrize("packed", [".gz", ".bz2", ".xz", ".zst"])
def test_a_packed_file_that_is_damaged_or_no_such_file_is_refused(
    tmp_path: Path, packed: str
) -> None:
    path = tmp_path / f"x.nt{packed}"
    content = PACKED[packed]((LINES * 500).encode())
    for broken in (content[:-9], content[: len(content) // 2], LINES.encode()):
        path.write_bytes(broken)
        assert refusal(path).startswith(f" cannot be unpacked as {packed}: ")


@pytest.mark.parametrize("packed", [".gz", ".bz2", ".xz", ".zst"])
def test_a_packed_file_that_grows_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, packed: str
) -> None:
    path = tmp_path / f"x.nt{packed}"
    path.write_bytes(PACKED[packed](LINES.encode() * 20_000))
    monkeypatch.setattr("loaders.settings.AT_LEAST", 1_000_000)
    monkeypatch.setattr("loaders.settings.RATIO", 10)
    assert " unpacks to more than 1,000,000 bytes" in refusal(path)
    monkeypatch.setenv("COOPGRAPH_MOST_UNPACKED", "10_000_000")
    assert said(path)[0]
    monkeypatch.setenv("COOPGRAPH_MOST_UNPACKED", "much")
    with pytest.raises(InvalidConfiguration, match="COOPGRAPH_MOST_UNPACKED=much"):
        said(path)


@pytest.mark.parametrize(
    "context",
    ['"https://e.org/c"', '[{"a": "e:a"}, "https://e.org/c"]', '{"@import": "https://e.org/c"}'],
)
def test_a_context_from_elsewhere_is_refused_by_its_name(tmp_path: Path, context: str) -> None:
    path = tmp_path / "x.jsonld"
    path.write_text('{\n"@context": ' + context + ', "@id": "e:a", "e:p": 1}', encoding="utf-8")
    assert refusal(path).startswith(":2: the context <https://e.org/c> is somewhere else")


@pytest.mark.parametrize(
    ("entity", "told"),
    [
        ('SYSTEM "file:///etc/passwd"', "(file:///etc/passwd), and coopgraph fetches nothing"),
        ('PUBLIC "-//x" "https://e.org/x"', "(https://e.org/x), and coopgraph fetches nothing"),
        ('"&x;&x;"', "is made of itself"),
    ],
)
def test_an_entity_from_elsewhere_is_refused_by_its_name(
    tmp_path: Path, entity: str, told: str
) -> None:
    path = tmp_path / "x.rdf"
    path.write_text(document(f"<!ENTITY x {entity}>", "&x;"), encoding="utf-8")
    found = refusal(path)
    assert found.startswith(": the entity x is ")
    assert told in found


def document(entities: str, body: str) -> str:
    return (
        f"<!DOCTYPE rdf:RDF [ <!-- c --> {entities} ]>\n<rdf:RDF {RDF}>"
        f'<rdf:Description rdf:about="http://e.org/a"><e:p>{body}</e:p>'
        "</rdf:Description></rdf:RDF>"
    )


def test_entities_unfold_within_bounds(tmp_path: Path) -> None:
    path = tmp_path / "x.rdf"
    path.write_text(document('<!ENTITY a "b"><!ENTITY c "&a;&a;">', "&c;"), encoding="utf-8")
    assert said(path)[0] == ['<http://e.org/a> <http://e.org/p> "bb" .']
    more = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    path.write_text(document(f'<!ENTITY a0 "ha">{more}', "&a9;"), encoding="utf-8")
    assert "entities of its DOCTYPE unfold to more than" in refusal(path)
    long = f'<!ENTITY a "{"ha" * 20_000}">'
    path.write_text(document(long, "&a;" * 5_000), encoding="utf-8")
    assert ": its entities unfold to more than" in refusal(path)


def test_json_that_no_context_explains_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.jsonld"
    path.write_text('{"@id": "e:a", "e:p": 1, "name": "x", "age": 2}', encoding="utf-8")
    found, file = said(path)
    assert len(found) == 1
    assert file.notes == (
        f"{path}: 2 values were left out, because no @context gives their keys an address: name,"
        " age.",
    )
    path.write_text('{"name": "x"}', encoding="utf-8")
    assert refusal(path).startswith(" is JSON, but no JSON-LD")
    path.write_text('{"@type": "e:T", "e:p": 1,\n "e:q": {"@id": "b"}}', encoding="utf-8")
    assert refusal(path).startswith(':2: <b> is a relative address and needs a base: write `"@b')


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("x.ttl", TEXTS["rdfxml"], " is RDF/XML. Let its name end in .rdf, or say `--from rdfxml"),
        ("x.nt", f'<?xml version="1.0"?>{TEXTS["rdfxml"]}', " is RDF/XML. Let its name end in"),
        ("x.ttl", document('<!ENTITY a "b">', "&a;"), " is RDF/XML. Let its name end in .rdf"),
        ("x.ttl", TEXTS["jsonld"], " is JSON-LD. Let its name end in .jsonld, or say `--from j"),
        ("x.ttl", '{"name": "x"}', " is JSON, but no JSON-LD"),
        ("x.nt", "<e:a> <e:b> 'x' <e:g> .".replace("'", '"'), " is N-Quads. Let its name end in"),
        ("x.ttl", "@prefix e: <e:> . e:g { e:a e:b 1 }", " is TriG. Let its name end in .trig"),
        ("x.nt", "@prefix e: <e:> . e:a e:b 1 .", " is Turtle. Let its name end in .ttl"),
        ("x.owl", "@prefix e: <e:> . e:a e:b <#c> .", " is Turtle. Let its name end in .ttl"),
        ("x.json", "@prefix e: <e:> . e:a e:b <#c> .", " is Turtle. Let its name end in .ttl"),
        ("x.owl", '<Ontology xmlns="http://www.w3.org/2002/07/owl#"/>', " is OWL/XML, which is"),
        ("x.owl", "Prefix(:=<http://e.org/>)\nOntology()", " is OWL in functional-style syntax"),
        ("x.xml", '<project xmlns="http://m.org/"><a/></project>', " is XML, but no RDF/XML"),
        ("x.rdf", "<!DOCTYPE html><html><p>x</html>", " is a web page."),
        ("x.ttl", "version https://git-lfs.github.com/spec/v1\noid sha256:0", " is a Git LFS po"),
        ("x.ttl", "PK\x03\x04abc", " is a ZIP archive. Unpack it"),
        ("x.nt", "@prefix e: <e:> .\ne:a e:b", ":1:1: not valid N-Triples: "),
        ("x.rdf", f"<rdf:RDF {RDF}>\n<e:A>\n</e:B>", ":3:3: not valid XML: mismatched tag"),
        ("x.n3", "{ <e:a> <e:b> 1 } => { <e:a> <e:b> 2 } .", ":1: formulas and rules of N3"),
    ],
)
def test_what_is_in_a_file_is_told_whatever_its_name(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert refusal(path).startswith(told)


def test_a_packed_file_without_its_ending_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.nt"
    path.write_bytes(gzip.compress(LINES.encode()))
    assert refusal(path) == " is packed as .gz. Add that to its name."


@pytest.mark.parametrize("name", ["turtle", "trig", "n3", "rdfxml", "jsonld"])
def test_relative_addresses_are_joined_to_a_base(tmp_path: Path, name: str) -> None:
    text = {
        "rdfxml": f'<rdf:RDF {RDF}><e:A rdf:about="a"><e:p rdf:resource=""/></e:A></rdf:RDF>',
        "jsonld": '{"@id": "a", "@type": "http://e.org/A", "http://e.org/p": {"@id": ""}}',
    }.get(name, "<a> a <http://e.org/A> ;\n <http://e.org/p> <> .")
    path = tmp_path / f"x.{name}"
    path.write_text(text, encoding="utf-8")
    form = NAMES[name]
    assert "is a relative address and needs a base" in refusal(path, ReadOptions(form=form))
    assert "`--base IRI`" in refusal(path, ReadOptions(form=form))
    options = ReadOptions(
        form=form, parse_options=parse_options("https://b.org/d/f", lenient=False)
    )
    found, file = said(path, options)
    assert "<https://b.org/d/a> <http://e.org/p> <https://b.org/d/f> ." in found
    if name in ("turtle", "trig", "n3"):
        assert file.lines.of("https://b.org/d/a", "http://e.org/p") == 2


def test_a_base_is_a_whole_iri() -> None:
    with pytest.raises(UsageError, match="'a/b' can be no base"):
        parse_options("a/b", lenient=False)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<a> <e:b> 'c' .", "<a> is a relative address and needs a base:"
         " in N-Triples addresses are whole"),
        ("<e:a> <e:b> 'c'@zh-classical .", "the language tag 'zh-classical' is not well-formed"
         " (A subtag may be eight characters in length at maximum). Write 'lzh'; `--lenient`"),
        ("<e:a> <e:b> 'c'@en_GB .", "the language tag 'en_GB' is not well-formed (The given "
         "language subtag is invalid). Write 'en-GB'; `--lenient` keeps it as it is."),
        ("<e:a> <e:b> 'c'@n .", "the language tag 'n' is not well-formed (The given language "
         "subtag is invalid). Write one of BCP 47, such as 'en' or 'zh-Hant'; `--lenient`"),
    ],
)  # fmt: skip
def test_what_is_odd_is_named_with_what_to_write(tmp_path: Path, text: str, told: str) -> None:
    for ending in ("nt", "ttl"):
        path = tmp_path / f"x.{ending}"
        path.write_text(text.replace("'", '"'), encoding="utf-8")
        found = refusal(path)
        assert found.startswith(":1:")
        if ending == "nt" or "language" in told:
            assert told in found
