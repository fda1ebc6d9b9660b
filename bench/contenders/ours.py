"""coopgraph itself, as its commands use it."""

from pathlib import Path

from bench.measuring.place import Place
from graph.database.config.target import Target
from graph.database.driver import Database
from graph.rdf.formats import Format
from graph.read.export import export as rdf
from graph.store import Store
from loaders.load import load as load_files
from ontology.vocabulary import vocabulary


def prepare(place: Place, path: Path) -> None:
    """Make constraints and indexes."""
    with Database(_target(place)) as database:
        Store(database, vocabulary()).prepare()


def load(place: Place, path: Path) -> None:
    """Load a file over Bolt, or load it again."""
    with Database(_target(place)) as database:
        load_files([path], Store(database, vocabulary()), validate=False)


def export(place: Place, path: Path, form: str) -> None:
    """Write the whole graph to a file."""
    with Database(_target(place)) as database, path.open("wb") as file:
        file.writelines(rdf(database, Format(form)))


def check(place: Place, path: Path) -> None:
    """Compare the whole graph with what was loaded.

    Raises:
        RuntimeError: it differs, so nothing that was measured on it counts.
    """
    with Database(_target(place)) as database:
        for found in Store(database, vocabulary()).check():
            raise RuntimeError(f"{found.key}: {found.message}")


def drop(place: Place, path: Path) -> None:
    """Take out one dataset after the other."""
    with Database(_target(place)) as database:
        store = Store(database, vocabulary())
        for one in store.datasets():
            store.drop(one.iri)


def _target(place: Place) -> Target:
    return Target(place.uri, place.user, place.password)
