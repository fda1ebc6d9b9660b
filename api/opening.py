"""The database of both doors, and what is confirmed before the first question is answered."""

import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from graph import bookkeeping
from graph.connect import connect
from graph.database import Database
from graph.local import LocalServer
from graph.settings import cache_dir
from graph.store import Store
from ontology.vocabulary import vocabulary
from queries.catalogue import catalogue

log = logging.getLogger(__name__)

Opened = Callable[[], AbstractContextManager[Database]]


@contextmanager
def opened(local: LocalServer | None = None) -> Iterator[Database]:
    """The database that the settings ask for, for as long as the `with` block lasts."""
    with connect(local) as target, Database(target) as database:
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

    A server of one version answers the same each time, so it is asked once.

    Raises:
        InvalidVocabulary: one does not; the message names its file.
        DatabaseUnavailable: the server does not answer.
    """
    confirmed = _confirmation(database.server())
    if confirmed.exists():
        return
    for question in catalogue().values():
        # The values do not matter to EXPLAIN, but the names must be there.
        names = {parameter.name for parameter in question.parameters} | {"types"}
        plan = database.explain(question.cypher, dict.fromkeys(names))
        question.confirm(plan.read_only, plan.columns)
    with suppress(OSError):  # where nothing can be kept, it is asked again
        confirmed.parent.mkdir(parents=True, exist_ok=True)
        confirmed.touch()


def _confirmation(server: str) -> Path:
    """Return the file whose presence says that this server confirmed these questions."""
    asked = (repr(question) for question in catalogue().values())
    digest = hashlib.sha256("\n".join([server, *asked]).encode()).hexdigest()
    return cache_dir() / "confirmed" / digest
