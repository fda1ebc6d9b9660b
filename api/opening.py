"""The database of both doors, and what is confirmed before the first question is answered."""

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from graph import bookkeeping
from graph.connect import connect
from graph.database import Database
from graph.store import Store
from ontology.vocabulary import vocabulary
from queries.catalogue import catalogue

log = logging.getLogger(__name__)

Opened = Callable[[], AbstractContextManager[Database]]


@contextmanager
def opened() -> Iterator[Database]:
    """The database that the settings ask for, for as long as the `with` block lasts."""
    with connect() as target, Database(target) as database:
        prepare(database)
        yield database


@contextmanager
def confirmed() -> Iterator[Database]:
    """The same, for whoever will ask all questions of the catalogue."""
    with opened() as database:
        confirm_catalogue(database)
        yield database


def prepare(database: Database) -> None:
    """Make the view what the installed ontology says; nothing is written where it is so already.

    Reading needs the indexes too, and must not fail on a database that is still empty.
    """
    if (
        bookkeeping.state(database) != bookkeeping.digest(vocabulary())
        and Store(database, vocabulary()).prepare()
    ):
        log.warning("The ontology has changed since the last load: the view was made anew.")


def confirm_catalogue(database: Database) -> None:
    """Ask the server whether every question only reads, and returns what it declares.

    Raises:
        InvalidVocabulary: one does not; the message names its file.
        DatabaseUnavailable: the server does not answer.
    """
    for question in catalogue().values():
        # The values do not matter to EXPLAIN, but the names must be there.
        names = {parameter.name for parameter in question.parameters} | {"types"}
        plan = database.explain(question.cypher, dict.fromkeys(names))
        question.confirm(plan.read_only, plan.columns)
