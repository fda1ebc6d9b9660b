"""Files to load, and a store on the session's real Neo4j that is empty before and after."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph.database.config.target import Target
from graph.database.driver import Database
from graph.store import Store
from ontology.vocabulary import vocabulary
from tests.graph.support import empty

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file below `tmp_path`; text has the usual prefixes and a base before it."""

    def write(name: str, content: str | bytes, *, bare: bool = False) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = (content if bare else PREFIXES + content).encode()
        path.write_bytes(content)
        return path

    return write


@pytest.fixture
def store(target: Target) -> Iterator[Store]:
    with Database(target) as database:
        empty(database)
        yield Store(database, vocabulary())
        empty(database)


# Six lines, so that what follows begins on the seventh.
PREFIXES = """\
@prefix coop: <https://w3id.org/coopgraph/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix e: <https://e.org/> .
@base <https://w3id.org/coopgraph/id/> .

"""
