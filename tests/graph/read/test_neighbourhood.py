"""What the graph says around nodes, asked for in batches."""

from collections.abc import Iterator

import pytest
from pyoxigraph import RdfFormat, parse

from graph.blank_nodes.node_labels import datasets
from graph.database.config.target import Target
from graph.database.driver import Database
from graph.read.neighbourhood import InverseLookup, Neighbourhood
from graph.spill.staging import Staging
from graph.store import Store
from ontology.errors import InvalidVocabulary
from ontology.namespaces import COOP, SKOS
from ontology.vocabulary import vocabulary
from tests.graph.support import empty

FIRST, SECOND = "https://e.org/first", "https://e.org/second"
TEXT = f"""
@prefix coop: <{COOP}> . @prefix skos: <{SKOS}> . @prefix e: <https://e.org/> .
e:first {{
  e:a a coop:State ; skos:prefLabel "Arcadia, \\"the\\" land"@en ; coop:isoAlpha2 "XA" .
  e:r coop:partOf e:a ; e:likes e:a ; skos:altLabel "Arcadia, \\"the\\" land"@en .
}}
e:second {{
  e:a skos:altLabel "Arcady"@en . e:s coop:partOf e:a ; skos:prefLabel "Arcadia the land"@en .
}}
"""
PART_OF, LIKES = f"<{COOP}partOf>", "<https://e.org/likes>"
LABEL, ALIAS, CODE = f"<{SKOS}prefLabel>", f"<{SKOS}altLabel>", f"<{COOP}isoAlpha2>"
NAME = '"Arcadia, \\"the\\" land"@en'
A = "<https://e.org/a>"


@pytest.fixture
def database(target: Target) -> Iterator[Database]:
    with Database(target) as database:
        empty(database)
        store = Store(database, vocabulary())
        store.prepare()
        store.load(Staging.of(datasets(parse(TEXT, format=RdfFormat.TRIG), FIRST)))
        database.read("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()")
        yield database
        empty(database)


def context(database: Database, *without: str) -> Neighbourhood:
    return Neighbourhood(database, vocabulary(), without)


def test_records_of_subjects_are_given_but_for_some_datasets(database: Database) -> None:
    asked = ["https://e.org/a", "https://e.org/nobody"]
    assert len(list(context(database).of(asked))) == 2
    (statements,) = context(database, FIRST).of(asked)
    assert statements == f'{A} {ALIAS} "Arcady"@en .\n'


def test_subjects_are_found_by_what_they_point_at(database: Database) -> None:
    asked = [
        InverseLookup(PART_OF, A),
        InverseLookup(LIKES, A),
        InverseLookup(LABEL, NAME),
        InverseLookup(ALIAS, NAME),
    ]
    asked += [
        InverseLookup(CODE, '"XA"'),
        InverseLookup(CODE, '"xa"'),
        InverseLookup(LABEL, '"…"@en'),
    ]
    found = {
        (one, key.removeprefix("https://e.org/")) for one, key in context(database).pointing(asked)
    }
    assert found == {
        (asked[0], "r"),
        (asked[0], "s"),
        (asked[1], "r"),
        (asked[2], "a"),
        (asked[3], "r"),
        (asked[4], "a"),
    }
    assert {key for _, key in context(database, FIRST).pointing(asked)} == {"https://e.org/s"}


def test_who_shares_a_text_that_is_not_indexed_cannot_be_told(database: Database) -> None:
    asked = [InverseLookup(f"<{COOP}locator>", '"page 1"')]
    with pytest.raises(InvalidVocabulary, match="indexed"):
        list(context(database).pointing(asked))
