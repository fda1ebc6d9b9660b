"""The view of one node, a pure function of its records and the vocabulary."""

from datetime import date
from itertools import islice, product
from string import ascii_lowercase
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.mapping.languages import known
from graph.mapping.links import LinkKey
from graph.mapping.view import NodeView, view
from ontology.namespaces import RDF, XSD
from tests.graph import oracle
from tests.graph.support import EX, VOCABULARY, content, records

THING = EX + "thing"

FORMS = [
    *(
        "",
        "x",
        "1",
        "01",
        "-1",
        "+128",
        "255",
        "256",
        "9" * 18,
        "9" * 30,
        "1.50",
        ".5",
        "1e0",
        "NaN",
    ),
    *("true", "0", "2025", "2025Z", "2024-02", "2025-13", "2024-02-29", "2025-02-29+01:00", "0000"),
]
TEXTS = ["", "A", "Ä", "a-b", "Đà Nẵng", "老挝", "ລາວ", "O'Brien  (x)"]
TAGS = ["en", "en-gb", "fr", "vi", "zh-hant", "tlh", "x-private", "zh-hans-cn"]
DATATYPES = [XSD + name for name in [*oracle.INTEGERS, "string", "decimal", "double", "boolean"]]
DATATYPES += [XSD + name for name in ["anyURI", "date", "gYear", "gYearMonth", "dateTime"]]
literals = st.one_of(
    st.builds(Literal, st.sampled_from(TEXTS)),
    st.builds(lambda x, tag: Literal(x, language=tag), *map(st.sampled_from, (TEXTS, TAGS))),
    st.builds(
        lambda form, kind: Literal(form, datatype=NamedNode(kind)),
        st.sampled_from(FORMS),
        st.sampled_from([*DATATYPES, RDF + "HTML", EX + "own"]),
    ),
)
NAMED = (*oracle.CLASSES, *oracle.DIRECT, EX + "Other", THING)
things = st.sampled_from([*map(NamedNode, NAMED), BlankNode("b")])
predicates = [RDF + "type", *oracle.LINKS, *oracle.ATTRIBUTES, EX + "other"]
about_a_thing = st.builds(
    lambda predicate, said: Triple(NamedNode(THING), NamedNode(predicate), said),
    st.sampled_from(predicates),
    things | literals,
)


def seen(**datasets: str) -> NodeView:
    """Return the view of `:thing`, of which each dataset says what follows its IRI."""
    said = {name: records(content(f":thing {text} .").triples) for name, text in datasets.items()}
    statements = {name: made[THING].statements for name, made in said.items()}
    return view(THING, statements, VOCABULARY)


def shown(text: str) -> dict[str, Any]:
    properties = dict(seen(a=text).properties)
    assert properties.pop("iri") == THING
    return properties


def test_a_node_of_which_nobody_speaks_has_an_iri_only() -> None:
    assert view(THING, {}, VOCABULARY) == NodeView(frozenset({"Resource"}), {"iri": THING}, {})


def test_labels_are_declared_classes_with_their_superclasses() -> None:
    node = seen(a="a :Company, :Undeclared, 'Person'", b="a :Person")
    assert node.labels == {"Resource", "Company", "Organization", "Actor", "Person"}
    assert not node.links


def test_links_name_their_datasets() -> None:
    node = seen(b=":knows :x ; :undeclared :x, _:b", a=":knows :x, :y, 'text'")
    blank = next(link.target for link in node.links if link.target.startswith("_:"))
    assert node.links == {
        LinkKey("KNOWS", None, EX + "x"): ("a", "b"),
        LinkKey("KNOWS", None, EX + "y"): ("a",),
        LinkKey("LINK", EX + "undeclared", EX + "x"): ("b",),
        LinkKey("LINK", EX + "undeclared", blank): ("b",),
    }


def test_an_attribute_keeps_literals_only_and_a_link_nodes_only() -> None:
    node = seen(a=":tag :x, 'text' ; :knows 'someone' ; :undeclared 'text' ; :page :x")
    assert (node.properties, node.links) == ({"iri": THING, "tag": ["text"]}, {})


