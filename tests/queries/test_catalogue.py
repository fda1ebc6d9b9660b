"""The catalogue reads query files; what contradicts itself is named with file and line."""

from datetime import date
from pathlib import Path

import pytest

from ontology.errors import InvalidVocabulary, UsageError
from queries.catalogue import Question, catalogue, read, type_names
from queries.header import ColumnType
from queries.parameters import ParameterType

GOOD = """\
//+ title = "Cities"
//+ description = "The cities of a state."
//+
//+ [[parameters]]
//+ name = "state"
//+ type = "thing"
//+ classes = ["State"]
//+ required = true
//+ meaning = "The state."
//+
//+ [[parameters]]
//+ name = "since"
//+ type = "date"
//+ meaning = "From when on."
//+
//+ [[columns]]
//+ name = "city"
//+ type = "iri"
//+ meaning = "The city."

// "$nothing" and $nobody in comments and text are no parameters
MATCH (s:State {iri: $state})<-[:PART_OF]-(city:City)
WHERE $since IS NULL OR city.date_latest >= $since.earliest AND city.name <> '$none'
RETURN city.iri AS city
"""


def written(folder: Path, text: str, name: str = "cities") -> Question:
    folder.joinpath(f"{name}.cypher").write_text(text, encoding="utf-8")
    return read(folder, "queries/made")[name]


def test_a_file_becomes_a_question(tmp_path: Path) -> None:
    cities = written(tmp_path, GOOD)
    assert (cities.name, cities.group, cities.title) == ("cities", "made", "Cities")
    assert [(p.name, p.type, p.required) for p in cities.parameters] == [
        ("state", ParameterType.THING, True),
        ("since", ParameterType.DATE, False),
    ]
    assert [(c.name, c.type) for c in cities.columns] == [("city", ColumnType.IRI)]
    assert cities.cypher == GOOD
    assert cities.parameters[0].description == "The state."


def test_a_table_has_the_columns_that_are_not_wide_and_names_in_place_of_iris(
    tmp_path: Path,
) -> None:
    more = """//+ [[columns]]
//+ name = "city_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "names"
//+ type = "list"
//+ wide = true
//+ meaning = "All names."
"""
    text = GOOD.replace('\n// "$nothing', f'{more}\n// "$nothing')
    assert written(tmp_path, text).shown == ["city_name"]
    assert all(2 <= len(question.shown) <= 5 for question in catalogue().values())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('title = "Cities"', "title = Cities", "cities.cypher:1: Invalid value"),
        ('type = "date"', 'type = "date', "cities.cypher:13: "),
        ('type = "date"', 'type = "day"', "cities.cypher:11: parameters 1 type: "),
        ('//+ meaning = "From when on."\n', "", "cities.cypher:11: parameters 1 meaning: "),
        ('meaning = "The city."', 'sense = "The city."', "cities.cypher:16: columns 0 "),
        ('type = "date"', 'type = "concept"', "cities.cypher:11: parameters 1: "),
        ('//+ title = "Cities"\n', "", "cities.cypher:1: title: "),
        ('type = "iri"', 'type = "iri"\n//+ wide = true', "cities.cypher:1: every column is wide"),
        ('type = "iri"', 'type = "iri"\n//+ wide = 7', "cities.cypher:16: columns 0 wide"),
        ("$since.earliest", "$until", "cities.cypher:23: $until is used but not declared"),
        ("$since IS NULL OR city.date_latest >= $since.earliest AND", "", "cities.cypher:11: "),
        ('name = "since"', 'name = "state"', "cities.cypher:4: state is declared twice"),
    ],
)  # fmt: skip
def test_a_bad_file_is_named_with_its_line(
    tmp_path: Path, old: str, new: str, message: str
) -> None:
    assert old in GOOD
    with pytest.raises(InvalidVocabulary) as error:
        written(tmp_path, GOOD.replace(old, new))
    assert f"queries/made/{message}" in str(error.value)


def test_what_a_group_shares_is_declared_once(tmp_path: Path) -> None:
    shared = '[[columns]]\nname = "sources"\ntype = "sources"\nmeaning = "…"\n'
    tmp_path.joinpath("common.toml").write_text(shared, encoding="utf-8")
    assert [c.name for c in written(tmp_path, GOOD).columns] == ["city", "sources"]


@pytest.mark.parametrize(
    ("shared", "message"), [("columns = [}", "line 1"), ("column = 1", "column")]
)
def test_a_bad_file_of_shared_columns_is_named(tmp_path: Path, shared: str, message: str) -> None:
    tmp_path.joinpath("common.toml").write_text(shared, encoding="utf-8")
    with pytest.raises(InvalidVocabulary, match=f"(?s)queries/made/common.toml: .*{message}"):
        written(tmp_path, GOOD)


def test_values_are_bound_as_cypher_takes_them(tmp_path: Path) -> None:
    bound = written(tmp_path, GOOD).bind({"state": "x:1", "since": "2024-02"})
    assert bound["state"] == "x:1"
    assert bound["since"] == {"earliest": date(2024, 2, 1), "latest": date(2024, 2, 29)}
    assert bound["types"] == list(type_names())
    assert written(tmp_path, GOOD).bind({"state": "x:1"})["since"] is None


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({}, "state is missing"),
        ({"state": "x:1", "since": "2024-02-30"}, "since is a date"),
        ({"state": "x:1", "since": "0000"}, "since is a date"),
        ({"state": "x:1", "since": "24"}, "since is a date"),
        ({"state": "x:1", "until": "2024"}, "cities has no parameter until; it has state, since"),
    ],
)
def test_values_that_cannot_be_are_refused(
    tmp_path: Path, given: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        written(tmp_path, GOOD).bind(given)


def test_a_plan_is_compared_with_the_header(tmp_path: Path) -> None:
    cities = written(tmp_path, GOOD)
    cities.confirm(True, ["city"])
    with pytest.raises(InvalidVocabulary, match="only reads"):
        cities.confirm(False, ["city"])
    with pytest.raises(InvalidVocabulary, match="declare city"):
        cities.confirm(True, ["city", "name"])


def test_the_most_specific_types_come_first() -> None:
    names = type_names()
    assert names.index("Centre") < names.index("Institution") < names.index("Actor")


def test_every_group_reads() -> None:
    for group in ("core", "names", "checks"):
        assert catalogue(group) is catalogue(group)
