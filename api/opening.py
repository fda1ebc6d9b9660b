"""Opening the database for HTTP and commands, and confirming all questions before the first."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from graph.database.config.settings import cache_dir
from graph.database.connect import connect
from graph.database.driver import Database
from graph.database.local import LocalServer
from graph.store import Store
from ontology.vocabulary import vocabulary
from queries.catalogue import Question, catalogue

Opened = Callable[[], AbstractContextManager[Database]]


@contextmanager
def opened(local: LocalServer | None = None, *, watched: bool = False) -> Iterator[Database]:
    """The database that the settings ask for, for as long as the `with` block lasts.

    Args:
        local: the local Neo4j, where that is it.
        watched: whether the local one is started again where it ends by itself meanwhile.
    """
    with connect(local, watched=watched) as target, Database(target) as database:
        Store(database, vocabulary()).furnish()
        yield database


@contextmanager
def opened_to_ask(*, watched: bool = False) -> Iterator[Database]:
    """The same, for whoever asks what the view says.

    Raises:
        InvalidConfiguration: the view was made with another version of the ontology.
    """
    with opened(watched=watched) as database:
        Store(database, vocabulary()).check_view()
        yield database


@contextmanager
def confirmed() -> Iterator[Database]:
    """The same, for whoever serves all questions of the catalogue for long."""
    with opened_to_ask(watched=True) as database:
        confirm_catalogue(database)
        yield database


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
    for question in _asked():
        # The values do not matter to EXPLAIN, but the names must be there.
        names = {parameter.name for parameter in question.parameters} | {"types"}
        plan = database.explain(question.cypher, dict.fromkeys(names))
        question.confirm(plan.read_only, plan.columns)
    with suppress(OSError):  # where nothing can be kept, it is asked again
        confirmed.parent.mkdir(parents=True, exist_ok=True)
        confirmed.touch()


def _confirmation(server: str) -> Path:
    """Return the file whose presence says that this server confirmed these questions."""
    asked = map(repr, _asked())
    digest = hashlib.sha256("\n".join([server, *asked]).encode()).hexdigest()
    return cache_dir() / "confirmed" / digest


def _asked() -> tuple[Question, ...]:
    """Return all questions that are asked, those that look names up among them."""
    return (*catalogue().values(), *catalogue("names").values())