def test_predicates_called_like_our_keys_do_not_touch_them() -> None:
    said = "<urn:x#iri> 'no' ; <urn:x#name> 'no' ; <urn:x#datasets> 'no', :x ; <urn:x#labels> :y"
    node = seen(a=said)
    assert node.properties == {"iri": THING}
    assert {link.type for link in node.links} == {"LINK"}


def test_a_class_and_a_predicate_can_be_things_too() -> None:
    said = records(content(":Company a :Company ; :knows :knows . :knows :tag 'x' .").triples)
    node = view(EX + "Company", {"a": said[EX + "Company"].statements}, VOCABULARY)
    assert "Company" in node.labels
    assert list(node.links) == [LinkKey("KNOWS", None, EX + "knows")]


def test_a_text_has_a_key_per_language_and_one_for_display() -> None:
    said = "skos:prefLabel 'Sino'@fr, 'Síno'@vi, '中'@zh-Hant, 'Sino-'@en-GB, 'plain'"
    assert shown(said) == {
        "name": "Sino-",
        "name_en_gb": "Sino-",
        "name_fr": "Sino",
        "name_vi": "Síno",
        "name_zh_hant": "中",
        "folded_names": ["plain", "sino", "中"],
    }


def test_a_language_that_nobody_knows_has_no_key_but_is_found_and_displayed() -> None:
    assert shown("skos:prefLabel 'Odd'@qqab, 'Odder'@x-mine") == {
        "name": "Odd",
        "folded_names": ["odd", "odder"],
    }


def test_any_number_of_languages_makes_a_bounded_number_of_keys() -> None:
    tags = map("".join, product(ascii_lowercase, repeat=4))
    regions = (f"{tag[:2]}-{tag[2:]}" for tag in map("".join, product(ascii_lowercase, repeat=4)))
    texts = (f"'T'@{tag}" for tag in [*islice(tags, 20_000), *islice(regions, 20_000)])
    assert len(shown(f"skos:prefLabel {', '.join(texts)}")) < 1_000
    assert len(known()) == 4_532, "docs/mapping.md says so"


@pytest.mark.parametrize(
    "tag", ["en", "fr", "zh", "vi", "lo", "zh-Hans", "zh-hant-tw", "pt-BR", "zh-cn", "sr-Latn"]
)
def test_languages_that_people_use_have_keys(tag: str) -> None:
    key = f"name_{tag.lower().replace('-', '_')}"
    assert shown(f"skos:prefLabel 'Name'@{tag}")[key] == "Name"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("'b'@fr, 'a'@vi", "b"),
        ("'b'@zh, 'a'@vi, '0'", "a"),
        ("'plain'", "plain"),
        ("'British'@en-gb, 'any'@en", "any"),
    ],
)
def test_the_displayed_name(said: str, name: str) -> None:
    assert shown(f"skos:prefLabel {said}")["name"] == name


def test_texts_without_a_limit_are_a_sorted_list() -> None:
    said = "skos:altLabel 'b'@en, 'a'@fr, 'b'@fr, 'É!'"
    assert shown(said) == {"aliases": ["a", "b", "É!"], "folded_aliases": ["a", "b", "e"]}


def test_of_conflicting_values_the_first_dataset_wins_whatever_the_order() -> None:
    texts = {"b": ":count 1 ; skos:prefLabel 'B'@en", "a": ":count 9, 10 ; skos:prefLabel 'Z'@en"}
    one, other = seen(**texts), seen(**dict(reversed(texts.items())))
    assert one == other
    assert (one.properties["count"], one.properties["name"]) == (10, "Z")
    assert one.properties["folded_names"] == ["b", "z"]


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("01", 1),
        ("'+5'^^xsd:integer", 5),
        ("-0", 0),
        ("9223372036854775807", 9223372036854775807),
        ("-9223372036854775808", -9223372036854775808),
        ("9223372036854775808", None),
        ("'1 '^^xsd:integer", None),
        ("'١'^^xsd:integer", None),
        ("''^^xsd:integer", None),
        ("'7'^^xsd:nonNegativeInteger", 7),
        ("'-7'^^xsd:nonNegativeInteger", None),
        ("'300'^^xsd:byte", None),
        ("'1'", None),
        ("1.0", None),
        ("'" + "0" * 5000 + "7'^^xsd:integer", 7),
        ("'" + "9" * 5000 + "'^^xsd:integer", None),
    ],
)
def test_integers(said: str, count: int | None) -> None:
    assert shown(f":count {said}").get("count") == count


def test_decimals_booleans_and_addresses() -> None:
    said = (
        ":weight 1.50, 2, '.5'^^xsd:decimal, 1e0, 'x' ; :open true ; :page 'x:y'^^xsd:anyURI, 'n'"
    )
    assert shown(said) == {"weight": [0.5, 1.5, 2.0], "open": True, "page": ["x:y"]}
    assert shown(":open '1'^^xsd:boolean") == {"open": True}
    assert shown(":open 'TRUE'^^xsd:boolean") == {}
    assert shown(":weight '" + "9" * 400 + "'^^xsd:decimal") == {}


@pytest.mark.parametrize(
    ("said", "earliest", "latest"),
    [
        ("'2024-02-10'^^xsd:date", date(2024, 2, 10), date(2024, 2, 10)),
        ("'2024-02-10+07:00'^^xsd:date", date(2024, 2, 10), date(2024, 2, 10)),
        ("'2024-02'^^xsd:gYearMonth", date(2024, 2, 1), date(2024, 2, 29)),
        ("'2023-02Z'^^xsd:gYearMonth", date(2023, 2, 1), date(2023, 2, 28)),
        ("'2025'^^xsd:gYear", date(2025, 1, 1), date(2025, 12, 31)),
        ("'9999'^^xsd:gYear", date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_dates_keep_their_precision(said: str, earliest: date, latest: date) -> None:
    properties = shown(f":date {said}")
    assert properties["date"] == said.split("'")[1]
    assert (properties["date_earliest"], properties["date_latest"]) == (earliest, latest)


@pytest.mark.parametrize(
    "said",
    [
        "'2023-02-29'^^xsd:date",
        "'2025-13'^^xsd:gYearMonth",
        "'0000'^^xsd:gYear",
        "'-0044'^^xsd:gYear",
        "'12025'^^xsd:gYear",
        "'2025'^^xsd:date",
        "'2025-01-01'",
        "'2025-01-01T00:00:00'^^xsd:dateTime",
    ],
)
def test_what_is_no_date_is_in_the_record_only(said: str) -> None:
    assert shown(f":date {said}") == {}


def test_dates_without_a_limit_span_all_of_them() -> None:
    assert shown(":seen '2025'^^xsd:gYear, '2024-12-31'^^xsd:date, 'once'") == {
        "seen": ["2024-12-31", "2025"],
        "seen_earliest": date(2024, 12, 31),
        "seen_latest": date(2025, 12, 31),
    }


def test_what_an_index_cannot_hold_is_in_the_record_only() -> None:
    assert shown(f":code '{'x' * 7001}' ; :tag '{'x' * 7001}'") == {"tag": ["x" * 7001]}
    assert shown(":code '' ; :tag ''") == {"code": "", "tag": [""]}


@given(
    said=st.dictionaries(st.sampled_from("abc"), st.lists(about_a_thing, max_size=12), max_size=3)
)
def test_a_view_is_what_a_second_telling_of_the_rules_gives(said: dict[str, list[Triple]]) -> None:
    made = {
        name: "".join(sorted({f"{triple} .\n" for triple in triples}))
        for name, triples in said.items()
    }
    node, told = view(THING, made, VOCABULARY), oracle.shown(THING, made)
    assert node.labels == told.labels
    assert {tuple(link): list(said) for link, said in node.links.items()} == told.links
    assert repr(sorted(node.properties.items())) == repr(sorted(told.properties.items()))
